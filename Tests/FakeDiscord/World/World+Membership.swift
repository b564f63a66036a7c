import Foundation

/// What happens to members, whether somebody of the community does it or the bot by REST.
extension World {
    mutating func join(_ g: Int, _ returning: Int? = nil) {
        let number: Int
        if let returning {
            number = returning
        } else if dice.rolls(0.3), let back = guilds[g].departed.last, !guilds[g].isMember(back),
            guilds[g].bans[People.id(back)] == nil
        {
            guilds[g].departed.removeLast()
            number = back
        } else {
            number = guilds[g].accounts
            guilds[g].accounts += 1
        }
        guilds[g].changed[number] = Guild.MemberState(joinedAt: now, roles: [])
        guilds[g].memberCount += 1
        let data = guilds[g].member(number).with(["guild_id": .id(guilds[g].id)])
        tell(
            Happening(
                dispatches: [Dispatch("GUILD_MEMBER_ADD", guild: guilds[g].id, intent: Intents.members, data)],
                note: note("join", g, ["user": .id(People.id(number)), "at": .integer(now)])))
    }

    mutating func leave(_ g: Int) {
        let number = anyMember(g)
        guard number >= 10 else { return }
        tell(Happening(dispatches: gone(g, number), note: note("leave", g, ["user": .id(People.id(number))])))
    }

    /// The member is no longer one; what the gateway tells of it.
    private mutating func gone(_ g: Int, _ number: Int) -> [Dispatch] {
        guard guilds[g].isMember(number) else { return [] }
        var dispatches: [Dispatch] = []
        if guilds[g].voices.removeValue(forKey: number) != nil {
            dispatches.append(
                Dispatch(
                    "VOICE_STATE_UPDATE", guild: guilds[g].id, intent: Intents.voiceStates,
                    guilds[g].voice(number, in: nil)))
        }
        var state = guilds[g].state(number)
        state.isMember = false
        state.roles = []
        state.timedOutUntil = 0
        guilds[g].changed[number] = state
        guilds[g].memberCount -= 1
        guilds[g].departed.append(number)
        if guilds[g].departed.count > 100 { guilds[g].departed.removeFirst(50) }
        dispatches.append(
            Dispatch(
                "GUILD_MEMBER_REMOVE", guild: guilds[g].id, intent: Intents.members,
                ["guild_id": .id(guilds[g].id), "user": People.user(number)]))
        return dispatches
    }

    mutating func kick(_ g: Int, _ number: Int, by actor: UInt64, reason: String?) {
        guard number >= 10, guilds[g].isMember(number) else { return }
        let told = gone(g, number)
        let entry = audit(g, 20, by: actor, target: People.id(number), reason: reason)
        tellApart(Happening(dispatches: told, note: note("kick", g, ["user": .id(People.id(number))])), entry)
    }

    mutating func ban(_ g: Int, _ number: Int, by actor: UInt64, reason: String?) {
        guard number >= 5, guilds[g].bans[People.id(number)] == nil else { return }
        var told = gone(g, number)
        guilds[g].bans[People.id(number)] = .some(reason)
        let ban = Dispatch(
            "GUILD_BAN_ADD", guild: guilds[g].id, intent: Intents.moderation,
            ["guild_id": .id(guilds[g].id), "user": People.user(number)])
        told.insert(ban, at: dice.rolls(0.5) ? 0 : told.count)
        let entry = audit(g, 22, by: actor, target: People.id(number), reason: reason)
        tellApart(Happening(dispatches: told, note: note("ban", g, ["user": .id(People.id(number))])), entry)
    }

    mutating func unbanAny(_ g: Int) {
        guard let user = guilds[g].bans.keys.min(), let number = People.number(of: user) else { return }
        unban(g, number, by: People.id(3), reason: nil)
    }

    mutating func unban(_ g: Int, _ number: Int, by actor: UInt64, reason: String?) {
        guilds[g].bans.removeValue(forKey: People.id(number))
        let told = Dispatch(
            "GUILD_BAN_REMOVE", guild: guilds[g].id, intent: Intents.moderation,
            ["guild_id": .id(guilds[g].id), "user": People.user(number)])
        let entry = audit(g, 23, by: actor, target: People.id(number), reason: reason)
        tellApart(Happening(dispatches: [told], note: note("unban", g, ["user": .id(People.id(number))])), entry)
    }

    mutating func timeOut(_ g: Int, _ number: Int, until: Int64, by actor: UInt64, reason: String?) {
        guard number >= 5, guilds[g].isMember(number) else { return }
        var state = guilds[g].state(number)
        let old = state.timedOutUntil
        state.timedOutUntil = until
        guilds[g].changed[number] = state
        let entry = audit(
            g, 24, by: actor, target: People.id(number), reason: reason,
            changes: [
                [
                    "key": "communication_disabled_until",
                    "old_value": old > 0 ? .string(Moment.text(old)) : nil,
                    "new_value": until > 0 ? .string(Moment.text(until)) : nil,
                ]
            ])
        tellApart(
            Happening(
                dispatches: [updated(g, number)], note: note("timeout", g, ["user": .id(People.id(number))])), entry)
    }

