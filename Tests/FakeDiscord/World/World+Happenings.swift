extension World {
    /// Lets one thing happen at a moment, drawn by the dice.
    mutating func happen(at moment: Int64) {
        now = max(now, moment)
        count += 1
        let g = guilds.count == 1 || dice.rolls(0.8) ? 0 : dice.below(guilds.count)
        if guilds[g].hasBot { step(g) }
        while let first = late.first, first.after <= count { tell(late.removeFirst().happening) }
    }

    /// What was to be told later is told now.
    mutating func tellAll() {
        for waiting in late { tell(waiting.happening) }
        late = []
    }

    private mutating func step(_ g: Int) {
        switch dice.below(1000) {
        case ..<700: if let c = anyChannel(g) { _ = post(g, c, by: anyMember(g)) }
        case ..<750: edit(g)
        case ..<775: delete(g)
        case ..<777: deleteMany(g)
        case ..<860: react(g)
        case ..<890: join(g)
        case ..<910: leave(g)
        case ..<950: move(g)
        case ..<958: rename(g)
        case ..<966: changeRole(g)
        case ..<972:
            timeOut(g, anyMember(g), until: now + 600_000, by: People.id(1 + dice.below(4)), reason: "too loud")
        case ..<978: ban(g, anyMember(g), by: People.id(1 + dice.below(4)), reason: "rule \(dice.below(9))")
        case ..<982: unbanAny(g)
        case ..<985: kick(g, anyMember(g), by: People.id(1 + dice.below(4)), reason: nil)
        case ..<990: invite(g)
        case ..<992: openThread(g)
        case ..<993: renameRole(g)
        case ..<995: trip(g)
        case ..<997: updateGuild(g)
        default: unknown(g)
        }
    }

    // MARK: Who and where

    mutating func anyMember(_ g: Int) -> Int {
        for _ in 0..<20 {
            // Not the owner and not the staff: their powers stay.
            let number = 10 + dice.below(max(1, guilds[g].accounts - 10))
            if guilds[g].isMember(number) { return number }
        }
        return 1
    }

    private mutating func anyChannel(_ g: Int) -> Int? {
        let count = guilds[g].textChannels.count
        return count == 0 ? nil : guilds[g].textChannels[dice.below(count)]
    }

    private mutating func anyMessage(_ g: Int) -> (channel: Int, place: Int)? {
        guard let c = anyChannel(g) else { return nil }
        let count = guilds[g].channels[c].messages.count
        guard count > 0 else { return nil }
        let place = count - 1 - dice.below(min(count, 50))
        return guilds[g].channels[c].messages[place].isDeleted ? nil : (c, place)
    }

    // MARK: Messages

    /// - Returns: the message's id.
    @discardableResult
    mutating func post(
        _ g: Int, _ c: Int, by author: Int, body: String? = nil, extras: [UInt8]? = nil, answers: UInt64? = nil
    ) -> UInt64 {
        var message = StoredMessage(id: newID(), author: Int32(author), phrase: UInt32(dice.below(100_000)))
        (message.body, message.extras) = (body, extras)
        if let answers { message.answers = answers }
        if answers == nil, body == nil, dice.rolls(0.1), let last = guilds[g].channels[c].messages.last, !last.isDeleted
        {
            message.answers = last.id
        }
        guilds[g].channels[c].messages.append(message)
        guilds[g].channels[c].lastMessage = message.id
        var data = guilds[g].object(of: message, in: guilds[g].channels[c], application)
        data = data.with(["guild_id": .id(guilds[g].id), "nonce": nil])
        if author >= 0 { data = data.with(["member": guilds[g].member(author, withUser: false)]) }
        tell(
            Happening(
                dispatches: [Dispatch("MESSAGE_CREATE", guild: guilds[g].id, intent: Intents.messages, data)],
                note: note(
                    "message", g, ["id": .id(message.id), "c": .id(guilds[g].channels[c].id), "bot": .bool(author < 0)])
            ))
        return message.id
    }

    func note(_ kind: String, _ g: Int, _ more: JSON) -> JSON {
        JSON.object([.init(key: "k", value: .string(kind)), .init(key: "g", value: .id(guilds[g].id))]).with(more)
    }

    private mutating func edit(_ g: Int) {
        guard let (c, place) = anyMessage(g), guilds[g].channels[c].messages[place].author >= 0 else { return }
        guilds[g].channels[c].messages[place].editedAt = max(now, guilds[g].channels[c].messages[place].editedAt + 1)
        let message = guilds[g].channels[c].messages[place]
        let data = guilds[g].object(of: message, in: guilds[g].channels[c], application).with([
            "guild_id": .id(guilds[g].id), "member": guilds[g].member(Int(message.author), withUser: false),
        ])
        tell(
            Happening(
                dispatches: [Dispatch("MESSAGE_UPDATE", guild: guilds[g].id, intent: Intents.messages, data)],
                note: note("edit", g, ["id": .id(message.id), "at": .integer(message.editedAt)])))
    }

    private mutating func delete(_ g: Int) {
        guard let (c, place) = anyMessage(g) else { return }
        remove([place], g, c, by: nil, reason: nil)
    }

    private mutating func deleteMany(_ g: Int) {
        guard let c = anyChannel(g) else { return }
        let places = guilds[g].channels[c].messages.indices.suffix(12).filter {
            !guilds[g].channels[c].messages[$0].isDeleted
        }
        if places.count >= 2 { remove(Array(places.prefix(6)), g, c, by: People.id(2), reason: nil) }
    }

    /// Deletes messages; by somebody else than their author there is an audit entry.
    mutating func remove(_ places: [Int], _ g: Int, _ c: Int, by actor: UInt64?, reason: String?) {
        var ids: [UInt64] = []
        for place in places {
            guilds[g].channels[c].messages[place].isDeleted = true
            ids.append(guilds[g].channels[c].messages[place].id)
        }
        let channel = guilds[g].channels[c].id
        let where_: JSON = ["channel_id": .id(channel), "guild_id": .id(guilds[g].id)]
        let isBulk = ids.count > 1
        let data: JSON =
            isBulk ? where_.with(["ids": .array(ids.map { .id($0) })]) : where_.with(["id": .id(ids.first)])
        tell(
            Happening(
                dispatches: [
                    Dispatch(
                        isBulk ? "MESSAGE_DELETE_BULK" : "MESSAGE_DELETE", guild: guilds[g].id,
                        intent: Intents.messages,
                        data)
                ], note: note("delete", g, ["ids": .array(ids.map { .id($0) })])))
        if let actor, let first = places.first {
            let author = guilds[g].channels[c].messages[first].author
            let who = author < 0 ? application.bot : People.id(Int(author))
            let happening = audit(
                g, isBulk ? 73 : 72, by: actor, target: isBulk ? channel : who, reason: reason,
                options: ["channel_id": .id(channel), "count": .string(String(ids.count))])
            tell(happening)
        }
    }

    private mutating func react(_ g: Int) {
        guard let (c, place) = anyMessage(g) else { return }
        let message = guilds[g].channels[c].messages[place]
        let who = anyMember(g)
        let emoji = ["👋", "🌊", "⚓"][dice.below(3)]
        let data: JSON = [
            "user_id": .id(People.id(who)), "channel_id": .id(guilds[g].channels[c].id), "message_id": .id(message.id),
            "guild_id": .id(guilds[g].id), "member": guilds[g].member(who),
            "emoji": ["id": nil, "name": .string(emoji)], "burst": false, "type": 0,
            "message_author_id": .id(message.author < 0 ? application.bot : People.id(Int(message.author))),
        ]
        tell(
            Happening(
                dispatches: [Dispatch("MESSAGE_REACTION_ADD", guild: guilds[g].id, intent: Intents.reactions, data)],
                note: note(
                    "reaction", g, ["id": .id(message.id), "user": .id(People.id(who)), "emoji": .string(emoji)])))
    }

    // MARK: Others

    private mutating func invite(_ g: Int) {
        guard let c = anyChannel(g) else { return }
        let code = "h\(String(newID(), radix: 36))"
        let data: JSON = [
            "channel_id": .id(guilds[g].channels[c].id), "code": .string(code), "created_at": .string(Moment.text(now)),
            "guild_id": .id(guilds[g].id), "inviter": People.user(anyMember(g)), "max_age": 86_400, "max_uses": 0,
            "temporary": false, "uses": 0, "type": 0,
        ]
        tell(
            Happening(
                dispatches: [Dispatch("INVITE_CREATE", guild: guilds[g].id, intent: Intents.invites, data)],
                note: note("invite", g, ["code": .string(code)])))
    }

    private mutating func openThread(_ g: Int) {
        guard let c = anyChannel(g), guilds[g].channels[c].type == 0, guilds[g].channels.count < scenario.channels + 40
        else { return }
        var thread = GuildChannel(id: newID(), type: 11, name: "thread-\(guilds[g].channels.count)", position: 0)
        thread.parent = guilds[g].channels[c].id
        guilds[g].add(thread)
        let data = guilds[g].object(of: thread).with(["newly_created": true])
        tell(
            Happening(
                dispatches: [Dispatch("THREAD_CREATE", guild: guilds[g].id, intent: Intents.guilds, data)],
                note: note("thread", g, ["id": .id(thread.id)])))
        tell(audit(g, 110, by: People.id(1), target: thread.id, reason: nil))
    }

    private mutating func move(_ g: Int) {
        let rooms = guilds[g].voiceChannels.map { guilds[g].channels[$0].id }
        let inside = guilds[g].voices.keys.sorted()
        let leaves = !inside.isEmpty && dice.rolls(0.5)
        let who = leaves ? inside[dice.below(inside.count)] : anyMember(g)
        let room = leaves ? nil : rooms[dice.below(rooms.count)]
        guard guilds[g].voices[who] != room else { return }
        guilds[g].voices[who] = room
        tell(
            Happening(
                dispatches: [
                    Dispatch(
                        "VOICE_STATE_UPDATE", guild: guilds[g].id, intent: Intents.voiceStates,
                        guilds[g].voice(who, in: room))
                ], note: note("voice", g, ["user": .id(People.id(who)), "c": .id(room)])))
    }

    private mutating func updateGuild(_ g: Int) {
        if guilds[g].features.contains("PARTNERED") {
            guilds[g].features.removeAll { $0 == "PARTNERED" }
        } else {
            guilds[g].features.append("PARTNERED")
        }
        tell(
            Happening(
                dispatches: [Dispatch("GUILD_UPDATE", guild: guilds[g].id, intent: Intents.guilds, guilds[g].object)],
                note: note("badge", g, ["partnered": .bool(guilds[g].features.contains("PARTNERED"))])))
    }

    /// A rule of AutoMod was tripped.
    private mutating func trip(_ g: Int) {
        guard let c = anyChannel(g) else { return }
        let who = anyMember(g)
        let data: JSON = [
            "guild_id": .id(guilds[g].id), "action": ["type": 1, "metadata": [:]], "rule_id": .id(guilds[g].id + 77),
            "rule_trigger_type": 1, "user_id": .id(People.id(who)), "channel_id": .id(guilds[g].channels[c].id),
            "content": "Good morning", "matched_keyword": "morning", "matched_content": "morning",
        ]
        tell(
            Happening(
                dispatches: [
                    Dispatch(
                        "AUTO_MODERATION_ACTION_EXECUTION", guild: guilds[g].id, intent: Intents.ruleActions, data)
                ], note: note("automod", g, ["user": .id(People.id(who))])))
    }

    /// A type that came after this program was written.
    private mutating func unknown(_ g: Int) {
        tell(
            Happening(
                dispatches: [
                    Dispatch(
                        "GUILD_LIGHTHOUSE_LIT", guild: guilds[g].id, intent: 0,
                        ["guild_id": .id(guilds[g].id), "lamp": [1, 2, ["oil": true]]])
                ], note: note("unknown", g, [:])))
    }
}
