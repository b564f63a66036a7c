public import SafetyModel

/// What a Discord guild looked like last, without its members: enough to tell what a `GUILD_UPDATE` changed, whose
/// roles give power, and which channels are voice rooms. It is small, and stored with the position.
public struct GuildMemory: Sendable, Hashable, Codable {
    /// A role, as far as it is remembered.
    public struct Role: Sendable, Hashable, Codable {
        public var name: String
        public var permissions: UInt64
        public var position: Int
    }

    /// A channel or thread, as far as it is remembered.
    public struct Channel: Sendable, Hashable, Codable {
        public var name: String?
        public var kind: SafetyModel.Channel.Kind
        /// The id of the last message when it was described.
        public var lastMessage: String?
        /// Whether people write in it: a category holds no messages.
        public var holdsMessages: Bool
    }

    public var id: String
    public var name: String?
    public var owner: String?
    public var features: Set<String> = []
    public var roles: [String: Role] = [:]
    public var channels: [String: Channel] = [:]

    public init(id: String) {
        self.id = id
    }

    /// Reads a guild object (https://docs.discord.com/developers/resources/guild#guild-object), with the channels and
    /// threads that only `GUILD_CREATE` has.
    mutating func take(guild: JSONTree) {
        if let name = guild["name"].text { self.name = name }
        if let owner = guild["owner_id"].id { self.owner = owner }
        if guild.has("features") { features = Set(guild["features"].elements.compactMap(\.text)) }
        if guild.has("roles") {
            roles = [:]
            for role in guild["roles"].elements { take(role: role) }
        }
        for channel in guild["channels"].elements + guild["threads"].elements { take(channel: channel) }
    }

    mutating func take(role: JSONTree) {
        guard let id = role["id"].id else { return }
        roles[id] = Role(
            name: role["name"].text ?? id, permissions: role["permissions"].id.flatMap { UInt64($0) } ?? 0,
            position: role["position"].integer.flatMap { Int(exactly: $0) } ?? 0)
    }

    mutating func take(channel: JSONTree) {
        guard let id = channel["id"].id else { return }
        let type = channel["type"].id ?? "0"
        let holdsMessages = Self.holdsMessages(type: type)
        channels[id] = Channel(
            name: channel["name"].text, kind: DiscordExportReader.kind(type),
            lastMessage: holdsMessages ? channel["last_message_id"].id : nil, holdsMessages: holdsMessages)
    }

    /// Categories, directories and forums hold no messages themselves.
    static func holdsMessages(type: String) -> Bool { !["4", "14", "15", "16"].contains(type) }

    func channel(_ id: String) -> SafetyModel.Channel {
        let known = channels[id]
        return SafetyModel.Channel(id: id, kind: known?.kind ?? .text, name: known?.name)
    }

    /// Whether a member with these roles has power over others; nil where the roles are not known.
    func isStaff(_ user: String, roles held: some Sequence<String>) -> Bool? {
        if user == owner { return true }
        guard !roles.isEmpty else { return nil }
        let bits = held.reduce(roles[id]?.permissions ?? 0) { $0 | (roles[$1]?.permissions ?? 0) }
        return bits & DiscordPermissions.overOthers != 0
    }

    func roleNames(_ ids: some Sequence<String>) -> [String] { ids.map { roles[$0]?.name ?? $0 } }
}
