/// Functions on optional values. `or` and `orValue` are evaluated by the compiler's own steps, because they need their
/// argument only when the receiver holds nothing.
enum OptionalFunctions {
    private static let a = ValueType.parameter("A")
    private static let optional = ValueType.optional(.parameter("A"))

    static let all: [Function] = [
        Function("optional.of", [Overload([a], optional, .unary { .optional(OptionalValue($0)) })]),
        Function(
            "optional.ofNonZeroValue",
            [Overload([a], optional, .unary { .optional($0.isZero ? .none : OptionalValue($0)) })]),
        Function("optional.none", [Overload([], optional, .variadic { _ in .optional(.none) })]),
        Function(
            "hasValue",
            [
                Overload(
                    [optional], .bool, isMember: true,
                    .unary { value throws(EvaluationError) in .bool(try value.asOptional().wrapped != nil) })
            ]),
        Function(
            "value",
            [
                Overload(
                    [optional], a, isMember: true,
                    .unary { value throws(EvaluationError) in
                        guard let wrapped = try value.asOptional().wrapped else {
                            throw EvaluationError(.emptyOptional)
                        }
                        return wrapped
                    })
            ]),
        Function("or", [Overload([optional, optional], optional, isMember: true, .builtIn)]),
        Function("orValue", [Overload([optional, a], a, isMember: true, .builtIn)]),
        Function("optional.unwrap", [unwrap(isMember: false)]),
        Function("unwrapOpt", [unwrap(isMember: true)]),
    ]

    /// `first` and `last`, which may find nothing.
    static let ofLists: [Function] = [
        Function("first", [end { $0.first }]), Function("last", [end { $0.last }]),
    ]

    private static func unwrap(isMember: Bool) -> Overload {
        Overload(
            [.list(optional)], .list(a), isMember: isMember, cost: .sizes,
            .unary { value throws(EvaluationError) in
                var values: [Value] = []
                for element in try value.asList() {
                    if let wrapped = try element.asOptional().wrapped { values.append(wrapped) }
                }
                return .list(values)
            })
    }

    private static func end(_ element: @escaping @Sendable ([Value]) -> Value?) -> Overload {
        Overload(
            [.list(a)], optional, isMember: true,
            .unary { value throws(EvaluationError) in .optional(OptionalValue(element(try value.asList()))) })
    }
}
