public import SafetyModel

/// Turns what Discord's gateway and REST API tell into Vigie's events.
///
/// A value: dispatches and moments go in, events come out, and the same in the same order gives the same. Ids of events
/// are made so that what is told twice (after a resume, by the gateway and by REST, in an export) has one id: the
/// message's, the audit entry's, the member's with the moment; only where a payload has neither, the session's and the
/// dispatch's number.
public struct DiscordTranslator: Sendable {
    var guilds: [String: GuildMemory] = [:]
    var members: [String: MemberMemory] = [:]
    /// Who is in which voice room: guild, then member.
    var voices: [String: [String: String]] = [:]
    var joins: [String: AuditJoin] = [:]
    /// Guilds whose list of members is complete.
    var complete: Set<String> = []
    /// Members seen in the chunks of a request that is under way.
    var chunked: [String: Set<UInt64>] = [:]
    /// The number of the chunk that comes next.
    var nextChunk: [String: Int64] = [:]
    /// Since when members who joined were not told of, by guild.
    var newcomersSince: [String: Timestamp] = [:]
    /// The bot's own account: what it does itself is told, what it writes is not.
    public var ownID: String?
    /// How many dispatches of which type became no event; those of a type that this version does not know as well.
    public private(set) var withoutEvent: [String: Int] = [:]

    public init() {}

    /// Takes up where an earlier run stopped.
    public init(guilds: [GuildMemory]) {
        self.guilds = Dictionary(guilds.map { ($0.id, $0) }) { $1 }
    }

    /// What the guilds looked like last, to be stored with the position.
    public var memory: [GuildMemory] { guilds.values.sorted { $0.id < $1.id } }

    /// How many members are known.
    public var knownMembers: Int { members.values.reduce(0) { $0 + $1.count } }

    /// How many events are held back, for an entry of the audit log.
    public var heldCount: Int { waitingCount }

    /// The number of the earliest dispatch whose event is still held back: what is stored as read must stop before it.
    public func earliestHeld(at now: Timestamp) -> Int64? {
        joins.values.compactMap { $0.earliest(at: now) }.min().flatMap { $0 == .max ? nil : $0 }
    }

    /// When ``pass(at:)`` has something to give.
    public var nextDue: Timestamp? { joins.values.compactMap(\.nextDue).min() }

    /// The longest text of an event, as the wire has it.
    static let textBytes = EventDecoder.maximumTextLength

    // MARK: In

    /// Takes a dispatch.
    /// - Parameter received: when it came; the time of what has none of its own.
    public mutating func take(_ dispatch: Dispatch, at received: Timestamp) -> [Event] {
        let due = pass(at: received)
        let waiting = waitingCount
        let found = translate(dispatch, received)
        if found.isEmpty, waitingCount <= waiting { count(dispatch.type) }
        return due + found
    }

    private var waitingCount: Int { joins.values.reduce(0) { $0 + $1.count } }

    /// What waited long enough for an entry of the audit log.
    public mutating func pass(at now: Timestamp) -> [Event] {
        guard let due = nextDue, due <= now else { return [] }
        var events: [Event] = []
        for guild in joins.keys.sorted() { events += joins[guild]?.due(at: now) ?? [] }
        return events
    }

    /// Nothing is heard for a while, or nothing is read: what waits for its entry of the audit log waits on.
    public mutating func suspend(at now: Timestamp) { for guild in joins.keys { joins[guild]?.suspend(at: now) } }

    /// What was missed meanwhile has been told.
    public mutating func resume(at now: Timestamp) { for guild in joins.keys { joins[guild]?.resume(at: now) } }

    /// The session is lost: what waits for its entry of the audit log waits until that was fetched. Told now, it would be
    /// told twice.
    public mutating func carryOver(at now: Timestamp) {
        for guild in joins.keys { joins[guild]?.carry(at: now) }
        for guild in members.keys { members[guild]?.becomeStale() }
    }

    /// All entries of a guild's log were fetched, or cannot be: what waited for one of them has none.
    public mutating func fetched(entriesOf guild: String) -> [Event] { joins[guild]?.carried() ?? [] }

    private mutating func count(_ type: String) {
        // A peer that invents types must not fill the memory with their names.
        guard withoutEvent[type] != nil || withoutEvent.count < 200 else { return }
        withoutEvent[type, default: 0] += 1
    }

