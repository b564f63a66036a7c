/// Functions on lists beyond the standard ones.
enum ListFunctions {
    private static let a = ValueType.parameter("A")
    private static let list = ValueType.list(.parameter("A"))

    static let all: [Function] = [
        Function("lists.range", [Overload([.int], .list(.int), .metered(range))]),
        Function("slice", [Overload([list, .int, .int], list, isMember: true, cost: .sizes, .variadic(slice))]),
        Function(
            "reverse",
            [
                Overload(
                    [list], list, isMember: true, cost: .sizes,
                    .unary { value throws(EvaluationError) in .list(try value.asList().reversed()) })
            ]),
        Function(
            "flatten",
            [
                Overload(
                    [.list(list)], list, isMember: true,
                    .metered { arguments, meter throws(EvaluationError) in
                        .list(try flatten(arguments[0].asList(), depth: 1, &meter))
                    }),
                Overload(
                    [.list(.dynamic), .int], .list(.dynamic), isMember: true,
                    .metered { arguments, meter throws(EvaluationError) in
                        let depth = try arguments[1].asInt()
                        guard depth >= 0 else {
                            throw EvaluationError(.invalidArgument("the level must not be negative"))
                        }
                        return .list(try flatten(arguments[0].asList(), depth: depth, &meter))
                    }),
            ]),
        Function("distinct", [Overload([list], list, isMember: true, .metered(distinct))]),
        Function("sort", [Overload([list], list, isMember: true, .metered(sort))]),
    ]

    private static let range: Overload.Metered = { arguments, meter throws(EvaluationError) in
        let count = try arguments[0].asInt()
        guard count >= 0 else { throw EvaluationError(.invalidArgument("the size must not be negative")) }
        try meter.charge(Int(count))
        return .list((0..<count).map(Value.int))
    }

    private static let slice: Overload.Variadic = { arguments throws(EvaluationError) in
        let values = try arguments[0].asList()
        let (start, end) = (try arguments[1].asInt(), try arguments[2].asInt())
        guard start >= 0, start <= end, end <= values.count else {
            throw EvaluationError(.indexOutOfRange(start >= 0 && start <= end ? end : start))
        }
        return .list(Array(values[Int(start)..<Int(end)]))
    }

    private static func flatten(
        _ values: [Value], depth: Int64, _ meter: inout Meter
    ) throws(EvaluationError) -> [Value] {
        var result: [Value] = []
        for value in values {
            try meter.charge(1)
            if depth > 0, case .list(let inner) = value {
                result += try flatten(inner, depth: depth - 1, &meter)
            } else {
                result.append(value)
            }
        }
        return result
    }

    private static let distinct: Overload.Metered = { arguments, meter throws(EvaluationError) in
        var result: [Value] = []
        for value in try arguments[0].asList() {
            if try !result.holds(value, &meter) { result.append(value) }
        }
        return .list(result)
    }

    private static let sort: Overload.Metered = { arguments, meter throws(EvaluationError) in
        let values = try arguments[0].asList()
        // n · log2(n) comparisons.
        try meter.charge(product: values.count, Int.bitWidth - values.count.leadingZeroBitCount)
        guard let first = values.first else { return .list([]) }
        for value in values {
            _ = try value.order(against: value)
            guard value.type == first.type else {
                throw EvaluationError(.invalidArgument("the elements of a list to sort must be of one type"))
            }
        }
        return .list(values.sorted { (try? $0.order(against: $1)) == .before })
    }
}
