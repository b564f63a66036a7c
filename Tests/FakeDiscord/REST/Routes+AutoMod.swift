/// https://docs.discord.com/developers/resources/auto-moderation
extension Routes {
    static let autoMod: [Route] = [
        Route("GET", "/guilds/{guild}/auto-moderation/rules", needs: Permissions.manageGuild) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            return Reply(.array(world.guilds[g].rules))
        },
        Route("GET", "/guilds/{guild}/auto-moderation/rules/{rule}", needs: Permissions.manageGuild) { world, call in
            guard let (g, index) = place(call, world) else { return unknown }
            return Reply(world.guilds[g].rules[index])
        },
        Route("POST", "/guilds/{guild}/auto-moderation/rules", needs: Permissions.manageGuild) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            let body = call.body
            guard body["name"].text != nil, body["event_type"].integer != nil, body["trigger_type"].integer != nil,
                !body["actions"].elements.isEmpty
            else { return .invalid("name") }
            if let refusal = refusal(of: body, type: body["trigger_type"].integer ?? 0, g, world) { return refusal }
            let same = world.guilds[g].rules.filter { $0["trigger_type"].integer == body["trigger_type"].integer }
            guard same.count < (body["trigger_type"].integer == 1 ? 6 : 1) else {
                return .error(400, 30_031, "Maximum number of rules of this type reached")
            }
            var rule = body
            rule["id"] = .id(world.newID())
            rule["guild_id"] = .id(world.guilds[g].id)
            rule["creator_id"] = .id(world.application.bot)
            for (key, usual) in [
                ("exempt_roles", JSON.array([])), ("exempt_channels", []), ("enabled", false),
                ("trigger_metadata", [:]),
            ]
            where !rule.has(key) { rule[key] = usual }
            world.guilds[g].rules.append(rule)
            world.tellRule("AUTO_MODERATION_RULE_CREATE", g, 140, rule, call.reason)
            return Reply(rule)
        },
        Route("PATCH", "/guilds/{guild}/auto-moderation/rules/{rule}", needs: Permissions.manageGuild) { world, call in
            guard let (g, index) = place(call, world), case .object(let members) = call.body else { return unknown }
            let type = world.guilds[g].rules[index]["trigger_type"].integer ?? 0
            guard !call.body.has("trigger_type") else { return .invalid("trigger_type") }
            if let refusal = refusal(of: call.body, type: type, g, world) { return refusal }
            for member in members { world.guilds[g].rules[index][member.key] = member.value }
            let rule = world.guilds[g].rules[index]
            world.tellRule("AUTO_MODERATION_RULE_UPDATE", g, 141, rule, call.reason)
            return Reply(rule)
        },
        Route("DELETE", "/guilds/{guild}/auto-moderation/rules/{rule}", needs: Permissions.manageGuild) { world, call in
            guard let (g, index) = place(call, world) else { return unknown }
            let rule = world.guilds[g].rules.remove(at: index)
            world.tellRule("AUTO_MODERATION_RULE_DELETE", g, 142, rule, call.reason)
            return .noContent
        },
    ]

    private static let unknown = Reply.error(404, 10066, "Unknown Auto Moderation Rule")

    private static func place(_ call: Call, _ world: World) -> (Int, Int)? {
        guard let g = world.guild(call.id("guild")),
            let index = world.guilds[g].rules.firstIndex(where: { $0["id"].id == call.id("rule") })
        else { return nil }
        return (g, index)
    }

    /// What Discord does not take: more or longer words than its limits, actions that do not fit.
    private static func refusal(of body: JSON, type: Int64, _ g: Int, _ world: World) -> Reply? {
        if body.has("name"), !(1...100).contains(body["name"].text?.count ?? 0) { return .invalid("name") }
        let metadata = body["trigger_metadata"]
        for (key, most, longest) in [
            ("keyword_filter", 1000, 60), ("regex_patterns", 10, 260), ("allow_list", 100, 60),
        ] {
            let list = metadata[key].elements
            guard list.count <= most, list.allSatisfy({ (1...longest).contains($0.text?.count ?? 0) }) else {
                return .invalid("trigger_metadata.\(key)")
            }
        }
        for action in body["actions"].elements {
            let details = action["metadata"]
            switch action["type"].integer {
            case 1: if (details["custom_message"].text?.count ?? 0) > 150 { return .invalid("custom_message") }
            case 2:
                guard world.channel(details["channel_id"].id)?.guild == g else { return .invalid("channel_id") }
            case 3:
                guard type == 1 || type == 5, (1...2_419_200).contains(details["duration_seconds"].integer ?? 0) else {
                    return .invalid("duration_seconds")
                }
                guard world.guilds[g].botPermissions & Permissions.moderate != 0 else { return .missingPermissions }
            default: return .invalid("actions")
            }
        }
        return nil
    }
}

extension World {
    mutating func tellRule(_ type: String, _ g: Int, _ action: Int, _ rule: JSON, _ reason: String?) {
        tell(Happening(dispatches: [Dispatch(type, guild: guilds[g].id, intent: Intents.rules, rule)]))
        tell(audit(g, action, by: application.bot, target: rule["id"].id, reason: reason))
    }
}
