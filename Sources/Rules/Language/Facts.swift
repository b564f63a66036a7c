import Expression
import SafetyModel
import TextAnalysis

/// All that conditions about one event may look at. It does not change, and nothing of it is computed before a condition
/// asks.
final class Facts: Sendable {
    let event: Event
    let reading: TextReading
    let context: RuleContext
    let keys: EventKeys
    /// To whom it was done: the target of the event, else whom a message answers or the only one that it mentions.
    let target: Member?
    let counters: CounterBook
    let labels: LabelBook
    /// The cues as values, shared by all conditions.
    let cues: [Value]

    init(
        _ event: Event, _ reading: TextReading, _ context: RuleContext, counters: CounterBook, labels: LabelBook
    ) {
        self.event = event
        self.reading = reading
        self.context = context
        target = event.target ?? Self.addressee(event)
        keys = EventKeys(event, target: target, fingerprint: reading.fingerprint)
        self.counters = counters
        self.labels = labels
        cues = reading.hits.map { .object(CueValue($0)) }
    }

    static func addressee(_ event: Event) -> Member? {
        event.addressee.map { Member(id: $0) }
    }

    var now: Expression.Timestamp? { Expression.Timestamp(event.time) }
}

extension Expression.Timestamp {
    /// Nil outside the years 1 to 9999.
    init?(_ time: SafetyModel.Timestamp) {
        let (quotient, remainder) = time.milliseconds.quotientAndRemainder(dividingBy: 1000)
        let isBefore = remainder < 0
        self.init(
            seconds: isBefore ? quotient - 1 : quotient,
            nanoseconds: Int32((isBefore ? remainder + 1000 : remainder) * 1_000_000))
    }
}

/// The variables of conditions, in the order of their slots.
enum Scene: String, CaseIterable {
    case event, actor, target, pair, channel, community, cues, scores, labels, now

    private var type: ValueType {
        switch self {
        case .event: .object(EventValue.objectType)
        case .actor, .target: .object(MemberValue.objectType)
        case .pair: .object(PairValue.objectType)
        case .channel: .object(ChannelValue.objectType)
        case .community: .object(CommunityValue.objectType)
        case .cues: .list(.object(CueValue.objectType))
        case .scores: .map(.string, .double)
        case .labels: .list(.string)
        case .now: .timestamp
        }
    }

    static let variables = allCases.map { Variable($0.rawValue, $0.type) }
    private static let bySlot = allCases

    static func variable(at slot: Int) -> Scene? { bySlot.indices.contains(slot) ? bySlot[slot] : nil }
}

extension Facts: Activation {
    func value(at slot: Int) -> Value? {
        switch Scene.variable(at: slot) {
        case .event: .object(EventValue(self))
        case .actor: .object(MemberValue(self, .actor))
        case .target: .object(MemberValue(self, .target))
        case .pair: .object(PairValue(self))
        case .channel: .object(ChannelValue(self))
        case .community: .object(CommunityValue(self))
        case .cues: .list(cues)
        case .scores: .map(scores)
        case .labels: .list(labelNames(keys.actor))
        case .now: now.map(Value.timestamp)
        case nil: nil
        }
    }

    private var scores: MapValue {
        MapValue(
            strings: context.scores.sorted { $0.key < $1.key }.map { (key: $0.key.code, value: .double($0.value)) })
    }

    func labelNames(_ member: UInt64?) -> [Value] {
        labels.active(member, at: event.time).map { .string($0.name) }
    }
}
