import SafetyModel

/// `ban_leverage`: the one who banned a person (or kicked, timed out, stripped of a role) then asks something of that
/// person in private, and may undo it.
///
/// It raises nothing without a request from the one who banned: a moderator who hears an appeal in private and lifts
/// the ban is doing the work well.
struct BanLeverage: Sendable {
    /// How long after a ban contact, requests and an unban count.
    static let window = Duration.days(14)
    static let detector = Detector(name: "ban_leverage", version: 2)
    /// Shorter names are borne by many.
    static let leastName = 4

    /// What one member of staff did to one person, and what followed.
    struct Lever: Storable {
        var kind: Deed.Kind
        var since: Timestamp
        var community: String
        var staff: String
        var staffName: String?
        /// Whether a reason was given for it.
        var hasReason: Bool
        /// Whether a program did it, on the staff's word.
        var isOrdered = false
        /// Private messages between the two since.
        var contacts = 0
        /// Those from the one who banned that held a request.
        var requests = 0
        /// Whether it was undone after contact; `nil` while it stands.
        var undoneAfterContact: Bool?
        var minor = 0.0
        var evidence: [EvidenceReference]
        /// The highest score that was raised so far; 0 for none.
        var raised = 0.0

        init(_ deed: Deed) {
            kind = deed.kind
            since = deed.time
            community = deed.community
            staff = deed.staff
            staffName = deed.staffName
            hasReason = deed.hasReason
            isOrdered = deed.isOrdered
            evidence = [deed.reference]
        }

        func write(into writer: inout ByteWriter) {
            writer.write(kind.rawValue)
            since.write(into: &writer)
            community.write(into: &writer)
            staff.write(into: &writer)
            staffName.write(into: &writer)
            hasReason.write(into: &writer)
            isOrdered.write(into: &writer)
            contacts.write(into: &writer)
            requests.write(into: &writer)
            undoneAfterContact.write(into: &writer)
            minor.write(into: &writer)
            evidence.write(into: &writer)
            raised.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            guard let kind = Deed.Kind(rawValue: try reader.readInt()) else {
                throw .malformed(offset: reader.offset)
            }
            self.kind = kind
            since = try reader.readTimestamp()
            community = try reader.readString()
            staff = try reader.readString()
            staffName = try reader.readOptionalString()
            hasReason = try reader.readBool()
            isOrdered = try reader.readBool()
            contacts = try reader.readCount()
            requests = try reader.readCount()
            undoneAfterContact = try Bool?(from: &reader)
            minor = try Double(from: &reader)
            evidence = try [EvidenceReference](from: &reader)
            raised = try Double(from: &reader)
        }
    }

    private var levers = Remembered<PowerPair, Lever>(for: window, most: 100_000)
    /// Who holds a lever over a member, so that contact in either direction and namesakes are found.
    private var holders: [Account: [String]] = [:]
    /// Whom each member of staff asked something of, after a ban; to count victims without going over all bans.
    private var asked: [Account: Set<String>] = [:]
    /// How many members the two indexes hold, expired ones included.
    private var indexed = 0

    var count: Int { levers.count }

    /// Takes a deed; what was asked of the person after it, but arrived before it, counts as well.
    mutating func observe(_ deed: Deed, _ event: Event, _ seen: Sighting, asked askings: [Asking]) -> [Signal] {
        guard let target = event.target else { return [] }
        let pair = PowerPair(source: event.source, staff: deed.staff, member: target.id)
        // Done again: what went on between the two is not forgotten by that.
        var lever = levers.value(pair, at: event.time) ?? Lever(deed)
        if deed.kind.rawValue < lever.kind.rawValue { lever.kind = deed.kind }
        lever.since = deed.time
        lever.community = deed.community
        lever.staffName = deed.staffName ?? lever.staffName
        lever.hasReason = deed.hasReason
        lever.isOrdered = deed.isOrdered
        lever.minor = max(lever.minor, seen.targetMinor)
        if !lever.evidence.contains(deed.reference) { lever.evidence.keep(event) }
        let late = askings.first { $0.asker == deed.staff }
        let early = lever.requests
        for time in late?.times ?? [] where time > deed.time { lever.requests += 1 }
        levers.set(pair, lever, since: event.time)
        index(pair)
        guard lever.requests > early, let late else { return [] }
        lever.contacts += late.contacts
        for reference in late.evidence where reference.time > deed.time { lever.evidence.append(reference) }
        return raise(pair, lever, event, target.name)
    }

