import SafetyModel

/// Discord's objects, one function each. An object without its id is noted and is nil.
extension FieldReader {
    mutating func discordRole() throws(JSONError) -> SnapshotRole? {
        var id: String?
        var role = SnapshotRole(id: "")
        var (bits, isWithoutPermissions) = (OldAndNewBits(), true)
        try fields { fields, key throws(JSONError) in
            switch key {
            case "id": id = try fields.id("id")
            case "name": role.name = try fields.text("name")
            case "permissions", "permissions_new":
                // What is of another kind is noted where it is read.
                if try fields.json.takeNull() { return }
                isWithoutPermissions = false
                if key == "permissions_new" { fields.isOfOldVersion = true }
                let read = try fields.bits(key == "permissions" ? "permissions" : "permissions_new")
                if key == "permissions" { bits.take(read) } else { bits.new = read?.bits }
            case "position": role.position = try fields.integer("position") ?? 0
            case "managed": role.isManaged = try fields.flag("managed") ?? false
            default: try fields.json.skip()
            }
        }
        guard let id else {
            noteEntry()
            return nil
        }
        role.id = id
        role.permissions = bits.value
        if isWithoutPermissions { note(.permissionsMissing, "permissions") }
        if bits.isOld {
            isOfOldVersion = true
            note(.oldPermissions, "permissions")
        }
        return role
    }

    mutating func discordChannel() throws(JSONError) -> SnapshotChannel? {
        var id: String?
        var channel = SnapshotChannel(id: "", kind: .other)
        try fields { fields, key throws(JSONError) in
            switch key {
            case "id": id = try fields.id("id")
            case "name": channel.name = try fields.text("name")
            case "type": channel.kind = Self.kind(try fields.integer("type"))
            case "parent_id": channel.parent = try fields.id("parent_id")
            case "nsfw": channel.isAgeRestricted = try fields.flag("nsfw") ?? false
            case "permission_overwrites": channel.overwrites = try fields.discordOverwrites()
            default: try fields.json.skip()
            }
        }
        guard let id else {
            noteEntry()
            return nil
        }
        channel.id = id
        return channel
    }

    private static func kind(_ type: Int?) -> SnapshotChannel.Kind {
        switch type {
        case 0: .text
        case 2: .voice
        case 4: .category
        case 5: .announcement
        case 10, 11, 12: .thread
        case 13: .stage
        case 15, 16: .forum
        default: .other
        }
    }

    private mutating func discordOverwrites() throws(JSONError) -> [SnapshotOverwrite] {
        var overwrites: [SnapshotOverwrite] = []
        guard try json.peek() == .array else {
            if try !json.takeNull() { try refuse("permission_overwrites") }
            return []
        }
        try json.beginArray()
        var number = -1
        while try json.nextElement() {
            number += 1
            guard try json.peek() == .object else {
                try json.skip()
                note(.itemUnreadable, "permission_overwrites[\(number)]")
                continue
            }
            if let overwrite = try discordOverwrite() {
                overwrites.append(overwrite)
            } else {
                note(.itemUnreadable, "permission_overwrites[\(number)]")
            }
        }
        return overwrites
    }

    private mutating func discordOverwrite() throws(JSONError) -> SnapshotOverwrite? {
        var id: String?
        var kind: SnapshotOverwrite.Kind?
        var (allow, deny) = (OldAndNewBits(), OldAndNewBits())
        try fields { fields, key throws(JSONError) in
            switch key {
            case "id": id = try fields.id("permission_overwrites.id")
            case "type": kind = try fields.overwriteKind()
            case "allow": allow.take(try fields.bits("permission_overwrites.allow"))
            case "allow_new": allow.new = try fields.bits("permission_overwrites.allow_new")?.bits
            case "deny": deny.take(try fields.bits("permission_overwrites.deny"))
            case "deny_new": deny.new = try fields.bits("permission_overwrites.deny_new")?.bits
            default: try fields.json.skip()
            }
        }
        guard let id, let kind else { return nil }
        if allow.isOld || deny.isOld { note(.oldPermissions, "permission_overwrites") }
        return SnapshotOverwrite(id: id, kind: kind, allow: allow.value, deny: deny.value)
    }

