import Expression
import SafetyModel
import TextAnalysis

/// A list in a file of its own, whose name and kind are the file's: `gift_sites.domains`, `raid.words`,
/// `known.hashes`, `codes.regexes`. One entry a line; a line that begins with `#` is a comment.
///
/// Conditions ask `event.text.listed('gift_sites')`.
public struct NamedList: Sendable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Whole words or phrases, in any case.
        case words
        /// Hosts, with what is below them.
        case domains
        /// Texts that are the same, such as a file's SHA-256.
        case hashes
        /// Patterns with the syntax of RE2, looked for anywhere.
        case regexes
    }

    public let name: String
    public let kind: Kind
    private let entries: Set<String>
    private let expressions: [RegularExpression]
    /// Of the longest phrase, in words.
    private let longestPhrase: Int

    /// A list that is longer is not read.
    public static let maximumCount = 1_000_000
    /// Every one is tried on each text.
    private static let maximumExpressions = 200

    /// Reads a list.
    /// - Parameter file: its path, shown in problems; the last part gives name and kind.
    /// - Throws: every problem of the file.
    public static func parse(text: String, file: String) throws(RuleProblems) -> NamedList {
        let (name, ending) = parts(ofFile: file)
        guard let kind = Kind(rawValue: ending) else {
            let known = Kind.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
            throw RuleProblems([
                FileProblem(
                    file: file, line: 0, column: 0,
                    message: "the name of a list ends in \(known)"
                        + Spelling.hint(ending, among: Kind.allCases.map(\.rawValue)))
            ])
        }
        return try NamedList(name: name, kind: kind, text: text, file: file)
    }

    /// The kind of list that a file holds, by its name.
    static func kind(ofFile file: String) -> Kind? { Kind(rawValue: parts(ofFile: file).ending) }

    private static func parts(ofFile file: String) -> (name: String, ending: String) {
        let last = file.split(separator: "/").last ?? ""
        guard let dot = last.lastIndex(of: ".") else { return (String(last), "") }
        return (String(last[..<dot]), String(last[last.index(after: dot)...]))
    }

    /// Stands for a list that cannot be read.
    init(emptyForFile file: String) {
        name = Self.parts(ofFile: file).name
        kind = .words
        entries = []
        expressions = []
        longestPhrase = 1
    }

    private init(name: String, kind: Kind, text: String, file: String) throws(RuleProblems) {
        var problems: [FileProblem] = []
        var entries: Set<String> = []
        var expressions: [RegularExpression] = []
        var longest = 1
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            let entry = Self.trimmed(line)
            guard !entry.isEmpty, !entry.hasPrefix("#") else { continue }
            func refuse(_ message: String) {
                problems.append(FileProblem(file: file, line: number + 1, column: 1, message: message))
            }
            if entries.count >= Self.maximumCount {
                refuse("the list is longer than \(Self.maximumCount) entries")
                break
            }
            switch kind {
            case .regexes:
                guard expressions.count < Self.maximumExpressions else {
                    refuse("the list has more than \(Self.maximumExpressions) patterns, and each is tried on each text")
                    break
                }
                do { expressions.append(try RegularExpression(entry)) } catch { refuse("not a pattern: \(error)") }
            case .words:
                let words = Self.words(entry)
                if words.isEmpty { refuse("the entry holds no letter and no digit") }
                longest = max(longest, words.count)
                entries.insert(words.joined(separator: " "))
            case .domains:
                if !entry.contains(".") { refuse("“\(entry.prefix(80))” is not a domain, as example.org") }
                entries.insert(entry.lowercased())
            case .hashes: entries.insert(entry.lowercased())
            }
        }
        guard problems.isEmpty else { throw RuleProblems(problems) }
        self.name = name
        self.kind = kind
        self.entries = entries
        self.expressions = expressions
        longestPhrase = min(longest, 8)
    }

    /// How many entries it has.
    public var count: Int { kind == .regexes ? expressions.count : entries.count }

    /// How many steps looking a text up takes.
    func cost(of text: String) -> Int {
        let size = 1 + text.utf8.count / 10
        switch kind {
        case .hashes: return 1
        case .words: return size * longestPhrase * 2
        case .domains: return size * 2
        case .regexes: return size * max(1, expressions.count) * 4
        }
    }

    /// Whether a text is on the list, or holds what is.
    public func matches(_ text: String) -> Bool {
        switch kind {
        case .hashes: entries.contains(text.lowercased())
        case .words: holdsPhrase(Self.words(text))
        case .domains: Self.hosts(text).contains { isListed(host: $0) }
        case .regexes: expressions.contains { $0.matches(text) }
        }
    }

    private func holdsPhrase(_ words: [String]) -> Bool {
        for start in words.indices {
            var phrase = ""
            for word in words[start...].prefix(longestPhrase) {
                phrase += phrase.isEmpty ? word : " " + word
                if entries.contains(phrase) { return true }
            }
        }
        return false
    }

    /// The host itself or a domain above it.
    private func isListed(host: String) -> Bool {
        var rest = Substring(host)
        while true {
            if entries.contains(String(rest)) { return true }
            guard let dot = rest.firstIndex(of: ".") else { return false }
            rest = rest[rest.index(after: dot)...]
        }
    }

    private static func trimmed(_ line: Substring) -> String {
        let start = line.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
    }

    /// What looks like a host: runs of letters, digits, hyphens and dots with a dot inside.
    private static func hosts(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "." }
            .filter { $0.contains(".") }
            .map { run in String(run.drop { $0 == "." }.reversed().drop { $0 == "." }.reversed()) }
    }
}

extension NamedList {
    /// `value.listed('name')`.
    static func function(_ lists: [NamedList]) -> Function {
        let byName = Dictionary(lists.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return Function(
            "listed",
            [
                .member([.string, .string], .bool, cost: .sizes) { arguments throws(EvaluationError) in
                    guard case .string(let text) = arguments[0], case .string(let name) = arguments[1],
                        let list = byName[name]
                    else { throw EvaluationError(.host("there is no such list")) }
                    guard list.cost(of: text) <= 50_000 else { throw EvaluationError(.costLimit(50_000)) }
                    return .bool(list.matches(text))
                }
            ])
    }
}
