/// A community as its platform described it at one moment: who is in it, which roles and channels there are, and who
/// was given what.
///
/// Plain facts, as the platform told them: what they add up to (effective permissions, findings) is `Governance`'s
/// work. Connectors make snapshots from Discord's API objects and from the state of a Matrix space.
public struct CommunitySnapshot: Hashable, Sendable {
    /// Which platform's rules of permission hold.
    public enum Platform: String, Hashable, Sendable, CaseIterable {
        case discord
        case matrix
    }

    /// A part that a snapshot may leave out. Where it does, nothing says how things are there.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case roles
        /// On Matrix the state of the rooms.
        case channels
        case members
        case invites
        case webhooks
        /// Who may time out: versions of Discord's API before 8 knew no such permission.
        case timeOuts
    }

    public var platform: Platform
    /// Discord's guild id, or the room id of a Matrix space.
    public var id: String
    public var name: String?
    /// When the platform described it; nil where the file does not say.
    public var takenAt: Timestamp?
    /// Discord's owner. Matrix has creators instead, room by room: ``SnapshotChannel/creators``.
    public var owner: String?
    /// Whether the platform demands two-factor authentication of those who moderate (Discord's `mfa_level`); nil
    /// where it does not tell.
    public var demandsTwoFactor: Bool?
    /// Discord's guild features, as `PARTNERED` and `VERIFIED`.
    public var features: [String]
    public var roles: [SnapshotRole]
    public var channels: [SnapshotChannel]
    public var members: [SnapshotMember]
    /// How many members there are, where that is more than ``members`` lists.
    public var memberCount: Int?
    public var invites: [SnapshotInvite]
    public var webhooks: [SnapshotWebhook]
    /// What it leaves out: a list that is missing is not one that is empty.
    public var untold: Set<Part>

    public init(
        platform: Platform, id: String, name: String? = nil, takenAt: Timestamp? = nil, owner: String? = nil,
        demandsTwoFactor: Bool? = nil, features: [String] = [], roles: [SnapshotRole] = [],
        channels: [SnapshotChannel] = [],
        members: [SnapshotMember] = [], memberCount: Int? = nil, invites: [SnapshotInvite] = [],
        webhooks: [SnapshotWebhook] = [], untold: Set<Part> = []
    ) {
        self.platform = platform
        self.id = id
        self.name = name
        self.takenAt = takenAt
        self.owner = owner
        self.demandsTwoFactor = demandsTwoFactor
        self.features = features
        self.roles = roles
        self.channels = channels
        self.members = members
        self.memberCount = memberCount
        self.invites = invites
        self.webhooks = webhooks
        self.untold = untold
    }
}

/// A role of a Discord guild. The one whose id is the guild's is everybody's.
public struct SnapshotRole: Hashable, Sendable {
    public var id: String
    public var name: String?
    /// The bits of Discord's permissions.
    public var permissions: UInt64
    /// Higher is above; equal ones are in the order of their ids.
    public var position: Int
    /// Managed by an integration, a bot or a subscription, and not given by people.
    public var isManaged: Bool

    public init(id: String, name: String? = nil, permissions: UInt64 = 0, position: Int = 0, isManaged: Bool = false) {
        self.id = id
        self.name = name
        self.permissions = permissions
        self.position = position
        self.isManaged = isManaged
    }
}

/// What a Discord channel allows or denies to a role or a member, against what their roles say.
public struct SnapshotOverwrite: Hashable, Sendable {
    public enum Kind: Int, Hashable, Sendable {
        case role = 0
        case member = 1
    }

    /// The id of the role or of the member.
    public var id: String
    public var kind: Kind
    public var allow: UInt64
    public var deny: UInt64

    public init(id: String, kind: Kind, allow: UInt64 = 0, deny: UInt64 = 0) {
        self.id = id
        self.kind = kind
        self.allow = allow
        self.deny = deny
    }
}

