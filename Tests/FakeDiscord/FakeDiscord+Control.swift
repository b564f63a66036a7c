import Foundation

/// `/_fake/…`: by which a test says what is to happen, and looks at what came of it.
extension FakeDiscord {
    func control(_ call: Call) -> Reply {
        defer {
            tellAll()
        }
        let body = call.body
        switch (call.method, call.path) {
        case ("GET", "/_fake/state"): return Reply(summary())
        case ("GET", "/_fake/world"): return Reply(overview(body))
        case ("POST", "/_fake/traffic"):
            setBusy(body["on"].flag ?? true)
            return .noContent
        case ("POST", "/_fake/ledger"):
            world.tellAll()
            tellAll()
            return (try? finish()) != nil ? Reply(summary()) : Reply(status: 500)
        case ("POST", "/_fake/say"): return say(body)
        case ("POST", "/_fake/do"): return act(body)
        case ("POST", "/_fake/interaction"): return interact(body)
        case ("POST", "/_fake/revoke"):
            world.application.isRevoked = body["revoked"].flag ?? true
            if world.application.isRevoked { for id in gateway.connections.keys { gateway.end(id, 4004) } }
            return .noContent
        case ("POST", "/_fake/intents"):
            world.application.privileged = Int(body["privileged"].integer ?? Int64(Intents.privileged))
            return .noContent
        case ("POST", "/_fake/permissions"):
            for g in world.guilds.indices {
                for r in world.guilds[g].roles.indices where world.guilds[g].roles[r].isManaged {
                    world.guilds[g].roles[r].permissions = body["bits"].id ?? Permissions.usual
                    let role: JSON = [
                        "guild_id": .id(world.guilds[g].id), "role": Guild.object(of: world.guilds[g].roles[r]),
                    ]
                    world.tell(
                        Happening(dispatches: [
                            Dispatch("GUILD_ROLE_UPDATE", guild: world.guilds[g].id, intent: Intents.guilds, role)
                        ]))
                }
            }
            return .noContent
        case ("POST", "/_fake/rule"):
            // Somebody of the server makes one.
            var rule = body
            rule["id"] = .id(world.newID())
            rule["guild_id"] = .id(world.guilds[0].id)
            rule["creator_id"] = .id(People.id(0))
            world.guilds[0].rules.append(rule)
            return Reply(rule)
        case ("POST", "/_fake/remove"):
            guard let g = world.guild(body["guild"].id ?? world.guilds[0].id) else { return .unknownGuild }
            let id = world.guilds[g].id
            world.guilds[g].hasBot = false
            world.tell(
                Happening(dispatches: [Dispatch("GUILD_DELETE", guild: id, intent: Intents.guilds, ["id": .id(id)])]))
            return .noContent
        case ("POST", "/_fake/close"):
            for id in gateway.connections.keys {
                if let code = body["code"].integer { gateway.end(id, Int(code)) } else { gateway.drop(id) }
            }
            return .noContent
        case ("POST", "/_fake/deaf"):
            for id in gateway.connections.keys { gateway.connections[id]?.isDeaf = true }
            return .noContent
        case ("POST", "/_fake/send"):
            for id in gateway.connections.keys { gateway.push(id, body) }
            return .noContent
        case ("POST", "/_fake/lose"):
            for id in gateway.sessions.keys { gateway.lose(id, "asked for") }
            for id in gateway.connections.keys { gateway.drop(id) }
            return .noContent
        case ("POST", "/_fake/faults"):
            guard let faults = try? JSONDecoder().decode(Faults.self, from: Data(body.bytes)) else {
                return .invalid("faults")
            }
            (self.faults, gateway.faults) = (faults, faults)
            return .noContent
        case ("POST", "/_fake/storm"):
            if let requests = body["requests"].integer {
                limits.refusalsLeft = Int(requests)
            } else {
                limits.stormUntil = Self.clock() + Int64((body["seconds"].double ?? 2) * 1000)
            }
            return .noContent
        default: break
        }
        if call.method == "GET", call.path.hasPrefix("/_fake/interactions/"),
            let id = UInt64(call.path.dropFirst("/_fake/interactions/".count)),
            let found = world.application.interactions[id]
        {
            return Reply([
                "answers": .array(found.answers), "answered_after": found.answeredAfter.map { .integer($0) } ?? .null,
            ])
        }
        return .notFound
    }

