import SafetyModel

extension DiscordTranslator {
    mutating func joined(_ data: JSONTree, guild: String) -> [Event] {
        guard let id = data["user"]["id"].id, let time = data["joined_at"].moment else { return [] }
        members[guild, default: MemberMemory()].take(data, user: data["user"])
        joins[guild]?.forget(.removal(id))
        return [joining(id, data, guild, time)]
    }

    private func joining(_ id: String, _ data: JSONTree, _ guild: String, _ time: Timestamp) -> Event {
        var event = event("\(id)/joined/\(time.milliseconds)", .memberJoined, guild, at: time)
        event.actor = member(user: data["user"], guild, with: data)
        return event
    }

    mutating func memberGone(_ dispatch: Dispatch, _ guild: String, _ received: Timestamp) -> [Event] {
        guard let id = dispatch.data["user"]["id"].id else { return [] }
        var event = event("\(id)/left/\(dispatch.mark)", .memberLeft, guild, at: received)
        event.actor = member(user: dispatch.data["user"], guild)
        members[guild]?.forget(id)
        joins[guild, default: AuditJoin()].hold(.removal(id), event, sequence: dispatch.sequence, at: received)
        return []
    }

    /// `GUILD_BAN_ADD` and `GUILD_BAN_REMOVE`. A ban tells of the removal too.
    mutating func ban(_ dispatch: Dispatch, _ guild: String, _ received: Timestamp) -> [Event] {
        guard let id = dispatch.data["user"]["id"].id else { return [] }
        let isBan = dispatch.type == "GUILD_BAN_ADD"
        var event = event(
            "\(id)/\(isBan ? "banned" : "unbanned")/\(dispatch.mark)", isBan ? .memberBanned : .memberUnbanned, guild,
            at: received)
        event.target = member(user: dispatch.data["user"], guild)
        var join = joins[guild, default: AuditJoin()]
        if isBan {
            if join.hold(.ban(id), event, sequence: dispatch.sequence, at: received) {
                join.tell(.removal(id), at: received)
            }
        } else {
            join.hold(.unban(id), event, sequence: dispatch.sequence, at: received)
        }
        joins[guild] = join
        return []
    }

    /// A member object, whole: what differs from what was known is what happened.
    mutating func memberUpdated(_ dispatch: Dispatch, _ guild: String, _ received: Timestamp) -> [Event] {
        let data = dispatch.data
        guard let id = data["user"]["id"].id else { return [] }
        let before = members[guild, default: MemberMemory()].take(data, user: data["user"])
        // Came, or left and came again, while nobody told: what they had before is no measure.
        if let time = data["joined_at"].moment, cameUntold(before, guild, at: time) {
            return [joining(id, data, guild, time)]
        }
        // What changed while no session stood is told by the audit log, which is fetched.
        guard let before, !before.isStale, let memory = members[guild], let after = memory[id] else { return [] }
        var join = joins[guild, default: AuditJoin()]
        defer { joins[guild] = join }
        let mark = "\(id)/%/\(dispatch.mark)"
        func hold(_ subject: AuditJoin.Subject, _ event: Event) {
            join.hold(subject, event, sequence: dispatch.sequence, at: received)
        }
        let (had, has) = (memory.roles(of: before), memory.roles(of: after))
        for role in has where !had.contains(role) {
            hold(.grant(user: id, role: role), roleChange(.roleGranted, role, id, guild, mark, received))
        }
        for role in had where !has.contains(role) {
            hold(.revocation(user: id, role: role), roleChange(.roleRevoked, role, id, guild, mark, received))
        }
        if after.timedOutUntil != before.timedOutUntil, after.timedOutUntil > received.milliseconds {
            let until = Timestamp(milliseconds: after.timedOutUntil)
            var event = event("\(id)/timed_out/\(until.milliseconds)", .memberTimedOut, guild, at: received)
            event.target = member(id, guild)
            event.body = .membership(Membership(until: until))
            hold(.timeOut(id), event)
        }
        if after.name != before.name {
            var event = event(mark.replacing("%", with: "renamed"), .memberRenamed, guild, at: received)
            event.actor = member(id, guild)
            event.body = .membership(Membership(previousName: before.name))
            hold(.rename(id), event)
        }
        return []
    }