    mutating func observeContact(_ event: Event, _ seen: Sighting) -> [Signal] {
        guard !levers.isEmpty, let actor = event.actor, let target = event.target else { return [] }
        if let held = holders[Account(target.id, of: event)] {
            let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
            if held.contains(actor.id), var lever = levers.value(pair, at: event.time) {
                lever.contacts += 1
                lever.minor = max(lever.minor, seen.targetMinor)
                guard seen.isRequest, !lever.evidence.contains(where: { $0.event == event.key }) else {
                    levers.update(pair, lever)
                    return []
                }
                lever.requests += 1
                lever.evidence.keep(event)
                noteAsked(pair)
                return raise(pair, lever, event, target.name)
            }
            if seen.isRequest { return namesake(of: held, event, actor, target) }
        }
        // The other way round it is contact too; but what a banned person asks for says nothing about the one who banned.
        let toStaff = PowerPair(source: event.source, staff: target.id, member: actor.id)
        if holders[Account(actor.id, of: event)] != nil, var lever = levers.value(toStaff, at: event.time) {
            lever.contacts += 1
            lever.minor = max(lever.minor, seen.actorMinor)
            levers.update(toStaff, lever)
        }
        return []
    }

    /// A request by another account that bears the name of the one who banned: a second account, or somebody who poses
    /// as them. Either way it is about the account that asks.
    private func namesake(of held: [String], _ event: Event, _ actor: Member, _ target: Member) -> [Signal] {
        guard let name = actor.name?.lowercased(), name.count >= Self.leastName, actor.bot != true else { return [] }
        for staff in held {
            let pair = PowerPair(source: event.source, staff: staff, member: target.id)
            guard let lever = levers.value(pair, at: event.time), lever.staffName?.lowercased() == name else {
                continue
            }
            var reasons = Reasons(prior: -3)
            reasons.add(lever.kind.code, 0.6)
            reasons.add("power.request_after_ban", 2.6, figure: 1)
            reasons.add("power.namesake", 0.4)
            if lever.minor > 0 { reasons.add("context.likely_minor", 0.8 * lever.minor) }
            return [
                Signal(
                    policy: "staff.coercion", score: reasons.score, community: lever.community, subject: actor.id,
                    subjectName: actor.name, subjectIsStaff: true, counterpart: target.id,
                    counterpartName: target.name, time: event.time, event: event.key, detector: Self.detector,
                    evidence: (lever.evidence.prefix(1) + [EvidenceReference(event)]).inOrder,
                    contributions: reasons.sorted)
            ]
        }
        return []
    }

    /// The ban is lifted, or a role given back, by the one who banned.
    mutating func observeUndoing(_ event: Event) -> [Signal] {
        guard !levers.isEmpty, let actor = event.actor, let target = event.target else { return [] }
        let pair = PowerPair(source: event.source, staff: actor.id, member: target.id)
        guard var lever = levers.value(pair, at: event.time) else { return [] }
        guard event.type != .roleGranted || lever.kind == .roleRemoval else { return [] }
        if lever.undoneAfterContact != true { lever.undoneAfterContact = lever.contacts > 0 }
        lever.evidence.keep(event)
        return raise(pair, lever, event, target.name)
    }

    // MARK: Victims

