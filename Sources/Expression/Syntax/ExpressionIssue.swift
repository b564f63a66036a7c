/// One thing that is wrong with the text of an expression.
public struct ExpressionIssue: Sendable, Hashable {
    public let message: String
    /// A name that may have been meant.
    public let suggestion: String?
    /// In code points from the start.
    public let offset: Int
    /// From 1.
    public let line: Int
    /// From 1, in code points.
    public let column: Int

    init(_ message: String, at offset: Int, in source: SourceText, suggestion: String? = nil) {
        self.message = message
        self.suggestion = suggestion
        self.offset = offset
        (line, column) = source.position(of: offset)
    }

    /// The message with the suggestion.
    public var fullMessage: String {
        suggestion.map { "\(message) (did you mean '\($0)'?)" } ?? message
    }

    /// `ERROR: <input>:1:5: …` with the line and a caret.
    public func rendered(in text: String) -> String {
        SourceText(text).rendered(fullMessage, at: offset)
    }
}

extension ExpressionIssue: CustomStringConvertible {
    public var description: String { "ERROR: <input>:\(line):\(column): \(fullMessage)" }
}

/// All that is wrong with the text of an expression, in the order of the text.
public struct ExpressionIssues: Error, Sendable, CustomStringConvertible {
    public let issues: [ExpressionIssue]

    public var description: String { issues.map(\.description).joined(separator: "\n") }

    /// Each with its line and a caret.
    public func rendered(in text: String) -> String {
        issues.map { $0.rendered(in: text) }.joined(separator: "\n")
    }
}
