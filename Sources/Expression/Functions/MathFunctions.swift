/// The `math` name space.
enum MathFunctions {
    static let all: [Function] = [
        Function("math.greatest", extremes("math.greatest", .after)),
        Function("math.least", extremes("math.least", .before)),
        Function("math.ceil", [double { $0.rounded(.up) }]), Function("math.floor", [double { $0.rounded(.down) }]),
        Function("math.round", [double { $0.rounded(.toNearestOrAwayFromZero) }]),
        Function("math.trunc", [double { $0.rounded(.towardZero) }]),
        Function("math.abs", magnitudes), Function("math.sign", signs), Function("math.sqrt", roots),
        Function("math.isNaN", [test { $0.isNaN }]), Function("math.isInf", [test { $0.isInfinite }]),
        Function("math.isFinite", [test { $0.isFinite }]),
        Function("math.bitAnd", bits { $0 & $1 }), Function("math.bitOr", bits { $0 | $1 }),
        Function("math.bitXor", bits { $0 ^ $1 }),
        Function(
            "math.bitNot",
            [
                Overload([.int], .int, .unary { value throws(EvaluationError) in .int(~(try value.asInt())) }),
                Overload([.uint], .uint, .unary { value throws(EvaluationError) in .uint(~(try value.asUint())) }),
            ]),
        Function("math.bitShiftLeft", shifts { $0 << $1 }),
        // Zeros come in from the left, also for negative numbers.
        Function("math.bitShiftRight", shifts { $0 >> $1 }),
    ]

    private static func double(_ convert: @escaping @Sendable (Double) -> Double) -> Overload {
        Overload([.double], .double, .unary { value throws(EvaluationError) in .double(convert(try value.asDouble())) })
    }

    private static func test(_ test: @escaping @Sendable (Double) -> Bool) -> Overload {
        Overload([.double], .bool, .unary { value throws(EvaluationError) in .bool(test(try value.asDouble())) })
    }

    private static let magnitudes = [
        Overload(
            [.int], .int,
            .unary { value throws(EvaluationError) in
                guard let magnitude = Int64(exactly: try value.asInt().magnitude) else {
                    throw EvaluationError(.overflow("math.abs"))
                }
                return .int(magnitude)
            }),
        Overload([.uint], .uint, .unary { $0 }),
        Overload(
            [.double], .double, .unary { value throws(EvaluationError) in .double(try value.asDouble().magnitude) }),
    ]

    private static let signs = [
        Overload([.int], .int, .unary { value throws(EvaluationError) in .int(try value.asInt().signum()) }),
        Overload([.uint], .uint, .unary { value throws(EvaluationError) in .uint(try value.asUint().signum()) }),
        Overload(
            [.double], .double,
            .unary { value throws(EvaluationError) in
                let number = try value.asDouble()
                return .double(number.isNaN || number == 0 ? number : number < 0 ? -1 : 1)
            }),
    ]

    private static let roots = [ValueType.int, .uint, .double].map { type in
        Overload(
            [type], .double,
            .unary { value throws(EvaluationError) in
                switch value {
                case .int(let number): .double(Double(number).squareRoot())
                case .uint(let number): .double(Double(number).squareRoot())
                default: .double(try value.asDouble().squareRoot())
                }
            })
    }

    private static func bits(_ combine: @escaping @Sendable (UInt64, UInt64) -> UInt64) -> [Overload] {
        [
            Overload(
                [.int, .int], .int,
                .binary { left, right throws(EvaluationError) in
                    let bits = combine(UInt64(bitPattern: try left.asInt()), UInt64(bitPattern: try right.asInt()))
                    return .int(Int64(bitPattern: bits))
                }),
            Overload(
                [.uint, .uint], .uint,
                .binary { left, right throws(EvaluationError) in
                    .uint(combine(try left.asUint(), try right.asUint()))
                }),
        ]
    }

    private static func shifts(_ shift: @escaping @Sendable (UInt64, Int64) -> UInt64) -> [Overload] {
        [
            Overload(
                [.int, .int], .int,
                .binary { value, count throws(EvaluationError) in
                    let bits = shift(UInt64(bitPattern: try value.asInt()), try places(count))
                    return .int(Int64(bitPattern: bits))
                }),
            Overload(
                [.uint, .int], .uint,
                .binary { value, count throws(EvaluationError) in .uint(shift(try value.asUint(), try places(count))) }),
        ]
    }

    private static func places(_ value: Value) throws(EvaluationError) -> Int64 {
        let count = try value.asInt()
        guard count >= 0 else { throw EvaluationError(.invalidArgument("a shift must not be negative")) }
        return min(count, 64)
    }

    /// One list of numbers, or any number of them.
    private static func extremes(_ name: String, _ wanted: Order) -> [Overload] {
        let body: Overload.Variadic = { arguments throws(EvaluationError) in
            try extreme(arguments, name, wanted)
        }
        let ofLists: Overload.Unary = { list throws(EvaluationError) in try extreme(try list.asList(), name, wanted) }
        let numbers: [ValueType] = [.int, .uint, .double]
        // Two types together are found by the evaluation; the checker sees that each is a number.
        let pairs = numbers.flatMap { left in
            numbers.filter { $0 != left }.map { Overload([left, $0], .dynamic, .variadic(body)) }
        }
        return numbers.map { Overload([$0], $0, isVariadic: true, .variadic(body)) } + pairs
            + numbers.map { Overload([.list($0)], $0, cost: .sizes, .unary(ofLists)) }
            + [Overload([.dynamic, .dynamic], .dynamic, isVariadic: true, .variadic(body))]
    }

    private static func extreme(
        _ values: [Value], _ name: String, _ wanted: Order
    ) throws(EvaluationError) -> Value {
        guard var best = values.first else {
            throw EvaluationError(.invalidArgument("\(name) needs at least one number"))
        }
        for value in values {
            guard let number = Number(value), let other = Number(best) else {
                throw EvaluationError(.noSuchOverload(name, [value.type]))
            }
            if number.order(against: other) == wanted { best = value }
        }
        return best
    }
}
