public import SafetyModel

extension DiscordTranslator {
    /// Entries of the audit log, as the gateway or `GET /guilds/{id}/audit-logs` give them
    /// (https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object).
    ///
    /// They come at the moment their id was made, which is when the thing was done.
    /// - Parameter isFetched: they come by REST, long after perhaps; the list of members that shows who is gone comes later.
    public mutating func entries(
        _ entries: [JSONTree], guild: String, sequence: Int64 = .max, at received: Timestamp, isFetched: Bool = false
    ) -> [Event] {
        entries.flatMap { tree in
            let read = AuditEntry(tree, sequence: sequence)
            let events = entry(read, guild, received)
            if isFetched, [20, 22].contains(read.action) {
                joins[guild, default: AuditJoin()].tell(
                    .removal(read.target), at: received, for: AuditJoin.fetchingSpan)
            }
            return events
        }
    }

    private mutating func entry(_ entry: AuditEntry, _ guild: String, _ received: Timestamp) -> [Event] {
        guard let id = entry.id else { return [] }
        let time = Snowflake.time(of: id) ?? received
        switch entry.action {
        case 20: return told(.removal(entry.target), .memberLeft, entry, guild, time, received)
        case 22:
            joins[guild, default: AuditJoin()].tell(.removal(entry.target), sequence: entry.sequence, at: received)
            return told(.ban(entry.target), .memberBanned, entry, guild, time, received)
        case 23: return told(.unban(entry.target), .memberUnbanned, entry, guild, time, received)
        case 24: return memberEntry(entry, guild, time, received)
        case 25: return roleEntries(entry, guild, time, received)
        case 30: return told(.roleCreated(entry.target), .roleCreated, entry, guild, time, received)
        case 31: return told(.roleUpdated(entry.target), .roleUpdated, entry, guild, time, received)
        case 32: return told(.roleDeleted(entry.target), .roleDeleted, entry, guild, time, received)
        case 143, 144, 145, 146: return automodEntry(entry, guild, time, received)
        default:
            return [other("discord.audit.\(AuditEntry.name(entry.action))", entry, guild, time)]
        }
    }

    /// The event of an entry, with the details of the fact that waited for it.
    private mutating func told(
        _ subject: AuditJoin.Subject, _ type: EventType, _ entry: AuditEntry, _ guild: String, _ time: Timestamp,
        _ received: Timestamp, suffix: String = "", _ fill: (inout Event) -> Void = { _ in }
    ) -> [Event] {
        let fact = joins[guild, default: AuditJoin()].tell(subject, sequence: entry.sequence, at: received)
        var event = event("audit/\(entry.id ?? "")\(suffix)", type, guild, at: time)
        event.actor = entry.user.map { member($0, guild) }
        switch type {
        case .roleCreated, .roleUpdated, .roleDeleted:
            var role = role(entry.target, guild)
            role.name = entry.change("name")?.new.text ?? role.name ?? entry.change("name")?.old.text
            if let bits = entry.change("permissions")?.new.id.flatMap({ UInt64($0) }) {
                role.permissions = DiscordPermissions.names(of: bits)
            }
            if case .role(let told) = fact?.body { role = told }
            role.reason = entry.reason
            event.body = .role(role)
        default:
            event.target = fact?.target ?? (type == .memberLeft ? fact?.actor : nil) ?? member(entry.target, guild)
            event.body = entry.reason.map { .membership(Membership(reason: $0)) } ?? .none
        }
        fill(&event)
        return [event]
    }

    /// An update of a member: a time-out, another name, or what has no event of its own.
    private mutating func memberEntry(
        _ entry: AuditEntry, _ guild: String, _ time: Timestamp, _ received: Timestamp
    ) -> [Event] {
        if let change = entry.change("communication_disabled_until") {
            guard let until = change.new.moment else {
                return [other("member.time_out_ended", entry, guild, time)]
            }
            return told(.timeOut(entry.target), .memberTimedOut, entry, guild, time, received) { event in
                event.body = .membership(Membership(reason: entry.reason, until: until))
            }
        }
        if let change = entry.change("nick") {
            let isOwn = entry.user == entry.target
            return told(.rename(entry.target), .memberRenamed, entry, guild, time, received) { event in
                if isOwn { event.target = nil } else if let name = change.new.text { event.target?.name = name }
                event.body = .membership(Membership(reason: entry.reason, previousName: change.old.text))
            }
        }
        return [other("discord.audit.member_update", entry, guild, time)]
    }

    private mutating func roleEntries(
        _ entry: AuditEntry, _ guild: String, _ time: Timestamp, _ received: Timestamp
    ) -> [Event] {
        var events: [Event] = []
        for change in entry.changes where change.key == "$add" || change.key == "$remove" {
            let isGrant = change.key == "$add"
            for tree in change.new.elements {
                guard let id = tree["id"].id else { continue }
                let known = guilds[guild]?.roles[id]
                events += told(
                    isGrant ? .grant(user: entry.target, role: id) : .revocation(user: entry.target, role: id),
                    isGrant ? .roleGranted : .roleRevoked, entry, guild, time, received,
                    suffix: "/\(isGrant ? "add" : "remove")/\(id)"
                ) { event in
                    var role = Role(id: id, name: tree["name"].text)
                    if let known {
                        role.name = known.name
                        role.permissions = DiscordPermissions.names(of: known.permissions)
                        role.position = known.position
                    }
                    role.reason = entry.reason
                    event.body = .role(role)
                }
            }
        }
        return events
    }

