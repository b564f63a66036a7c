import Foundation
import SafetyModel

/// `invite_burst`: a giveaway or a promotion brings in far more members than usual, most of whom are gone some days later:
/// a draw that paid with nothing, or a crowd that was bought.
///
/// A draw whose gifts arrive speaks against it, however many leave.
struct InviteBurst: Sendable {
    static let detector = Detector(name: "invite_burst", version: 1)
    /// How long after a promotion a newcomer counts as brought in by it.
    static let window = Duration.hours(72)
    /// For how long it is watched who stays.
    static let retention = Duration.days(14)
    static let least = 15
    static let mostJoiners = 4000
    static let mostCohorts = 4

    /// Who joined in the days after a promotion.
    struct Cohort: Storable {
        var opened: Timestamp
        var promoter: String
        var promoterName: String?
        var isStaff: Bool
        var isGiveaway: Bool
        /// How many were to be expected in the window.
        var expected: Double
        /// Hashes of who joined; true for who left.
        var joiners: [UInt64: Bool] = [:]
        var gone = 0
        var offered = 0
        var paid = 0
        var revoked = 0
        var evidence: [EvidenceReference]
        var raised = 0.0

        init(_ event: Event, _ promoter: Member, isStaff: Bool, isGiveaway: Bool, expected: Double) {
            opened = event.time
            self.promoter = promoter.id
            promoterName = promoter.name
            self.isStaff = isStaff
            self.isGiveaway = isGiveaway
            self.expected = expected
            evidence = [EvidenceReference(event)]
        }

        func write(into writer: inout ByteWriter) {
            opened.write(into: &writer)
            promoter.write(into: &writer)
            promoterName.write(into: &writer)
            isStaff.write(into: &writer)
            isGiveaway.write(into: &writer)
            expected.write(into: &writer)
            joiners.write(into: &writer)
            for number in [gone, offered, paid, revoked] { writer.write(number) }
            evidence.write(into: &writer)
            raised.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            opened = try reader.readTimestamp()
            promoter = try reader.readString()
            promoterName = try reader.readOptionalString()
            isStaff = try reader.readBool()
            isGiveaway = try reader.readBool()
            expected = try Double(from: &reader)
            joiners = try [UInt64: Bool](from: &reader)
            gone = try reader.readCount()
            offered = try reader.readCount()
            paid = try reader.readCount()
            revoked = try reader.readCount()
            evidence = try [EvidenceReference](from: &reader)
            raised = try Double(from: &reader)
        }
    }

    /// How a community grows.
    struct Growth: Storable {
        /// Joins by day, of the last weeks, without those that followed a promotion.
        var daily: [Int: Int] = [:]
        var cohorts: [Cohort] = []

        init() {}

        /// Joins to be expected in the window: the mean of the last two weeks that were seen.
        func expected(at time: Timestamp) -> Double {
            let today = time.day
            let days = daily.filter { today - 14 <= $0.key && $0.key <= today }
            guard let first = days.keys.min() else { return 0 }
            let mean = Double(days.values.reduce(0, +)) / Double(max(1, today - first))
            return mean * (InviteBurst.window / .days(1))
        }

        func write(into writer: inout ByteWriter) {
            daily.write(into: &writer)
            cohorts.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            daily = try [Int: Int](from: &reader)
            guard daily.keys.allSatisfy({ $0.magnitude < 1 << 40 }), daily.values.allSatisfy({ 0...1 << 40 ~= $0 })
            else { throw .malformed(offset: reader.offset) }
            cohorts = try [Cohort](from: &reader)
        }
    }

    private var growths = Remembered<Account, Growth>(for: .days(30), most: 4096)

    var count: Int { growths.count }

    /// A promotion elsewhere, an announcement with bait, or a gift of a draw.
    mutating func observePromotion(_ event: Event, isGiveaway: Bool, isStaff: Bool) {
        guard let promoter = event.actor, promoter.bot != true else { return }
        let place = Account(event.community, of: event)
        growths.renew(place, since: event.time, new: Growth.init) { growth in
            growth.cohorts.removeAll { event.time.elapsed(since: $0.opened) > Self.retention }
            if let last = growth.cohorts.indices.last,
                event.time.elapsed(since: growth.cohorts[last].opened) <= Self.window
            {
                if isGiveaway { growth.cohorts[last].isGiveaway = true }
                growth.cohorts[last].evidence.keep(event)
            } else {
                let expected = growth.expected(at: event.time)
                growth.cohorts.append(
                    Cohort(event, promoter, isStaff: isStaff, isGiveaway: isGiveaway, expected: expected))
                if growth.cohorts.count > Self.mostCohorts { growth.cohorts.removeFirst() }
            }
        }
    }

