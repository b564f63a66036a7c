/// Reads the tokens of an expression by recursive descent. How deep parts may stand in each other is limited, so that no
/// text can exhaust the stack, here or in what walks over the result.
struct Parser {
    private let tokens: [Token]
    private let macros: Macros
    private let maximumDepth: Int
    private var position = 0
    private var nextIdentifier = 1
    /// How many calls of `expression` and `unary` are open.
    private var openLevels = 0

    private init(_ tokens: [Token], macros: Macros, maximumDepth: Int) {
        self.tokens = tokens
        self.macros = macros
        self.maximumDepth = maximumDepth
    }

    static func parse(
        _ source: SourceText, macros: Macros, maximumDepth: Int
    ) throws(SyntaxError) -> Syntax {
        let tokens = try Lexer.tokens(of: source)
        var parser = Parser(tokens, macros: macros, maximumDepth: maximumDepth)
        let syntax = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
        return syntax
    }

    // MARK: - Tokens

    var current: Token { tokens[position] }

    private mutating func advance() -> Token {
        let token = tokens[position]
        if position + 1 < tokens.count { position += 1 }
        return token
    }

    private func isAt(_ symbol: String) -> Bool { current.kind == .symbol(symbol) }

    private mutating func skip(_ symbol: String) -> Bool {
        guard isAt(symbol) else { return false }
        _ = advance()
        return true
    }

    private mutating func expect(_ symbol: String) throws(SyntaxError) {
        guard skip(symbol) else { throw unexpected("'\(symbol)'") }
    }

    private func unexpected(_ expected: String) -> SyntaxError {
        SyntaxError(message: "expected \(expected), found \(current.description)", offset: current.range.lowerBound)
    }

    // MARK: - Making parts

    /// The end of the last token that was read.
    private var lastEnd: Int { position == 0 ? 0 : tokens[position - 1].range.upperBound }

    mutating func make(_ kind: Syntax.Kind, from start: Int, at offset: Int) throws(SyntaxError) -> Syntax {
        let probe = Syntax(id: 0, range: 0..<0, offset: 0, kind: kind, depth: 0)
        let depths = probe.children.map(\.depth)
        // Values that are bound one in another make a value that is as deep as all of them together.
        let depth = 1 + (kind.bindsValues ? depths.reduce(0, +) : depths.max() ?? 0)
        guard depth <= maximumDepth else { throw tooDeep(at: offset) }
        defer { nextIdentifier += 1 }
        return Syntax(
            id: nextIdentifier, range: start..<max(start, lastEnd), offset: offset, kind: kind, depth: depth)
    }

    private func tooDeep(at offset: Int) -> SyntaxError {
        SyntaxError(message: "the expression is nested more than \(maximumDepth) levels deep", offset: offset)
    }

    private mutating func nested<T>(_ read: (inout Parser) throws(SyntaxError) -> T) throws(SyntaxError) -> T {
        openLevels += 1
        guard openLevels <= maximumDepth else { throw tooDeep(at: current.range.lowerBound) }
        defer { openLevels -= 1 }
        return try read(&self)
    }

    // MARK: - The grammar

    private mutating func expression() throws(SyntaxError) -> Syntax {
        try nested { parser throws(SyntaxError) in try parser.conditional() }
    }

    private mutating func conditional() throws(SyntaxError) -> Syntax {
        let start = current.range.lowerBound
        let condition = try logical(.or)
        let offset = current.range.lowerBound
        guard skip("?") else { return condition }
        let first = try logical(.or)
        try expect(":")
        let second = try expression()
        return try make(.conditional(condition, first, second), from: start, at: offset)
    }

    private mutating func logical(_ conjunction: Syntax.Conjunction) throws(SyntaxError) -> Syntax {
        let start = current.range.lowerBound
        var operands = [try logicalOperand(conjunction)]
        let offset = current.range.lowerBound
        while skip(conjunction.rawValue) { operands.append(try logicalOperand(conjunction)) }
        guard operands.count > 1 else { return operands[0] }
        return try make(.logical(conjunction, operands), from: start, at: offset)
    }

    private mutating func logicalOperand(_ conjunction: Syntax.Conjunction) throws(SyntaxError) -> Syntax {
        switch conjunction {
        case .or: try logical(.and)
        case .and: try binary(minimum: Operator.equal.precedence)
        }
    }

