public import SafetyModel
import TextAnalysis

/// Reads rule files.
///
///     rules:
///       - name: gift_for_picture
///         policy: minor.solicitation
///         on: [message.posted]
///         when: cues.exists(c, c.stage == 'request') && pair.count('gift.offered', duration('72h')) > 0
///         score: 0.6 + 0.3 * pair.risk
///         why: "a gift was offered to {target.name} within 3 days before a request for a picture"
public struct RuleFile: Sendable {
    public let name: String
    public let counters: [DeclaredCounter]
    public let rules: [Rule]

    /// Reads a file and checks all of it.
    /// - Parameters:
    ///   - yaml: the text, at most 4 MiB.
    ///   - file: the name to show in problems.
    ///   - taxonomy: the policies that a rule may name.
    ///   - lists: those that conditions may ask.
    /// - Throws: every problem of the file, in order of place.
    public static func parse(
        yaml: String, file: String, taxonomy: Taxonomy, lists: [NamedList] = []
    ) throws(RuleProblems) -> RuleFile {
        var parser = RuleFileParser(yaml, file: file, taxonomy: taxonomy, lists: lists)
        let result = parser.parse(yaml)
        guard let result, parser.problems.isEmpty else { throw RuleProblems(parser.problems) }
        return result
    }
}

/// The rules of several files, which are in force together.
public struct RuleSet: Sendable {
    public let files: [RuleFile]

    public var rules: [Rule] { files.flatMap(\.rules) }
    public var counters: [DeclaredCounter] { files.flatMap(\.counters) }

    /// No rules.
    public init() {
        files = []
    }

    /// Reads all files, in the order of their names.
    /// - Throws: every problem of every file.
    public static func parse(
        files: [(name: String, yaml: String)], taxonomy: Taxonomy, lists: [NamedList] = []
    ) throws(RuleProblems) -> RuleSet {
        var parsed: [RuleFile] = []
        var problems: [FileProblem] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            do throws(RuleProblems) {
                parsed.append(
                    try RuleFile.parse(yaml: file.yaml, file: file.name, taxonomy: taxonomy, lists: lists))
            } catch {
                problems += error.problems
            }
        }
        problems += repeated(parsed.flatMap(\.rules).map { ($0.name, $0.place) }, "rule")
        problems += repeated(parsed.flatMap(\.counters).map { ($0.name, $0.place) }, "counter")
        guard problems.isEmpty else { throw RuleProblems(problems) }
        return RuleSet(files: parsed)
    }

    private init(files: [RuleFile]) {
        self.files = files
    }

    /// Names that stand in two files.
    private static func repeated(_ names: [(name: String, place: FilePlace)], _ what: String) -> [FileProblem] {
        var seen: [String: FilePlace] = [:]
        var problems: [FileProblem] = []
        for (name, place) in names {
            guard let first = seen[name] else {
                seen[name] = place
                continue
            }
            problems.append(
                FileProblem(
                    file: place.file, line: place.line, column: place.column,
                    message: "the \(what) “\(name)” stands in \(first.file) on line \(first.line) already; rename one"))
        }
        return problems
    }
}
