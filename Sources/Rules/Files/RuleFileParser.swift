import Expression
import SafetyModel
import TextAnalysis
import Yams

/// Reads a rule file and collects what is wrong with it.
struct RuleFileParser {
    var yaml: YAMLFile
    let taxonomy: Taxonomy
    let lists: [NamedList]
    let source: SourceLines
    /// What conditions are compiled in, and what counters are. Nil only if the language contradicts itself.
    let environment: Environment?
    let countingEnvironment: Environment?
    var counters: [DeclaredCounter] = []
    /// On which line a name stands.
    private var seen: [String: Int] = [:]

    var problems: [FileProblem] { yaml.problems }

    init(_ text: String, file: String, taxonomy: Taxonomy, lists: [NamedList]) {
        yaml = YAMLFile(file: file)
        self.taxonomy = taxonomy
        self.lists = lists
        source = SourceLines(text)
        environment = try? RuleLanguage.environment(lists: lists, counts: true)
        countingEnvironment = try? RuleLanguage.environment(lists: lists, counts: false)
    }

    mutating func parse(_ text: String) -> RuleFile? {
        guard let root = yaml.root(of: text),
            let keys = yaml.entries(of: root, "the file", required: ["rules"], optional: ["counters"])
        else { return nil }
        if let list = keys["counters"] {
            for node in yaml.items(of: list, "counters") {
                if let counter = readCounter(node) { counters.append(counter) }
            }
        }
        seen = [:]
        var rules: [Rule] = []
        if let list = keys["rules"] {
            for node in yaml.items(of: list, "rules") {
                if let rule = readRule(node) { rules.append(rule) }
            }
        }
        return RuleFile(name: yaml.file, counters: counters, rules: rules)
    }

    // MARK: One counter

    private mutating func readCounter(_ node: Node) -> DeclaredCounter? {
        guard
            let keys = yaml.entries(
                of: node, "the counter", required: ["name", "on"], optional: ["when", "sum", "distinct"])
        else { return nil }
        let name = keys["name"].flatMap { readName($0, "the counter's name") }
        if let name, let place = keys["name"], EventType.known.contains(where: { $0.name == name }) {
            yaml.report("“\(name)” is a type of event; give the counter another name", at: place)
        }
        let types = keys["on"].map { readTypes($0) } ?? []
        let environment = countingEnvironment
        let condition = keys["when"].flatMap { compile($0, "when", .bool, environment)?.program }
        let amount = keys["sum"].flatMap { compile($0, "sum", .double, environment)?.program }
        let value = keys["distinct"].flatMap { compile($0, "distinct", .string, environment)?.program }
        guard let name else { return nil }
        return DeclaredCounter(
            name: name, types: types, condition: condition, amount: amount, value: value, place: place(of: node),
            definition: Self.definition(of: node))
    }

    // MARK: One rule

    private static let optionalKeys = [
        "score", "why", "then", "tests", "mode", "limit", "version", "subject",
    ]

    private mutating func readRule(_ node: Node) -> Rule? {
        guard
            let keys = yaml.entries(
                of: node, "the rule", required: ["name", "policy", "on", "when"], optional: Self.optionalKeys)
        else { return nil }
        let name = keys["name"].flatMap { readName($0, "the rule's name") }
        let policy = keys["policy"].flatMap { readPolicy($0) }
        let types = keys["on"].map { readTypes($0) } ?? []
        let mode = keys["mode"].flatMap { readWord($0, "mode", Rule.Mode.self) } ?? .live
        let subject = keys["subject"].flatMap { readWord($0, "subject", Party.self) } ?? .actor
        let limit = keys["limit"].flatMap { yaml.integer($0, "limit", in: 1...10_000) } ?? 100
        let version = keys["version"].flatMap { yaml.integer($0, "version", in: 1...1_000_000) } ?? 1
        let condition = keys["when"].flatMap { compile($0, "when", .bool, environment) }
        let scoring = keys["score"].map { readScore($0) } ?? ReadScore(score: .constant(0.7))
        let reason = keys["why"].map { readReason($0) } ?? ReadReason()
        let effects = keys["then"].map { Self.withSignal(readEffects($0)) } ?? [.signal]
        let tests = keys["tests"].map { readTests($0) } ?? []
        guard let name, let policy, let condition, let score = scoring.score else { return nil }
        var seenCounters: Set<CounterDefinition> = []
        let counters = (condition.counters + scoring.counters + reason.counters)
            .filter { seenCounters.insert($0).inserted }
        return Rule(
            name: name, version: version, policy: policy, mode: mode, types: types, subject: subject,
            condition: condition.program, score: score, reason: reason.reason, effects: effects, hourlyLimit: limit,
            counters: counters, tests: tests, place: place(of: node), conditionPlaces: condition.places,
            definition: Self.definition(of: node))
    }

