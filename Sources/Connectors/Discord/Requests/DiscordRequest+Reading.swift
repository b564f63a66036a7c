extension DiscordRequest {
    /// The most messages of a page.
    public static let page = 100

    /// Where to connect, how many shards are advised, and how many fresh sessions are left
    /// (https://docs.discord.com/developers/events/gateway#get-gateway-bot).
    public static let gateway = DiscordRequest(.get, "/gateway/bot")
    /// The bot's own account.
    public static let ownAccount = DiscordRequest(.get, "/users/@me")
    /// The application, with flags that say which privileged intents it may use.
    public static let application = DiscordRequest(.get, "/applications/@me")

    public static func guild(_ id: String) -> DiscordRequest { DiscordRequest(.get, "/guilds/{}", [id]) }
    public static func member(_ user: String, of guild: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/members/{}", [guild, user])
    }

    public static func channel(_ id: String) -> DiscordRequest { DiscordRequest(.get, "/channels/{}", [id]) }

    /// The messages of a channel that came after one of that id, which need not be there.
    public static func messages(in channel: String, after id: String) -> DiscordRequest {
        DiscordRequest(.get, "/channels/{}/messages", [channel], query: "limit=\(page)&after=\(escaped(id))")
    }

    /// The entries of a guild's audit log that came after one of that id, oldest first.
    public static func auditLog(of guild: String, after id: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/audit-logs", [guild], query: "limit=\(page)&after=\(escaped(id))")
    }

    // MARK: A whole guild

    /// The most members of a page.
    public static let memberPage = 1000

    public static func guildWithCounts(_ id: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}", [id], query: "with_counts=true")
    }
    public static func channels(of guild: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/channels", [guild])
    }
    public static func threads(of guild: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/threads/active", [guild])
    }
    /// Members in the order of their ids; the intent for members has to be on
    /// (https://docs.discord.com/developers/resources/guild#list-guild-members).
    public static func members(of guild: String, after id: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/members", [guild], query: "limit=\(memberPage)&after=\(escaped(id))")
    }
    public static func invites(of guild: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/invites", [guild])
    }
    public static func webhooks(of guild: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/webhooks", [guild])
    }
}
