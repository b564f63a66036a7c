public import TextAnalysis

/// Why rule files were not loaded: everything that is wrong in them.
public struct RuleProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// In order of place, at least one.
    public var problems: [FileProblem]

    public init(_ problems: [FileProblem]) {
        self.problems = problems.sorted {
            ($0.file, $0.line, $0.column, $0.message) < ($1.file, $1.line, $1.column, $1.message)
        }
    }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
