import Expression

/// A value of which conditions ask how often something happened: a member, a pair, a channel, a community.
class CountedValue: @unchecked Sendable {
    let facts: Facts
    let scope: CounterScope
    /// Nil where the event names none.
    let key: UInt64?

    init(_ facts: Facts, _ scope: CounterScope, key: UInt64?) {
        self.facts = facts
        self.scope = scope
        self.key = key
    }
}

/// The pair of actor and target, in this direction.
final class PairValue: CountedValue, ObjectValue, @unchecked Sendable {
    static let objectType = ObjectType("Pair", fields: [.init("risk", .double)])
    var type: ObjectType { Self.objectType }

    init(_ facts: Facts) { super.init(facts, .pair, key: facts.keys.key(of: .pair)) }

    func value(at field: Int) -> Value? { .double(facts.context.pairRisk) }
}

/// Where it happened. Texts are empty where the event names no channel.
final class ChannelValue: CountedValue, ObjectValue, @unchecked Sendable {
    static let objectType = ObjectType(
        "Channel", fields: [.init("id", .string), .init("kind", .string), .init("name", .string)])
    var type: ObjectType { Self.objectType }

    init(_ facts: Facts) { super.init(facts, .channel, key: facts.keys.channel) }

    func value(at field: Int) -> Value? {
        let channel = facts.event.channel
        switch field {
        case 0: return .string(channel?.id ?? "")
        case 1: return .string(channel?.kind.rawValue ?? "")
        default: return .string(channel?.name ?? channel?.id ?? "")
        }
    }
}

/// The community it happened in.
final class CommunityValue: CountedValue, ObjectValue, @unchecked Sendable {
    static let objectType = ObjectType("Community", fields: [.init("id", .string)])
    var type: ObjectType { Self.objectType }

    init(_ facts: Facts) { super.init(facts, .community, key: facts.keys.community) }

    func value(at field: Int) -> Value? { .string(facts.event.community) }
}

/// What was done to a member.
final class ReceivedValue: CountedValue, ObjectValue, @unchecked Sendable {
    static let objectType = ObjectType("Received")
    var type: ObjectType { Self.objectType }

    init(_ facts: Facts, key: UInt64?) { super.init(facts, .received, key: key) }

    func value(at field: Int) -> Value? { nil }
}
