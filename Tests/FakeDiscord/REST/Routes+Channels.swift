extension Routes {
    /// https://docs.discord.com/developers/resources/channel
    static let channels: [Route] = [
        Route("GET", "/channels/{channel}") { world, call in
            guard let (g, c) = world.channel(call.id("channel")) else { return .unknownChannel }
            return Reply(world.guilds[g].object(of: world.guilds[g].channels[c]))
        },
        Route("POST", "/channels/{channel}/typing") { _, _ in .noContent },
        Route("GET", "/channels/{channel}/threads/archived/public") { _, _ in
            Reply(["threads": [], "members": [], "has_more": false])
        },
    ]

    /// https://docs.discord.com/developers/resources/message
    static let messages: [Route] = [
        Route(
            "GET", "/channels/{channel}/messages", needs: Permissions.view | Permissions.history, limit: (5, 1)
        ) { world, call in
            guard let (g, c) = world.channel(call.id("channel")) else { return .unknownChannel }
            guard let limit = call.number("limit", or: 50, within: 1...100) else { return .invalid("limit") }
            let guild = world.guilds[g]
            let channel = guild.channels[c]
            let all = channel.messages
            var page: [StoredMessage] = []
            if let after = call.queryID("after") {
                // The earliest after it; the answer is in descending order all the same.
                page = Array(all[channel.place(of: after + 1)...].lazy.filter { !$0.isDeleted }.prefix(limit))
                    .reversed()
            } else if let around = call.queryID("around") {
                let place = channel.place(of: around)
                let before = all[..<place].reversed().lazy.filter { !$0.isDeleted }.prefix(limit / 2)
                let after = all[place...].lazy.filter { !$0.isDeleted }.prefix(limit - limit / 2)
                page = Array(after).reversed() + Array(before)
            } else {
                let end = call.queryID("before").map { channel.place(of: $0) } ?? all.count
                page = Array(all[..<end].reversed().lazy.filter { !$0.isDeleted }.prefix(limit))
            }
            return Reply(
                .array(
                    page.map { message in
                        var json = guild.object(of: message, in: channel, world.application)
                        if world.application.privileged & Intents.content == 0, message.author >= 0 {
                            json["content"] = ""
                        }
                        return json
                    }))
        },
        Route("GET", "/channels/{channel}/messages/{message}", needs: Permissions.history) { world, call in
            guard let (g, c) = world.channel(call.id("channel")) else { return .unknownChannel }
            let channel = world.guilds[g].channels[c]
            guard let place = call.id("message").flatMap(channel.find) else { return .unknownMessage }
            return Reply(world.guilds[g].object(of: channel.messages[place], in: channel, world.application))
        },
        Route(
            "POST", "/channels/{channel}/messages", needs: Permissions.view | Permissions.send, limit: (5, 5)
        ) { world, call in
            guard let (g, c) = world.channel(call.id("channel")) else { return .unknownChannel }
            let content = call.body["content"].text ?? ""
            guard !content.isEmpty || !call.body["embeds"].elements.isEmpty || !call.body["components"].elements.isEmpty
            else {
                return .error(400, 50006, "Cannot send an empty message")
            }
            guard content.count <= 2000 else { return .invalid("content") }
            // `enforce_nonce`: what was sent a moment ago with the same nonce is not sent again.
            if call.body["enforce_nonce"].flag == true,
                let nonce = call.body["nonce"].text ?? call.body["nonce"].integer.map(String.init)
            {
                if let id = world.nonces["\(world.guilds[g].channels[c].id)/\(nonce)"],
                    let place = world.guilds[g].channels[c].find(id)
                {
                    let channel = world.guilds[g].channels[c]
                    return Reply(world.guilds[g].object(of: channel.messages[place], in: channel, world.application))
                }
            }
            let extras = call.body["components"].elements.isEmpty ? nil : call.body["components"].bytes
            let id = world.post(
                g, c, by: -1, body: content, extras: extras, answers: call.body["message_reference"]["message_id"].id)
            if let nonce = call.body["nonce"].text ?? call.body["nonce"].integer.map(String.init) {
                world.nonces["\(world.guilds[g].channels[c].id)/\(nonce)"] = id
            }
            let channel = world.guilds[g].channels[c]
            guard let place = channel.find(id) else { return .unknownMessage }
            var json = world.guilds[g].object(of: channel.messages[place], in: channel, world.application)
            if call.body.has("nonce") { json["nonce"] = call.body["nonce"] }
            return Reply(json)
        },
        Route("PATCH", "/channels/{channel}/messages/{message}") { world, call in
            guard let (g, c) = world.channel(call.id("channel")) else { return .unknownChannel }
            guard let place = call.id("message").flatMap(world.guilds[g].channels[c].find) else {
                return .unknownMessage
            }
            guard world.guilds[g].channels[c].messages[place].author < 0 else {
                return .error(403, 50005, "Cannot edit a message authored by another user")
            }
            if let content = call.body["content"].text { world.guilds[g].channels[c].messages[place].body = content }
            if call.body.has("components") {
                world.guilds[g].channels[c].messages[place].extras = call.body["components"].bytes
            }
            world.guilds[g].channels[c].messages[place].editedAt = world.now
            let channel = world.guilds[g].channels[c]
            return Reply(world.guilds[g].object(of: channel.messages[place], in: channel, world.application))
        },
        Route("DELETE", "/channels/{channel}/messages/{message}", limit: (5, 1)) { world, call in
            guard let (g, c) = world.channel(call.id("channel")) else { return .unknownChannel }
            guard let place = call.id("message").flatMap(world.guilds[g].channels[c].find) else {
                return .unknownMessage
            }
            let isOwn = world.guilds[g].channels[c].messages[place].author < 0
            guard isOwn || world.guilds[g].botPermissions & Permissions.manageMessages != 0 else {
                return .missingPermissions
            }
            world.remove([place], g, c, by: isOwn ? nil : world.application.bot, reason: call.reason)
            return .noContent
        },
        Route("POST", "/channels/{channel}/messages/bulk-delete", needs: Permissions.manageMessages) { world, call in
            guard let (g, c) = world.channel(call.id("channel")) else { return .unknownChannel }
            let ids = call.body["messages"].elements.compactMap(\.id)
            guard (2...100).contains(ids.count) else { return .invalid("messages") }
            let oldest = Snowflakes.first(at: world.now - 14 * 86_400_000)
            guard ids.allSatisfy({ $0 >= oldest }) else {
                return .error(400, 50034, "You can only bulk delete messages that are under 14 days old.")
            }
            let places = ids.compactMap { world.guilds[g].channels[c].find($0) }
            if !places.isEmpty { world.remove(places, g, c, by: world.application.bot, reason: call.reason) }
            return .noContent
        },
        Route("GET", "/channels/{channel}/messages/{message}/reactions/{emoji}") { _, _ in Reply([]) },
        Route("GET", "/channels/{channel}/pins") { _, _ in Reply([]) },
    ]
}
