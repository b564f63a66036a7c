import SafetyModel

extension DiscordTranslator {
    mutating func guildCreated(_ dispatch: Dispatch, _ received: Timestamp) -> [Event] {
        let data = dispatch.data
        guard let id = data["id"].id, data["unavailable"].bool != true else { return [] }
        let before = guilds[id]
        var memory = before ?? GuildMemory(id: id)
        // Channels that are gone must not stay; what was read in them is known by their last message.
        let old = memory.channels
        memory.channels = [:]
        memory.take(guild: data)
        // The last message that was read counts, not the last that is there: what lies between is to be fetched.
        for (channel, known) in old { memory.channels[channel]?.lastMessage = known.lastMessage }
        guilds[id] = memory
        var events = remember(members: data["members"].elements, of: id)
        if before == nil {
            var created = event("\(id)/created", .communityCreated, id, at: Snowflake.time(of: id) ?? received)
            created.body = .community(CommunityChange(name: memory.name))
            events.append(created)
        } else if let before {
            events += changes(from: before, to: memory, mark: dispatch.mark, received)
        }
        return events + voicesNow(data["voice_states"].elements, guild: id, dispatch.mark, received)
    }

    mutating func guildUpdated(_ dispatch: Dispatch, _ received: Timestamp) -> [Event] {
        guard let id = dispatch.data["id"].id else { return [] }
        let before = guilds[id]
        var memory = before ?? GuildMemory(id: id)
        memory.take(guild: dispatch.data)
        guilds[id] = memory
        return before.map { changes(from: $0, to: memory, mark: dispatch.mark, received) } ?? []
    }

    /// Vigie was taken out of the guild. An outage says so and is nothing.
    mutating func guildGone(_ dispatch: Dispatch, _ received: Timestamp) -> [Event] {
        guard let id = dispatch.data["id"].id, dispatch.data["unavailable"].bool != true else { return [] }
        guilds[id] = nil
        members[id] = nil
        voices[id] = nil
        complete.remove(id)
        return [event("\(id)/lost/\(dispatch.mark)", .other("discord.guild_lost"), id, at: received)]
    }

    /// Discord's badges of communities, by the feature that shows them.
    private static let badges = [(feature: "PARTNERED", kind: "partner"), (feature: "VERIFIED", kind: "verified")]

    private func changes(
        from before: GuildMemory, to after: GuildMemory, mark: String, _ received: Timestamp
    ) -> [Event] {
        let id = after.id
        var events: [Event] = []
        if let old = before.name, let new = after.name, old != new {
            var event = event("\(id)/renamed/\(mark)", .communityRenamed, id, at: received)
            event.body = .community(CommunityChange(name: new, previousName: old))
            events.append(event)
        }
        if let old = before.owner, let new = after.owner, old != new {
            var event = event("\(id)/owner/\(mark)", .communityOwnerChanged, id, at: received)
            // Only the owner can hand a guild over; Discord itself does in rare cases.
            event.actor = member(old, id)
            event.target = member(new, id)
            event.body = .community(CommunityChange(name: after.name, owner: new, previousOwner: old))
            events.append(event)
        }
        for (feature, kind) in Self.badges where before.features.contains(feature) != after.features.contains(feature) {
            let isGranted = after.features.contains(feature)
            var event = event(
                "\(id)/badge/\(kind)/\(mark)", isGranted ? .badgeGranted : .badgeRevoked, id, at: received)
            event.body = .badge(Badge(kind: kind))
            events.append(event)
        }
        return events
    }

    // MARK: Roles, channels, invites

    func role(_ id: String, _ guild: String) -> Role {
        guard let known = guilds[guild]?.roles[id] else { return Role(id: id) }
        return Role(
            id: id, name: known.name, permissions: DiscordPermissions.names(of: known.permissions),
            position: known.position)
    }

    mutating func role(_ dispatch: Dispatch, _ guild: String, _ received: Timestamp) -> [Event] {
        let data = dispatch.data
        guard let id = data["role"]["id"].id ?? data["role_id"].id else { return [] }
        let before = guilds[guild]?.roles[id]
        let (type, subject): (EventType, AuditJoin.Subject)
        switch dispatch.type {
        case "GUILD_ROLE_CREATE": (type, subject) = (.roleCreated, .roleCreated(id))
        case "GUILD_ROLE_DELETE": (type, subject) = (.roleDeleted, .roleDeleted(id))
        default: (type, subject) = (.roleUpdated, .roleUpdated(id))
        }
        var event = event("\(id)/\(type.name)/\(dispatch.mark)", type, guild, at: received)
        if type == .roleDeleted {
            event.body = .role(role(id, guild))
            guilds[guild]?.roles[id] = nil
        } else {
            guilds[guild]?.take(role: data["role"])
            event.body = .role(role(id, guild))
            let after = guilds[guild]?.roles[id]
            // Moving one role moves the number of many others: only name and permissions are news.
            if type == .roleUpdated, before?.name == after?.name, before?.permissions == after?.permissions {
                return []
            }
        }
        joins[guild, default: AuditJoin()].hold(subject, event, sequence: dispatch.sequence, at: received)
        return []
    }

    mutating func channel(_ dispatch: Dispatch, _ guild: String, _ received: Timestamp) -> [Event] {
        let data = dispatch.data
        if dispatch.type == "THREAD_LIST_SYNC" {
            for thread in data["threads"].elements { guilds[guild]?.take(channel: thread) }
            return []
        }
        guard let id = data["id"].id else { return [] }
        if dispatch.type.hasSuffix("_DELETE") {
            let event = event(
                "\(id)/deleted", .other(dispatch.type == "THREAD_DELETE" ? "thread.deleted" : "channel.deleted"), guild,
                at: received, channel: id)
            guilds[guild]?.channels[id] = nil
            return [event]
        }
        let last = guilds[guild]?.channels[id]?.lastMessage
        guilds[guild]?.take(channel: data)
        // The last message that was read counts, not the last that is there.
        if let last { guilds[guild]?.channels[id]?.lastMessage = last }
        let isNewThread = dispatch.type == "THREAD_CREATE" && data["newly_created"].bool == true
        guard dispatch.type == "CHANNEL_CREATE" || isNewThread else { return [] }
        var event = event(
            "\(id)/created", .other(isNewThread ? "thread.created" : "channel.created"), guild,
            at: Snowflake.time(of: id) ?? received, channel: id)
        event.actor = data["owner_id"].id.map { member($0, guild) }
        return [event]
    }

    func invite(_ data: JSONTree, guild: String, _ received: Timestamp) -> [Event] {
        guard let code = data["code"].text else { return [] }
        let created = data["created_at"].moment ?? received
        var event = event("invite/\(code)", .inviteCreated, guild, at: created, channel: data["channel_id"].id)
        event.actor = member(user: data["inviter"], guild)
        let age = data["max_age"].integer ?? 0
        event.body = .invite(
            Invite(
                code: code, maxUses: data["max_uses"].integer.flatMap { $0 > 0 ? Int(exactly: $0) : nil },
                expiresAt: (1...31_536_000).contains(age) ? created + .seconds(age) : nil))
        return [event]
    }
}
