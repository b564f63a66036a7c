import SafetyModel

/// `role_for_favour`: somebody gets a role from a person who, shortly before, asked something of him or her in private:
/// a newcomer, or one who looks like a minor; in one request or in several small ones.
struct RoleForFavour: Sendable {
    /// How long after a request a role counts as an answer to it.
    static let window = Duration.hours(48)
    /// Who joined less long ago is a newcomer.
    static let newcomer = Duration.days(14)
    /// From how many small asks on they stand for a request.
    static let smallAsks = 3
    static let detector = Detector(name: "role_for_favour", version: 2)

    /// Pairs that were raised already.
    private var raised = Remembered<PowerPair, Bool>(for: .days(14), most: 20_000)

    var count: Int { raised.count }

    /// - Parameters:
    ///   - askings: what was asked of the one who gets the role.
    ///   - joined: when that member joined, where it is known.
    ///   - hasPower: whether the role is one over others, as far as events told.
    mutating func observeGrant(
        _ event: Event, _ seen: Sighting, asked askings: [Asking], joined: Timestamp?, hasPower: Bool
    ) -> [Signal] {
        guard let actor = event.actor, let target = event.target, actor.id != target.id, actor.bot != true,
            let asking = askings.first(where: { $0.asker == actor.id })
        else { return [] }
        let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
        guard raised.value(pair, at: event.time) == nil else { return [] }
        let requests = asking.times.count { Self.isShortlyBefore($0, event.time) }
        let small = asking.lastSmallAsk.map { Self.isShortlyBefore($0, event.time) } ?? false ? asking.smallAsks : 0
        var reasons = Reasons(prior: -2)
        if requests > 0 {
            let weight = min(1.6 + 0.5 * Double(requests - 1), 2.6)
            reasons.add("power.request_before_role", weight, figure: Double(requests))
        } else if small >= Self.smallAsks {
            let weight = min(0.8 + 0.25 * Double(small - Self.smallAsks), 1.4)
            reasons.add("power.small_asks_before_role", weight, figure: Double(small))
        } else {
            return []
        }
        let givesAccess = hasPower || Self.givesAccess(event)
        // Small talk and a role of members is what a welcome looks like.
        guard requests > 0 || givesAccess || seen.targetMinor > 0.3 else { return [] }
        if let joined, event.time >= joined, event.time.elapsed(since: joined) < Self.newcomer {
            reasons.add("power.role_to_newcomer", 1, figure: event.time.elapsed(since: joined) / .days(1))
        } else if joined == nil, requests > 0 {
            reasons.add("power.perhaps_newcomer", 0.6)
        }
        if givesAccess { reasons.add("power.role_gives_access", 0.6) }
        if seen.targetMinor > 0.3 { reasons.add("context.likely_minor", 0.8 * seen.targetMinor) }
        guard reasons.score >= 0.5 else { return [] }
        raised.set(pair, true, since: event.time)
        return [
            Signal(
                policy: "staff.coercion", score: reasons.score, community: event.community, subject: actor.id,
                subjectName: actor.name, subjectIsStaff: true, counterpart: target.id,
                counterpartName: target.name, time: event.time, event: event.key, detector: Self.detector,
                evidence: (asking.evidence + [EvidenceReference(event)]).inOrder, contributions: reasons.sorted)
        ]
    }

    private static func isShortlyBefore(_ time: Timestamp, _ grant: Timestamp) -> Bool {
        time <= grant && grant.elapsed(since: time) <= window
    }

    /// Whether a role opens a door: by its permissions, else by its name.
    private static func givesAccess(_ event: Event) -> Bool {
        guard case .role(let role) = event.body else { return false }
        return role.permissions.contains("VIEW_CHANNEL") || role.isOverOthers
            || role.nameHolds(["vip", "acces", "accès", "access", "premium"])
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) { raised.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try raised.decode(from: &reader) }
}