    private mutating func translate(_ dispatch: Dispatch, _ received: Timestamp) -> [Event] {
        let data = dispatch.data
        switch dispatch.type {
        case "READY":
            ownID = data["user"]["id"].id ?? ownID
            return []
        case "GUILD_CREATE": return guildCreated(dispatch, received)
        case "GUILD_UPDATE": return guildUpdated(dispatch, received)
        case "GUILD_DELETE": return guildGone(dispatch, received)
        default: break
        }
        guard let guild = data["guild_id"].id else { return outsideGuilds(dispatch, received) }
        switch dispatch.type {
        case "MESSAGE_CREATE": return messages([data], guild: guild)
        case "MESSAGE_UPDATE": return edited(data, guild: guild)
        case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK": return deleted(data, guild: guild, received)
        case "MESSAGE_REACTION_ADD": return reacted(data, guild: guild, received)
        case "GUILD_MEMBER_ADD": return joined(data, guild: guild)
        case "GUILD_MEMBER_UPDATE": return memberUpdated(dispatch, guild, received)
        case "GUILD_MEMBER_REMOVE": return memberGone(dispatch, guild, received)
        case "GUILD_MEMBERS_CHUNK": return chunk(data, guild: guild, received)
        case "GUILD_BAN_ADD", "GUILD_BAN_REMOVE": return ban(dispatch, guild, received)
        case "GUILD_AUDIT_LOG_ENTRY_CREATE":
            return entries([data], guild: guild, sequence: dispatch.sequence, at: received)
        case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE": return role(dispatch, guild, received)
        case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE",
            "THREAD_LIST_SYNC":
            return channel(dispatch, guild, received)
        case "VOICE_STATE_UPDATE": return voice(data, guild: guild, mark: dispatch.mark, received)
        case "INVITE_CREATE": return invite(data, guild: guild, received)
        case "AUTO_MODERATION_ACTION_EXECUTION": return automod(dispatch, guild, received)
        case "ENTITLEMENT_CREATE", "ENTITLEMENT_UPDATE", "ENTITLEMENT_DELETE":
            return entitlement(dispatch, source: Self.source(guild), community: guild, received)
        default: return unknown(dispatch, guild, received)
        }
    }

    // MARK: Pieces

    static func source(_ guild: String) -> String { "discord:guild/\(guild)" }

    func event(
        _ id: String, _ type: EventType, _ guild: String, at time: Timestamp, channel: String? = nil
    ) -> Event {
        Event(
            id: id, source: Self.source(guild), type: type, time: time, community: guild,
            channel: channel.map { guilds[guild]?.channel($0) ?? Channel(id: $0, kind: .text) })
    }

    /// A member as the memory has them, by id alone.
    func member(_ id: String, _ guild: String) -> Member {
        var member = Member(id: id, createdAt: Snowflake.time(of: id))
        let known = members[guild]?[id]
        if let known, let memory = members[guild] {
            let roles = memory.roles(of: known)
            member.name = known.name
            member.bot = known.isBot
            member.joinedAt = known.joinedAt == 0 ? nil : Timestamp(milliseconds: known.joinedAt)
            member.roles = guilds[guild]?.roleNames(roles) ?? roles
            member.staff = guilds[guild]?.isStaff(id, roles: roles)
        } else if guilds[guild]?.owner == id {
            member.staff = true
        }
        return member
    }

    /// A member as a payload describes them: a user object, and what the guild adds to it where it is there.
    func member(user: JSONTree, _ guild: String, with details: JSONTree = .null) -> Member? {
        guard let id = user["id"].id else { return nil }
        var member = member(id, guild)
        if let bot = user["bot"].bool { member.bot = bot } else if user.has("username") { member.bot = false }
        member.name = MemberMemory.name(details, user) ?? member.name
        guard !details.isNull else { return member }
        if let joined = details["joined_at"].moment { member.joinedAt = joined }
        if details.has("roles") {
            let roles = details["roles"].elements.compactMap(\.id)
            member.roles = guilds[guild]?.roleNames(roles) ?? roles
            member.staff = guilds[guild]?.isStaff(id, roles: roles)
        }
        return member
    }
}
