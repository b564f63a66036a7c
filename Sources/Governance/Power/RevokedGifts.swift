import Foundation
import SafetyModel

/// `revoked_gifts`: gifts of a draw, or of one giver, are taken back days after they were given.
///
/// A gift that is taken back within minutes and before anybody claimed it is a slip corrected, and does not count; nor does
/// one that the platform or a program closes: that says something of the gift, and the giver may be deceived too.
struct RevokedGifts: Sendable {
    /// How long after it was offered or claimed a gift's revocation counts.
    static let window = Duration.days(14)
    /// From how many gifts on a share says anything.
    static let fewest = 4
    /// The share of revoked gifts from which on it is raised.
    static let share = 0.5
    static let correction = Duration.minutes(10)
    /// For how long a draw or giver is remembered after the last gift.
    static let groupWindow = Duration.days(30)
    static let detector = Detector(name: "revoked_gifts", version: 2)
    /// Who joined less long before is somebody whom the draw brought in.
    static let newcomer = Duration.days(7)

    /// What identifies a gift, or a group of them: ids are unique in a community.
    struct Key: Hashable, Comparable {
        var community: String
        var giver: String
        var draw: String
        var gift: String

        static func < (left: Key, right: Key) -> Bool {
            (left.community, left.giver, left.draw, left.gift) < (right.community, right.giver, right.draw, right.gift)
        }
    }

    /// A gift that may still be revoked.
    struct Given: Sendable {
        var giver: String
        var draw: String?
        var offered: Timestamp
        var isClaimed: Bool
        var evidence: [EvidenceReference]
    }

    /// The gifts of a draw, or all of a giver's.
    struct Group: Sendable {
        var given = 0
        var revoked = 0
        /// How many were claimed, where the platform tells.
        var claimed = 0
        var withoutReason = 0
        /// Gifts to people who had just joined.
        var toNewcomers = 0
        var giverName: String?
        var giverIsStaff = false
        var evidence: [EvidenceReference] = []
        /// How many were revoked when it was last raised; 0 for never.
        var raisedAt = 0
    }

    private var gifts = Remembered<Key, Given>(for: window, most: 200_000)
    private var groups = Remembered<Key, Group>(for: groupWindow, most: 100_000)

    var count: Int { gifts.count + groups.count }

    /// A gift that is offered (its actor gives to its target) or claimed (its actor takes from its target).
    mutating func observeGift(_ event: Event, giverIsStaff: Bool) {
        guard case .gift(let gift) = event.body else { return }
        let key = Key(community: event.community, giver: "", draw: "", gift: gift.id)
        if var known = gifts.value(key, at: event.time) {
            if event.type == .giftClaimed {
                for group in known.isClaimed ? [] : Self.groupKeys(known, event.community) {
                    groups.change(group, at: event.time) { $0.claimed += 1 }
                }
                known.isClaimed = true
                gifts.set(key, known, since: event.time)
            }
            return
        }
        guard let giver = event.type == .giftOffered ? event.actor : event.target else { return }
        let given = Given(
            giver: giver.id, draw: gift.draw, offered: event.time, isClaimed: event.type == .giftClaimed,
            evidence: [EvidenceReference(event)])
        gifts.set(key, given, since: event.time)
        for group in Self.groupKeys(given, event.community) {
            var state = groups.value(group, at: event.time) ?? Group()
            state.given += 1
            if given.isClaimed { state.claimed += 1 }
            state.giverName = giver.name ?? state.giverName
            // Who was staff once while the draw went on stays it here; a draw is run by staff unless events say otherwise.
            state.giverIsStaff =
                giverIsStaff || state.giverIsStaff || giver.staff == nil && !(gift.draw ?? "").isEmpty
            if let winner = event.type == .giftOffered ? event.target : event.actor, let joined = winner.joinedAt,
                joined <= event.time, event.time.elapsed(since: joined) <= Self.newcomer
            {
                state.toNewcomers += 1
            }
            groups.set(group, state, since: event.time)
        }
    }

    mutating func observeRevocation(_ event: Event) -> [Signal] {
        guard case .gift(let gift) = event.body else { return [] }
        let key = Key(community: event.community, giver: "", draw: "", gift: gift.id)
        guard let given = gifts.value(key, at: event.time) else { return [] }
        gifts.remove(key)
        let isCorrection =
            Self.isByPlatform(event, given)
            || !given.isClaimed && event.time.elapsed(since: given.offered) <= Self.correction
        var signals: [Signal] = []
        for group in Self.groupKeys(given, event.community) {
            guard var state = groups.value(group, at: event.time) else { continue }
            let isUnclaimed = !given.isClaimed && event.givesReason && 3 * state.claimed >= state.given
            if isCorrection || isUnclaimed {
                state.given -= 1
            } else {
                state.revoked += 1
                if (gift.reason ?? "").isEmpty { state.withoutReason += 1 }
                if state.evidence.count + 2 <= [EvidenceReference].mostKept {
                    state.evidence += given.evidence + [EvidenceReference(event)]
                }
            }
            let isDue =
                !isCorrection && !isUnclaimed && state.given >= Self.fewest
                && Double(state.revoked) >= Self.share * Double(state.given) && state.revoked >= 2 * state.raisedAt
            if isDue {
                state.raisedAt = state.revoked
                // The draw comes first; that its giver's whole share is due at the same event says nothing new.
                if signals.isEmpty { signals.append(Self.signal(state, given, event)) }
            }
            groups.set(group, state, since: event.time)
        }
        return signals
    }

