/// The operators that are functions.
enum OperatorFunctions {
    static let all: [Function] = [
        Function(Operator.add.rawValue, numeric("addition", add) + addTimes + concatenations),
        Function(Operator.subtract.rawValue, numeric("subtraction", subtract) + subtractTimes),
        Function(Operator.multiply.rawValue, numeric("multiplication", multiply)),
        Function(Operator.divide.rawValue, numeric("division", divide)),
        Function(Operator.remainder.rawValue, Array(numeric("modulus", remainder).prefix(2))),
        Function(Operator.negate.rawValue, negations),
        Function(Operator.not.rawValue, [Overload([.bool], .bool, .builtIn)]),
        Function(Operator.equal.rawValue, [Overload([a, a], .bool, cost: .sizes, .builtIn)]),
        Function(Operator.notEqual.rawValue, [Overload([a, a], .bool, cost: .sizes, .builtIn)]),
        Function(Operator.less.rawValue, comparisons), Function(Operator.lessOrEqual.rawValue, comparisons),
        Function(Operator.greater.rawValue, comparisons), Function(Operator.greaterOrEqual.rawValue, comparisons),
        Function(
            Operator.isIn.rawValue,
            [
                Overload([a, .list(a)], .bool, cost: .sizes, .builtIn),
                Overload([a, .map(a, .parameter("B"))], .bool, .builtIn),
            ]),
    ]

    private static let a = ValueType.parameter("A")

    /// Of the same type; numbers of different types are compared only when one is not known before the evaluation.
    private static let comparisons: [Overload] = [
        ValueType.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration,
    ].map { Overload([$0, $0], .bool, cost: .sizes, .builtIn) }

    /// The three operations of an operator: on int, uint and double. Nil for an overflow.
    private typealias Arithmetic = (
        int: @Sendable (Int64, Int64) throws(EvaluationError) -> (Int64, Bool),
        uint: @Sendable (UInt64, UInt64) throws(EvaluationError) -> (UInt64, Bool),
        double: @Sendable (Double, Double) -> Double
    )

    private static func numeric(_ name: String, _ operation: Arithmetic) -> [Overload] {
        [
            Overload(
                [.int, .int], .int,
                .binary { left, right throws(EvaluationError) in
                    let (result, overflow) = try operation.int(left.asInt(), right.asInt())
                    if overflow { throw EvaluationError(.overflow(name)) }
                    return .int(result)
                }),
            Overload(
                [.uint, .uint], .uint,
                .binary { left, right throws(EvaluationError) in
                    let (result, overflow) = try operation.uint(left.asUint(), right.asUint())
                    if overflow { throw EvaluationError(.overflow(name)) }
                    return .uint(result)
                }),
            Overload(
                [.double, .double], .double,
                .binary { left, right throws(EvaluationError) in
                    .double(operation.double(try left.asDouble(), try right.asDouble()))
                }),
        ]
    }

    private static let add: Arithmetic = (
        { $0.addingReportingOverflow($1) }, { $0.addingReportingOverflow($1) }, { $0 + $1 }
    )
    private static let subtract: Arithmetic = (
        { $0.subtractingReportingOverflow($1) }, { $0.subtractingReportingOverflow($1) }, { $0 - $1 }
    )
    private static let multiply: Arithmetic = (
        { $0.multipliedReportingOverflow(by: $1) }, { $0.multipliedReportingOverflow(by: $1) }, { $0 * $1 }
    )
    private static let divide: Arithmetic = (
        { left, right throws(EvaluationError) in
            if right == 0 { throw EvaluationError(.divisionByZero) }
            return left.dividedReportingOverflow(by: right)
        },
        { left, right throws(EvaluationError) in
            if right == 0 { throw EvaluationError(.divisionByZero) }
            return left.dividedReportingOverflow(by: right)
        }, { $0 / $1 }
    )
    private static let remainder: Arithmetic = (
        { left, right throws(EvaluationError) in
            if right == 0 { throw EvaluationError(.modulusByZero) }
            return left.remainderReportingOverflow(dividingBy: right)
        },
        { left, right throws(EvaluationError) in
            if right == 0 { throw EvaluationError(.modulusByZero) }
            return left.remainderReportingOverflow(dividingBy: right)
        }, { _, _ in .nan }
    )

    private static let negations = [
        Overload(
            [.int], .int,
            .unary { value throws(EvaluationError) in
                let (result, overflow) = Int64(0).subtractingReportingOverflow(try value.asInt())
                if overflow { throw EvaluationError(.overflow("negation")) }
                return .int(result)
            }),
        Overload([.double], .double, .unary { value throws(EvaluationError) in .double(-(try value.asDouble())) }),
    ]

    private static let concatenations = [
        Overload(
            [.string, .string], .string, cost: .sizes,
            .binary { left, right throws(EvaluationError) in .string(try left.asString() + right.asString()) }),
        Overload(
            [.bytes, .bytes], .bytes, cost: .sizes,
            .binary { left, right throws(EvaluationError) in .bytes(try left.asBytes() + right.asBytes()) }),
        Overload(
            [.list(a), .list(a)], .list(a), cost: .sizes,
            .binary { left, right throws(EvaluationError) in .list(try left.asList() + right.asList()) }),
    ]

    private static func moment(_ value: Timestamp?, _ name: String) throws(EvaluationError) -> Value {
        guard let value else { throw EvaluationError(.overflow(name)) }
        return .timestamp(value)
    }

    private static func span(_ result: (Int64, Bool), _ name: String) throws(EvaluationError) -> Value {
        if result.1 { throw EvaluationError(.overflow(name)) }
        return .duration(TimeSpan(nanoseconds: result.0))
    }

    private static let addTimes = [
        Overload(
            [.timestamp, .duration], .timestamp,
            .binary { left, right throws(EvaluationError) in
                try moment(left.asTimestamp().adding(right.asDuration()), "addition")
            }),
        Overload(
            [.duration, .timestamp], .timestamp,
            .binary { left, right throws(EvaluationError) in
                try moment(right.asTimestamp().adding(left.asDuration()), "addition")
            }),
        Overload(
            [.duration, .duration], .duration,
            .binary { left, right throws(EvaluationError) in
                let right = try right.asDuration().nanoseconds
                return try span(left.asDuration().nanoseconds.addingReportingOverflow(right), "addition")
            }),
    ]

    private static let subtractTimes = [
        Overload(
            [.timestamp, .timestamp], .duration,
            .binary { left, right throws(EvaluationError) in
                guard let span = try left.asTimestamp().since(right.asTimestamp()) else {
                    throw EvaluationError(.overflow("subtraction"))
                }
                return .duration(span)
            }),
        Overload(
            [.timestamp, .duration], .timestamp,
            .binary { left, right throws(EvaluationError) in
                let (negated, overflow) = Int64(0).subtractingReportingOverflow(try right.asDuration().nanoseconds)
                if overflow { throw EvaluationError(.overflow("subtraction")) }
                return try moment(left.asTimestamp().adding(TimeSpan(nanoseconds: negated)), "subtraction")
            }),
        Overload(
            [.duration, .duration], .duration,
            .binary { left, right throws(EvaluationError) in
                let right = try right.asDuration().nanoseconds
                return try span(left.asDuration().nanoseconds.subtractingReportingOverflow(right), "subtraction")
            }),
    ]
}
