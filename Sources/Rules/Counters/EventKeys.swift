import SafetyModel

/// Under which keys an event is counted: hashes, so that no id is kept.
struct EventKeys: Sendable {
    let community: UInt64
    let actor: UInt64?
    let target: UInt64?
    let channel: UInt64?
    /// Of the words, where the event has enough of them.
    let text: UInt64?

    /// - Parameter target: to whom it was done, which may be found in what a message answers.
    init(_ event: Event, target: Member?, fingerprint: UInt64) {
        let community = Self.community(event.community)
        self.community = community
        actor = event.actor.map { Self.member($0.id, community) }
        self.target = target.map { Self.member($0.id, community) }
        channel = event.channel.map { StableHash.of($0.id, seed: community ^ 0x6368) }
        text = fingerprint == 0 ? nil : StableHash.of(fingerprint, 0x7465_7874)
    }

    static func community(_ id: String) -> UInt64 { StableHash.of(id, seed: 0x636f_6d6d_756e_6974) }

    static func member(_ id: String, _ community: UInt64) -> UInt64 { StableHash.of(id, seed: community) }

    func key(of scope: CounterScope) -> UInt64? {
        switch scope {
        case .member: return actor
        case .received: return target
        case .pair:
            guard let actor, let target else { return nil }
            return StableHash.of(actor, target)
        case .channel: return channel
        case .community: return community
        }
    }

    func item(of field: CounterField) -> UInt64? {
        switch field {
        case .actor: actor
        case .target: target
        case .channel: channel
        case .community: community
        case .text: text
        case .value: nil
        }
    }
}
