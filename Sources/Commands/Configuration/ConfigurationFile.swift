import Foundation
import SafetyModel
import TextAnalysis
import Yams

/// The settings of `vigie serve` as a file and the environment give them.
struct ConfigurationFile: Sendable {
    /// A setting that was given.
    struct Given: Sendable, Hashable {
        var setting: String
        var values: [String]
        /// Where it was given: `vigie.yaml:3:9` or the name of a variable.
        var place: String
    }

    private(set) var given: [Given] = []
    private(set) var problems: [String] = []
    /// Settings that were given, and not as they are to be (``Setting/name``).
    private(set) var refused: Set<String> = []
    /// Whether the file could be read as a whole.
    private(set) var isRead = true
    /// What was passed over, though it may be meant otherwise.
    private(set) var warnings: [String] = []

    /// - Parameters:
    ///   - path: of `vigie.yaml`; nil where there is none.
    ///   - environment: the variables of the process; those that begin with `VIGIE_` go before the file.
    init(path: String?, environment: [String: String]) {
        if let path { readFile(path) }
        readEnvironment(environment)
    }

    /// As the options of `vigie serve`, without those that the command line gives itself.
    func arguments(without own: [String] = []) -> [String] {
        let names = Self.options(in: own)
        var result: [String] = []
        for entry in given {
            guard let setting = Setting.named(entry.setting), !names.contains(setting.option) else { continue }
            for value in entry.values {
                switch setting.kind {
                case .flag: if value == "true" { result.append(setting.option) }
                // In one word, since a value may begin with a dash.
                default: result.append("\(setting.option)=\(value)")
                }
            }
        }
        return result
    }

    /// The names of options in a command line.
    static func options(in arguments: [String]) -> Set<String> {
        Set(arguments.map { String($0.prefix { $0 != "=" }) })
    }

    private mutating func give(_ setting: Setting, _ values: [String], at place: String) {
        given.removeAll { $0.setting == setting.name }
        given.append(Given(setting: setting.name, values: values, place: place))
    }

    private mutating func refuse(_ setting: Setting, _ problem: String) {
        problems.append(problem)
        refused.insert(setting.name)
    }

    // MARK: File

    private mutating func readFile(_ path: String) {
        let text: String
        do {
            text = try Texts.text(of: path)
        } catch {
            problems.append(error.sentence)
            isRead = false
            return
        }
        var yaml = YAMLFile(file: path)
        if let root = yaml.root(of: text) { readGroup(root, [], &yaml, path) } else { isRead = false }
        problems += yaml.problems.map(\.description)
    }

    private mutating func readGroup(_ node: Node, _ group: [String], _ yaml: inout YAMLFile, _ path: String) {
        let what = group.isEmpty ? "the file" : "“\(group.joined(separator: "."))”"
        Self.refuseSecrets(node, &yaml)
        let members = Setting.members(of: group)
        guard node.mapping != nil else {
            yaml.report("\(what) must be a mapping with the keys \(members.joined(separator: ", "))", at: node)
            refused.formUnion(Setting.all.filter { $0.path.starts(with: group) }.map(\.name))
            return
        }
        guard let entries = yaml.entries(of: node, what, required: [], optional: members + Self.secrets) else { return }
        for (name, value) in entries.sorted(by: { $0.key < $1.key }) where members.contains(name) {
            let place = group + [name]
            guard let setting = Setting.named(place.joined(separator: ".")) else {
                readGroup(value, place, &yaml, path)
                continue
            }
            if let values = values(value, setting, &yaml, path) {
                let mark = value.mark
                give(setting, values, at: "\(path):\(mark?.line ?? 0):\(mark?.column ?? 0)")
            } else {
                refused.insert(setting.name)
            }
        }
    }

    /// Names under which people write a secret itself; it belongs into a file of its own.
    private static let secrets = ["token", "key", "secret", "password"]

    private static func refuseSecrets(_ node: Node, _ yaml: inout YAMLFile) {
        for (key, _) in node.mapping ?? [:] {
            guard let name = key.scalar?.string, secrets.contains(name) else { continue }
            yaml.report(
                "a secret does not belong into this file; write it into a file that only Vigie's account may read, and name it with “\(name == "key" ? "key-file" : "token-file")”",
                at: key)
        }
    }

    private func values(_ node: Node, _ setting: Setting, _ yaml: inout YAMLFile, _ path: String) -> [String]? {
        switch setting.kind {
        case .flag:
            guard let word = node.scalar?.string, ["true", "false"].contains(word) else {
                yaml.report("“\(setting.name)” is true or false", at: node)
                return nil
            }
            return [word]
        case .number(let range): return yaml.integer(node, "“\(setting.name)”", in: range).map { [String($0)] }
        case .text: return yaml.text(node, "“\(setting.name)”").map { [$0] }
        case .file, .newFile, .directory:
            return Self.fileName(node, "“\(setting.name)”", &yaml).map { [Texts.path($0, beside: path)] }
        case .files:
            var files: [String] = []
            for item in yaml.items(of: node, "“\(setting.name)”") {
                if let text = Self.fileName(item, "a file of “\(setting.name)”", &yaml) {
                    files.append(Texts.path(text, beside: path))
                }
            }
            return files.isEmpty ? nil : files
        }
    }

