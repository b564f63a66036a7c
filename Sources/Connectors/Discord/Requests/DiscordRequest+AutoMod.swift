/// https://docs.discord.com/developers/resources/auto-moderation
extension DiscordRequest {
    public static func rules(of guild: String) -> DiscordRequest {
        DiscordRequest(.get, "/guilds/{}/auto-moderation/rules", [guild])
    }

    public static func create(_ rule: AutoModRule, in guild: String, reason: String) -> DiscordRequest {
        DiscordRequest(
            .post, "/guilds/{}/auto-moderation/rules", [guild], body: rule.created, reason: reason)
    }

    public static func change(
        _ id: String, to rule: AutoModRule, in guild: String, reason: String
    ) -> DiscordRequest {
        DiscordRequest(
            .patch, "/guilds/{}/auto-moderation/rules/{}", [guild, id], body: rule.changed, reason: reason)
    }

    public static func switchOff(rule id: String, in guild: String, reason: String) -> DiscordRequest {
        DiscordRequest(
            .patch, "/guilds/{}/auto-moderation/rules/{}", [guild, id], body: ["enabled": false], reason: reason)
    }
}
