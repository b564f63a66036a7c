public import SafetyModel
import TextAnalysis

/// The rules of several files, which are in force together.
public struct RuleSet: Sendable {
    /// A file of a directory of rules: its name, as problems show it, and its text.
    public typealias File = (name: String, text: String)

    public let files: [RuleFile]
    /// The texts of lists that rules may ask, by file.
    public let lists: [File]

    public var rules: [Rule] { files.flatMap(\.rules) }
    public var counters: [DeclaredCounter] { files.flatMap(\.counters) }

    /// No rules.
    public init() {
        files = []
        lists = []
    }

    private init(files: [RuleFile], lists: [File]) {
        self.files = files
        self.lists = lists
    }

    /// Whether a file of a directory is one of rules (`.yaml`, `.yml`) or a list (``NamedList``), by its name.
    public static func reads(file name: String) -> Bool { isRules(name) || NamedList.kind(ofFile: name) != nil }

    private static func isRules(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    /// Reads the files of a directory, rules and lists, in the order of their names.
    /// - Throws: every problem of every file.
    public static func parse(directory: [File], taxonomy: Taxonomy) throws(RuleProblems) -> RuleSet {
        let ordered = directory.sorted { $0.name < $1.name }
        var problems: [FileProblem] = []
        var lists: [NamedList] = []
        for file in ordered where !isRules(file.name) {
            do throws(RuleProblems) {
                lists.append(try NamedList.parse(text: file.text, file: file.name))
            } catch {
                problems += error.problems
                // So that the rules that ask it are not blamed.
                lists.append(NamedList(emptyForFile: file.name))
            }
        }
        problems += repeated(
            zip(lists, ordered.filter { !isRules($0.name) }).map {
                ($0.name, FilePlace(file: $1.name, line: 1, column: 1))
            }, "list")
        let files = ordered.filter { isRules($0.name) }.map { (name: $0.name, yaml: $0.text) }
        do throws(RuleProblems) {
            let set = try parse(files: files, taxonomy: taxonomy, lists: lists)
            if problems.isEmpty { return RuleSet(files: set.files, lists: ordered.filter { !isRules($0.name) }) }
        } catch {
            problems += error.problems
        }
        throw RuleProblems(problems)
    }

    /// Reads files of rules and lists as they are stored.
    /// - Throws: every problem of every file.
    public static func parse(texts: [RuleFileText], taxonomy: Taxonomy) throws(RuleProblems) -> RuleSet {
        // A loop, for the compiler (Swift 6.3.1) does not live through labelled tuples that a closure makes here.
        var files: [File] = []
        for text in texts { files.append((name: text.name, text: text.text)) }
        return try parse(directory: files, taxonomy: taxonomy)
    }

    /// Reads files of rules, in the order of their names.
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
        return RuleSet(files: parsed, lists: [])
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
