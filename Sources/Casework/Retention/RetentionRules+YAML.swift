public import SafetyModel
public import TextAnalysis
import Yams

/// Why rules of retention were not taken: all that is wrong with their file.
public struct RetentionProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public var problems: [FileProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension RetentionRules {
    /// Reads rules from a file (`docs/retention.md` has its form).
    /// - Throws: every problem of the file.
    public init(yaml text: String, file: String, taxonomy: Taxonomy) throws(RetentionProblems) {
        var yaml = YAMLFile(file: file)
        var rules = RetentionRules()
        if let root = yaml.root(of: text),
            let top = yaml.entries(of: root, "the file", required: [], optional: ["default", "policies"])
        {
            if let node = top["default"] { rules.standard = Self.days(node, "default", &yaml) }
            if let node = top["policies"] {
                let known = taxonomy.policies.map(\.code.code)
                for (code, value) in yaml.entries(of: node, "policies", required: [], optional: known) ?? [:] {
                    rules.days[PolicyCode(code)] = Self.days(value, code, &yaml)
                }
            }
        }
        guard yaml.problems.isEmpty else { throw RetentionProblems(problems: yaml.problems) }
        self = rules
    }

    /// `90d` or `3y`; a year has 365 days.
    private static func days(_ node: Node, _ what: String, _ yaml: inout YAMLFile) -> Int? {
        guard let text = yaml.text(node, what) else { return nil }
        let units = ["d": 1, "y": 365]
        if let number = Int(text.dropLast()), number <= dayRange.upperBound,
            let unit = text.last.flatMap({ units[String($0)] }),
            dayRange.contains(number * unit)
        {
            return number * unit
        }
        yaml.report("\(what) is a time such as 90d or 3y, from \(dayRange.lowerBound)d to 100y", at: node)
        return nil
    }
}