    /// Lower-case letters, digits and underscores; each once in the file.
    mutating func readName(_ node: Node, _ what: String) -> String? {
        guard let text = yaml.text(node, what) else { return nil }
        guard isName(text) else {
            yaml.report("\(what) “\(text.prefix(100))” may hold only a–z, 0–9 and “_”, at most 60 of them", at: node)
            return nil
        }
        if let line = seen[text] {
            yaml.report("the name “\(text)” stands on line \(line) already; rename one", at: node)
            return nil
        }
        seen[text] = node.mark?.line ?? 0
        return text
    }

    func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 60
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    mutating func readPolicy(_ node: Node) -> PolicyCode? {
        guard let text = yaml.text(node, "policy") else { return nil }
        guard taxonomy[PolicyCode(text)] != nil else {
            let hint = Spelling.hint(text, among: taxonomy.policies.map(\.code.code))
            yaml.report("unknown policy “\(text)”\(hint)", at: node)
            return nil
        }
        return PolicyCode(text)
    }

    private mutating func readTypes(_ node: Node) -> [EventType] {
        let items = yaml.items(of: node, "on")
        if node.sequence?.isEmpty == true { yaml.report("on names no type of event", at: node) }
        return items.compactMap { readType($0) }
    }

    mutating func readType(_ node: Node) -> EventType? {
        guard let text = yaml.text(node, "the type of event") else { return nil }
        let type = EventType(name: text)
        guard case .other = type else { return type }
        let hint = Spelling.hint(text, among: EventType.known.map(\.name))
        yaml.report("unknown type of event “\(text)”\(hint)", at: node)
        return nil
    }

    /// One of the words of an enumeration.
    mutating func readWord<Word: RawRepresentable & CaseIterable>(
        _ node: Node, _ what: String, _: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let text = yaml.text(node, what) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        yaml.report(
            "unknown \(what) “\(text)”; known are \(known.joined(separator: ", "))\(Spelling.hint(text, among: known))",
            at: node)
        return nil
    }

    mutating func readSpan(_ node: Node, _ what: String) -> Duration? {
        guard let text = yaml.text(node, what) else { return nil }
        guard let span = Span.read(text) else {
            yaml.report("\(what) “\(text.prefix(40))” is no span of time; write \(Span.hint)", at: node)
            return nil
        }
        return span
    }

    /// A person decides on a proposal, in the case that the signal opens: so a proposal brings its signal.
    private static func withSignal(_ effects: [RuleEffect]) -> [RuleEffect] {
        let proposes = effects.contains { if case .propose = $0 { true } else { false } }
        return proposes && !effects.contains(.signal) ? [.signal] + effects : effects
    }

    /// What a rule or counter says, written the same whatever its layout, its comments and its tests.
    private static func definition(of node: Node) -> String {
        var node = node
        if var mapping = node.mapping {
            mapping["tests"] = nil
            node.mapping = mapping
        }
        return (try? Yams.serialize(node: node, width: -1, sortKeys: true)) ?? ""
    }

    func place(of node: Node) -> FilePlace {
        FilePlace(file: yaml.file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }
}
