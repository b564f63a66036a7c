/// `int(…)`, `string(…)` and the other functions that make one type of another.
enum ConversionFunctions {
    static let all: [Function] = [
        Function("int", [identity(.int)] + toInt), Function("uint", [identity(.uint)] + toUint),
        Function("double", [identity(.double)] + toDouble), Function("string", [identity(.string)] + toString),
        Function("bytes", [identity(.bytes)] + toBytes), Function("bool", [identity(.bool)] + toBool),
        Function("timestamp", [identity(.timestamp)] + toTimestamp),
        Function("duration", [identity(.duration)] + toDuration),
        Function("dyn", [Overload([.parameter("A")], .dynamic, .unary { $0 })]),
        Function("type", [Overload([.parameter("A")], .type(.parameter("A")), .unary { .type($0.type) })]),
    ]

    private static func identity(_ type: ValueType) -> Overload { Overload([type], type, .unary { $0 }) }

    /// A conversion that may find nothing.
    private static func conversion(
        _ from: ValueType, _ to: ValueType, cost: Overload.Cost = .steps(1),
        _ convert: @escaping @Sendable (Value) throws(EvaluationError) -> Value?
    ) -> Overload {
        Overload(
            [from], to, cost: cost,
            .unary { value throws(EvaluationError) in
                guard let result = try convert(value) else {
                    throw EvaluationError(.conversion(value, to: to.description))
                }
                return result
            })
    }

    private static let toInt = [
        conversion(.uint, .int) { value throws(EvaluationError) in Int64(exactly: try value.asUint()).map(Value.int) },
        conversion(.double, .int) { value throws(EvaluationError) in
            let number = try value.asDouble()
            // Without the ends of the range, where doubles cannot tell neighbours apart.
            return number > -0x1p63 && number < 0x1p63 ? .int(Int64(number)) : nil
        },
        conversion(.string, .int, cost: .sizes) { value throws(EvaluationError) in
            Int64(try value.asString()).map(Value.int)
        },
        conversion(.timestamp, .int) { value throws(EvaluationError) in .int(try value.asTimestamp().seconds) },
        conversion(.duration, .int) { value throws(EvaluationError) in
            .int(try value.asDuration().nanoseconds / 1_000_000_000)
        },
    ]

    private static let toUint = [
        conversion(.int, .uint) { value throws(EvaluationError) in UInt64(exactly: try value.asInt()).map(Value.uint) },
        conversion(.double, .uint) { value throws(EvaluationError) in
            let number = try value.asDouble()
            return number >= 0 && number < 0x1p64 ? .uint(UInt64(number)) : nil
        },
        conversion(.string, .uint, cost: .sizes) { value throws(EvaluationError) in
            UInt64(try value.asString()).map(Value.uint)
        },
    ]

    private static let toDouble = [
        conversion(.int, .double) { value throws(EvaluationError) in .double(Double(try value.asInt())) },
        conversion(.uint, .double) { value throws(EvaluationError) in .double(Double(try value.asUint())) },
        conversion(.string, .double, cost: .sizes) { value throws(EvaluationError) in
            Double(try value.asString()).map(Value.double)
        },
    ]

    private static let toString = [
        conversion(.bool, .string) { value throws(EvaluationError) in .string(try value.asBool() ? "true" : "false") },
        conversion(.int, .string) { value throws(EvaluationError) in .string(String(try value.asInt())) },
        conversion(.uint, .string) { value throws(EvaluationError) in .string(String(try value.asUint())) },
        conversion(.double, .string) { value throws(EvaluationError) in
            .string(ShortestDecimal(try value.asDouble()).general)
        },
        conversion(.bytes, .string, cost: .sizes) { value throws(EvaluationError) in
            String(validating: try value.asBytes(), as: UTF8.self).map(Value.string)
        },
        conversion(.timestamp, .string) { value throws(EvaluationError) in .string(try value.asTimestamp().description)
        },
        conversion(.duration, .string) { value throws(EvaluationError) in .string(try value.asDuration().description) },
    ]

    private static let toBytes = [
        conversion(.string, .bytes, cost: .sizes) { value throws(EvaluationError) in
            .bytes(Array(try value.asString().utf8))
        }
    ]

    private static let toBool = [
        conversion(.string, .bool) { value throws(EvaluationError) in
            switch try value.asString() {
            case "1", "t", "T", "true", "TRUE", "True": .bool(true)
            case "0", "f", "F", "false", "FALSE", "False": .bool(false)
            default: nil
            }
        }
    ]

    private static let toTimestamp = [
        conversion(.string, .timestamp) { value throws(EvaluationError) in
            Timestamp(try value.asString()).map(Value.timestamp)
        },
        conversion(.int, .timestamp) { value throws(EvaluationError) in
            Timestamp(seconds: try value.asInt()).map(Value.timestamp)
        },
    ]

    private static let toDuration = [
        conversion(.string, .duration) { value throws(EvaluationError) in
            TimeSpan(try value.asString()).map(Value.duration)
        },
        conversion(.int, .duration) { value throws(EvaluationError) in
            TimeSpan(seconds: try value.asInt()).map(Value.duration)
        },
    ]
}
