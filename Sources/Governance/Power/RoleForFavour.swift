import SafetyModel

/// `role_for_favour`: a newcomer gets a role from somebody who, shortly before, asked something of him or her in
/// private.
struct RoleForFavour: Sendable {
    /// How long after a request a role counts as an answer to it.
    static let window = Duration.hours(48)
    /// Who joined less long ago is a newcomer.
    static let newcomer = Duration.days(14)
    static let detector = Detector(name: "role_for_favour", version: 1)

    /// Requests of one person to another in private.
    struct Asking: Sendable {
        var requests = 0
        var evidence: [EvidenceReference] = []
        var wasRaised = false
    }

    private var askings = Remembered<PowerPair, Asking>(for: window, most: 50_000)

    var count: Int { askings.count }

    mutating func observeContact(_ event: Event, requestCue: Bool) {
        guard requestCue, let actor = event.actor, let target = event.target, actor.id != target.id,
            actor.bot != true
        else { return }
        let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
        var asking = askings.value(pair, at: event.time) ?? Asking()
        asking.requests += 1
        asking.evidence.keep(event)
        askings.set(pair, asking, since: event.time)
    }

    mutating func observeGrant(_ event: Event) -> [Signal] {
        guard !askings.isEmpty, let actor = event.actor, let target = event.target,
            let joined = target.joinedAt, event.time >= joined, event.time.since(joined) < Self.newcomer
        else { return [] }
        let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
        guard var asking = askings.value(pair, at: event.time), !asking.wasRaised else { return [] }
        asking.wasRaised = true
        asking.evidence.keep(event)
        askings.update(pair, asking)
        var reasons = Reasons(prior: -2)
        let weight = min(1.6 + 0.5 * Double(asking.requests - 1), 2.6)
        reasons.add("power.request_before_role", weight, figure: Double(asking.requests))
        reasons.add("power.role_to_newcomer", 1, figure: event.time.since(joined) / .days(1))
        return [
            Signal(
                policy: "staff.coercion", score: reasons.score, community: event.community, subject: actor.id,
                subjectName: actor.name, subjectIsStaff: actor.staff ?? true, counterpart: target.id,
                counterpartName: target.name, time: event.time, event: event.key, detector: Self.detector,
                evidence: asking.evidence.inOrder, contributions: reasons.sorted)
        ]
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) {
        askings.encode(into: &writer) { writer, pair, asking in
            writer.write(pair)
            writer.write(asking.requests)
            writer.write(asking.evidence)
            writer.write(asking.wasRaised)
        }
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try askings.decode(from: &reader) { reader throws(ByteCodingError) in
            let pair = try reader.readPair()
            let asking = Asking(
                requests: try reader.readCount(), evidence: try reader.readReferences(),
                wasRaised: try reader.readBool())
            return (pair, asking)
        }
    }
}
