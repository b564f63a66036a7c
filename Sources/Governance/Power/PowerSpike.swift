import Foundation
import SafetyModel

/// `power_spike`: one of the staff acts against many within hours, far above its own history: bans, kicks, powers
/// handed out; above all one who has the power since a few days only.
///
/// What answers a raid does not count: who has just joined, who was reported or caught by the filter. Nor does a purge of
/// members that nobody has seen for long.
struct PowerSpike: Sendable {
    static let detector = Detector(name: "power_spike", version: 1)
    static let window = Duration.hours(6)
    /// Who joined less long ago is a newcomer, whom bans may answer.
    static let newcomer = Duration.hours(72)
    /// From what weight on it may be a spike.
    static let least = 8.0
    static let mostActs = 256
    static let freshPower = Duration.days(7)

    /// One act, and how much it counts.
    struct Act: Storable {
        var time: Timestamp
        var weight: Double
        var isKick: Bool
        var isGrant: Bool
        var hasReason: Bool
        var wasActive: Bool
        var victim: UInt64
        var reference: EvidenceReference

        init(_ event: Event, weight: Double, isGrant: Bool, wasActive: Bool) {
            time = event.time
            self.weight = weight
            isKick = event.type == .memberLeft
            self.isGrant = isGrant
            hasReason = event.givesReason
            self.wasActive = wasActive
            victim = StableHash.of(event.target?.id ?? "", seed: 0)
            reference = EvidenceReference(event)
        }

        func write(into writer: inout ByteWriter) {
            time.write(into: &writer)
            weight.write(into: &writer)
            for flag in [isKick, isGrant, hasReason, wasActive] { writer.write(flag) }
            victim.write(into: &writer)
            reference.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            time = try reader.readTimestamp()
            weight = try Double(from: &reader)
            isKick = try reader.readBool()
            isGrant = try reader.readBool()
            hasReason = try reader.readBool()
            wasActive = try reader.readBool()
            victim = try reader.readUInt64()
            reference = try EvidenceReference(from: &reader)
        }
    }

    /// What one member of staff did.
    struct Record: Storable {
        var acts: [Act] = []
        /// The weight of the busiest day before the last one, which fades by a tenth a day.
        var best = 0.0
        var day = 0
        var today = 0.0
        /// When power was given to it of late, and by which event.
        var empowered: EvidenceReference?
        /// When roles were given to it, the last few.
        var roles: [Timestamp] = []
        var raised = 0.0
        var raisedAt: Timestamp?

        init() {}

        mutating func add(_ act: Act) {
            let other = act.time.day
            if other > day {
                best = max(best * pow(0.9, Double(min(other - day, 400))), today)
                (day, today) = (other, 0)
            }
            today += act.weight
            acts.removeAll { act.time.elapsed(since: $0.time) > PowerSpike.window }
            acts = (acts + [act]).suffix(PowerSpike.mostActs)
        }

        func write(into writer: inout ByteWriter) {
            acts.write(into: &writer)
            best.write(into: &writer)
            day.write(into: &writer)
            today.write(into: &writer)
            empowered.write(into: &writer)
            roles.write(into: &writer)
            raised.write(into: &writer)
            raisedAt.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            acts = try [Act](from: &reader)
            best = try Double(from: &reader)
            day = try reader.readInt()
            guard day.magnitude < 1 << 40 else { throw .malformed(offset: reader.offset) }
            today = try Double(from: &reader)
            empowered = try EvidenceReference?(from: &reader)
            roles = try [Timestamp](from: &reader)
            raised = try Double(from: &reader)
            raisedAt = try Timestamp?(from: &reader)
        }
    }

    private var records = Remembered<Account, Record>(for: .days(60), most: 20_000)

    var count: Int { records.count }

    /// Somebody gets a role: who gets power, or many roles at once, is watched more closely.
    mutating func observeEmpowering(_ event: Event, isPower: Bool) {
        guard let target = event.target, target.bot != true else { return }
        let account = Account(target.id, of: event)
        guard isPower || records.value(account, at: event.time) != nil else { return }
        var record = records.value(account, at: event.time) ?? Record()
        if isPower { record.empowered = EvidenceReference(event) }
        record.roles = (record.roles + [event.time]).suffix(8)
        records.set(account, record, since: event.time)
    }