    /// What a test needs to know to say what is to happen.
    private func overview(_ body: JSON) -> JSON {
        let guild = world.guilds[0]
        return [
            "guild": .id(guild.id), "members": .integer(Int64(guild.memberCount)),
            "application": .id(world.application.id),
            "channels": .array(guild.textChannels.map { .id(guild.channels[$0].id) }),
            "roles": .array(guild.roles.map { ["id": .id($0.id), "name": .string($0.name)] }),
            "bans": .array(guild.bans.keys.sorted().map { .id($0) }),
            "commands": .array(world.application.global),
            "guild_commands": .array((world.application.ofGuild[guild.id] ?? [])),
            "rules": .array(guild.rules),
            "people": .array((0..<min(60, guild.accounts)).map { .id(People.id($0)) }),
        ]
    }

    private func say(_ body: JSON) -> Reply {
        let g = world.guild(body["guild"].id ?? world.guilds[0].id) ?? 0
        let channels = world.guilds[g].textChannels
        let c = body["channel"].id.flatMap { world.guilds[g].channelIndex[$0] } ?? channels[0]
        let author = body["author"].id.flatMap(People.number(of:)) ?? 20
        world.now = max(world.now, Self.clock())
        let id = world.post(g, c, by: author, body: body["text"].text ?? "Good morning", answers: body["answers"].id)
        return Reply(["id": .id(id), "channel": .id(world.guilds[g].channels[c].id)])
    }

    private func act(_ body: JSON) -> Reply {
        let g = world.guild(body["guild"].id ?? world.guilds[0].id) ?? 0
        let number = body["user"].id.flatMap(People.number(of:)) ?? world.anyMember(g)
        let actor = body["actor"].id ?? People.id(1)
        let reason = body["reason"].text
        world.now = max(world.now, Self.clock())
        switch body["what"].text {
        case "ban": world.ban(g, number, by: actor, reason: reason)
        case "unban": world.unban(g, number, by: actor, reason: reason)
        case "kick": world.kick(g, number, by: actor, reason: reason)
        case "join": world.join(g, number)
        case "timeout": world.timeOut(g, number, until: world.now + 600_000, by: actor, reason: reason)
        case "role": world.setRole(g, number, body["role"].id ?? world.guilds[g].roles[2].id, by: actor, reason: reason)
        case "hide":
            if let c = body["channel"].id.flatMap({ world.guilds[g].channelIndex[$0] }) {
                world.guilds[g].channels[c].isHidden = body["hidden"].flag ?? true
                world.guilds[g].sortChannels()
            }
        default: return .invalid("what")
        }
        if body["together"].flag ?? true { world.tellAll() }
        return Reply(["user": .id(People.id(number))])
    }

    /// Somebody uses a command, a menu, a button or a form: `data` and what else the body has goes into the interaction.
    private func interact(_ body: JSON) -> Reply {
        let id = world.newID()
        let token = "interaction.\(id)"
        let guild = world.guilds[0]
        let number = body["author"].id.flatMap(People.number(of:)) ?? 20
        let isPrivate = body["private"].flag == true
        let channel = body["channel"].id ?? guild.channels[guild.textChannels[0]].id
        var json: JSON = [
            "id": .id(id), "application_id": .id(world.application.id), "type": .integer(body["type"].integer ?? 2),
            "data": body["data"], "channel_id": .id(channel), "token": .string(token), "version": 1,
            "locale": .string(body["locale"].text ?? "fr"), "entitlements": [], "attachment_size_limit": 10_000_000,
            "app_permissions": .id(guild.botPermissions == .max ? Permissions.administrator : guild.botPermissions),
            "context": .integer(isPrivate ? 2 : 0),
            "authorizing_integration_owners": isPrivate ? ["1": .id(People.id(number))] : ["0": .id(guild.id)],
            "channel": ["id": .id(channel), "type": isPrivate ? 1 : 0],
        ]
        if isPrivate {
            json = json.with(["user": People.user(number)])
        } else {
            let member = guild.member(number).with(["permissions": .id(body["permissions"].id ?? Permissions.everyone)])
            json = json.with([
                "guild_id": .id(guild.id), "member": member, "guild_locale": "fr",
                "guild": ["id": .id(guild.id), "locale": "fr", "features": []],
            ])
        }
        if body.has("message") { json = json.with(["message": body["message"]]) }
        world.application.interactions[id] = Application.Interaction(
            token: token, startedAt: Self.clock(), channel: channel)
        world.tell(
            Happening(dispatches: [Dispatch("INTERACTION_CREATE", guild: isPrivate ? nil : guild.id, intent: 0, json)]))
        return Reply(["id": .id(id), "token": .string(token)])
    }
}
