import SafetyModel

extension AuditedCommunity {
    /// The snapshot in the layout of Discord's API objects, on one line for each role, channel, member, invite and
    /// webhook.
    public var discordJSON: [UInt8] {
        var lines = JSONLines()
        let guild = snapshot
        lines.field("id", .string(guild.id))
        lines.field("name", .string(guild.name ?? ""))
        lines.field("owner_id", .string(guild.owner ?? ""))
        lines.field("mfa_level", .number(guild.demandsTwoFactor == true ? 1 : 0))
        lines.field("approximate_member_count", .number(guild.memberCount ?? guild.members.count))
        if let taken = guild.takenAt { lines.field("taken_at", .string(taken.rfc3339)) }
        lines.list("roles", guild.roles.map(Self.role))
        lines.list("channels", guild.channels.map(Self.channel))
        lines.list("members", guild.members.map(Self.member))
        lines.list("invites", guild.invites.map(Self.invite))
        lines.list("webhooks", guild.webhooks.map(Self.webhook))
        return lines.bytes
    }

    /// Its events as lines of JSON.
    public var eventLines: [UInt8] {
        let encoder = EventEncoder()
        var bytes: [UInt8] = []
        for event in events {
            encoder.encode(event, into: &bytes)
            bytes.append(0x0A)
        }
        return bytes
    }

    private static func role(_ role: SnapshotRole) -> JSONLines.Value {
        .object([
            ("id", .string(role.id)), ("name", .string(role.name ?? "")), ("position", .number(role.position)),
            ("permissions", .string(String(role.permissions))), ("managed", .flag(role.isManaged)),
        ])
    }

    private static func channel(_ channel: SnapshotChannel) -> JSONLines.Value {
        let type =
            switch channel.kind {
            case .voice: 2
            case .category: 4
            case .announcement: 5
            case .thread: 11
            case .stage: 13
            case .forum: 15
            default: 0
            }
        var fields: [(String, JSONLines.Value)] = [
            ("id", .string(channel.id)), ("name", .string(channel.name ?? "")), ("type", .number(type)),
        ]
        if let parent = channel.parent { fields.append(("parent_id", .string(parent))) }
        if channel.isAgeRestricted { fields.append(("nsfw", .flag(true))) }
        let overwrites = channel.overwrites.map { overwrite in
            JSONLines.Value.object([
                ("id", .string(overwrite.id)), ("type", .number(overwrite.kind.rawValue)),
                ("allow", .string(String(overwrite.allow))), ("deny", .string(String(overwrite.deny))),
            ])
        }
        return .object(fields + [("permission_overwrites", .array(overwrites))])
    }

    private static func member(_ member: SnapshotMember) -> JSONLines.Value {
        var user: [(String, JSONLines.Value)] = [("id", .string(member.id)), ("username", .string(member.name ?? ""))]
        if member.isBot { user.append(("bot", .flag(true))) }
        var fields: [(String, JSONLines.Value)] = [
            ("user", .object(user)), ("roles", .array(member.roles.map { .string($0) })),
        ]
        if let joined = member.joinedAt { fields.append(("joined_at", .string(joined.rfc3339))) }
        return .object(fields)
    }

    private static func invite(_ invite: SnapshotInvite) -> JSONLines.Value {
        var fields: [(String, JSONLines.Value)] = [
            ("code", .string(invite.code)), ("channel", .object([("id", .string(invite.channel ?? ""))])),
            ("inviter", .object([("id", .string(invite.inviter ?? ""))])),
        ]
        if let age = invite.maxAge { fields.append(("max_age", .number(age))) }
        if let uses = invite.maxUses { fields.append(("max_uses", .number(uses))) }
        return .object(fields + [("uses", .number(invite.uses))])
    }

    private static func webhook(_ webhook: SnapshotWebhook) -> JSONLines.Value {
        var fields: [(String, JSONLines.Value)] = [
            ("id", .string(webhook.id)), ("name", .string(webhook.name ?? "")),
            ("channel_id", .string(webhook.channel ?? "")),
        ]
        if let creator = webhook.creator { fields.append(("user", .object([("id", .string(creator))]))) }
        if let application = webhook.application { fields.append(("application_id", .string(application))) }
        return .object(fields)
    }
}

/// JSON that people can read: a line for each entry of a list.
private struct JSONLines {
    indirect enum Value {
        case string(String)
        case number(Int)
        case flag(Bool)
        case object([(String, Value)])
        case array([Value])

        func write(to writer: inout JSONWriter) {
            switch self {
            case .string(let text): writer.string(text)
            case .number(let number): writer.integer(number)
            case .flag(let flag): writer.bool(flag)
            case .object(let fields):
                writer.beginObject()
                for (name, value) in fields {
                    writer.key(name)
                    value.write(to: &writer)
                }
                writer.endObject()
            case .array(let values):
                writer.beginArray()
                for value in values { value.write(to: &writer) }
                writer.endArray()
            }
        }

        var text: String {
            var writer = JSONWriter()
            write(to: &writer)
            return writer.text
        }
    }

    private var fields: [String] = []

    mutating func field(_ name: String, _ value: Value) { fields.append("\"\(name)\": \(value.text)") }

    mutating func list(_ name: String, _ values: [Value]) {
        let lines = values.map { "    \($0.text)" }.joined(separator: ",\n")
        fields.append("\"\(name)\": [\n\(lines)\n  ]")
    }

    var bytes: [UInt8] { Array("{\n  \(fields.joined(separator: ",\n  "))\n}\n".utf8) }
}
