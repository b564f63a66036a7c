public import SafetyModel

/// Watches over the use of power: bans that become a lever, gifts that are taken back, badges that were not earned,
/// roles given as a favour.
///
/// Events in, signals out; time comes from the events alone. Memory is bounded: what a detector remembers expires by
/// event time, and beyond a fixed number the oldest is dropped.
///
/// Detectors: `ban_leverage` (policy `staff.coercion`), `role_for_favour` (`staff.coercion`), `revoked_gifts`
/// (`fraud.giveaway`), `badge_inherited` (`badge.misuse`).
public struct PowerDetectors: Sendable {
    private var bans = BanLeverage()
    private var favours = RoleForFavour()
    private var gifts = RevokedGifts()
    private var badges = InheritedBadges()

    /// The detectors' names. They go by facts, so that no threshold applies to them.
    public static let names: Set<String> = [
        BanLeverage.detector.name, RoleForFavour.detector.name, RevokedGifts.detector.name,
        InheritedBadges.detector.name,
    ]

    /// The version of the snapshot's form.
    private static let snapshotVersion = 1

    /// Detectors that remember nothing yet.
    public init() {}

    /// Takes the next event.
    /// - Parameter requestCue: whether the text of this event holds a cue of the stages request or leverage.
    /// - Returns: the signals that this event raises; nearly always none.
    public mutating func observe(_ event: Event, requestCue: Bool) -> [Signal] {
        switch event.type {
        case .messagePosted, .messageEdited, .messageDeleted, .messageReacted, .directOpened:
            guard event.channel?.kind == .direct else { return [] }
            favours.observeContact(event, requestCue: requestCue)
            return bans.observeContact(event, requestCue: requestCue)
        case .memberBanned:
            bans.observeBan(event)
            return []
        case .memberUnbanned: return bans.observeUnban(event)
        case .roleGranted: return favours.observeGrant(event)
        case .giftOffered, .giftClaimed:
            gifts.observeGift(event)
            return []
        case .giftRevoked: return gifts.observeRevocation(event)
        case .badgeGranted, .badgeRevoked:
            badges.observeBadge(event)
            return []
        case .communityMerged: return badges.observeMerge(event)
        case .communityOwnerChanged: return badges.observeOwnerChange(event)
        default: return []
        }
    }

    /// How many bans, gifts, requests and badges are remembered at the moment.
    public var rememberedCount: Int { bans.count + favours.count + gifts.count + badges.count }

    /// Writes the state, in the same bytes for the same state.
    public func encode(into writer: inout ByteWriter) {
        writer.write(Self.snapshotVersion)
        bans.encode(into: &writer)
        favours.encode(into: &writer)
        gifts.encode(into: &writer)
        badges.encode(into: &writer)
    }

    /// Reads what ``encode(into:)`` wrote.
    /// - Throws: ``ByteCodingError`` where the bytes are cut short or are not such a state, or one of another version.
    public init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        guard try reader.readInt() == Self.snapshotVersion else { throw .malformed(offset: reader.offset) }
        bans = try BanLeverage(decoding: &reader)
        favours = try RoleForFavour(decoding: &reader)
        gifts = try RevokedGifts(decoding: &reader)
        badges = try InheritedBadges(decoding: &reader)
    }
}
