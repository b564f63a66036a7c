/// A fact that happened on a platform. Immutable, and identified by ``source`` and ``id`` together.
///
/// On the wire an event is one CloudEvents 1.0 JSON object (https://github.com/cloudevents/spec, v1.0.2).
public struct Event: Sendable, Hashable {
    /// CloudEvents `id`: unique within ``source``.
    public var id: String
    /// CloudEvents `source`: where the fact was seen, as `discord:guild/123`.
    public var source: String
    /// What happened.
    public var type: EventType
    /// When it happened, by the platform's clock.
    public var time: Timestamp
    /// The community it happened in; the empty string where the platform names none.
    public var community: String
    /// The channel it happened in.
    public var channel: Channel?
    /// Who did it.
    public var actor: Member?
    /// To whom it was done: the other party of a private chat, the member banned, the person a gift was offered to.
    public var target: Member?
    /// What is particular to the type.
    public var body: Body
    /// Attributes that this version does not know, kept so that nothing is lost on the way through.
    public var unknown: [UnknownAttribute]

    public init(
        id: String, source: String, type: EventType, time: Timestamp, community: String = "", channel: Channel? = nil,
        actor: Member? = nil, target: Member? = nil, body: Body = .none, unknown: [UnknownAttribute] = []
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.time = time
        self.community = community
        self.channel = channel
        self.actor = actor
        self.target = target
        self.body = body
        self.unknown = unknown
    }

    /// What identifies the event.
    public var key: EventKey { EventKey(source: source, id: id) }

    /// Whom a message answers, or the only member that it mentions: to whom it was said where there is no target.
    public var addressee: String? {
        guard case .message(let message) = body else { return nil }
        return message.replyToAuthor ?? (message.mentions.count == 1 ? message.mentions[0] : nil)
    }

    /// The text that a person wrote, if the event carries any.
    public var text: String? {
        switch body {
        case .message(let message): message.text
        case .promotion(let promotion): promotion.text
        case .automod(let execution): execution.text
        case .report(let report): report.text
        default: nil
        }
    }
}

/// What identifies an event: CloudEvents says that `source` and `id` together are unique.
public struct EventKey: Sendable, Hashable, Codable {
    public var source: String
    public var id: String

    public init(source: String, id: String) {
        self.source = source
        self.id = id
    }
}

/// An attribute that this version does not know, kept as it came.
public struct UnknownAttribute: Sendable, Hashable {
    /// Where it stood: `traceparent` for an attribute of the envelope, `data.mood` for one inside `data`,
    /// `data.actor.avatar` for one deeper.
    public var path: String
    /// Its value as JSON text.
    public var json: String

    public init(path: String, json: String) {
        self.path = path
        self.json = json
    }
}

/// Where people talk.
public struct Channel: Sendable, Hashable {
    /// Whether a channel is open to many, is a voice room, or is between few.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case text, voice, direct
    }

    public var id: String
    public var kind: Kind
    public var name: String?

    public init(id: String, kind: Kind, name: String? = nil) {
        self.id = id
        self.kind = kind
        self.name = name
    }
}

/// An account as it was seen in a community at the time of an event.
public struct Member: Sendable, Hashable {
    public var id: String
    public var name: String?
    /// Whether its effective permissions include any power over others; `nil` where the event does not say.
    public var staff: Bool?
    /// Whether the account is a program.
    public var bot: Bool?
    /// When it joined the community.
    public var joinedAt: Timestamp?
    /// When the account was made.
    public var createdAt: Timestamp?
    /// Names or ids of the roles it holds.
    public var roles: [String]

    public init(
        id: String, name: String? = nil, staff: Bool? = nil, bot: Bool? = nil, joinedAt: Timestamp? = nil,
        createdAt: Timestamp? = nil, roles: [String] = []
    ) {
        self.id = id
        self.name = name
        self.staff = staff
        self.bot = bot
        self.joinedAt = joinedAt
        self.createdAt = createdAt
        self.roles = roles
    }
}