    /// AutoMod also tells itself what it did, with the text; the entry counts only where it did not.
    private mutating func automodEntry(
        _ entry: AuditEntry, _ guild: String, _ time: Timestamp, _ received: Timestamp
    ) -> [Event] {
        let action = [143: "block_message", 144: "send_alert_message", 145: "timeout", 146: "block_member_interaction"]
        var event = event(
            "audit/\(entry.id ?? "")", .automodTriggered, guild, at: time,
            channel: entry.tree["options"]["channel_id"].id)
        event.actor = member(entry.target.ifAny ?? entry.user ?? "", guild)
        event.body = .automod(
            AutomodExecution(
                rule: entry.tree["options"]["auto_moderation_rule_name"].text, action: action[entry.action]))
        var join = joins[guild, default: AuditJoin()]
        defer { joins[guild] = join }
        // Held with the highest number: nothing is to be asked for again because of it.
        join.hold(
            .automod("\(entry.target.ifAny ?? entry.user ?? "")/\(action[entry.action] ?? "")"), event,
            sequence: .max, at: received)
        return []
    }

    private func other(_ type: String, _ entry: AuditEntry, _ guild: String, _ time: Timestamp) -> Event {
        let channel = entry.isAboutChannel ? entry.target : entry.tree["options"]["channel_id"].id
        var event = event("audit/\(entry.id ?? "")", .other(type), guild, at: time, channel: channel)
        // A channel that is gone is known by its entry alone; one that was renamed, by what it was called.
        if let name = entry.isAboutChannel ? entry.change("name")?.old.text : nil { event.channel?.name = name }
        event.actor = entry.user.map { member($0, guild) }
        if entry.isAboutMember { event.target = member(entry.target, guild) }
        if let reason = entry.reason {
            var writer = JSONWriter()
            writer.string(reason)
            event.unknown = [UnknownAttribute(path: "data.reason", json: writer.text)]
        }
        if let count = entry.tree["options"]["count"].id.flatMap({ UInt32($0) }) {
            event.unknown.append(UnknownAttribute(path: "data.count", json: "\(count)"))
        }
        return event
    }
}

/// An entry of the audit log, as far as Vigie uses it.
struct AuditEntry {
    struct Change {
        var key: String
        var new: JSONTree
        var old: JSONTree
    }

    let tree: JSONTree
    let sequence: Int64
    let action: Int

    /// - Parameter sequence: of the dispatch that told it; the highest for one that was fetched.
    init(_ tree: JSONTree, sequence: Int64) {
        self.tree = tree
        self.sequence = sequence
        action = tree["action_type"].integer.flatMap { Int(exactly: $0) } ?? -1
    }

    var id: String? { tree["id"].id }
    var user: String? { tree["user_id"].id }
    var target: String { tree["target_id"].id ?? "" }
    var reason: String? { tree["reason"].text }
    var changes: [Change] {
        tree["changes"].elements.compactMap { change in
            change["key"].text.map { Change(key: $0, new: change["new_value"], old: change["old_value"]) }
        }
    }

    func change(_ key: String) -> Change? { changes.first { $0.key == key } }

    /// Whether the target is an account.
    var isAboutMember: Bool { (20...28).contains(action) && !target.isEmpty || action == 72 }

    /// Whether the target is a channel.
    var isAboutChannel: Bool { (10...15).contains(action) || action == 73 }

    /// The action's name in Discord's table, in lower case; its number where this version does not know it.
    static func name(_ action: Int) -> String {
        names[action] ?? String(action)
    }

    private static let names: [Int: String] = [
        1: "guild_update", 10: "channel_create", 11: "channel_update", 12: "channel_delete",
        13: "channel_overwrite_create", 14: "channel_overwrite_update", 15: "channel_overwrite_delete",
        21: "member_prune", 24: "member_update", 26: "member_move", 27: "member_disconnect", 28: "bot_add",
        40: "invite_create", 41: "invite_update", 42: "invite_delete", 50: "webhook_create", 51: "webhook_update",
        52: "webhook_delete", 60: "emoji_create", 61: "emoji_update", 62: "emoji_delete", 72: "message_delete",
        73: "message_bulk_delete", 74: "message_pin", 75: "message_unpin", 80: "integration_create",
        81: "integration_update", 82: "integration_delete", 110: "thread_create", 111: "thread_update",
        112: "thread_delete", 121: "application_command_permission_update", 140: "auto_moderation_rule_create",
        141: "auto_moderation_rule_update", 142: "auto_moderation_rule_delete",
        150: "creator_monetization_request_created", 151: "creator_monetization_terms_accepted",
    ]
}