    private mutating func index(_ pair: PowerPair) {
        let member = Account(platform: pair.platform, id: pair.member)
        if !holders[member, default: []].contains(pair.staff) {
            holders[member, default: []].append(pair.staff)
            indexed += 1
        }
        guard indexed > 2 * max(levers.count, 64) else { return }
        indexAnew()
    }

    private mutating func noteAsked(_ pair: PowerPair) {
        let staff = Account(platform: pair.platform, id: pair.staff)
        if asked[staff, default: []].insert(pair.member).inserted { indexed += 1 }
    }

    private mutating func indexAnew() {
        holders = [:]
        asked = [:]
        indexed = 0
        // In the order of the pairs, so that nothing depends on the order of a hash table.
        for pair in levers.entries.keys.sorted() {
            holders[Account(platform: pair.platform, id: pair.member), default: []].append(pair.staff)
            indexed += 1
            if let lever = levers.entries[pair], lever.value.requests > 0 { noteAsked(pair) }
        }
    }

    /// How many others the same member of staff banned and asked something of, within the window.
    private func otherVictims(_ pair: PowerPair, at time: Timestamp) -> Int {
        asked[Account(platform: pair.platform, id: pair.staff), default: []].count { member in
            guard member != pair.member else { return false }
            let other = PowerPair(platform: pair.platform, staff: pair.staff, member: member)
            return (levers.value(other, at: time)?.requests ?? 0) > 0
        }
    }

    private mutating func raise(_ pair: PowerPair, _ lever: Lever, _ event: Event, _ name: String?) -> [Signal] {
        var lever = lever
        defer { levers.update(pair, lever) }
        let reasons = Self.reasons(lever, otherVictims: otherVictims(pair, at: event.time))
        let score = reasons.score
        guard lever.requests > 0, score >= 0.5, score >= lever.raised + 0.05 else { return [] }
        lever.raised = score
        return [
            Signal(
                policy: "staff.coercion", score: score, community: lever.community, subject: pair.staff,
                subjectName: lever.staffName, subjectIsStaff: true, counterpart: pair.member,
                counterpartName: name, time: event.time, event: event.key, detector: Self.detector,
                evidence: lever.evidence.inOrder, contributions: reasons.sorted)
        ]
    }

    private static func reasons(_ lever: Lever, otherVictims: Int) -> Reasons {
        var reasons = Reasons(prior: -3)
        let isLight = lever.kind == .timeOut || lever.kind == .roleRemoval
        reasons.add(lever.kind.code, isLight ? 0.5 : 0.6, figure: Double(lever.contacts))
        if lever.requests > 0 {
            // One request may be a misunderstanding; each further one says more, to a limit.
            let weight = min(2.6 + 0.7 * Double(lever.requests - 1), 4)
            reasons.add("power.request_after_ban", weight, figure: Double(lever.requests))
        }
        if let afterContact = lever.undoneAfterContact {
            reasons.add(afterContact ? "power.unbanned_after_contact" : "power.asked_after_unban", 0.9)
        }
        // Roles are taken without a word everywhere.
        if !lever.hasReason, lever.kind != .roleRemoval { reasons.add("power.no_reason", 0.6) }
        if lever.isOrdered { reasons.add("power.through_program", 0) }
        if lever.minor > 0.3 { reasons.add("context.likely_minor", 0.8 * lever.minor) }
        if otherVictims > 0 {
            reasons.add("power.several_victims", min(Double(otherVictims), 3), figure: Double(otherVictims + 1))
        }
        return reasons
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) { levers.encode(into: &writer) }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try levers.decode(from: &reader)
        indexAnew()
    }
}

extension Deed.Kind {
    /// The reason that names it, with private contact after it.
    var code: String {
        switch self {
        case .ban: "power.ban_then_contact"
        case .kick: "power.kick_then_contact"
        case .timeOut: "power.timeout_then_contact"
        case .roleRemoval: "power.role_removed_then_contact"
        }
    }
}
