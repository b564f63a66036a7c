extension Routes {
    /// https://docs.discord.com/developers/resources/guild#list-guild-members and what follows.
    static let members: [Route] = [
        Route("GET", "/guilds/{guild}/members", limit: (10, 2)) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            guard world.application.privileged & Intents.members != 0 else { return .missingAccess }
            guard let limit = call.number("limit", or: 1, within: 1...1000) else { return .invalid("limit") }
            let guild = world.guilds[g]
            let after = call.queryID("after") ?? 0
            // Ids of people grow with their numbers.
            let first = (0..<guild.accounts).partitioningPoint { People.id($0) > after }
            let page = (first..<guild.accounts).lazy.filter { guild.isMember($0) }.prefix(limit).map {
                guild.member($0)
            }
            return Reply(.array(Array(page)))
        },
        Route("GET", "/guilds/{guild}/members/search") { world, call in
            guard let g = world.guild(call.id("guild")), let query = call.query["query"] else {
                return .invalid("query")
            }
            let guild = world.guilds[g]
            let found = (0..<guild.accounts).lazy.filter { guild.isMember($0) && People.name($0).hasPrefix(query) }
                .prefix(1)
            return Reply(.array(found.map { guild.member($0) }))
        },
        Route("GET", "/guilds/{guild}/members/{user}") { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            if call.id("user") == world.application.bot { return Reply(world.guilds[g].botMember(world.application)) }
            guard let number = call.id("user").flatMap(People.number(of:)), world.guilds[g].isMember(number) else {
                return .unknownMember
            }
            return Reply(world.guilds[g].member(number))
        },
        Route("PATCH", "/guilds/{guild}/members/{user}") { world, call in
            change(&world, call)
        },
        Route("DELETE", "/guilds/{guild}/members/{user}", needs: Permissions.kick) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            guard let number = call.id("user").flatMap(People.number(of:)), world.guilds[g].isMember(number) else {
                return .unknownMember
            }
            guard world.guilds[g].rank(number) < world.guilds[g].botRank else { return .missingPermissions }
            world.kick(g, number, by: world.application.bot, reason: call.reason)
            return .noContent
        },
        Route("PUT", "/guilds/{guild}/members/{user}/roles/{role}", needs: Permissions.manageRoles) { world, call in
            giveRole(&world, call, true)
        },
        Route("DELETE", "/guilds/{guild}/members/{user}/roles/{role}", needs: Permissions.manageRoles) { world, call in
            giveRole(&world, call, false)
        },
        Route("GET", "/guilds/{guild}/bans", needs: Permissions.ban) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            guard let limit = call.number("limit", or: 1000, within: 1...1000) else { return .invalid("limit") }
            let after = call.queryID("after") ?? 0
            let bans = world.guilds[g].bans.filter { $0.key > after }.sorted { $0.key < $1.key }.prefix(limit)
            return Reply(
                .array(bans.map { ["reason": .text($0.value), "user": People.user(People.number(of: $0.key) ?? 0)] }))
        },
        Route("GET", "/guilds/{guild}/bans/{user}", needs: Permissions.ban) { world, call in
            guard let g = world.guild(call.id("guild")), let id = call.id("user"), let reason = world.guilds[g].bans[id]
            else { return .unknownBan }
            return Reply(["reason": .text(reason), "user": People.user(People.number(of: id) ?? 0)])
        },
        Route("PUT", "/guilds/{guild}/bans/{user}", needs: Permissions.ban) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            guard let number = call.id("user").flatMap(People.number(of:)) else { return .unknownUser }
            let seconds = call.body["delete_message_seconds"].integer ?? 0
            guard (0...604_800).contains(seconds) else { return .invalid("delete_message_seconds") }
            guard !world.guilds[g].isMember(number) || world.guilds[g].rank(number) < world.guilds[g].botRank else {
                return .missingPermissions
            }
            world.ban(g, number, by: world.application.bot, reason: call.reason)
            return .noContent
        },
        Route("DELETE", "/guilds/{guild}/bans/{user}", needs: Permissions.ban) { world, call in
            guard let g = world.guild(call.id("guild")), let id = call.id("user"), world.guilds[g].bans[id] != nil,
                let number = People.number(of: id)
            else { return .unknownBan }
            world.unban(g, number, by: world.application.bot, reason: call.reason)
            return .noContent
        },
        Route("POST", "/guilds/{guild}/bulk-ban", needs: Permissions.ban | Permissions.manageGuild) { world, call in
            guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
            let ids = call.body["user_ids"].elements.compactMap(\.id)
            guard (1...200).contains(ids.count) else { return .invalid("user_ids") }
            var (banned, failed): ([UInt64], [UInt64]) = ([], [])
            for id in ids {
                if let number = People.number(of: id), world.guilds[g].bans[id] == nil,
                    world.guilds[g].rank(number) < world.guilds[g].botRank
                {
                    world.ban(g, number, by: world.application.bot, reason: call.reason)
                    banned.append(id)
                } else {
                    failed.append(id)
                }
            }
            guard !banned.isEmpty else { return .error(500, 500_000, "Failed to ban users") }
            return Reply([
                "banned_users": .array(banned.map { .id($0) }), "failed_users": .array(failed.map { .id($0) }),
            ])
        },
    ]

    private static func change(_ world: inout World, _ call: Call) -> Reply {
        guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
        guard let number = call.id("user").flatMap(People.number(of:)), world.guilds[g].isMember(number) else {
            return .unknownMember
        }
        guard world.guilds[g].rank(number) < world.guilds[g].botRank else { return .missingPermissions }
        if call.body.has("communication_disabled_until") {
            guard world.guilds[g].botPermissions & Permissions.moderate != 0 else { return .missingPermissions }
            var until: Int64 = 0
            if let text = call.body["communication_disabled_until"].text {
                guard let moment = Moment.milliseconds(text), moment <= world.now + 28 * 86_400_000 + 60_000 else {
                    return .invalid("communication_disabled_until")
                }
                until = moment
            }
            world.timeOut(g, number, until: until, by: world.application.bot, reason: call.reason)
        }
        if call.body.has("roles") {
            guard world.guilds[g].botPermissions & Permissions.manageRoles != 0 else { return .missingPermissions }
            let wanted = Set(call.body["roles"].elements.compactMap(\.id))
            let held = Set(world.guilds[g].state(number).roles)
            for role in held.symmetricDifference(wanted).sorted() {
                world.setRole(
                    g, number, role, by: world.application.bot, reason: call.reason, isGiven: wanted.contains(role))
            }
        }
        return Reply(world.guilds[g].member(number))
    }

    private static func giveRole(_ world: inout World, _ call: Call, _ isGiven: Bool) -> Reply {
        guard let g = world.guild(call.id("guild")) else { return .unknownGuild }
        guard let number = call.id("user").flatMap(People.number(of:)), world.guilds[g].isMember(number) else {
            return .unknownMember
        }
        guard let id = call.id("role"), let role = world.guilds[g].roles.first(where: { $0.id == id }) else {
            return .error(404, 10011, "Unknown Role")
        }
        guard role.position < world.guilds[g].botRank else { return .missingPermissions }
        world.setRole(g, number, id, by: world.application.bot, reason: call.reason, isGiven: isGiven)
        return .noContent
    }
}

extension Range<Int> {
    /// The first number for which it holds, where it holds for all after it.
    func partitioningPoint(_ holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