    /// 0 and 1 from version 8 of the API on, "role" and "member" before.
    private mutating func overwriteKind() throws(JSONError) -> SnapshotOverwrite.Kind? {
        switch try json.identifier() {
        case "0", "role": .role
        case "1", "member": .member
        default: nil
        }
    }

    mutating func discordMember() throws(JSONError) -> SnapshotMember? {
        var id: String?
        var (nick, displayName, userName) = (String?.none, String?.none, String?.none)
        var member = SnapshotMember(id: "")
        try fields { fields, key throws(JSONError) in
            switch key {
            case "user":
                try fields.object("user") { fields, key throws(JSONError) in
                    switch key {
                    case "id": id = try fields.id("user.id")
                    case "username": userName = try fields.text("user.username")
                    case "global_name": displayName = try fields.text("user.global_name")
                    case "bot": member.isBot = try fields.flag("user.bot") ?? false
                    case "mfa_enabled": member.hasTwoFactor = try fields.flag("user.mfa_enabled")
                    default: try fields.json.skip()
                    }
                }
            case "nick": nick = try fields.text("nick")
            case "roles": member.roles = try fields.strings("roles")
            case "joined_at": member.joinedAt = try fields.moment("joined_at")
            case "communication_disabled_until":
                member.timedOutUntil = try fields.moment("communication_disabled_until")
            default: try fields.json.skip()
            }
        }
        guard let id else {
            noteEntry()
            return nil
        }
        member.id = id
        member.name = nick ?? displayName ?? userName
        member.createdAt = Snowflake.time(of: id)
        return member
    }

    mutating func discordInvite() throws(JSONError) -> SnapshotInvite? {
        var code: String?
        var invite = SnapshotInvite(code: "", maxAge: nil, maxUses: nil)
        try fields { fields, key throws(JSONError) in
            switch key {
            case "code": code = try fields.text("code")
            case "channel_id": invite.channel = try fields.id("channel_id")
            case "channel": invite.channel = try fields.idWithin("channel") ?? invite.channel
            case "inviter": invite.inviter = try fields.idWithin("inviter")
            case "created_at": invite.createdAt = try fields.moment("created_at")
            case "max_age": invite.maxAge = try fields.integer("max_age")
            case "max_uses": invite.maxUses = try fields.integer("max_uses")
            case "uses": invite.uses = try fields.integer("uses") ?? 0
            default: try fields.json.skip()
            }
        }
        guard let code else {
            noteEntry()
            return nil
        }
        invite.code = code
        return invite
    }

    /// The webhook's token, with which anybody could write, is not kept.
    mutating func discordWebhook() throws(JSONError) -> SnapshotWebhook? {
        var id: String?
        var webhook = SnapshotWebhook(id: "")
        try fields { fields, key throws(JSONError) in
            switch key {
            case "id": id = try fields.id("id")
            case "name": webhook.name = try fields.text("name")
            case "channel_id": webhook.channel = try fields.id("channel_id")
            case "user": webhook.creator = try fields.idWithin("user")
            case "application_id": webhook.application = try fields.id("application_id")
            default: try fields.json.skip()
            }
        }
        guard let id else {
            noteEntry()
            return nil
        }
        webhook.id = id
        return webhook
    }

    /// The `id` of an object within the entry.
    private mutating func idWithin(_ field: StaticString) throws(JSONError) -> String? {
        var id: String?
        try object(field) { fields, key throws(JSONError) in
            if key == "id" { id = try fields.id("id") } else { try fields.json.skip() }
        }
        return id
    }
}

/// Permissions in the fields of versions 6 and 7 (`permissions` a number of 31 bits, `permissions_new` a string) and of
/// later ones (`permissions` a string).
struct OldAndNewBits {
    private var old: (bits: UInt64, isNumber: Bool)?
    var new: UInt64?

    mutating func take(_ bits: (bits: UInt64, isNumber: Bool)?) { old = bits }

    var value: UInt64 { new ?? old?.bits ?? 0 }
    /// Whether only the old field was there.
    var isOld: Bool { new == nil && old?.isNumber == true }
}
