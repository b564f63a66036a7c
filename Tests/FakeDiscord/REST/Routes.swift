/// The addresses that the fake knows.
enum Routes {
    static let all: [Route] = application + guilds + autoMod + members + channels + messages + interactions

    static func find(_ method: String, _ path: String) -> (Route, [String: String])? {
        let pieces = path.split(separator: "/")
        for route in all where route.method == method {
            if let parameters = route.match(pieces) { return (route, parameters) }
        }
        return nil
    }

    /// What comes before a route's own answer: who asks, and whether they may.
    static func answer(_ route: Route, _ call: Call, _ world: inout World) -> Reply {
        if !route.isOpen {
            guard call.token == world.scenario.token, !world.application.isRevoked else { return .unauthorized }
        }
        var guild: Int?
        if let id = call.parameters["guild"] {
            guard let found = world.guild(UInt64(id)) else {
                return UInt64(id) == nil ? .invalid("guild_id") : .unknownGuild
            }
            guild = found
        } else if let id = call.parameters["channel"] {
            guard let place = world.channel(UInt64(id)) else { return .unknownChannel }
            guard !world.guilds[place.guild].channels[place.channel].isDeleted else { return .unknownChannel }
            guard !world.guilds[place.guild].channels[place.channel].isHidden else { return .missingAccess }
            guild = place.guild
        }
        if let guild, route.needs != 0, world.guilds[guild].botPermissions & route.needs != route.needs {
            return .missingPermissions
        }
        return route.answer(&world, call)
    }
}

extension Routes {
    static let application: [Route] = [
        Route("GET", "/gateway", isOpen: true) { world, _ in Reply(["url": .string(world.application.gatewayAddress)])
        },
        Route("GET", "/gateway/bot") { world, _ in
            Reply([
                "url": .string(world.application.gatewayAddress), "shards": .integer(Int64(world.scenario.shards)),
                "session_start_limit": [
                    "total": .integer(Int64(world.starts.total)),
                    "remaining": .integer(Int64(max(0, world.starts.remaining))), "reset_after": 86_400_000,
                    "max_concurrency": .integer(Int64(world.scenario.maxConcurrency)),
                ],
            ])
        },
        Route("GET", "/users/@me") { world, _ in
            Reply(
                world.application.botUser.with(["verified": true, "mfa_enabled": true, "email": nil, "locale": "en-GB"])
            )
        },
        Route("GET", "/users/@me/guilds") { world, call in
            let after = call.queryID("after") ?? 0
            return Reply(
                .array(
                    world.guilds.filter { $0.hasBot && $0.id > after }.map { guild in
                        [
                            "id": .id(guild.id), "name": .string(guild.name), "icon": nil, "owner": false,
                            "permissions": .id(
                                guild.botPermissions == .max ? Permissions.administrator : guild.botPermissions),
                            "features": .array(guild.features.map { .string($0) }),
                        ]
                    }))
        },
        Route("GET", "/users/{user}") { world, call in
            guard let id = call.id("user") else { return .invalid("user_id") }
            if id == world.application.bot { return Reply(world.application.botUser) }
            guard let number = People.number(of: id) else { return .unknownUser }
            return Reply(People.user(number))
        },
        Route("POST", "/users/@me/channels") { world, call in
            guard let user = call.body["recipient_id"].id, let number = People.number(of: user) else {
                return .error(400, 50033, "Invalid Recipient(s)")
            }
            return Reply([
                "id": .id(user + 1), "type": 1, "last_message_id": nil, "flags": 0, "recipients": [People.user(number)],
            ])
        },
        Route("GET", "/oauth2/applications/@me") { world, _ in Reply(world.application.object) },
        Route("GET", "/applications/@me") { world, _ in Reply(world.application.object) },
        Route("GET", "/applications/{application}/commands") { world, call in
            guard call.id("application") == world.application.id else { return .missingAccess }
            return Reply(.array(world.application.global))
        },
        Route("PUT", "/applications/{application}/commands") { world, call in
            guard call.id("application") == world.application.id else { return .missingAccess }
            guard let commands = commands(call.body, &world, guild: nil) else { return .invalid("commands") }
            world.application.global = commands
            return Reply(.array(commands))
        },
        Route("POST", "/applications/{application}/commands") { world, call in
            guard let commands = commands([call.body], &world, guild: nil), let command = commands.first else {
                return .invalid("name")
            }
            world.application.global.removeAll { $0["name"].text == command["name"].text }
            world.application.global.append(command)
            return Reply(command, status: 201)
        },
        Route("DELETE", "/applications/{application}/commands/{command}") { world, call in
            world.application.global.removeAll { $0["id"].id == call.id("command") }
            return .noContent
        },
        Route("GET", "/applications/{application}/guilds/{guild}/commands") { world, call in
            Reply(.array(world.application.ofGuild[call.id("guild") ?? 0] ?? []))
        },
        Route("PUT", "/applications/{application}/guilds/{guild}/commands") { world, call in
            guard let guild = call.id("guild"), let commands = commands(call.body, &world, guild: guild) else {
                return .invalid("commands")
            }
            world.application.ofGuild[guild] = commands
            return Reply(.array(commands))
        },
    ]

    /// Commands as Discord takes them (https://docs.discord.com/developers/interactions/application-commands): names of
    /// `CHAT_INPUT` in lower case and without spaces, with a description; those of the menus without one.
    private static func commands(_ body: JSON, _ world: inout World, guild: UInt64?) -> [JSON]? {
        guard case .array(let list) = body else { return nil }
        var commands: [JSON] = []
        for command in list {
            guard let name = command["name"].text, (1...32).contains(name.count) else { return nil }
            let description = command["description"].text ?? ""
            switch command["type"].integer ?? 1 {
            case 1:
                guard name == name.lowercased(), !name.contains(" "), (1...100).contains(description.count) else {
                    return nil
                }
                for option in command["options"].elements {
                    guard let name = option["name"].text, name == name.lowercased(), !name.contains(" "),
                        (1...100).contains(option["description"].text?.count ?? 0), option["type"].integer != nil
                    else { return nil }
                }
            case 2, 3: guard description.isEmpty, command["options"].elements.isEmpty else { return nil }
            default: return nil
            }
            commands.append(world.application.registered(command, id: world.newID(), guild: guild))
        }
        return commands
    }
}