    private static let binaryOperators: [String: Operator] = Dictionary(
        uniqueKeysWithValues: Operator.allCases.filter { $0 != .not && $0 != .negate && $0 != .isIn }
            .map { ($0.symbol, $0) })

    private var binaryOperator: Operator? {
        switch current.kind {
        case .symbol(let symbol): Self.binaryOperators[symbol]
        case .identifier("in"): .isIn
        default: nil
        }
    }

    /// Operators that bind at least so tight, from the left.
    private mutating func binary(minimum: Int) throws(SyntaxError) -> Syntax {
        let start = current.range.lowerBound
        var left = try unary()
        while let found = binaryOperator, found.precedence >= minimum {
            let offset = advance().range.lowerBound
            let right = try binary(minimum: found.precedence + 1)
            left = try make(.operation(found, [left, right]), from: start, at: offset)
        }
        return left
    }

    private mutating func unary() throws(SyntaxError) -> Syntax {
        guard isAt("!") || isAt("-") else { return try member() }
        let token = advance()
        if token.kind == .symbol("-"), let negative = try negativeLiteral(token) { return try suffixes(of: negative) }
        let operand = try nested { parser throws(SyntaxError) in try parser.unary() }
        let found: Operator = token.kind == .symbol("!") ? .not : .negate
        return try make(.operation(found, [operand]), from: token.range.lowerBound, at: token.range.lowerBound)
    }

    /// A minus right in front of a number belongs to it.
    private mutating func negativeLiteral(_ sign: Token) throws(SyntaxError) -> Syntax? {
        let start = sign.range.lowerBound
        switch current.kind {
        case .int(let magnitude):
            guard magnitude <= UInt64(Int64.max) + 1 else { throw outOfRange(start) }
            _ = advance()
            return try make(.literal(.int(Int64(truncatingIfNeeded: 0 &- magnitude))), from: start, at: start)
        case .double(let value):
            _ = advance()
            return try make(.literal(.double(-value)), from: start, at: start)
        default: return nil
        }
    }

    private func outOfRange(_ offset: Int) -> SyntaxError {
        SyntaxError(message: "the number is beyond the range of int", offset: offset)
    }

    private mutating func member() throws(SyntaxError) -> Syntax {
        try suffixes(of: primary())
    }

    /// Selections, calls with a receiver, indices and messages.
    private mutating func suffixes(of operand: Syntax) throws(SyntaxError) -> Syntax {
        var operand = operand
        let start = operand.range.lowerBound
        while true {
            let offset = current.range.lowerBound
            if skip(".") {
                operand = try selection(of: operand, start, offset)
            } else if skip("[") {
                let isOptional = try optionalMark()
                let index = try expression()
                try expect("]")
                operand = try make(.index(operand, index, isOptional: isOptional), from: start, at: offset)
            } else if isAt("{"), let (name, isAbsolute) = operand.qualifiedName {
                _ = advance()
                let fields = try messageFields()
                operand = try make(.message(name, isAbsolute: isAbsolute, fields: fields), from: start, at: start)
            } else {
                return operand
            }
        }
    }

    private mutating func selection(of operand: Syntax, _ start: Int, _ offset: Int) throws(SyntaxError) -> Syntax {
        let isOptional = try optionalMark()
        let nameStart = current.range.lowerBound
        let (field, isQuoted) = try fieldName()
        guard !isQuoted, !isOptional, skip("(") else {
            return try make(.select(operand, field: field, isOptional: isOptional), from: start, at: offset)
        }
        let arguments = try list(closing: ")")
        return try call(field, receiver: operand, arguments, isAbsolute: false, from: start, at: nameStart)
    }

    /// The question mark of `.?`, `[?` and `{?`.
    private mutating func optionalMark() throws(SyntaxError) -> Bool {
        let offset = current.range.lowerBound
        guard skip("?") else { return false }
        guard macros.contains(.optionals) else {
            throw SyntaxError(message: "optional values are not enabled", offset: offset)
        }
        return true
    }

    private mutating func fieldName() throws(SyntaxError) -> (name: String, isQuoted: Bool) {
        switch current.kind {
        case .identifier(let name):
            guard !["in", "true", "false", "null"].contains(name) else { throw unexpected("the name of a field") }
            _ = advance()
            return (name, false)
        case .quotedIdentifier(let name):
            _ = advance()
            return (name, true)
        default: throw unexpected("the name of a field")
        }
    }

