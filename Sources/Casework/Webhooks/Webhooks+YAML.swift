import SafetyModel
public import TextAnalysis
import Yams

/// Why webhooks were not taken: all that is wrong with their file.
public struct WebhookProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public var problems: [FileProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension Webhook {
    /// Reads webhooks from a file (docs/webhooks.md has its form).
    /// - Throws: every problem of the file.
    public static func list(yaml text: String, file: String) throws(WebhookProblems) -> [Webhook] {
        var yaml = YAMLFile(file: file)
        var hooks: [Webhook] = []
        if let root = yaml.root(of: text), let top = yaml.entries(of: root, "the file", required: ["webhooks"]),
            let list = top["webhooks"]
        {
            for item in yaml.items(of: list, "webhooks") {
                guard let hook = hook(item, &yaml) else { continue }
                if hooks.contains(where: { $0.name == hook.name }) {
                    yaml.report("\(hook.name) stands twice; each webhook has a name of its own", at: item)
                }
                hooks.append(hook)
            }
            if hooks.count > 50 { yaml.report("there are at most 50 webhooks", at: list) }
        }
        guard yaml.problems.isEmpty else { throw WebhookProblems(problems: yaml.problems) }
        return hooks
    }

    private static func hook(_ node: Node, _ yaml: inout YAMLFile) -> Webhook? {
        guard
            let entries = yaml.entries(
                of: node, "a webhook", required: ["name", "url", "secret_file", "audience"],
                optional: ["events", "allow_http", "allow_private"]),
            let name = entries["name"].flatMap({ yaml.text($0, "name") }),
            let address = entries["url"].flatMap({ yaml.text($0, "url") }),
            let secret = entries["secret_file"].flatMap({ yaml.text($0, "secret_file") }),
            let audience = entries["audience"].flatMap({ word($0, "audience", Audience.allCases, &yaml) })
        else { return nil }
        if name.utf8.count > 60 || !name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            yaml.report("name is one word of at most 60 ASCII letters", at: node)
        }
        let allowsHTTP = entries["allow_http"].flatMap { yaml.flag($0, "allow_http") } ?? false
        if !OutgoingAddress.isWebhook(address, allowingHTTP: allowsHTTP) {
            yaml.report(
                "url is an https address without name or password in it (http on this machine, or with allow_http: true)",
                at: entries["url"] ?? node)
        }
        var hook = Webhook(name: name, address: address, secretFile: secret, audience: audience)
        if entries["allow_private"].flatMap({ yaml.flag($0, "allow_private") }) == true { hook.reach = .anywhere }
        if let list = entries["events"] {
            hook.events = Set(
                yaml.items(of: list, "events").compactMap { word($0, "an event", WebhookEvent.Kind.allCases, &yaml) })
        }
        return hook
    }

    private static func word<Value: RawRepresentable<String>>(
        _ node: Node, _ what: String, _ known: [Value], _ yaml: inout YAMLFile
    ) -> Value? {
        guard let text = yaml.text(node, what) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let words = known.map(\.rawValue)
        yaml.report("\(what) is one of \(words.joined(separator: ", "))\(Spelling.hint(text, among: words))", at: node)
        return nil
    }
}