    /// - Parameters:
    ///   - isNewcomer: whether the target joined within three days.
    ///   - hasGround: whether others spoke against the target of late.
    ///   - isPower: for a grant, whether the role is one over others.
    mutating func observe(
        _ event: Event, _ seen: Sighting, isNewcomer: Bool, hasGround: Bool, isPower: Bool
    ) -> [Signal] {
        guard let actor = event.actor, let target = event.target, actor.id != target.id, actor.bot != true else {
            return []
        }
        let isGrant = event.type == .roleGranted
        let weight: Double =
            if isGrant {
                isPower ? 3 : 0.1
            } else {
                Self.weight(event, seen, isNewcomer: isNewcomer, hasGround: hasGround)
            }
        guard weight > 0 else { return [] }
        let account = Account(actor.id, of: event)
        var record = records.value(account, at: event.time) ?? Record()
        let act = Act(event, weight: weight, isGrant: isGrant, wasActive: seen.targetWasActive == true)
        // One person counts once, however often they are struck.
        guard !record.acts.contains(where: { $0.victim == act.victim && $0.isGrant == act.isGrant }) else { return [] }
        record.add(act)
        defer { records.set(account, record, since: event.time) }
        return raise(&record, event, actor)
    }

    private static func weight(_ event: Event, _ seen: Sighting, isNewcomer: Bool, hasGround: Bool) -> Double {
        var weight: Double =
            switch event.type {
            case .memberBanned, .memberLeft: 1
            case .memberTimedOut: timeOut(event)
            case .roleRevoked: 0.2
            default: 0
            }
        if isNewcomer { weight *= 0.02 } else if hasGround { weight *= 0.2 }
        switch seen.targetWasActive {
        case true: break
        case false: weight *= 0.1
        default: weight *= 0.6
        }
        if event.givesReason { weight *= 0.5 }
        return weight
    }

    /// What a time-out weighs beside a ban: who is silenced for weeks is as good as gone.
    private static func timeOut(_ event: Event) -> Double {
        // Where a platform tells no end, as Matrix, there is none until somebody sets one.
        guard case .membership(let change) = event.body, let until = change.until else { return 0.7 }
        let span = until.elapsed(since: event.time)
        return span >= .days(7) ? 0.9 : span > .days(1) ? 0.6 : 0.4
    }

    private func raise(_ record: inout Record, _ event: Event, _ actor: Member) -> [Signal] {
        let acts = record.acts
        let sum = acts.reduce(0) { $0 + $1.weight }
        guard sum >= Self.least else { return [] }
        // Members who are not there are removed with one reason: a purge.
        let kicks = acts.count { $0.isKick && !$0.wasActive }
        guard kicks * 10 < acts.count * 9 else { return [] }
        var reasons = Reasons(prior: -3)
        reasons.add("power.many_acts", 1.3 * log2(sum / 4), figure: Double(acts.count))
        let silent = Double(acts.count { !$0.hasReason }) / Double(acts.count)
        if silent > 0.3 { reasons.add("power.no_reason", 0.8 * silent) }
        if let empowered = record.empowered, event.time.elapsed(since: empowered.time) <= Self.freshPower {
            reasons.add("power.fresh_power", 0.8)
        }
        if record.roles.count(where: { event.time.elapsed(since: $0) <= .days(1) }) >= 4 {
            reasons.add("power.many_roles_at_once", 0.5)
        }
        if sum < 3 * record.best { reasons.add("power.usual_for_them", -1.8) }
        if let raisedAt = record.raisedAt, event.time.elapsed(since: raisedAt) <= .days(1),
            reasons.score < record.raised + 0.1
        {
            return []
        }
        guard reasons.score >= 0.55 else { return [] }
        record.raised = reasons.score
        record.raisedAt = event.time
        let first = record.empowered.map { [$0] } ?? []
        return [
            Signal(
                policy: "staff.misuse", score: reasons.score, community: event.community, subject: actor.id,
                subjectName: actor.name, subjectIsStaff: true, time: event.time, event: event.key,
                detector: Self.detector,
                evidence: (first + acts.suffix([EvidenceReference].mostKept).map(\.reference)).inOrder,
                contributions: reasons.sorted)
        ]
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) { records.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try records.decode(from: &reader) }
}
