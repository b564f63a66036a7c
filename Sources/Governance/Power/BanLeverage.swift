import SafetyModel

/// `ban_leverage`: the one who banned a person then asks something of that person in private, and may undo the ban.
///
/// It raises nothing without a request from the one who banned: a moderator who hears an appeal in private and lifts
/// the ban is doing the work well.
struct BanLeverage: Sendable {
    /// How long after a ban contact, requests and an unban count.
    static let window = Duration.days(14)
    static let detector = Detector(name: "ban_leverage", version: 1)

    /// One person's ban by one member of staff, and what followed.
    struct Ban: Sendable {
        var community: String
        var staffName: String?
        var isStaff: Bool
        var memberName: String?
        /// Whether a reason was given for it.
        var hasReason: Bool
        /// Private messages between the two since.
        var contacts = 0
        /// Those from the one who banned that held a request.
        var requests = 0
        var unbannedAfterContact = false
        var evidence: [EvidenceReference]
        /// The highest score that was raised so far; 0 for none.
        var raised = 0.0
    }

    private var bans = Remembered<PowerPair, Ban>(for: window, most: 100_000)
    /// Whom each member of staff asked something of, after a ban; to count victims without going over all bans.
    private var asked: [PowerPair: Set<String>] = [:]
    /// How many members the index holds, expired ones included.
    private var askedCount = 0

    var count: Int { bans.count }

    mutating func observeBan(_ event: Event) {
        // A program asks for nothing; its mass bans in a raid would only push the people's bans out.
        guard let actor = event.actor, let target = event.target, actor.id != target.id, actor.bot != true else {
            return
        }
        let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
        let reason = if case .membership(let membership) = event.body { membership.reason } else { String?.none }
        let hasReason = !(reason ?? "").isEmpty
        // Banned again: what went on between the two is not forgotten by that.
        var ban =
            bans.value(pair, at: event.time)
            ?? Ban(community: event.community, isStaff: actor.staff ?? true, hasReason: hasReason, evidence: [])
        ban.community = event.community
        ban.staffName = actor.name ?? ban.staffName
        ban.memberName = target.name ?? ban.memberName
        ban.hasReason = hasReason
        ban.evidence.keep(event)
        bans.set(pair, ban, since: event.time)
    }

    mutating func observeContact(_ event: Event, requestCue: Bool) -> [Signal] {
        guard !bans.isEmpty, let actor = event.actor, let target = event.target else { return [] }
        let fromStaff = PowerPair(source: event.source, staff: actor.id, member: target.id)
        if var ban = bans.value(fromStaff, at: event.time) {
            ban.contacts += 1
            guard requestCue else {
                bans.update(fromStaff, ban)
                return []
            }
            ban.requests += 1
            ban.evidence.keep(event)
            index(fromStaff)
            trimIndex()
            return raise(fromStaff, ban, event)
        }
        // The other way round it is contact too; but what a banned person asks for says nothing about the one who banned.
        let toStaff = PowerPair(source: event.source, staff: target.id, member: actor.id)
        if var ban = bans.value(toStaff, at: event.time) {
            ban.contacts += 1
            bans.update(toStaff, ban)
        }
        return []
    }

    mutating func observeUnban(_ event: Event) -> [Signal] {
        guard let actor = event.actor, let target = event.target else { return [] }
        let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
        guard var ban = bans.value(pair, at: event.time), ban.contacts > 0 else { return [] }
        ban.unbannedAfterContact = true
        ban.evidence.keep(event)
        return raise(pair, ban, event)
    }

    private mutating func index(_ pair: PowerPair) {
        let staff = PowerPair(platform: pair.platform, staff: pair.staff, member: "")
        if asked[staff, default: []].insert(pair.member).inserted { askedCount += 1 }
    }

    /// Makes the index anew when it could hold more that has expired than what has not.
    private mutating func trimIndex() {
        guard askedCount > 2 * max(bans.count, 64) else { return }
        indexAnew()
    }

    private mutating func indexAnew() {
        asked = [:]
        askedCount = 0
        for (pair, entry) in bans.entries where entry.value.requests > 0 { index(pair) }
    }

    /// How many others the same member of staff banned and asked something of, within the window.
    private func otherVictims(_ pair: PowerPair, at time: Timestamp) -> Int {
        let staff = PowerPair(platform: pair.platform, staff: pair.staff, member: "")
        return asked[staff, default: []].count { member in
            guard member != pair.member else { return false }
            let other = PowerPair(platform: pair.platform, staff: pair.staff, member: member)
            return (bans.value(other, at: time)?.requests ?? 0) > 0
        }
    }

    private mutating func raise(_ pair: PowerPair, _ ban: Ban, _ event: Event) -> [Signal] {
        var ban = ban
        defer { bans.update(pair, ban) }
        let reasons = Self.reasons(ban, otherVictims: otherVictims(pair, at: event.time))
        let score = reasons.score
        guard ban.requests > 0, score >= 0.5, score >= ban.raised + 0.05 else { return [] }
        ban.raised = score
        return [
            Signal(
                policy: "staff.coercion", score: score, community: ban.community, subject: pair.staff,
                subjectName: ban.staffName, subjectIsStaff: ban.isStaff, counterpart: pair.member,
                counterpartName: ban.memberName, time: event.time, event: event.key, detector: Self.detector,
                evidence: ban.evidence.inOrder, contributions: reasons.sorted)
        ]
    }

    private static func reasons(_ ban: Ban, otherVictims: Int) -> Reasons {
        var reasons = Reasons(prior: -3)
        reasons.add("power.ban_then_contact", 0.6, figure: Double(ban.contacts))
        if ban.requests > 0 {
            // One request may be a misunderstanding; each further one says more, to a limit.
            let weight = min(2.6 + 0.7 * Double(ban.requests - 1), 4)
            reasons.add("power.request_after_ban", weight, figure: Double(ban.requests))
        }
        if ban.unbannedAfterContact { reasons.add("power.unbanned_after_contact", 0.9) }
        if !ban.hasReason { reasons.add("power.no_reason", 0.6) }
        if otherVictims > 0 {
            reasons.add("power.several_victims", min(Double(otherVictims), 3), figure: Double(otherVictims + 1))
        }
        return reasons
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) {
        bans.encode(into: &writer) { writer, pair, ban in
            writer.write(pair)
            writer.write(ban.community)
            writer.write(ban.staffName)
            writer.write(ban.isStaff)
            writer.write(ban.memberName)
            writer.write(ban.hasReason)
            writer.write(ban.contacts)
            writer.write(ban.requests)
            writer.write(ban.unbannedAfterContact)
            writer.write(ban.evidence)
            writer.write(ban.raised)
        }
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try bans.decode(from: &reader) { reader throws(ByteCodingError) in
            let pair = try reader.readPair()
            var ban = Ban(
                community: try reader.readString(), staffName: try reader.readOptionalString(),
                isStaff: try reader.readBool(), memberName: try reader.readOptionalString(),
                hasReason: try reader.readBool(), evidence: [])
            ban.contacts = try reader.readCount()
            ban.requests = try reader.readCount()
            ban.unbannedAfterContact = try reader.readBool()
            ban.evidence = try reader.readReferences()
            ban.raised = try reader.readDouble()
            return (pair, ban)
        }
        indexAnew()
    }
}