/// A channel of a Discord guild, or a room of a Matrix space.
public struct SnapshotChannel: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case text
        case voice
        case category
        case announcement
        case forum
        case stage
        case thread
        /// A Matrix space.
        case space
        case other
    }

    public var id: String
    public var name: String?
    public var kind: Kind
    /// The category, or the channel that a thread hangs on.
    public var parent: String?
    /// Discord: in no order that matters.
    public var overwrites: [SnapshotOverwrite]
    /// Matrix: the content of `m.room.power_levels`; nil where the room has none.
    public var powerLevels: PowerLevels?
    /// Matrix: the room version, as "11".
    public var roomVersion: String?
    /// Matrix: the sender of `m.room.create`, and from room version 12 on `additional_creators` too.
    public var creators: [String]
    /// Matrix: `m.room.join_rules`, as "public" or "invite".
    public var joinRule: String?
    /// Whether it is meant for adults (Discord's `nsfw`).
    public var isAgeRestricted: Bool

    public init(
        id: String, name: String? = nil, kind: Kind, parent: String? = nil, overwrites: [SnapshotOverwrite] = [],
        powerLevels: PowerLevels? = nil, roomVersion: String? = nil, creators: [String] = [], joinRule: String? = nil,
        isAgeRestricted: Bool = false
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.parent = parent
        self.overwrites = overwrites
        self.powerLevels = powerLevels
        self.roomVersion = roomVersion
        self.creators = creators
        self.joinRule = joinRule
        self.isAgeRestricted = isAgeRestricted
    }
}

/// The content of `m.room.power_levels` (Matrix client-server API). What is nil takes the specification's default.
public struct PowerLevels: Hashable, Sendable, Codable {
    public var users: [String: Int]
    public var usersDefault: Int?
    public var events: [String: Int]
    public var eventsDefault: Int?
    public var stateDefault: Int?
    public var ban: Int?
    public var kick: Int?
    public var redact: Int?
    public var invite: Int?
    /// `notifications`, as `room`.
    public var notifications: [String: Int]

    public init(
        users: [String: Int] = [:], usersDefault: Int? = nil, events: [String: Int] = [:], eventsDefault: Int? = nil,
        stateDefault: Int? = nil, ban: Int? = nil, kick: Int? = nil, redact: Int? = nil, invite: Int? = nil,
        notifications: [String: Int] = [:]
    ) {
        self.users = users
        self.usersDefault = usersDefault
        self.events = events
        self.eventsDefault = eventsDefault
        self.stateDefault = stateDefault
        self.ban = ban
        self.kick = kick
        self.redact = redact
        self.invite = invite
        self.notifications = notifications
    }
}

/// A member as the platform described it.
public struct SnapshotMember: Hashable, Sendable {
    public var id: String
    public var name: String?
    public var isBot: Bool
    /// Ids of the roles, without everybody's.
    public var roles: [String]
    public var joinedAt: Timestamp?
    public var createdAt: Timestamp?
    /// Discord: until when a time-out holds.
    public var timedOutUntil: Timestamp?
    /// Whether the account has two-factor authentication on; nil where the platform does not tell.
    public var hasTwoFactor: Bool?
    /// Matrix: the rooms of the space that the member has joined; nil on Discord.
    public var rooms: [String]?

    public init(
        id: String, name: String? = nil, isBot: Bool = false, roles: [String] = [], joinedAt: Timestamp? = nil,
        createdAt: Timestamp? = nil, timedOutUntil: Timestamp? = nil, hasTwoFactor: Bool? = nil, rooms: [String]? = nil
    ) {
        self.id = id
        self.name = name
        self.isBot = isBot
        self.roles = roles
        self.joinedAt = joinedAt
        self.createdAt = createdAt
        self.timedOutUntil = timedOutUntil
        self.hasTwoFactor = hasTwoFactor
        self.rooms = rooms
    }
}

/// An invitation that anybody who holds it can use.
public struct SnapshotInvite: Hashable, Sendable {
    public var code: String
    public var channel: String?
    public var inviter: String?
    public var createdAt: Timestamp?
    /// Seconds that it is good for; 0 for ever (Discord's `max_age`); nil where the platform does not tell.
    public var maxAge: Int?
    /// How often it can be used; 0 without limit (Discord's `max_uses`); nil where the platform does not tell.
    public var maxUses: Int?
    public var uses: Int

    public init(
        code: String, channel: String? = nil, inviter: String? = nil, createdAt: Timestamp? = nil, maxAge: Int? = 0,
        maxUses: Int? = 0, uses: Int = 0
    ) {
        self.code = code
        self.channel = channel
        self.inviter = inviter
        self.createdAt = createdAt
        self.maxAge = maxAge
        self.maxUses = maxUses
        self.uses = uses
    }
}

/// A webhook through which a program writes into a channel.
public struct SnapshotWebhook: Hashable, Sendable {
    public var id: String
    public var name: String?
    public var channel: String?
    /// Who made it.
    public var creator: String?
    /// The application it belongs to; nil where a person made it by hand.
    public var application: String?

    public init(
        id: String, name: String? = nil, channel: String? = nil, creator: String? = nil, application: String? = nil
    ) {
        self.id = id
        self.name = name
        self.channel = channel
        self.creator = creator
        self.application = application
    }
}
