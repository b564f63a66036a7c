public import SafetyModel
import Yams

/// Reads taxonomy files: the policies, how grave they are and by when a case must be decided.
///
///     policies:
///       - code: minor.grooming
///         severity: 1
///         title: { fr: "…", en: "…" }
///         meaning: { fr: "…", en: "…" }
///         deadline_hours: 24
///         threshold: 0.6
///         law:                          # may be left out: the codes under which a breach is told to the authorities
///           category: STATEMENT_CATEGORY_PROTECTION_OF_MINORS
///           keywords: [KEYWORD_GROOMING_SEXUAL_ENTICEMENT_MINORS]
public enum TaxonomyFile {
    /// Reads a file that stands alone: every policy has every key.
    /// - Throws: every problem of the file.
    public static func parse(yaml: String, file: String) throws(TaxonomyProblems) -> Taxonomy {
        try parse(yaml: yaml, file: file, extending: Taxonomy([]))
    }

    /// Reads an operator's file on top of another taxonomy. A policy with a new code is added and has every key; one with
    /// a known code changes only the keys that it names.
    /// - Throws: every problem of the file.
    public static func parse(
        yaml: String, file: String, extending base: Taxonomy
    ) throws(TaxonomyProblems) -> Taxonomy {
        var parser = TaxonomyParser(file: file, base: base)
        let policies = parser.parse(yaml)
        guard parser.problems.isEmpty else { throw TaxonomyProblems(parser.problems) }
        return Taxonomy(policies)
    }
}

/// The taxonomy that comes with Vigie.
public enum ShippedTaxonomy {
    /// Reads it.
    /// - Throws: what is wrong in it; as shipped, nothing.
    public static func load() throws(TaxonomyProblems) -> Taxonomy {
        try TaxonomyFile.parse(
            yaml: EmbeddedTexts.text("taxonomy.yaml"), file: "taxonomy.yaml")
    }
}

/// Why a taxonomy file was not loaded.
public struct TaxonomyProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// In order of place, at least one.
    public var problems: [FileProblem]

    public init(_ problems: [FileProblem]) {
        self.problems = problems.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

private struct TaxonomyParser {
    private var yaml: YAMLFile
    private let base: Taxonomy
    private static let keys = ["severity", "title", "meaning", "deadline_hours", "threshold"]

    var problems: [FileProblem] { yaml.problems }

    init(file: String, base: Taxonomy) {
        yaml = YAMLFile(file: file)
        self.base = base
    }

    mutating func parse(_ text: String) -> [Policy] {
        guard let root = yaml.root(of: text),
            let list = yaml.entries(of: root, "the taxonomy", required: ["policies"])?["policies"]
        else { return [] }
        var result = base.policies
        var seen: [String: Int] = [:]
        for node in yaml.items(of: list, "policies") {
            guard let policy = read(node, &seen) else { continue }
            if let index = result.firstIndex(where: { $0.code == policy.code }) {
                result[index] = policy
            } else {
                result.append(policy)
            }
        }
        return result
    }

    private mutating func read(_ node: Node, _ seen: inout [String: Int]) -> Policy? {
        let code = node.mapping?[Node("code")]?.scalar?.string
        let known = code.flatMap { base[PolicyCode($0)] }
        let required = ["code"] + (known == nil ? Self.keys : [])
        guard let keys = yaml.entries(of: node, "the policy", required: required, optional: Self.keys + ["law"]),
            let codeNode = keys["code"], let code = readCode(codeNode)
        else { return nil }
        if let line = seen[code] {
            yaml.report("the code “\(code)” stands on line \(line) already; keep one", at: codeNode)
            return nil
        }
        seen[code] = codeNode.mark?.line ?? 0
        let severity = keys["severity"].map { yaml.integer($0, "severity", in: 1...4) } ?? known?.severity.level
        let title = keys["title"].map { localized($0, "title") } ?? known?.title
        let meaning = keys["meaning"].map { localized($0, "meaning") } ?? known?.meaning
        let hours =
            keys["deadline_hours"].map { yaml.integer($0, "deadline_hours", in: 1...8760) } ?? known?.deadlineHours
        let threshold = keys["threshold"].map { yaml.decimal($0, "threshold", in: 0...1) } ?? known?.threshold
        let law = keys["law"].map { yaml.policyLaw($0) } ?? known?.law
        guard let severity, let title, let meaning, let hours, let threshold else { return nil }
        return Policy(
            code: PolicyCode(code), severity: Severity(severity), title: title, meaning: meaning, deadlineHours: hours,
            threshold: threshold, law: law)
    }

    private mutating func readCode(_ node: Node) -> String? {
        guard let text = yaml.text(node, "code") else { return nil }
        let isFine = text.utf8.allSatisfy {
            ASCIIClass.isLetter($0) || ASCIIClass.isDigit($0) || $0 == 0x2E || $0 == 0x5F
        }
        guard isFine, text.utf8.count <= 100 else {
            yaml.report("the code “\(text.prefix(100))” may hold only a–z, 0–9, “.” and “_”", at: node)
            return nil
        }
        return text
    }

    private mutating func localized(_ node: Node, _ what: String) -> LocalizedText? {
        guard let keys = yaml.entries(of: node, what, required: ["fr", "en"]) else { return nil }
        let fr = keys["fr"].flatMap { yaml.text($0, "the French \(what)") }
        let en = keys["en"].flatMap { yaml.text($0, "the English \(what)") }
        guard let fr, let en else { return nil }
        return LocalizedText(fr: fr, en: en)
    }
}
