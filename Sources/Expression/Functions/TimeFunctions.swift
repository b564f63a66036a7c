/// What can be asked of timestamps and durations.
enum TimeFunctions {
    static func all(timeZones: any TimeZones) -> [Function] {
        var functions = parts.map { name, part in
            Function(name, [utc(part), zoned(part, timeZones)])
        }
        functions += [
            Function("getHours", [span { $0 / 3_600_000_000_000 }]),
            Function("getMinutes", [span { $0 / 60_000_000_000 }]),
            Function("getSeconds", [span { $0 / 1_000_000_000 }]),
            // Unlike the others, this is the part below the second (language definition, "getMilliseconds").
            Function("getMilliseconds", [span { $0 / 1_000_000 % 1000 }]),
        ]
        return Dictionary(grouping: functions, by: \.name).sorted { $0.key < $1.key }
            .map { Function($0.key, $0.value.flatMap(\.overloads)) }
    }

    private typealias Part = @Sendable (CivilTime, Timestamp) -> Int64

    private static let parts: [(String, Part)] = [
        ("getFullYear", { time, _ in time.year }),
        ("getMonth", { time, _ in time.month - 1 }),
        ("getDate", { time, _ in time.day }),
        ("getDayOfMonth", { time, _ in time.day - 1 }),
        ("getDayOfWeek", { time, _ in time.dayOfWeek }),
        ("getDayOfYear", { time, _ in time.dayOfYear }),
        ("getHours", { time, _ in time.hour }),
        ("getMinutes", { time, _ in time.minute }),
        ("getSeconds", { time, _ in time.second }),
        ("getMilliseconds", { _, moment in Int64(moment.nanoseconds) / 1_000_000 }),
    ]

    private static func utc(_ part: @escaping Part) -> Overload {
        Overload(
            [.timestamp], .int, isMember: true,
            .unary { value throws(EvaluationError) in
                let moment = try value.asTimestamp()
                return .int(part(moment.civil(offset: 0), moment))
            })
    }

    private static func zoned(_ part: @escaping Part, _ timeZones: any TimeZones) -> Overload {
        Overload(
            [.timestamp, .string], .int, isMember: true, cost: .steps(5),
            .binary { value, zone throws(EvaluationError) in
                let moment = try value.asTimestamp()
                let offset = try timeZones.offset(of: zone.asString(), at: moment)
                return .int(part(moment.civil(offset: offset), moment))
            })
    }

    private static func span(_ part: @escaping @Sendable (Int64) -> Int64) -> Overload {
        Overload(
            [.duration], .int, isMember: true,
            .unary { value throws(EvaluationError) in .int(part(try value.asDuration().nanoseconds)) })
    }
}