    private func roleChange(
        _ type: EventType, _ role: String, _ user: String, _ guild: String, _ mark: String, _ time: Timestamp
    ) -> Event {
        var event = event(mark.replacing("%", with: "\(type.name)/\(role)"), type, guild, at: time)
        event.target = member(user, guild)
        event.body = .role(self.role(role, guild))
        return event
    }

    /// A chunk of the list of members (https://docs.discord.com/developers/events/gateway-events#guild-members-chunk).
    ///
    /// The first list only fills the memory: who is in it joined before. A later one, after a session was lost, shows
    /// who came and who left meanwhile.
    mutating func chunk(_ data: JSONTree, guild: String, _ received: Timestamp) -> [Event] {
        var events: [Event] = []
        var memory = members[guild, default: MemberMemory()]
        members[guild] = nil
        var seen = (data["chunk_index"].integer ?? 0) == 0 ? [] : chunked[guild, default: []]
        chunked[guild] = nil
        var newcomers: [(String, JSONTree, Timestamp)] = []
        for member in data["members"].elements {
            guard let id = member["user"]["id"].id, let number = UInt64(id) else { continue }
            seen.insert(number)
            let before = memory.take(member, user: member["user"])
            guard let time = member["joined_at"].moment else { continue }
            if cameUntold(before, guild, at: time) {
                newcomers.append((id, member, time))
            }
        }
        let index = data["chunk_index"].integer ?? 0
        let isLast = index + 1 >= (data["chunk_count"].integer ?? 1)
        // Of a list whose beginning an earlier run was told, only the end comes.
        let isWhole = index == 0 || nextChunk[guild] == index
        nextChunk[guild] = isWhole && !isLast ? index + 1 : nil
        var gone: [UInt64] = []
        if !isWhole {
            // Another list is asked for.
        } else if isLast {
            if complete.contains(guild) { gone = memory.ids.filter { !seen.contains($0) }.sorted() }
            complete.insert(guild)
            newcomersSince[guild] = nil
        } else {
            chunked[guild] = seen
        }
        members[guild] = memory
        for (id, member, time) in newcomers { events.append(joining(id, member, guild, time)) }
        for number in gone {
            let id = String(number)
            let since = memory[id]?.joinedAt ?? 0
            var event = event("\(id)/left/since-\(since)", .memberLeft, guild, at: received)
            event.actor = member(id, guild)
            members[guild]?.forget(id)
            // The entry of a kick or ban says the same, and more.
            joins[guild, default: AuditJoin()].holdFound(.removal(id), event, at: received)
        }
        return events
    }

    /// Whether somebody came, or left and came again, while Vigie was not told.
    /// - Parameter before: what was known of them.
    private func cameUntold(_ before: MemberMemory.Known?, _ guild: String, at time: Timestamp) -> Bool {
        if let before { return before.isEarlier(than: time) }
        return complete.contains(guild) || newcomersSince[guild].map { $0 <= time } == true
    }

    /// Members of `GUILD_CREATE`: some of a large guild, all of a small one.
    /// - Returns: who joined meanwhile.
    mutating func remember(members list: [JSONTree], of guild: String) -> [Event] {
        var newcomers: [(String, JSONTree, Timestamp)] = []
        for member in list {
            let before = members[guild, default: MemberMemory()].take(member, user: member["user"])
            if let id = member["user"]["id"].id, let time = member["joined_at"].moment,
                cameUntold(before, guild, at: time)
            {
                newcomers.append((id, member, time))
            }
        }
        return newcomers.map { joining($0.0, $0.1, guild, $0.2) }
    }
}
