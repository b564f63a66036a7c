extension Environment {
    /// Reads a text without looking at what its names stand for.
    ///
    /// - Throws: The first thing that is not of the grammar, or what is beyond a limit.
    public func parse(_ text: String) throws(ExpressionIssues) -> Syntax {
        // Before anything is made of it: a code point takes at most four bytes.
        guard text.utf8.count <= limits.sourceLength * 4, text.unicodeScalars.count <= limits.sourceLength else {
            let start = SourceText(String(text.prefix(80)))
            throw ExpressionIssues(issues: [
                ExpressionIssue("the expression is longer than \(limits.sourceLength) code points", at: 0, in: start)
            ])
        }
        let source = SourceText(text)
        do {
            return try Parser.parse(source, macros: macros, maximumDepth: limits.depth)
        } catch {
            throw ExpressionIssues(issues: [ExpressionIssue(error.message, at: error.offset, in: source)])
        }
    }

    /// Reads a text and checks its names, its types and its regular expressions.
    ///
    /// - Throws: All that is wrong with it.
    public func check(_ text: String) throws(ExpressionIssues) -> CheckedExpression {
        let syntax = try parse(text)
        var checker = Checker(self, SourceText(text))
        let type = checker.check(syntax)
        guard checker.issues.isEmpty else {
            throw ExpressionIssues(issues: checker.issues.sorted { ($0.offset, $0.message) < ($1.offset, $1.message) })
        }
        return CheckedExpression(text: text, syntax: syntax, type: type, types: checker.resolvedTypes)
    }

    /// Checks a text and compiles it.
    ///
    /// - Parameter resultType: What the expression must give; any type when nil.
    public func compile(_ text: String, resultType: ValueType? = nil) throws(ExpressionIssues) -> Program {
        let checked = try check(text)
        if let resultType {
            var substitution = Substitution()
            guard substitution.assign(checked.type, to: resultType) else {
                let issue = ExpressionIssue(
                    "the expression gives \(checked.type), where \(resultType) is needed", at: checked.syntax.offset,
                    in: SourceText(text))
                throw ExpressionIssues(issues: [issue])
            }
        }
        return Program(text: text, syntax: checked.syntax, type: checked.type, environment: self)
    }

    /// Compiles a text without checking it: what the checker would refuse fails when it is evaluated.
    public func compileUnchecked(_ text: String) throws(ExpressionIssues) -> Program {
        Program(text: text, syntax: try parse(text), type: .dynamic, environment: self)
    }
}

/// An expression in which the checker found nothing wrong.
public struct CheckedExpression: Sendable {
    public let text: String
    public let syntax: Syntax
    /// Of the whole.
    public let type: ValueType
    private let types: [Int: ValueType]

    init(text: String, syntax: Syntax, type: ValueType, types: [Int: ValueType]) {
        self.text = text
        self.syntax = syntax
        self.type = type
        self.types = types
    }

    /// The type of one part.
    public func type(of syntax: Syntax) -> ValueType { types[syntax.id] ?? .dynamic }
}
