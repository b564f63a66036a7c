/// What happened. The names on the wire are those of the design; one that this version does not know is kept as
/// ``other(_:)``, stored and counted.
public enum EventType: Sendable, Hashable {
    case messagePosted, messageEdited, messageDeleted, messageReacted
    case memberJoined, memberLeft, memberBanned, memberUnbanned, memberTimedOut, memberRenamed
    case roleCreated, roleUpdated, roleDeleted, roleGranted, roleRevoked
    case voiceJoined, voiceLeft
    case directOpened
    case giftOffered, giftClaimed, giftRevoked
    case inviteCreated
    case promotionPosted
    case communityCreated, communityRenamed, communityMerged, communityOwnerChanged
    case badgeGranted, badgeRevoked
    case automodTriggered
    case reportFiled
    case other(String)

    /// Every type that this version knows, with its name on the wire.
    public static let known: [(type: EventType, name: String)] = [
        (.messagePosted, "message.posted"), (.messageEdited, "message.edited"), (.messageDeleted, "message.deleted"),
        (.messageReacted, "message.reacted"),
        (.memberJoined, "member.joined"), (.memberLeft, "member.left"), (.memberBanned, "member.banned"),
        (.memberUnbanned, "member.unbanned"), (.memberTimedOut, "member.timed_out"), (.memberRenamed, "member.renamed"),
        (.roleCreated, "role.created"), (.roleUpdated, "role.updated"), (.roleDeleted, "role.deleted"),
        (.roleGranted, "role.granted"), (.roleRevoked, "role.revoked"),
        (.voiceJoined, "voice.joined"), (.voiceLeft, "voice.left"),
        (.directOpened, "direct.opened"),
        (.giftOffered, "gift.offered"), (.giftClaimed, "gift.claimed"), (.giftRevoked, "gift.revoked"),
        (.inviteCreated, "invite.created"),
        (.promotionPosted, "promotion.posted"),
        (.communityCreated, "community.created"), (.communityRenamed, "community.renamed"),
        (.communityMerged, "community.merged"), (.communityOwnerChanged, "community.owner_changed"),
        (.badgeGranted, "badge.granted"), (.badgeRevoked, "badge.revoked"),
        (.automodTriggered, "automod.triggered"),
        (.reportFiled, "report.filed"),
    ]

    /// The name on the wire.
    public var name: String {
        switch self {
        case .messagePosted: "message.posted"
        case .messageEdited: "message.edited"
        case .messageDeleted: "message.deleted"
        case .messageReacted: "message.reacted"
        case .memberJoined: "member.joined"
        case .memberLeft: "member.left"
        case .memberBanned: "member.banned"
        case .memberUnbanned: "member.unbanned"
        case .memberTimedOut: "member.timed_out"
        case .memberRenamed: "member.renamed"
        case .roleCreated: "role.created"
        case .roleUpdated: "role.updated"
        case .roleDeleted: "role.deleted"
        case .roleGranted: "role.granted"
        case .roleRevoked: "role.revoked"
        case .voiceJoined: "voice.joined"
        case .voiceLeft: "voice.left"
        case .directOpened: "direct.opened"
        case .giftOffered: "gift.offered"
        case .giftClaimed: "gift.claimed"
        case .giftRevoked: "gift.revoked"
        case .inviteCreated: "invite.created"
        case .promotionPosted: "promotion.posted"
        case .communityCreated: "community.created"
        case .communityRenamed: "community.renamed"
        case .communityMerged: "community.merged"
        case .communityOwnerChanged: "community.owner_changed"
        case .badgeGranted: "badge.granted"
        case .badgeRevoked: "badge.revoked"
        case .automodTriggered: "automod.triggered"
        case .reportFiled: "report.filed"
        case .other(let name): name
        }
    }

    /// The type with that name on the wire.
    public init(name: String) {
        self = Self.byName[name] ?? .other(name)
    }

    private static let byName = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0.type) })
}
