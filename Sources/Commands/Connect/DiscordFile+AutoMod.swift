import Connectors
import Foundation
import SafetyModel
import Yams

extension DiscordFile.Reader {
    /// The lists that Discord's AutoMod is to stop.
    /// - Parameter language: of what a writer is told where the file says nothing.
    mutating func rules(_ node: Node, in language: Language) throws -> [AutoModRule] {
        let items = yaml.items(of: node, "automod")
        if items.count > AutoModRule.Limit.rules {
            yaml.report("automod has \(items.count) rules, and Discord takes \(AutoModRule.Limit.rules)", at: node)
        }
        var rules: [AutoModRule] = []
        for item in items {
            guard let rule = try rule(item, in: language) else { continue }
            if rules.contains(where: { $0.name == rule.name }) {
                yaml.report("two rules of automod are called “\(rule.name)”; Vigie finds them again by name", at: item)
            }
            for problem in rule.problems { yaml.report("automod, “\(rule.name)”: \(problem)", at: item) }
            rules.append(rule)
        }
        return rules
    }

    private mutating func rule(_ node: Node, in language: Language) throws -> AutoModRule? {
        guard
            let entries = yaml.entries(
                of: node, "a rule of automod", required: DiscordFileSchema.requiredOfRule,
                optional: DiscordFileSchema.optionalOfRule),
            let name = entries["name"].flatMap({ yaml.text($0, "name") })
        else { return nil }
        var rule = AutoModRule(name: name, message: AutoModRule.usualMessage[language])
        rule.terms = texts(entries["terms"], "terms")
        if let node = entries["terms_file"], let file = yaml.text(node, "terms_file") {
            rule.terms += try Self.lines(of: Texts.path(file, beside: path))
        }
        rule.terms = Self.once(rule.terms)
        rule.patterns = Self.once(texts(entries["patterns"], "patterns"))
        rule.allowed = Self.once(texts(entries["allow"], "allow"))
        if let node = entries["message"], let message = yaml.text(node, "message") { rule.message = message }
        if let node = entries["time_out_minutes"] {
            let longest = Int(AutoModRule.Limit.timeOut / .minutes(1))
            rule.timeOut = yaml.integer(node, "time_out_minutes", in: 1...longest).map { .minutes($0) }
        }
        if let node = entries["alert_channel"] { rule.alertChannel = id(node, "alert_channel") }
        return rule
    }

    private mutating func texts(_ node: Node?, _ what: String) -> [String] {
        guard let node else { return [] }
        return yaml.items(of: node, what).compactMap { yaml.text($0, "one of \(what)") }
    }

    /// One a line; empty ones, and those that begin with `#`, are none.
    private static func lines(of file: String) throws -> [String] {
        try Texts.text(of: file).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    private static func once(_ list: [String]) -> [String] {
        var seen: Set<String> = []
        return list.filter { seen.insert($0).inserted }
    }
}
