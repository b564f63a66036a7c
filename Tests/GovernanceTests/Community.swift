import Governance
import SafetyModel

/// A small community of invented people, whose events are fed to the detectors as they happen.
struct Community {
    var detectors = PowerDetectors()
    /// Signals so far, oldest first.
    var signals: [Signal] = []
    /// Days since the beginning.
    var day = 0.0
    private var count = 0

    static let moderator = Member(id: "mod", name: "Sacha", staff: true)
    static let otherModerator = Member(id: "mod2", name: "Alix", staff: true)

    var now: Timestamp { Timestamp(milliseconds: 1_780_000_000_000 + Int64(day * 86_400_000)) }

    @discardableResult
    mutating func happens(
        _ type: EventType, _ actor: Member?, _ target: Member? = nil, _ body: Body = .none, channel: Channel? = nil,
        community: String = "c1", requestCue: Bool = false, seen: Sighting? = nil,
        source: String = "discord:guild/c1"
    ) -> [Signal] {
        count += 1
        let event = Event(
            id: "e\(count)", source: source, type: type, time: now, community: community, channel: channel,
            actor: actor, target: target, body: body)
        let raised = detectors.observe(event, seen ?? Sighting(isRequest: requestCue))
        signals += raised
        return raised
    }

    mutating func bans(_ actor: Member, _ target: Member, reason: String? = nil) {
        happens(.memberBanned, actor, target, reason.map { .membership(Membership(reason: $0)) } ?? .none)
    }

    mutating func unbans(_ actor: Member, _ target: Member) { happens(.memberUnbanned, actor, target) }

    mutating func writes(_ actor: Member, to target: Member, requestCue: Bool = false) {
        happens(
            .messagePosted, actor, target, .message(Message(text: "…")), channel: Channel(id: "d", kind: .direct),
            community: "", requestCue: requestCue, source: "discord:direct")
    }

    mutating func gives(_ gift: String, _ actor: Member, to target: Member, draw: String? = nil) {
        happens(.giftOffered, actor, target, .gift(Gift(id: gift, draw: draw)))
    }

    mutating func revokes(_ gift: String, _ actor: Member, reason: String? = nil) {
        happens(.giftRevoked, actor, nil, .gift(Gift(id: gift, reason: reason)))
    }

    func member(_ id: String) -> Member { Member(id: id, name: "Camille \(id)") }

    /// What the state is written as.
    var snapshot: [UInt8] {
        var writer = ByteWriter()
        detectors.encode(into: &writer)
        return writer.bytes
    }

    /// The same community after a restart.
    func restarted() throws -> Community {
        var copy = self
        var reader = ByteReader(snapshot)
        copy.detectors = try PowerDetectors(decoding: &reader)
        return copy
    }
}

extension Signal {
    var codes: Set<String> { Set(contributions.map(\.code)) }
}
