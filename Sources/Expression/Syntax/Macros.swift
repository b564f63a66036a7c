/// Which macros and marks the parser knows.
struct Macros: OptionSet, Sendable {
    let rawValue: Int

    /// `has`, `all`, `exists`, `exists_one`, `map`, `filter`.
    static let standard = Macros(rawValue: 1)
    /// `all`, `exists` and `existsOne` with two variables, `transformList`, `transformMap`, `transformMapEntry`.
    static let twoVariables = Macros(rawValue: 2)
    /// `cel.bind`.
    static let bindings = Macros(rawValue: 4)
    /// `cel.block`, `cel.index`, `cel.iterVar`, `cel.accuVar`.
    static let blocks = Macros(rawValue: 8)
    /// `optMap`, `optFlatMap`, `.?`, `[?` and `{?`.
    static let optionals = Macros(rawValue: 16)
}

/// A call that may be a macro.
struct MacroCall {
    let name: String
    let receiver: Syntax?
    let arguments: [Syntax]
    let offset: Int

    /// The part that the macro stands for; nil when the call is not a macro.
    func expanded(by macros: Macros) throws(SyntaxError) -> Syntax.Kind? {
        guard let receiver else {
            return name == "has" && arguments.count == 1 && macros.contains(.standard) ? try presence() : nil
        }
        if case .name("cel", isAbsolute: false) = receiver.kind { return try extensionMacro(macros) }
        switch (name, arguments.count) {
        case ("all", 2), ("exists", 2), ("exists_one", 2), ("existsOne", 2), ("map", 2), ("filter", 2):
            guard macros.contains(.standard), let operation = operation else { return nil }
            return try comprehension(operation, over: receiver, variables: 1)
        case ("map", 3):
            guard macros.contains(.standard) else { return nil }
            return try comprehension(.map, over: receiver, variables: 1)
        case ("all", 3), ("exists", 3), ("exists_one", 3), ("existsOne", 3), ("transformList", 3...4),
            ("transformMap", 3...4), ("transformMapEntry", 3...4):
            guard macros.contains(.twoVariables), let operation = operation else { return nil }
            return try comprehension(operation, over: receiver, variables: 2)
        case ("optMap", 2), ("optFlatMap", 2):
            guard macros.contains(.optionals), let operation = operation else { return nil }
            return try comprehension(operation, over: receiver, variables: 1)
        default: return nil
        }
    }

    private var operation: Comprehension.Operation? {
        name == "existsOne" ? .existsOne : Comprehension.Operation(rawValue: name)
    }

    /// `has(operand.field)`.
    private func presence() throws(SyntaxError) -> Syntax.Kind {
        guard case .select(let operand, let field, let isOptional) = arguments[0].kind else {
            throw SyntaxError(
                message: "has() takes the selection of a field, such as has(a.b)", offset: arguments[0].offset)
        }
        return .has(operand, field: field, isOptional: isOptional)
    }

    private func comprehension(
        _ operation: Comprehension.Operation, over range: Syntax, variables count: Int
    ) throws(SyntaxError) -> Syntax.Kind {
        var variables: [String] = []
        for argument in arguments.prefix(count) { variables.append(try variable(argument)) }
        guard Set(variables).count == count else {
            throw SyntaxError(message: "the variables must have different names", offset: arguments[1].offset)
        }
        let rest = arguments.dropFirst(count)
        guard let body = rest.last else { throw SyntaxError(message: "the macro has no body", offset: offset) }
        return .comprehension(
            Comprehension(
                operation: operation, name: name, variables: variables, range: range,
                condition: rest.count == 2 ? rest.first : nil, body: body))
    }

    /// A plain name, or one that `cel.iterVar` made.
    private func variable(_ argument: Syntax) throws(SyntaxError) -> String {
        guard case .name(let name, isAbsolute: false) = argument.kind else {
            throw SyntaxError(message: "the variable of a macro must be a simple name", offset: argument.offset)
        }
        return name
    }

    /// The macros that are called on `cel`.
    private func extensionMacro(_ macros: Macros) throws(SyntaxError) -> Syntax.Kind? {
        switch (name, arguments.count) {
        case ("bind", 3) where macros.contains(.bindings):
            return .binding(try variable(arguments[0]), arguments[1], body: arguments[2])
        case ("block", 2) where macros.contains(.blocks):
            guard case .list(let elements) = arguments[0].kind, !elements.contains(where: \.isOptional) else {
                throw SyntaxError(message: "cel.block() takes a list of values first", offset: arguments[0].offset)
            }
            return .block(elements.map(\.value), body: arguments[1])
        case ("index", 1) where macros.contains(.blocks):
            return .name("@index\(try number(arguments[0]))", isAbsolute: false)
        case ("iterVar", 2) where macros.contains(.blocks):
            return .name("@it:\(try number(arguments[0])):\(try number(arguments[1]))", isAbsolute: false)
        case ("accuVar", 2) where macros.contains(.blocks):
            return .name("@ac:\(try number(arguments[0])):\(try number(arguments[1]))", isAbsolute: false)
        default: return nil
        }
    }

    private func number(_ argument: Syntax) throws(SyntaxError) -> Int64 {
        guard case .literal(.int(let number)) = argument.kind, number >= 0 else {
            throw SyntaxError(message: "expected a number that is not negative", offset: argument.offset)
        }
        return number
    }
}