    mutating func rename(_ g: Int) {
        let number = anyMember(g)
        guard number >= 10 else { return }
        var state = guilds[g].state(number)
        let old = state.nick
        let new = "\(People.name(number))-\(dice.below(100_000))"
        state.nick = new
        guilds[g].changed[number] = state
        let entry = audit(
            g, 24, by: People.id(number), target: People.id(number), reason: nil,
            changes: [["key": "nick", "old_value": .text(old), "new_value": .string(new)]])
        tellApart(
            Happening(dispatches: [updated(g, number)], note: note("rename", g, ["user": .id(People.id(number))])),
            entry)
    }

    mutating func changeRole(_ g: Int) {
        let number = anyMember(g)
        guard number >= 10 else { return }
        setRole(g, number, guilds[g].roles[2].id, by: People.id(0), reason: nil)
    }

    /// Gives a role, or takes it where the member has it.
    mutating func setRole(
        _ g: Int, _ number: Int, _ role: UInt64, by actor: UInt64, reason: String?, isGiven: Bool? = nil
    ) {
        guard guilds[g].isMember(number), let known = guilds[g].roles.first(where: { $0.id == role }) else { return }
        var state = guilds[g].state(number)
        let had = state.roles.contains(role)
        let gives = isGiven ?? !had
        guard gives != had else { return }
        if gives { state.roles.append(role) } else { state.roles.removeAll { $0 == role } }
        guilds[g].changed[number] = state
        let entry = audit(
            g, 25, by: actor, target: People.id(number), reason: reason,
            changes: [
                ["key": gives ? "$add" : "$remove", "new_value": [["id": .id(role), "name": .string(known.name)]]]
            ])
        tellApart(
            Happening(
                dispatches: [updated(g, number)],
                note: note(gives ? "grant" : "revoke", g, ["user": .id(People.id(number)), "role": .id(role)])), entry)
    }

    mutating func renameRole(_ g: Int) {
        let old = guilds[g].roles[1].name
        guilds[g].roles[1].name = "Regular \(dice.below(10_000))"
        let role = guilds[g].roles[1]
        let entry = audit(
            g, 31, by: People.id(0), target: role.id, reason: nil,
            changes: [["key": "name", "old_value": .string(old), "new_value": .string(role.name)]])
        tellApart(
            Happening(
                dispatches: [
                    Dispatch(
                        "GUILD_ROLE_UPDATE", guild: guilds[g].id, intent: Intents.guilds,
                        ["guild_id": .id(guilds[g].id), "role": Guild.object(of: role)])
                ], note: note("role", g, ["role": .id(role.id)])), entry)
    }

    private func updated(_ g: Int, _ number: Int) -> Dispatch {
        Dispatch(
            "GUILD_MEMBER_UPDATE", guild: guilds[g].id, intent: Intents.members,
            guilds[g].member(number).with(["guild_id": .id(guilds[g].id)]))
    }

    // MARK: Records

    /// An entry of the audit log (https://docs.discord.com/developers/resources/audit-log), and what tells of it.
    mutating func audit(
        _ g: Int, _ action: Int, by actor: UInt64, target: UInt64?, reason: String?, changes: [JSON] = [],
        options: JSON? = nil
    ) -> Happening {
        let id = newID()
        var json: JSON = [
            "id": .id(id), "action_type": .integer(Int64(action)), "user_id": .id(actor), "target_id": .id(target),
            "changes": .array(changes),
        ]
        if let options { json = json.with(["options": options]) }
        if let reason { json = json.with(["reason": .string(reason)]) }
        guilds[g].audit.append(Guild.AuditEntry(id: id, action: action, actor: actor, target: target, json: json))
        return Happening(
            dispatches: [
                Dispatch(
                    "GUILD_AUDIT_LOG_ENTRY_CREATE", guild: guilds[g].id, intent: Intents.moderation,
                    json.with(["guild_id": .id(guilds[g].id)]))
            ], note: note("audit", g, ["id": .id(id), "action": .integer(Int64(action)), "user": .id(target)]))
    }

    /// The fact and its entry: the entry may come first, or later than other things. Facts about a member never change
    /// their order.
    private mutating func tellApart(_ fact: Happening, _ entry: Happening) {
        if dice.rolls(0.3) {
            tell(entry)
            return tell(fact)
        }
        tell(fact)
        let delay = dice.rolls(0.5) ? 0 : dice.below(Int(scenario.perSecond * scenario.compression / 4) + 1)
        guard delay > 0 else { return tell(entry) }
        let place = late.firstIndex { $0.after > count + delay } ?? late.count
        late.insert((count + delay, entry), at: place)
    }
}
