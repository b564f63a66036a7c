/// A function with all its overloads. The checker and the evaluation read the same ones.
public struct Function: Sendable {
    /// With dots for a name space, such as `math.greatest`.
    public let name: String
    public let overloads: [Overload]

    public init(_ name: String, _ overloads: [Overload]) {
        self.name = name
        self.overloads = overloads
    }
}

/// One signature of a function and what it does.
public struct Overload: Sendable {
    /// Types of the arguments; for members the receiver is the first.
    public let parameters: [ValueType]
    public let result: ValueType
    /// Whether it is called as `receiver.name(…)`.
    public let isMember: Bool
    /// Whether the last parameter may be given any number of times more.
    public let isVariadic: Bool
    public let cost: Cost
    /// Whether a call with constants may be made once, before the evaluation. Functions of the host may not.
    private(set) var isFoldable = true
    let implementation: Implementation

    /// How many steps a call takes, besides those of its arguments.
    public enum Cost: Sendable, Hashable {
        case steps(Int)
        /// One, and those of walking over each argument once.
        case sizes
        /// One, and the product of those of walking over the first two arguments.
        case product
    }

    public typealias Unary = @Sendable (Value) throws(EvaluationError) -> Value
    public typealias Binary = @Sendable (Value, Value) throws(EvaluationError) -> Value
    public typealias Variadic = @Sendable ([Value]) throws(EvaluationError) -> Value
    /// Charges its own work to the meter before it does it.
    public typealias Metered = @Sendable ([Value], inout Meter) throws(EvaluationError) -> Value

    enum Implementation: Sendable {
        case unary(Unary)
        case binary(Binary)
        case variadic(Variadic)
        case metered(Metered)
        /// The evaluation has a way of its own; the overload is for the checker.
        case builtIn
    }

    init(
        _ parameters: [ValueType], _ result: ValueType, isMember: Bool = false, isVariadic: Bool = false,
        cost: Cost = .steps(1), _ implementation: Implementation
    ) {
        self.parameters = parameters
        self.result = result
        self.isMember = isMember
        self.isVariadic = isVariadic
        self.cost = cost
        self.implementation = implementation
    }

    /// A function of the host: `name(arguments)`.
    public static func global(
        _ parameters: [ValueType], _ result: ValueType, cost: Cost = .steps(1), _ body: @escaping Variadic
    ) -> Overload {
        Overload(parameters, result, cost: cost, .variadic(body)).unfolded
    }

    /// A function of the host on a receiver, which is the first parameter: `receiver.name(arguments)`.
    public static func member(
        _ parameters: [ValueType], _ result: ValueType, cost: Cost = .steps(1), _ body: @escaping Variadic
    ) -> Overload {
        Overload(parameters, result, isMember: true, cost: cost, .variadic(body)).unfolded
    }

    private var unfolded: Overload {
        var copy = self
        copy.isFoldable = false
        return copy
    }

    /// Whether it can be called with so many arguments, the receiver among them.
    func takes(count: Int) -> Bool {
        isVariadic ? count >= parameters.count : count == parameters.count
    }

    /// The parameters for a call with so many arguments.
    func parameters(count: Int) -> [ValueType] {
        guard isVariadic, let last = parameters.last else { return parameters }
        return parameters + Array(repeating: last, count: max(0, count - parameters.count))
    }

    /// Whether it is an overload for these values.
    func accepts(_ arguments: [Value]) -> Bool {
        guard takes(count: arguments.count) else { return false }
        for (index, argument) in arguments.enumerated() {
            guard parameters[min(index, parameters.count - 1)].accepts(argument) else { return false }
        }
        return true
    }

    /// Calls it with values that it accepts.
    func call(_ arguments: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
        switch cost {
        case .steps(let steps): try meter.charge(steps)
        case .sizes: try meter.charge(1 + arguments.reduce(0) { $0 + $1.traversalCost })
        case .product:
            try meter.charge(1)
            try meter.charge(product: arguments[0].traversalCost + 1, arguments[1].traversalCost + 1)
        }
        switch implementation {
        case .unary(let body): return try body(arguments[0])
        case .binary(let body): return try body(arguments[0], arguments[1])
        case .variadic(let body): return try body(arguments)
        case .metered(let body): return try body(arguments, &meter)
        case .builtIn: throw EvaluationError(.noSuchOverload(signature, arguments.map(\.type)))
        }
    }

    /// The same for one and two values, without making a list of them where that can be avoided.
    func call(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        guard case .unary(let body) = implementation else { return try call([value], &meter) }
        switch cost {
        case .steps(let steps): try meter.charge(steps)
        case .sizes, .product: try meter.charge(1 + value.traversalCost)
        }
        return try body(value)
    }

    func call(_ left: Value, _ right: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
        guard case .binary(let body) = implementation else { return try call([left, right], &meter) }
        switch cost {
        case .steps(let steps): try meter.charge(steps)
        case .sizes: try meter.charge(1 + left.traversalCost + right.traversalCost)
        case .product:
            try meter.charge(1)
            try meter.charge(product: left.traversalCost + 1, right.traversalCost + 1)
        }
        return try body(left, right)
    }

    /// `(int, int) -> int`, or `string.(int) -> string` for members.
    public var signature: String {
        let types = parameters.map(\.description) + (isVariadic ? ["…"] : [])
        if isMember, let receiver = types.first {
            return "\(receiver).(\(types.dropFirst().joined(separator: ", "))) -> \(result)"
        }
        return "(\(types.joined(separator: ", "))) -> \(result)"
    }
}
