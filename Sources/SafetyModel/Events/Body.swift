/// What is particular to a type of event: the part of `data` beyond community, channel, actor and target.
public enum Body: Sendable, Hashable {
    /// Nothing beyond the common part (`direct.opened`, `voice.*`, `member.joined` without an invite …).
    case none
    /// `message.posted`, `message.edited`, `message.deleted` (text absent), `message.reacted` (with ``Message/emoji``).
    case message(Message)
    /// `member.*`
    case membership(Membership)
    /// `role.*`
    case role(Role)
    /// `gift.*`
    case gift(Gift)
    /// `invite.created`
    case invite(Invite)
    /// `promotion.posted`
    case promotion(Promotion)
    /// `community.*`
    case community(CommunityChange)
    /// `badge.*`
    case badge(Badge)
    /// `automod.triggered`
    case automod(AutomodExecution)
    /// `report.filed`
    case report(FiledReport)
}

/// A message, or what happened to one. On the wire its fields stand directly in `data`.
public struct Message: Sendable, Hashable {
    /// The platform's id of the message (`data.message`). An event of type `message.posted` may leave it out: then
    /// the event's id is the message's.
    public var id: String?
    /// What was written (`data.text`), at most 64 KiB of UTF-8. `nil` for a deletion or a reaction.
    public var text: String?
    /// Id of the message that it answers (`data.replyTo`).
    public var replyTo: String?
    /// Author of the message that it answers, where the platform says (`data.replyToAuthor`).
    public var replyToAuthor: String?
    /// Ids of the members it mentions (`data.mentions`).
    public var mentions: [String]
    /// `data.attachments`
    public var attachments: [Attachment]
    /// The reaction (`data.emoji`).
    public var emoji: String?

    public init(
        id: String? = nil, text: String? = nil, replyTo: String? = nil, replyToAuthor: String? = nil,
        mentions: [String] = [], attachments: [Attachment] = [], emoji: String? = nil
    ) {
        self.id = id
        self.text = text
        self.replyTo = replyTo
        self.replyToAuthor = replyToAuthor
        self.mentions = mentions
        self.attachments = attachments
        self.emoji = emoji
    }
}

/// A file that came with a message. Vigie keeps what describes it, never the file.
public struct Attachment: Sendable, Hashable {
    public var id: String
    /// `image`, `video`, `audio`, `file` …
    public var kind: String
    /// SHA-256 of the content, in lower-case hexadecimal.
    public var sha256: String?
    public var name: String?
    /// In bytes.
    public var size: Int?

    public init(id: String, kind: String, sha256: String? = nil, name: String? = nil, size: Int? = nil) {
        self.id = id
        self.kind = kind
        self.sha256 = sha256
        self.name = name
        self.size = size
    }
}

/// A change of somebody's membership. `target` is the member concerned where `actor` is another.
public struct Membership: Sendable, Hashable {
    /// `data.reason`
    public var reason: String?
    /// Until when a time-out lasts (`data.until`).
    public var until: Timestamp?
    /// The invite that was used to join (`data.invite`, its code).
    public var invite: String?
    /// `data.previousName`; the new name is `target.name`, or `actor.name` where there is no target.
    public var previousName: String?

    public init(reason: String? = nil, until: Timestamp? = nil, invite: String? = nil, previousName: String? = nil) {
        self.reason = reason
        self.until = until
        self.invite = invite
        self.previousName = previousName
    }
}

/// A role, or its being granted to or revoked from `target` (`data.role`, and `data.reason`).
public struct Role: Sendable, Hashable {
    public var id: String
    public var name: String?
    /// Permission names as the platform writes them (`BAN_MEMBERS`).
    public var permissions: [String]
    public var position: Int?
    public var reason: String?

    public init(
        id: String, name: String? = nil, permissions: [String] = [], position: Int? = nil, reason: String? = nil
    ) {
        self.id = id
        self.name = name
        self.permissions = permissions
        self.position = position
        self.reason = reason
    }
}

/// A gift that is offered, claimed or revoked (`data.gift`, and `data.reason`).
public struct Gift: Sendable, Hashable {
    public var id: String
    public var title: String?
    /// The gift draw it belongs to.
    public var draw: String?
    public var reason: String?

    public init(id: String, title: String? = nil, draw: String? = nil, reason: String? = nil) {
        self.id = id
        self.title = title
        self.draw = draw
        self.reason = reason
    }
}

/// An invite (`data.invite`, an object).
public struct Invite: Sendable, Hashable {
    public var code: String
    /// `nil` for no limit.
    public var maxUses: Int?
    public var expiresAt: Timestamp?

    public init(code: String, maxUses: Int? = nil, expiresAt: Timestamp? = nil) {
        self.code = code
        self.maxUses = maxUses
        self.expiresAt = expiresAt
    }
}

/// A promotion of the community elsewhere (`data.promotion`, and `data.text`).
public struct Promotion: Sendable, Hashable {
    /// Where: the name of a platform.
    public var platform: String?
    public var url: String?
    public var text: String?

    public init(platform: String? = nil, url: String? = nil, text: String? = nil) {
        self.platform = platform
        self.url = url
        self.text = text
    }
}

/// A change of a community itself (`data.change`).
public struct CommunityChange: Sendable, Hashable {
    public var name: String?
    public var previousName: String?
    /// For `community.merged`: ids of the communities whose members and badges came in.
    public var mergedFrom: [String]
    public var owner: String?
    public var previousOwner: String?

    public init(
        name: String? = nil, previousName: String? = nil, mergedFrom: [String] = [], owner: String? = nil,
        previousOwner: String? = nil
    ) {
        self.name = name
        self.previousName = previousName
        self.mergedFrom = mergedFrom
        self.owner = owner
        self.previousOwner = previousOwner
    }
}

/// A badge that a platform gives to a community (`data.badge`, and `data.reason`).
public struct Badge: Sendable, Hashable {
    /// `partner`, `verified` …
    public var kind: String
    public var reason: String?

    public init(kind: String, reason: String? = nil) {
        self.kind = kind
        self.reason = reason
    }
}

/// The platform's own filter at work (`data.automod`, and `data.text`).
public struct AutomodExecution: Sendable, Hashable {
    public var rule: String?
    public var action: String?
    public var text: String?

    public init(rule: String? = nil, action: String? = nil, text: String? = nil) {
        self.rule = rule
        self.action = action
        self.text = text
    }
}

/// A report that somebody filed on the platform (`data.report`, and `data.text`); `target` is who it is about.
public struct FiledReport: Sendable, Hashable {
    public var policy: PolicyCode?
    /// Ids of the messages that it points to.
    public var messages: [String]
    public var text: String?

    public init(policy: PolicyCode? = nil, messages: [String] = [], text: String? = nil) {
        self.policy = policy
        self.messages = messages
        self.text = text
    }
}
