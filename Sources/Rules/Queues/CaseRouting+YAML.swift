import Expression
public import SafetyModel
public import TextAnalysis
import Yams

extension CaseRouting {
    /// Reads queues from a file (`docs/reviewing.md` has its form) and compiles their conditions.
    /// - Throws: every problem of the file, each with its line and column.
    public init(yaml: String, file: String, taxonomy: Taxonomy) throws(RuleProblems) {
        var reader = QueueFileReader(yaml, file: file, taxonomy: taxonomy)
        let queues = reader.read(yaml)
        guard reader.yaml.problems.isEmpty else { throw RuleProblems(reader.yaml.problems) }
        self.init(queues: queues)
    }
}

private struct QueueFileReader {
    var yaml: YAMLFile
    private let source: SourceLines
    private let taxonomy: Taxonomy
    private let environment: Environment?

    static let most = 50
    static let roles = ["reviewer", "lead", "guardian"]

    init(_ text: String, file: String, taxonomy: Taxonomy) {
        yaml = YAMLFile(file: file)
        source = SourceLines(text)
        self.taxonomy = taxonomy
        environment = try? CaseScene.environment()
    }

    mutating func read(_ text: String) -> [CaseQueue] {
        guard let root = yaml.root(of: text),
            let top = yaml.entries(of: root, "the file", required: ["queues"]), let list = top["queues"]
        else { return [] }
        var queues: [CaseQueue] = []
        let items = yaml.items(of: list, "queues")
        if items.count > Self.most { yaml.report("queues has at most \(Self.most) queues", at: list) }
        for item in items.prefix(Self.most) {
            if let queue = queue(item, after: queues.map(\.id)) { queues.append(queue) }
        }
        return queues
    }

    private mutating func queue(_ node: Node, after earlier: [String]) -> CaseQueue? {
        guard
            let entries = yaml.entries(
                of: node, "a queue", required: ["id", "name", "when"], optional: ["skills", "languages", "who"]),
            let idNode = entries["id"], let id = yaml.text(idNode, "id"), let nameNode = entries["name"],
            let name = name(nameNode), let when = entries["when"]
        else { return nil }
        if !ReviewerSkill.isValid(id) || id == CaseRouting.general || earlier.contains(id) {
            yaml.report(
                "id is a word of its own, of a–z, 0–9, “-” and “_”, at most 40 letters, and not “general”", at: idNode)
        }
        let program = condition(when)
        let skills = words(entries["skills"], "skills") { ReviewerSkill.isValid($0) }
        let languages = words(entries["languages"], "languages") { ReviewerSkill.isLanguage($0) }
        let people = words(entries["who"], "who") { Self.roles.contains($0) || $0.hasPrefix("account:") }
        guard let program else { return nil }
        return CaseQueue(
            id: id, name: name, expression: program.text, skills: skills, languages: languages,
            people: Set(people.map { $0.hasPrefix("account:") ? $0.lowercased() : $0 }), condition: program)
    }

    private mutating func name(_ node: Node) -> LocalizedText? {
        guard let keys = yaml.entries(of: node, "name", required: ["en", "fr"]) else { return nil }
        guard let en = keys["en"].flatMap({ yaml.text($0, "name") }),
            let fr = keys["fr"].flatMap({ yaml.text($0, "name") })
        else { return nil }
        if max(en.count, fr.count) > 60 { yaml.report("name has at most 60 characters", at: node) }
        return LocalizedText(fr: fr, en: en)
    }

    private mutating func words(_ node: Node?, _ what: String, isFine: (String) -> Bool) -> Set<String> {
        guard let node else { return [] }
        var words: Set<String> = []
        for item in yaml.items(of: node, what) {
            guard let word = yaml.text(item, what) else { continue }
            if isFine(word) { words.insert(word) } else { yaml.report(Self.rule(what), at: item) }
        }
        return words
    }

    private static func rule(_ what: String) -> String {
        switch what {
        case "languages": "a language is a code of two or three letters, as fr"
        case "who": "who lists \(roles.joined(separator: ", ")) or account:NAME"
        default: "a skill is a word of a–z, 0–9, “-” and “_”, at most 40 letters"
        }
    }

    private mutating func condition(_ node: Node) -> Program? {
        guard let text = yaml.text(node, "when") else { return nil }
        guard let environment else {
            yaml.report("the language of conditions could not be set up")
            return nil
        }
        let places = ScalarPlaces(node, in: source)
        do throws(ExpressionIssues) {
            let program = try environment.compile(text, resultType: .bool)
            checkPolicies(program.syntax, places)
            return program
        } catch {
            for issue in error.issues { yaml.report(issue.fullMessage, at: places[issue.offset]) }
            return nil
        }
    }

    /// A policy that does not exist would match nothing, silently.
    private mutating func checkPolicies(_ syntax: Syntax, _ places: ScalarPlaces) {
        if case .operation(let comparison, let operands) = syntax.kind,
            comparison == .equal || comparison == .notEqual,
            operands.contains(where: { $0.qualifiedName?.name == "policy" })
        {
            for operand in operands {
                guard case .string(let code)? = operand.literal, taxonomy[PolicyCode(code)] == nil else { continue }
                let hint = Spelling.hint(code, among: taxonomy.policies.map(\.code.code))
                yaml.report("there is no policy “\(code)”\(hint)", at: places[operand.range.lowerBound])
            }
        }
        for child in syntax.children { checkPolicies(child, places) }
    }
}