    private mutating func primary() throws(SyntaxError) -> Syntax {
        let token = current
        let start = token.range.lowerBound
        switch token.kind {
        case .identifier(let name): return try identifier(name, start, isAbsolute: false)
        case .int(let magnitude):
            guard let value = Int64(exactly: magnitude) else { throw outOfRange(start) }
            return try literal(.int(value))
        case .uint(let value): return try literal(.uint(value))
        case .double(let value): return try literal(.double(value))
        case .string(let value): return try literal(.string(value))
        case .bytes(let value): return try literal(.bytes(value))
        case .symbol("("):
            _ = advance()
            let inner = try expression()
            try expect(")")
            return inner
        case .symbol("["):
            _ = advance()
            let elements = try listElements()
            return try make(.list(elements), from: start, at: start)
        case .symbol("{"):
            _ = advance()
            let entries = try mapEntries()
            return try make(.map(entries), from: start, at: start)
        case .symbol("."):
            _ = advance()
            guard case .identifier(let name) = current.kind else { throw unexpected("a name") }
            return try identifier(name, start, isAbsolute: true)
        default: throw unexpected("a value")
        }
    }

    private mutating func literal(_ value: Value) throws(SyntaxError) -> Syntax {
        let start = advance().range.lowerBound
        return try make(.literal(value), from: start, at: start)
    }

    private mutating func identifier(
        _ name: String, _ start: Int, isAbsolute: Bool
    ) throws(SyntaxError) -> Syntax {
        switch name {
        case "true", "false", "null", "in":
            guard !isAbsolute, name != "in" else { throw unexpected("a name") }
            return try literal(name == "null" ? .null : .bool(name == "true"))
        default: break
        }
        guard !Token.reserved.contains(name) else {
            throw SyntaxError(message: "'\(name)' is reserved and cannot be a name", offset: current.range.lowerBound)
        }
        let offset = advance().range.lowerBound
        guard skip("(") else { return try make(.name(name, isAbsolute: isAbsolute), from: start, at: offset) }
        let arguments = try list(closing: ")")
        return try call(name, receiver: nil, arguments, isAbsolute: isAbsolute, from: start, at: offset)
    }

    /// Expressions between commas, up to a closing bracket.
    private mutating func list(closing: String) throws(SyntaxError) -> [Syntax] {
        var values: [Syntax] = []
        if skip(closing) { return values }
        repeat { values.append(try expression()) } while skip(",")
        try expect(closing)
        return values
    }

    private mutating func listElements() throws(SyntaxError) -> [Syntax.Element] {
        var elements: [Syntax.Element] = []
        while !skip("]") {
            let isOptional = try optionalMark()
            elements.append(Syntax.Element(value: try expression(), isOptional: isOptional))
            guard skip(",") || isAt("]") else { throw unexpected("',' or ']'") }
        }
        return elements
    }

    private mutating func mapEntries() throws(SyntaxError) -> [Syntax.Entry] {
        var entries: [Syntax.Entry] = []
        while !skip("}") {
            let isOptional = try optionalMark()
            let key = try expression()
            try expect(":")
            entries.append(Syntax.Entry(key: key, value: try expression(), isOptional: isOptional))
            guard skip(",") || isAt("}") else { throw unexpected("',' or '}'") }
        }
        return entries
    }

    private mutating func messageFields() throws(SyntaxError) -> [Syntax.Field] {
        var fields: [Syntax.Field] = []
        while !skip("}") {
            let isOptional = try optionalMark()
            let name = try fieldName().name
            try expect(":")
            fields.append(Syntax.Field(name: name, value: try expression(), isOptional: isOptional))
            guard skip(",") || isAt("}") else { throw unexpected("',' or '}'") }
        }
        return fields
    }

    private mutating func call(
        _ name: String, receiver: Syntax?, _ arguments: [Syntax], isAbsolute: Bool, from start: Int, at offset: Int
    ) throws(SyntaxError) -> Syntax {
        let call = MacroCall(name: name, receiver: receiver, arguments: arguments, offset: offset)
        let plain = Syntax.Kind.call(name, receiver: receiver, arguments: arguments, isAbsolute: isAbsolute)
        let expanded = isAbsolute ? nil : try call.expanded(by: macros)
        return try make(expanded ?? plain, from: start, at: offset)
    }
}