    /// A number, or a word that YAML takes for something else, is hardly the name of a file; in quotes it may be.
    private static func fileName(_ node: Node, _ what: String, _ yaml: inout YAMLFile) -> String? {
        guard let text = yaml.text(node, what) else { return nil }
        let isBare = node.scalar?.style == .plain || node.scalar?.style == .any
        if isBare, Double(text) != nil || ["true", "false", "yes", "no", "null", "~"].contains(text.lowercased()) {
            yaml.report(
                "\(what) names a file or directory, not \(text); write it in quotes if it is called so", at: node)
            return nil
        }
        return text
    }

    // MARK: Environment

    /// Variables that are no settings: where the file is, and how the package is built and tested.
    private static let otherVariables: Set<String> = [
        "VIGIE_CONFIG", "VIGIE_PURE", "VIGIE_VENVS", "VIGIE_PERMISSION_CASES", BeginningAnew.formerVariable,
    ]

    /// Whether Kubernetes made a variable, as it does in every container for a service whose name begins with `vigie`:
    /// `VIGIE_SERVICE_HOST`, `VIGIE_SERVICE_PORT_HTTP`, `VIGIE_PORT=tcp://…`, `VIGIE_PORT_8080_TCP_ADDR`.
    private static func isOfKubernetes(_ name: String, _ value: String) -> Bool {
        if name.wholeMatch(of: #/VIGIE_([A-Z0-9_]+_)?SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)/#) != nil { return true }
        if name.wholeMatch(of: #/VIGIE_([A-Z0-9_]+_)?PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?/#) != nil {
            return true
        }
        return name.hasSuffix("_PORT") && ["tcp://", "udp://", "sctp://"].contains { value.hasPrefix($0) }
    }

    private mutating func readEnvironment(_ environment: [String: String]) {
        var passedOver: [String] = []
        defer {
            if !passedOver.isEmpty {
                warnings.append(
                    "passed over, since Kubernetes makes them for a service of that name: "
                        + passedOver.joined(separator: ", "))
            }
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("VIGIE_") {
            if Self.otherVariables.contains(name) { continue }
            if Self.isOfKubernetes(name, value) {
                passedOver.append(name)
                continue
            }
            guard let setting = Setting.all.first(where: { $0.variable == name }) else {
                problems.append(
                    "the environment has \(name), which is no setting\(Spelling.hint(name, among: Setting.all.map(\.variable)))"
                )
                continue
            }
            // An empty variable takes back what the file says, right or wrong.
            refused.remove(setting.name)
            if value.isEmpty {
                given.removeAll { $0.setting == setting.name }
                continue
            }
            switch setting.kind {
            case .flag:
                guard ["true", "false", "1", "0"].contains(value) else {
                    refuse(setting, "\(name) is true or false, not '\(value)'")
                    continue
                }
                give(setting, [value == "true" || value == "1" ? "true" : "false"], at: name)
            case .number(let range):
                guard let number = Int(value), range.contains(number) else {
                    refuse(
                        setting,
                        "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound), not '\(value)'")
                    continue
                }
                give(setting, [value], at: name)
            case .files: give(setting, value.split(separator: ":").map(String.init), at: name)
            default: give(setting, [value], at: name)
            }
        }
    }
}

/// How the command line of `vigie serve` is completed by the file and the environment.
enum ConfiguredArguments {
    /// - Parameter arguments: of the process, without its name.
    /// - Throws: ``CommandFailure`` with every problem.
    static func complete(
        _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) -> [String] {
        guard arguments.first == "serve" else { return arguments }
        let own = Array(arguments.dropFirst())
        if own.contains("--help") || own.contains("-h") { return arguments }
        let file = ConfigurationFile(path: path(own) ?? environment["VIGIE_CONFIG"], environment: environment)
        for warning in file.warnings { Terminal.error("warning: \(warning)") }
        guard file.problems.isEmpty else {
            throw .input("the configuration does not load:\n" + file.problems.joined(separator: "\n"))
        }
        return ["serve"] + file.arguments(without: own) + own
    }

    /// What follows `--config`.
    static func path(_ own: [String]) -> String? {
        for (index, argument) in own.enumerated() {
            if argument == "--config", index + 1 < own.count { return own[index + 1] }
            if argument.hasPrefix("--config=") { return String(argument.dropFirst("--config=".count)) }
        }
        return nil
    }
}
