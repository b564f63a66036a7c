public import SafetyModel

/// One thing that is wrong in a statement of reasons.
public struct StatementProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The field, as `category_addition[1]`.
    public var path: String
    /// What is wrong with it. Quotes nothing of the content.
    public var message: String
    /// What to write.
    public var advice: String

    init(_ path: String, _ message: String, _ advice: String) {
        self.path = path
        self.message = message
        self.advice = advice
    }

    /// A sentence.
    public var description: String { "\(path) \(message); \(advice)" }

    /// A name from a file, cut and without what a terminal would obey.
    static func shown(_ name: String) -> String {
        let scalars = name.unicodeScalars.prefix(60).map {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "?" : $0
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

/// Says whether the DSA Transparency Database (API v2) takes a statement of reasons, and what is wrong where it does not.
///
/// It follows the strict profile: what a producer ought to send, which is narrower than what the database lets pass.
/// Regulation (EU) 2022/2065, articles 17 and 24(5).
public enum StatementCheck {
    /// Problems told of one statement, at most.
    static let problemLimit = 100

    /// Statements in JSON: one object, or a list of them.
    public enum Verdict: Sendable, Hashable {
        /// The problems of the one statement; none where it is valid.
        case one([StatementProblem])
        /// The problems of each.
        case many([[StatementProblem]])

        public var isValid: Bool {
            switch self {
            case .one(let problems): problems.isEmpty
            case .many(let statements): statements.allSatisfy(\.isEmpty)
            }
        }
    }

    /// Checks the text of a file.
    /// - Throws: ``JSONError`` where it is not JSON.
    public static func check(json: [UInt8]) throws(JSONError) -> Verdict {
        try json.withUnsafeBufferPointer { (bytes) throws(JSONError) -> Verdict in
            var reader = JSONReader(bytes)
            let verdict: Verdict
            if try reader.peek() == .array {
                var statements: [[StatementProblem]] = []
                try reader.beginArray()
                while try reader.nextElement() { statements.append(try problems(&reader)) }
                verdict = .many(statements)
            } else {
                verdict = .one(try problems(&reader))
            }
            try reader.end()
            return verdict
        }
    }

    private static func problems(_ reader: inout JSONReader) throws(JSONError) -> [StatementProblem] {
        let value = try StatementValue(&reader)
        guard case .object(let document) = value else {
            return [StatementProblem("statement", "is \(value.kind)", "write an object with the fields of API v2")]
        }
        return problems(in: document)
    }

    static func problems(in document: StatementDocument) -> [StatementProblem] {
        var problems: [StatementProblem] = []
        for rule in StatementRule.all {
            if let value = document[rule.field] {
                problems += rule.problems(value)
            } else if rule.isRequired {
                problems.append(StatementProblem(rule.field, "is missing", rule.advice))
            }
        }
        problems += StatementConditions.problems(in: document)
        for name in document.repeated.sorted() {
            problems.append(StatementProblem(StatementProblem.shown(name), "stands there twice", "keep one"))
        }
        let known = StatementRule.all.map(\.field)
        for name in document.fields.keys.sorted() where !known.contains(name) {
            problems.append(
                StatementProblem(
                    StatementProblem.shown(name), "is unknown",
                    "leave it out: the database would drop it\(Spelling.hint(name, among: known))"))
        }
        if document.isCut {
            problems.append(StatementProblem("statement", "has too many fields", "leave out the unknown"))
        }
        return Array(problems.prefix(problemLimit))
    }
}