    /// Whether it was closed by a program, by somebody without power who is not the giver, or by nobody with a reason.
    private static func isByPlatform(_ event: Event, _ given: Given) -> Bool {
        // A gift that the platform takes back because nobody paid for it is the giver's doing.
        if failedPayment(event.reason ?? "") { return false }
        guard let actor = event.actor else { return event.givesReason }
        // Whoever got it gives it back.
        if actor.id == event.target?.id, actor.id != given.giver { return true }
        return actor.bot == true || actor.id != given.giver && actor.staff == false && event.givesReason
    }

    private static let payment = [
        "payment", "chargeback", "charged back", "charge-back", "fraud", "stolen", "unpaid", "disputed", "paiement",
        "impay", "rétrofactur", "opposition", "volée", "volé ",
    ]

    private static func failedPayment(_ reason: String) -> Bool {
        let reason = reason.lowercased()
        return payment.contains { reason.contains($0) }
    }

    /// The draw, where there is one, and then the giver.
    private static func groupKeys(_ given: Given, _ community: String) -> [Key] {
        let ofGiver = Key(community: community, giver: given.giver, draw: "", gift: "")
        guard let draw = given.draw, !draw.isEmpty else { return [ofGiver] }
        return [Key(community: community, giver: given.giver, draw: draw, gift: ""), ofGiver]
    }

    private static func signal(_ group: Group, _ given: Given, _ event: Event) -> Signal {
        var reasons = Reasons(prior: -2)
        let share = Double(group.revoked) / Double(max(group.given, 1))
        reasons.add("power.share_revoked", 3.2 * min(share, 1), figure: share)
        reasons.add(
            "power.gifts_revoked", min(0.5 * log2(Double(max(group.revoked, 1))), 2.5), figure: Double(group.revoked))
        if 2 * group.toNewcomers > group.given {
            reasons.add("power.draw_for_newcomers", 0.6, figure: Double(group.toNewcomers))
        }
        if 2 * group.withoutReason > group.revoked { reasons.add("power.no_reason", 0.4) }
        return Signal(
            policy: "fraud.giveaway", score: reasons.score, community: event.community, subject: given.giver,
            subjectName: group.giverName, subjectIsStaff: group.giverIsStaff, counterpart: event.target?.id,
            counterpartName: event.target?.name, time: event.time, event: event.key, detector: detector,
            evidence: group.evidence.inOrder, contributions: reasons.sorted)
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) {
        gifts.encode(into: &writer) { writer, key, given in
            Self.write(key, into: &writer)
            writer.write(given.giver)
            writer.write(given.draw)
            writer.write(given.offered)
            writer.write(given.isClaimed)
            writer.write(given.evidence)
        }
        groups.encode(into: &writer) { writer, key, group in
            Self.write(key, into: &writer)
            writer.write(group.given)
            writer.write(group.revoked)
            writer.write(group.claimed)
            writer.write(group.withoutReason)
            writer.write(group.toNewcomers)
            writer.write(group.giverName)
            writer.write(group.giverIsStaff)
            writer.write(group.evidence)
            writer.write(group.raisedAt)
        }
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try gifts.decode(from: &reader) { reader throws(ByteCodingError) in
            let key = try Self.key(from: &reader)
            let given = Given(
                giver: try reader.readString(), draw: try reader.readOptionalString(),
                offered: try reader.readTimestamp(), isClaimed: try reader.readBool(),
                evidence: try reader.readReferences())
            return (key, given)
        }
        try groups.decode(from: &reader) { reader throws(ByteCodingError) in
            let key = try Self.key(from: &reader)
            let group = Group(
                given: try reader.readInt(), revoked: try reader.readCount(),
                claimed: try reader.readCount(), withoutReason: try reader.readCount(),
                toNewcomers: try reader.readCount(),
                giverName: try reader.readOptionalString(), giverIsStaff: try reader.readBool(),
                evidence: try reader.readReferences(), raisedAt: try reader.readCount())
            return (key, group)
        }
    }

    private static func write(_ key: Key, into writer: inout ByteWriter) {
        writer.write(key.community)
        writer.write(key.giver)
        writer.write(key.draw)
        writer.write(key.gift)
    }

    private static func key(from reader: inout ByteReader) throws(ByteCodingError) -> Key {
        Key(
            community: try reader.readString(), giver: try reader.readString(), draw: try reader.readString(),
            gift: try reader.readString())
    }
}
