public import SafetyModel

extension DiscordRequest {
    /// How long a time-out may be (https://docs.discord.com/developers/resources/guild#modify-guild-member).
    public static let longestTimeOut = Duration.days(28)

    public static func delete(_ message: String, in channel: String, reason: String) -> DiscordRequest {
        DiscordRequest(.delete, "/channels/{}/messages/{}", [channel, message], reason: reason)
    }

    /// - Parameter until: nil ends a time-out.
    public static func timeOut(
        _ user: String, of guild: String, until: Timestamp?, reason: String
    ) -> DiscordRequest {
        DiscordRequest(
            .patch, "/guilds/{}/members/{}", [guild, user],
            body: ["communication_disabled_until": until.map { .string($0.rfc3339) } ?? .null], reason: reason)
    }

    public static func kick(_ user: String, of guild: String, reason: String) -> DiscordRequest {
        DiscordRequest(.delete, "/guilds/{}/members/{}", [guild, user], reason: reason)
    }

    /// A ban takes no messages away: they are evidence, and their removal is a decision of its own.
    public static func ban(_ user: String, of guild: String, reason: String) -> DiscordRequest {
        DiscordRequest(
            .put, "/guilds/{}/bans/{}", [guild, user], body: ["delete_message_seconds": 0], reason: reason)
    }

    public static func unban(_ user: String, of guild: String, reason: String) -> DiscordRequest {
        DiscordRequest(.delete, "/guilds/{}/bans/{}", [guild, user], reason: reason)
    }

    public static func takeRole(
        _ role: String, from user: String, of guild: String, reason: String
    ) -> DiscordRequest {
        DiscordRequest(.delete, "/guilds/{}/members/{}/roles/{}", [guild, user, role], reason: reason)
    }

    /// A message of the bot's own. Nobody is pinged by it, and one that is sent twice in a few minutes stands once.
    /// - Parameters:
    ///   - nonce: at most 25 characters.
    ///   - components: rows of buttons.
    public static func post(
        _ text: String, in channel: String, nonce: String, components: JSONTree = []
    ) -> DiscordRequest {
        DiscordRequest(
            .post, "/channels/{}/messages", [channel],
            body: [
                "content": .string(text), "components": components, "allowed_mentions": ["parse": []],
                "nonce": .string(String(nonce.prefix(25))), "enforce_nonce": true,
            ])
    }

    // MARK: Interactions

    /// All commands of the application in place of those that it had
    /// (https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands).
    public static func commands(_ commands: JSONTree, of application: String) -> DiscordRequest {
        DiscordRequest(.put, "/applications/{}/commands", [application], body: commands)
    }

    /// The first answer to an interaction, within three seconds
    /// (https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction).
    public static func answer(_ interaction: String, token: String, with body: JSONTree) -> DiscordRequest {
        outside(DiscordRequest(.post, "/interactions/{}/{}/callback", [interaction, token], body: body))
    }

    /// What stands in place of an answer that was put off.
    public static func complete(application: String, token: String, with body: JSONTree) -> DiscordRequest {
        outside(DiscordRequest(.patch, "/webhooks/{}/{}/messages/@original", [application, token], body: body))
    }

    /// Answers are outside the global limit, and the token in their path is all that they show.
    private static func outside(_ request: DiscordRequest) -> DiscordRequest {
        var request = request
        request.route.isGlobal = false
        request.isAuthorized = false
        return request
    }
}
