import SafetyModel

/// Reads a guild from Discord's API objects: https://docs.discord.com/developers/resources/guild, `…/channel`,
/// `…/invite`, `…/webhook`. Versions 6 and 7 of the API, with permissions as numbers, are read too.
struct DiscordSnapshotReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var snapshot = CommunitySnapshot(platform: .discord, id: "")
    private var problems = SnapshotProblems()
    private var listsRead: Set<String> = []
    /// Of those, the ones that were lists: a refusal in the place of one says nothing.
    private var listsTold: Set<String> = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func read(_ parts: [SnapshotPart]) throws(JSONError) -> SnapshotReading {
        for part in parts {
            var fields = reader(part.range)
            if part.name == "guild" {
                try fields.object("guild") { fields, key throws(JSONError) in try field(key.string, &fields) }
            } else {
                try field(part.name, &fields)
            }
            problems = fields.problems
        }
        for list in ["roles", "channels", "members"] where !listsRead.contains(list) {
            problems.note(.listMissing, at: list)
        }
        for part in CommunitySnapshot.Part.allCases where part != .timeOuts && !listsTold.contains(part.rawValue) {
            snapshot.untold.insert(part)
        }
        return SnapshotReading(snapshot: snapshot, problems: problems.all)
    }

    private func reader(_ range: Range<Int>) -> FieldReader {
        var fields = FieldReader(
            JSONReader(UnsafeBufferPointer(rebasing: bytes[range]), maximumDepth: SnapshotPart.depth))
        fields.problems = problems
        return fields
    }

    private mutating func field(_ name: String, _ fields: inout FieldReader) throws(JSONError) {
        switch name {
        case "id": snapshot.id = try fields.id("id") ?? snapshot.id
        case "name": snapshot.name = try fields.text("name")
        case "owner_id": snapshot.owner = try fields.id("owner_id")
        case "mfa_level": snapshot.demandsTwoFactor = try fields.integer("mfa_level").map { $0 > 0 }
        case "features": snapshot.features = try fields.strings("features")
        case "taken_at": snapshot.takenAt = try fields.moment("taken_at")
        case "approximate_member_count", "member_count":
            let count = try fields.integer("member_count")
            snapshot.memberCount = max(count ?? 0, snapshot.memberCount ?? 0)
        case "roles", "channels", "members":
            listsRead.insert(name)
            try list(name, &fields)
        case "threads" where try fields.json.peek() == .object:
            // As GET /guilds/{id}/threads/active answers.
            try fields.fields { fields, key throws(JSONError) in
                if key == "threads" { try list("threads", &fields) } else { try fields.json.skip() }
            }
        case "threads", "invites", "webhooks": try list(name, &fields)
        default: try fields.json.skip()
        }
    }

    private mutating func list(_ name: String, _ fields: inout FieldReader) throws(JSONError) {
        if try fields.json.peek() == .array { listsTold.insert(name) }
        switch name {
        case "roles":
            try fields.entries("roles") { fields throws(JSONError) in
                if let role = try fields.discordRole() { snapshot.roles.append(role) }
            }
            // Bit 40 came after these versions.
            if fields.isOfOldVersion, snapshot.roles.allSatisfy({ $0.permissions & 1 << 40 == 0 }) {
                snapshot.untold.insert(.timeOuts)
            }
        case "channels":
            try fields.entries("channels") { fields throws(JSONError) in
                if let channel = try fields.discordChannel() { snapshot.channels.append(channel) }
            }
        case "threads":
            try fields.entries("threads") { fields throws(JSONError) in
                if let channel = try fields.discordChannel() { snapshot.channels.append(channel) }
            }
        case "members":
            try fields.entries("members") { fields throws(JSONError) in
                if let member = try fields.discordMember() { snapshot.members.append(member) }
            }
        case "invites":
            try fields.entries("invites") { fields throws(JSONError) in
                if let invite = try fields.discordInvite() { snapshot.invites.append(invite) }
            }
        default:
            try fields.entries("webhooks") { fields throws(JSONError) in
                if let webhook = try fields.discordWebhook() { snapshot.webhooks.append(webhook) }
            }
        }
    }
}
