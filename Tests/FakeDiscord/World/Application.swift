/// The bot's application: its commands, and the interactions that people started with it.
struct Application: Sendable {
    /// The application and its bot have one id, as they do on Discord.
    let id: UInt64 = 1_200_000_000_000_000_001
    var bot: UInt64 { id }
    let owner: UInt64 = 1_100_000_000_000_000_001
    var isRevoked = false
    /// As `ws://127.0.0.1:1234`.
    var gatewayAddress = ""
    /// What the developer portal has on.
    var privileged = Intents.privileged
    var global: [JSON] = []
    var ofGuild: [UInt64: [JSON]] = [:]
    var interactions: [UInt64: Interaction] = [:]

    /// https://docs.discord.com/developers/interactions/receiving-and-responding
    struct Interaction: Sendable {
        var token: String
        /// In milliseconds of ours.
        var startedAt: Int64
        var channel: UInt64?
        var answers: [JSON] = []
        /// How long the first answer took, in milliseconds of ours.
        var answeredAfter: Int64?
        var original: JSON = .null
    }

    var botUser: JSON {
        [
            "id": .id(bot), "username": "vigie", "discriminator": "0001", "global_name": nil, "avatar": nil,
            "bot": true,
            "public_flags": 0,
        ]
    }

    /// https://docs.discord.com/developers/resources/application#application-object
    var object: JSON {
        var flags = 0
        if privileged & Intents.presences != 0 { flags |= 1 << 13 }
        if privileged & Intents.members != 0 { flags |= 1 << 15 }
        if privileged & Intents.content != 0 { flags |= 1 << 19 }
        return [
            "id": .id(id), "name": "Vigie", "icon": nil, "description": "", "bot_public": false,
            "bot_require_code_grant": false, "verify_key": "00", "team": nil, "flags": .integer(Int64(flags)),
            "owner": [
                "id": .id(owner), "username": "owner", "discriminator": "0", "global_name": nil, "avatar": nil,
                "public_flags": 0,
            ], "bot": botUser, "approximate_guild_count": 1, "integration_types_config": ["0": [:], "1": [:]],
        ]
    }

    /// A command as it is answered: with an id and a version.
    func registered(_ command: JSON, id: UInt64, guild: UInt64?) -> JSON {
        var command = command
        command["id"] = .id(id)
        command["application_id"] = .id(self.id)
        command["version"] = .id(id)
        if !command.has("type") { command["type"] = 1 }
        if !command.has("description") { command["description"] = "" }
        if !command.has("default_member_permissions") { command["default_member_permissions"] = nil }
        if let guild { command["guild_id"] = .id(guild) }
        return command
    }
}
