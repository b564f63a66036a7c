import Expression

/// `count`, `distinct`, `sum`, `rate`, `first` and `last`, of members, pairs, channels and communities.
enum WindowFunction: String, CaseIterable {
    case count, distinct, sum
    /// An hour.
    case rate
    case first, last

    private var result: ValueType {
        switch self {
        case .count, .distinct: .int
        case .sum, .rate: .double
        case .first, .last: .optional(.timestamp)
        }
    }

    private static let receivers = [
        MemberValue.objectType, ReceivedValue.objectType, PairValue.objectType, ChannelValue.objectType,
        CommunityValue.objectType,
    ]

    static let functions: [Function] = allCases.map { function in
        Function(function.rawValue, receivers.map { function.overload(of: $0) })
    }

    private func overload(of receiver: ObjectType) -> Overload {
        // `distinct` asks of what before it asks how far back.
        let parameters: [ValueType] = self == .distinct ? [.string, .string, .duration] : [.string, .duration]
        let function = self
        return .member([.object(receiver)] + parameters, result, cost: .steps(20)) {
            arguments throws(EvaluationError) in
            guard case .object(let object) = arguments[0], let counted = object as? CountedValue,
                case .string(let name) = arguments[1], case .duration(let window)? = arguments.last
            else { throw EvaluationError(.host("\(function.rawValue) was asked of something that is not counted")) }
            var field: CounterField?
            if case .string(let written) = arguments[2] { field = CounterField(rawValue: written) }
            let definition = CounterDefinition(
                scope: counted.scope, name: name, window: window.nanoseconds / 1_000_000, field: field)
            return function.value(definition, of: counted)
        }
    }

    private func value(_ definition: CounterDefinition, of counted: CountedValue) -> Value {
        let tally = counted.key.flatMap { counted.facts.counters.tally(definition, key: $0) }
        let span = WindowTally.Span(now: counted.facts.event.time.milliseconds, length: definition.window)
        switch self {
        case .count: return .int(Int64(tally?.count(in: span) ?? 0))
        case .distinct: return .int(Int64(tally?.distinct(in: span) ?? 0))
        case .sum: return .double(tally?.sum(in: span) ?? 0)
        case .rate:
            let hours = Double(max(1, definition.window)) / 3_600_000
            return .double(Double(tally?.count(in: span) ?? 0) / hours)
        case .first: return Self.moment(tally?.first(in: span))
        case .last: return Self.moment(tally?.last(in: span))
        }
    }

    private static func moment(_ milliseconds: Int64?) -> Value {
        let time = milliseconds.flatMap { Expression.Timestamp(.init(milliseconds: $0)) }
        return .optional(time.map { OptionalValue(.timestamp($0)) } ?? .none)
    }
}
