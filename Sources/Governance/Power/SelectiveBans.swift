import SafetyModel

/// `selective_bans`: staff asks something of a person in private; the person refuses, does not answer, or reports it;
/// then the same staff, or a colleague it wrote to in between, bans the person.
struct SelectiveBans: Sendable {
    static let detector = Detector(name: "selective_bans", version: 1)
    static let soon = Duration.days(3)
    /// For how long whom staff treated so is remembered, to count.
    static let memory = Duration.days(90)
    /// How long before a ban a word between colleagues counts.
    static let colleagueWindow = Duration.days(3)

    private var victims = Remembered<Account, [String]>(for: memory, most: 20_000)
    /// When one member of staff last wrote to another.
    private var words = Remembered<PowerPair, Timestamp>(for: colleagueWindow, most: 20_000)

    var count: Int { victims.count + words.count }

    /// A private message between two who are staff.
    mutating func observeColleagues(_ event: Event) {
        guard let actor = event.actor, let target = event.target else { return }
        let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
        words.set(pair, event.time, since: event.time)
    }

    /// - Parameters:
    ///   - askings: what was asked of the one who was banned.
    ///   - reported: whom the banned one reported of late.
    ///   - hasGround: whether others spoke against the banned one of late.
    mutating func observe(
        _ deed: Deed, _ event: Event, _ seen: Sighting, asked askings: [Asking], reported: [String], hasGround: Bool
    ) -> [Signal] {
        guard let target = event.target else { return [] }
        var signals: [Signal] = []
        for asking in askings {
            guard let first = asking.first, let last = asking.times.last(where: { $0 <= event.time }),
                first <= event.time
            else { continue }
            let isOwn = asking.asker == deed.staff
            guard isOwn || wrote(asking.asker, to: deed.staff, after: first, event) else { continue }
            var reasons = Reasons(prior: -3)
            let count = asking.times.count { $0 <= event.time }
            reasons.add("power.request_before_ban", min(2.8 + 0.5 * Double(count - 1), 3.8), figure: Double(count))
            if event.time.elapsed(since: last) <= Self.soon { reasons.add("power.soon_after", 0.6) }
            if reported.contains(asking.asker) {
                reasons.add("power.reported_before_ban", 0.9)
            } else if asking.refusals > 0 {
                reasons.add("power.refused_before_ban", 0.9)
            } else if asking.answers > 0 {
                reasons.add("power.answered_before_ban", 0.3)
            }
            Self.addKind(deed, to: &reasons)
            if !isOwn { reasons.add("power.through_colleague", -0.4) }
            if deed.isOrdered { reasons.add("power.through_program", 0) }
            if hasGround { reasons.add("power.other_ground", -1.2) }
            if seen.targetMinor > 0.3 { reasons.add("context.likely_minor", 0.8 * seen.targetMinor) }
            let others = others(than: target.id, of: Account(asking.asker, of: event), at: event.time)
            if others > 0 { reasons.add("power.several_victims", min(Double(others), 3), figure: Double(others + 1)) }
            guard reasons.score >= 0.52 else { continue }
            remember(target.id, of: Account(asking.asker, of: event), event.time)
            signals.append(
                Signal(
                    policy: "staff.coercion", score: reasons.score, community: event.community,
                    subject: asking.asker, subjectName: asking.askerName ?? (isOwn ? deed.staffName : nil),
                    subjectIsStaff: true, counterpart: target.id, counterpartName: target.name, time: event.time,
                    event: event.key, detector: Self.detector,
                    evidence: (asking.evidence.filter { $0.time <= event.time } + [deed.reference]).inOrder,
                    contributions: reasons.sorted))
        }
        return signals
    }

    private static func addKind(_ deed: Deed, to reasons: inout Reasons) {
        switch deed.kind {
        case .ban, .kick: if !deed.hasReason { reasons.add("power.no_reason", 0.6) }
        case .timeOut: reasons.add("power.light_act", -0.3)
        case .roleRemoval: reasons.add("power.light_act", -0.6)
        }
    }

    private func wrote(_ asker: String, to staff: String, after first: Timestamp, _ event: Event) -> Bool {
        let pair = PowerPair(source: event.source, staff: asker, member: staff)
        guard let time = words.value(pair, at: event.time) else { return false }
        return time >= first && time <= event.time
    }

    private func others(than member: String, of staff: Account, at time: Timestamp) -> Int {
        (victims.value(staff, at: time) ?? []).count { $0 != member }
    }

    private mutating func remember(_ member: String, of staff: Account, _ time: Timestamp) {
        var list = victims.value(staff, at: time) ?? []
        if !list.contains(member) { list.append(member) }
        victims.set(staff, list.suffix(16), since: time)
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) {
        victims.encode(into: &writer)
        words.encode(into: &writer)
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try victims.decode(from: &reader)
        try words.decode(from: &reader)
    }
}
