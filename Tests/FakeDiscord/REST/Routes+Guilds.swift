extension Routes {
    /// https://docs.discord.com/developers/resources/guild
    static let guilds: [Route] = [
        Route("GET", "/guilds/{guild}") { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            var json = world.guilds[g].object
            if call.query["with_counts"] == "true" {
                json = json.with([
                    "approximate_member_count": .integer(Int64(world.guilds[g].memberCount)),
                    "approximate_presence_count": 1,
                ])
            }
            return Reply(json)
        },
        Route("GET", "/guilds/{guild}/channels") { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            let guild = world.guilds[g]
            return Reply(.array(guild.channels.filter { !$0.isDeleted && $0.type != 11 }.map(guild.object(of:))))
        },
        Route("GET", "/guilds/{guild}/threads/active") { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            let guild = world.guilds[g]
            let threads = guild.channels.filter { !$0.isDeleted && $0.type == 11 }
            return Reply(["threads": .array(threads.map(guild.object(of:))), "members": []])
        },
        Route("GET", "/guilds/{guild}/roles") { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            return Reply(.array(world.guilds[g].roles.map(Guild.object(of:))))
        },
        Route("GET", "/guilds/{guild}/audit-logs", needs: Permissions.auditLog, limit: (10, 2)) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            guard let limit = call.number("limit", or: 50, within: 1...100) else { return .invalid("limit") }
            let user = call.queryID("user_id")
            let action = call.query["action_type"].flatMap { Int($0) }
            let (before, after) = (call.queryID("before") ?? .max, call.queryID("after") ?? 0)
            let all = world.guilds[g].audit.filter {
                (user == nil || $0.actor == user) && (action == nil || $0.action == action) && $0.id < before
                    && $0.id > after
            }
            // With `after` the earliest come, in ascending order; else the latest, in descending order.
            let page = call.query["after"] != nil ? Array(all.prefix(limit)) : all.suffix(limit).reversed()
            return Reply([
                "audit_log_entries": .array(page.map(\.json)), "users": [], "webhooks": [], "integrations": [],
                "threads": [], "application_commands": [], "auto_moderation_rules": [], "guild_scheduled_events": [],
            ])
        },
        Route("GET", "/guilds/{guild}/invites", needs: Permissions.manageGuild) { _, _ in Reply([]) },
        Route("GET", "/guilds/{guild}/webhooks") { _, _ in Reply([]) },
        Route("GET", "/guilds/{guild}/integrations", needs: Permissions.manageGuild) { _, _ in Reply([]) },
    ]
}
