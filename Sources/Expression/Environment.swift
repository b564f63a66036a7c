/// A variable that expressions may use.
public struct Variable: Sendable {
    /// With dots for a name space, such as `request.auth`.
    public let name: String
    public let type: ValueType

    public init(_ name: String, _ type: ValueType) {
        self.name = name
        self.type = type
    }
}

/// Sets of functions and macros beyond the standard ones.
public enum Extension: String, Sendable, CaseIterable {
    /// `charAt`, `indexOf`, `format`, `split` and others on strings.
    case strings
    /// `math.greatest`, `math.abs`, `math.bitAnd` and others.
    case math
    /// `base64.encode` and `base64.decode`.
    case encoders
    /// `cel.bind`, `cel.block` and what belongs to it.
    case bindings
    /// `ip`, `cidr` and what can be asked of addresses.
    case network
    /// Optional values.
    case optionals
    /// Macros with two variables.
    case comprehensions
    /// `slice`, `flatten`, `sort`, `distinct`, `lists.range`, `first`, `last` and others.
    case lists
    /// `sets.contains`, `sets.equivalent`, `sets.intersects`.
    case sets
}

/// What no expression may exceed.
public struct Limits: Sendable {
    /// Of the text, in code points.
    public var sourceLength = 100_000
    /// How many parts may stand one in another.
    public var depth = 200
    /// Steps of one evaluation, where the caller names no other number.
    public var cost = 200_000
    /// Instructions of one regular expression.
    public var patternSize = 10_000

    public init() {}
}

/// What expressions are written against: variables, functions, types, a name space and limits. Made once and used for
/// many expressions, from any thread.
public struct Environment: Sendable {
    public let variables: [Variable]
    public let container: String
    public let limits: Limits
    let timeZones: any TimeZones
    let macros: Macros
    /// By name.
    let functions: [String: Function]
    private let slots: [String: Int]
    private let types: [String: TypeValue]

    /// - Parameters:
    ///   - variables: Their order gives the slots by which an activation is asked for values.
    ///   - functions: Of the host. Overloads are added to those of a function of the same name.
    ///   - types: Of objects that functions give or take, so that expressions can name them.
    ///   - container: The name space in which names are looked up first, such as `a.b`.
    /// - Throws: A `DeclarationError` for a variable that is declared twice.
    public init(
        variables: [Variable] = [], functions: [Function] = [], types: [ObjectType] = [],
        extensions: Set<Extension> = Set(Extension.allCases), container: String = "", limits: Limits = Limits(),
        timeZones: any TimeZones = NoTimeZones()
    ) throws(DeclarationError) {
        var slots: [String: Int] = [:]
        for (slot, variable) in variables.enumerated() {
            guard slots.updateValue(slot, forKey: variable.name) == nil else {
                throw DeclarationError(message: "the variable '\(variable.name)' is declared twice")
            }
        }
        self.variables = variables
        self.slots = slots
        self.container = container
        self.limits = limits
        self.timeZones = timeZones
        let library = FunctionLibrary(extensions: extensions, timeZones: timeZones, limits: limits)
        macros = library.macros
        var table: [String: Function] = [:]
        for function in library.functions + functions {
            table[function.name] = Function(
                function.name, (table[function.name]?.overloads ?? []) + function.overloads)
        }
        self.functions = table
        let named = TypeValue.named + library.types + types.map { TypeValue($0.name) }
        self.types = Dictionary(named.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Names of the functions that can be called on a receiver or without one, for documentation.
    public var functionNames: [String] { functions.keys.sorted() }

    /// The overloads of a function.
    public func overloads(of name: String) -> [Overload] { functions[name]?.overloads ?? [] }

    /// What a name may stand for, the narrowest name space first.
    func candidates(_ name: String, isAbsolute: Bool) -> [String] {
        guard !isAbsolute, !container.isEmpty else { return [name] }
        var candidates: [String] = []
        var parts = container.split(separator: ".")
        while !parts.isEmpty {
            candidates.append(parts.joined(separator: ".") + "." + name)
            parts.removeLast()
        }
        return candidates + [name]
    }

    /// What a name stands for in this environment.
    enum Meaning {
        case variable(slot: Int)
        case type(TypeValue)
    }

    func meaning(of name: String, isAbsolute: Bool) -> Meaning? {
        for candidate in candidates(name, isAbsolute: isAbsolute) {
            if let slot = slots[candidate] { return .variable(slot: slot) }
            if let type = types[candidate] { return .type(type) }
        }
        return nil
    }

    func function(_ name: String, isAbsolute: Bool) -> Function? {
        for candidate in candidates(name, isAbsolute: isAbsolute) {
            if let function = functions[candidate] { return function }
        }
        return nil
    }
}

/// A declaration that contradicts another.
public struct DeclarationError: Error, Sendable, CustomStringConvertible {
    public let message: String
    public var description: String { message }
}
