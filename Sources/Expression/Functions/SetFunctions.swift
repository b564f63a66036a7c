/// Lists as sets, by the equality of the language.
enum SetFunctions {
    static let all: [Function] = [
        Function(
            "sets.contains",
            [set { left, right, meter throws(EvaluationError) in try isSubset(right, of: left, &meter) }]),
        Function(
            "sets.equivalent",
            [
                set { left, right, meter throws(EvaluationError) in
                    guard try isSubset(right, of: left, &meter) else { return false }
                    return try isSubset(left, of: right, &meter)
                }
            ]),
        Function(
            "sets.intersects",
            [
                set { left, right, meter throws(EvaluationError) in
                    for element in left {
                        if try right.holds(element, &meter) { return true }
                    }
                    return false
                }
            ]),
    ]

    private static func set(
        _ test: @escaping @Sendable ([Value], [Value], inout Meter) throws(EvaluationError) -> Bool
    ) -> Overload {
        let list = ValueType.list(.parameter("A"))
        return Overload(
            [list, list], .bool, cost: .product,
            .metered { arguments, meter throws(EvaluationError) in
                .bool(try test(arguments[0].asList(), arguments[1].asList(), &meter))
            })
    }

    private static func isSubset(
        _ part: [Value], of whole: [Value], _ meter: inout Meter
    ) throws(EvaluationError) -> Bool {
        for element in part {
            guard try whole.holds(element, &meter) else { return false }
        }
        return true
    }
}

extension [Value] {
    /// Whether an element is equal to the value.
    func holds(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Bool {
        for element in self {
            try meter.charge(1)
            if try element.isEqual(to: value, &meter) { return true }
        }
        return false
    }
}