    mutating func observeGift(_ event: Event) {
        guard !growths.isEmpty, case .gift(let gift) = event.body else { return }
        growths.change(Account(event.community, of: event), at: event.time) { growth in
            for index in growth.cohorts.indices {
                switch event.type {
                case .giftOffered: if gift.draw != nil { growth.cohorts[index].offered += 1 }
                case .giftClaimed: growth.cohorts[index].paid += 1
                case .giftRevoked: growth.cohorts[index].revoked += 1
                default: break
                }
            }
        }
    }

    mutating func observeJoin(_ event: Event) {
        guard let member = event.actor ?? event.target, member.bot != true else { return }
        growths.renew(Account(event.community, of: event), since: event.time, new: Growth.init) { growth in
            if let last = growth.cohorts.indices.last, growth.cohorts[last].opened <= event.time,
                event.time.elapsed(since: growth.cohorts[last].opened) <= Self.window
            {
                if growth.cohorts[last].joiners.count < Self.mostJoiners {
                    growth.cohorts[last].joiners[StableHash.of(member.id, seed: 1)] = false
                }
            } else {
                growth.daily[event.time.day, default: 0] += 1
                if growth.daily.count > 28 { growth.daily = growth.daily.filter { event.time.day - $0.key <= 21 } }
            }
        }
    }

    /// Somebody leaves on their own.
    mutating func observeLeave(_ event: Event) -> [Signal] {
        guard !growths.isEmpty, let member = event.actor ?? event.target else { return [] }
        let key = StableHash.of(member.id, seed: 1)
        let signals = growths.change(Account(event.community, of: event), at: event.time) { growth -> [Signal] in
            guard let index = growth.cohorts.lastIndex(where: { $0.joiners[key] == false }),
                event.time.elapsed(since: growth.cohorts[index].opened) <= Self.retention
            else { return [] }
            growth.cohorts[index].joiners[key] = true
            growth.cohorts[index].gone += 1
            growth.cohorts[index].evidence.keep(event)
            return Self.raise(&growth.cohorts[index], event)
        }
        return signals ?? []
    }

    private static func raise(_ cohort: inout Cohort, _ event: Event) -> [Signal] {
        let count = Double(cohort.joiners.count)
        let share = Double(cohort.gone) / max(count, 1)
        guard cohort.joiners.count >= least, count >= 3 * cohort.expected, share >= 0.5 else { return [] }
        var reasons = Reasons(prior: -2.5)
        reasons.add("power.growth_after_promotion", 0.6 * min(log2(count / (cohort.expected + 1)), 3), figure: count)
        reasons.add("power.gone_again", 2.2 * share, figure: Double(cohort.gone))
        reasons.add(cohort.isGiveaway ? "power.giveaway" : "power.promotion_only", cohort.isGiveaway ? 0.8 : -0.45)
        if cohort.paid > 0, cohort.revoked * 2 < cohort.paid {
            reasons.add("power.gifts_arrived", -1.8, figure: Double(cohort.paid))
        } else {
            if share >= 0.8 { reasons.add("power.nearly_all_gone", 0.5) }
            if cohort.isGiveaway { reasons.add("power.no_gift_arrived", 0.8) }
        }
        guard reasons.score >= 0.6, reasons.score >= cohort.raised + 0.1 else { return [] }
        cohort.raised = reasons.score
        return [
            Signal(
                policy: "fraud.giveaway", score: reasons.score, community: event.community, subject: cohort.promoter,
                subjectName: cohort.promoterName, subjectIsStaff: cohort.isStaff, time: event.time, event: event.key,
                detector: detector, evidence: cohort.evidence.inOrder, contributions: reasons.sorted)
        ]
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) { growths.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try growths.decode(from: &reader) }
}
