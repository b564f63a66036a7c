/// Which variables and functions an expression uses, so that a host can tell beforehand when it matters.
public struct References: Sendable {
    /// One use of a variable, with the fields that are selected from it: `event.actor.id` is the variable `event` with the
    /// path `actor`, `id`.
    public struct VariableUse: Sendable {
        public let name: String
        public let path: [String]
        /// The whole chain.
        public let syntax: Syntax
    }

    /// One call of a function, operators not among them.
    public struct Call: Sendable {
        /// With its name space, such as `math.greatest`.
        public let name: String
        /// What a member is called on.
        public let receiver: Syntax?
        public let arguments: [Syntax]
        /// The call.
        public let syntax: Syntax

        /// The arguments that are literals; nil for others.
        public var constants: [Value?] { arguments.map(\.literal) }
    }

    public private(set) var variables: [VariableUse] = []
    public private(set) var calls: [Call] = []
    private let environment: Environment

    init(of syntax: Syntax, in environment: Environment) {
        self.environment = environment
        collect(syntax, locals: [])
    }

    /// Names of the variables, sorted, each once.
    public var variableNames: [String] { Set(variables.map(\.name)).sorted() }

    /// Names of the functions, sorted, each once.
    public var functionNames: [String] { Set(calls.map(\.name)).sorted() }

    private mutating func collect(_ syntax: Syntax, locals: Set<String>) {
        switch syntax.kind {
        case .name, .select:
            if collectVariable(syntax, locals) { return }
        case .call(let name, let receiver, let arguments, _):
            if collectFunction(name, receiver, arguments, syntax, locals) { return }
        case .comprehension(let macro):
            collect(macro.range, locals: locals)
            let inner = locals.union(macro.variables)
            if let condition = macro.condition { collect(condition, locals: inner) }
            collect(macro.body, locals: inner)
            return
        case .binding(let name, let value, let body):
            collect(value, locals: locals)
            collect(body, locals: locals.union([name]))
            return
        default: break
        }
        for child in syntax.children { collect(child, locals: locals) }
    }

    private mutating func collectVariable(_ syntax: Syntax, _ locals: Set<String>) -> Bool {
        var (part, path) = (syntax, [String]())
        while true {
            if let (name, isAbsolute) = part.qualifiedName, isAbsolute || !(part.root.map(locals.contains) ?? false),
                case .variable(let slot) = environment.meaning(of: name, isAbsolute: isAbsolute)
            {
                variables.append(
                    VariableUse(name: environment.variables[slot].name, path: path.reversed(), syntax: syntax))
                return true
            }
            guard case .select(let operand, let field, _) = part.kind else { return false }
            path.append(field)
            part = operand
        }
    }

    /// A function of a name space, whose receiver is part of its name.
    private mutating func collectFunction(
        _ name: String, _ receiver: Syntax?, _ arguments: [Syntax], _ syntax: Syntax, _ locals: Set<String>
    ) -> Bool {
        if let receiver, let (space, isAbsolute) = receiver.qualifiedName,
            !(receiver.root.map(locals.contains) ?? false),
            let function = environment.function("\(space).\(name)", isAbsolute: isAbsolute)
        {
            calls.append(Call(name: function.name, receiver: nil, arguments: arguments, syntax: syntax))
            for argument in arguments { collect(argument, locals: locals) }
            return true
        }
        calls.append(Call(name: name, receiver: receiver, arguments: arguments, syntax: syntax))
        return false
    }
}

extension Program {
    /// The variables and functions that it uses.
    public var references: References { References(of: syntax, in: environment) }
}
