import Expression
public import SafetyModel

/// A question to what is stored: a condition, and the value by which what meets it is counted.
public struct Query: Sendable {
    public let kind: QueryKind
    /// As it was written.
    public let expression: String
    /// As it was written; empty for none.
    public let topExpression: String
    let condition: Program
    let top: Program?

    /// Which of the two expressions.
    public enum Part: String, Sendable, Hashable {
        case condition, top
    }

    /// - Parameters:
    ///   - expression: a condition in CEL.
    ///   - top: an expression that gives one value (text, number, truth, moment); empty for none.
    /// - Throws: all that is wrong with one of them.
    public init(_ kind: QueryKind, _ expression: String, top: String = "") throws(QueryProblem) {
        self.kind = kind
        self.expression = expression
        topExpression = top
        let environment: Environment
        do { environment = try QueryLanguage.environment(kind) } catch {
            throw QueryProblem(part: .condition, rendered: error.message, notes: [])
        }
        do { condition = try environment.compile(expression, resultType: .bool) } catch {
            throw QueryProblem(.condition, error, in: expression)
        }
        if top.utf8.allSatisfy({ $0 <= 0x20 }) {
            self.top = nil
            return
        }
        let program: Program
        do { program = try environment.compile(top) } catch { throw QueryProblem(.top, error, in: top) }
        guard Self.isCountable(program.type) else {
            throw QueryProblem(
                part: .top,
                rendered:
                    "the expression gives \(program.type); to count by it, it must give one text, number or truth",
                notes: [])
        }
        self.top = program
    }

    private static func isCountable(_ type: ValueType) -> Bool {
        switch type {
        case .string, .int, .uint, .double, .bool, .timestamp, .duration, .dynamic: true
        default: false
        }
    }

    /// The fields that expressions may use, for help.
    public static func fields(_ kind: QueryKind) -> [String] { QueryLanguage.fields(kind) }
}

/// What is wrong with the text of a query.
public struct QueryProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why a name that rules know is not there.
    public enum Note: String, Sendable, Hashable, CaseIterable {
        /// `count`, `distinct` …: windows pass as events happen; a query looks at one event.
        case windows
        /// `event.text`, `cues` …: text is evidence.
        case text
        /// `pair`, `scores`, `actor.minor` …: what the running watch knows is not stored.
        case watch

        /// The sentence, in English.
        public var sentence: String {
            switch self {
            case .windows:
                "a query looks at one row at a time, so nothing can be counted within a window; count the rows by a value instead"
            case .text: "what a person wrote is evidence, and no query looks at it"
            case .watch: "only the running watch knows this; it is not stored"
            }
        }
    }

    public let part: Query.Part
    /// The problems, each with its place, the line and a caret.
    public let rendered: String
    public let notes: [Note]

    public var description: String {
        ([rendered] + notes.map(\.sentence)).joined(separator: "\n")
    }

    init(part: Query.Part, rendered: String, notes: [Note]) {
        self.part = part
        self.rendered = rendered
        self.notes = notes
    }

    init(_ part: Query.Part, _ issues: ExpressionIssues, in text: String) {
        let shown = ExpressionIssues.first(5, of: issues, in: text)
        let names = Set(issues.issues.compactMap { Self.name(in: $0.message) })
        let notes = Set(names.compactMap { Self.notes[$0] })
        self.init(part: part, rendered: shown, notes: Note.allCases.filter(notes.contains))
    }

    /// The name that an issue is about: the first between quotes.
    private static func name(in message: String) -> String? {
        let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }

    private static let notes: [String: Note] = {
        var notes: [String: Note] = [:]
        for name in ["count", "distinct", "sum", "rate", "first", "last", "received"] { notes[name] = .windows }
        for name in ["text", "cues", "words", "hostile", "reason", "reply_to", "mentions", "listed"] {
            notes[name] = .text
        }
        for name in ["pair", "scores", "minor", "adult"] { notes[name] = .watch }
        return notes
    }()
}

extension ExpressionIssues {
    fileprivate static func first(_ count: Int, of issues: ExpressionIssues, in text: String) -> String {
        // A text beyond the limit is not read again for each of its problems.
        let excerpt = text.utf8.count > 100_000 ? String(text.prefix(80)) : text
        return issues.issues.prefix(count).map { $0.rendered(in: excerpt) }.joined(separator: "\n")
    }
}
