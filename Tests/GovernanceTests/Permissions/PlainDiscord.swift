import SafetyModel

/// A second implementation, for comparison: the pseudo-code of
/// https://docs.discord.com/developers/topics/permissions line by line, with dictionaries and no index, and the page's
/// sentences about implied permissions, threads and time-outs after it. It shares nothing with the first.
struct PlainDiscord {
    let guild: CommunitySnapshot

    // From the table on the page, by bit: which kinds of channel know it (T text, V voice, S stage).
    static let table: [(bit: Int, kinds: String)] = [
        (0, "TVS"), (1, ""), (2, ""), (3, ""), (4, "TVS"), (5, ""), (6, "TVS"), (7, ""), (8, "V"), (9, "VS"),
        (10, "TVS"), (11, "TVS"), (12, "TVS"), (13, "TVS"), (14, "TVS"), (15, "TVS"), (16, "TVS"), (17, "TVS"),
        (18, "TVS"), (19, ""), (20, "VS"), (21, "V"), (22, "VS"), (23, "V"), (24, "VS"), (25, "V"), (26, ""), (27, ""),
        (28, "TVS"), (29, "TVS"), (30, ""), (31, "TVS"), (32, "S"), (33, "VS"), (34, "T"), (35, "T"), (36, "T"),
        (37, "TVS"), (38, "T"), (39, "TV"), (40, ""), (41, ""), (42, "V"), (43, ""), (44, "VS"), (45, "V"), (46, "TVS"),
        (48, "V"), (49, "TVS"), (50, "TVS"), (51, "T"), (52, "TVS"),
    ]

    static func known(_ letters: Set<Character>) -> UInt64 {
        table.reduce(0) { $1.kinds.contains(where: letters.contains) ? $0 | 1 << UInt64($1.bit) : $0 }
    }

    static let all: UInt64 = table.reduce(0) { $0 | 1 << UInt64($1.bit) }
    static let ofChannels = known(["T", "V", "S"])

    func computeBase(_ member: SnapshotMember) -> UInt64 {
        if guild.owner == member.id { return Self.all }
        var permissions = guild.roles.first { $0.id == guild.id }?.permissions ?? 0
        for id in member.roles {
            if let role = guild.roles.first(where: { $0.id == id }) { permissions |= role.permissions }
        }
        if permissions & (1 << 3) != 0 { return Self.all }
        return permissions & Self.all
    }

    func computeOverwrites(_ base: UInt64, _ member: SnapshotMember, _ channel: SnapshotChannel) -> UInt64 {
        if base & (1 << 3) != 0 { return Self.all }
        var permissions = base
        for overwrite in channel.overwrites where overwrite.kind == .role && overwrite.id == guild.id {
            permissions &= ~(overwrite.deny & Self.ofChannels)
            permissions |= overwrite.allow & Self.ofChannels
        }
        var (allow, deny) = (UInt64(0), UInt64(0))
        for id in Set(member.roles) where id != guild.id && guild.roles.contains(where: { $0.id == id }) {
            for overwrite in channel.overwrites where overwrite.kind == .role && overwrite.id == id {
                allow |= overwrite.allow & Self.ofChannels
                deny |= overwrite.deny & Self.ofChannels
            }
        }
        permissions &= ~deny
        permissions |= allow
        for overwrite in channel.overwrites where overwrite.kind == .member && overwrite.id == member.id {
            permissions &= ~(overwrite.deny & Self.ofChannels)
            permissions |= overwrite.allow & Self.ofChannels
        }
        return permissions
    }

    func compute(_ member: SnapshotMember, _ channel: SnapshotChannel) -> UInt64 {
        let parent = channel.kind == .thread ? guild.channels.first { $0.id == channel.parent } ?? channel : channel
        let base = computeBase(member)
        var permissions = computeOverwrites(base, member, parent)
        switch channel.kind {
        case .text, .announcement, .forum: permissions &= Self.known(["T"])
        case .thread: permissions &= Self.known(["T"]) & ~(1 << 11)
        case .voice: permissions &= Self.known(["V"])
        case .stage: permissions &= Self.known(["S"])
        default: permissions &= Self.ofChannels
        }
        if base == Self.all { return permissions }
        // "Denying VIEW_CHANNEL on a channel implicitly denies other permissions on the channel."
        if permissions & (1 << 10) == 0 { return 0 }
        // "Denying SEND_MESSAGES implicitly denies MENTION_EVERYONE, SEND_TTS_MESSAGES, ATTACH_FILES, and EMBED_LINKS."
        let sends = channel.kind == .thread ? 38 : 11
        if permissions & (1 << UInt64(sends)) == 0 {
            for bit in [17, 12, 15, 14] { permissions &= ~(1 << UInt64(bit)) }
        }
        // "For voice and stage channels, denying the CONNECT permission also implicitly denies other permissions such
        // as MANAGE_CHANNEL": what is for voice, but for events, and managing the channel and its permissions.
        if channel.kind == .voice || channel.kind == .stage, permissions & (1 << 20) == 0 {
            for bit in [4, 28, 8, 9, 21, 22, 23, 24, 25, 32, 39, 42, 45, 48] { permissions &= ~(1 << UInt64(bit)) }
        }
        if let until = member.timedOutUntil, let now = guild.takenAt, now < until {
            permissions &= 1 << 10 | 1 << 16
        }
        return permissions
    }

    /// Ban, kick or nickname, by the hierarchy alone.
    func outranks(_ member: SnapshotMember, _ other: SnapshotMember) -> Bool {
        if other.id == guild.owner || member.id == other.id { return false }
        if member.id == guild.owner { return true }
        func best(_ member: SnapshotMember) -> SnapshotRole? {
            var best: SnapshotRole?
            for role in guild.roles where member.roles.contains(role.id) && role.id != guild.id {
                guard let present = best else {
                    best = role
                    continue
                }
                if role.position > present.position
                    || (role.position == present.position && (UInt64(role.id) ?? 0) < (UInt64(present.id) ?? 0))
                {
                    best = role
                }
            }
            return best
        }
        guard let mine = best(member) else { return false }
        guard let theirs = best(other) else { return true }
        return mine.position > theirs.position
            || (mine.position == theirs.position && (UInt64(mine.id) ?? 0) < (UInt64(theirs.id) ?? 0))
    }
}
