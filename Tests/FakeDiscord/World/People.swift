/// Who people are. A person's account follows from their number, so that 300,000 of them take no room.
enum People {
    /// The first account is of 2016, and one was made each minute.
    private static let first: Int64 = 1_460_000_000_000 - Snowflakes.epoch
    private static let given = [
        "wren", "odile", "maren", "isaure", "quillon", "tamsin", "leopold", "ysolde", "florin", "bertille", "corin",
        "zelie",
    ]

    static func id(_ number: Int) -> UInt64 { UInt64(first + Int64(number) * 60_000) << 22 | UInt64(number & 0xFFF) }

    static func number(of id: UInt64) -> Int? {
        let since = Int64(id >> 22) - first
        guard since >= 0, since % 60_000 == 0 else { return nil }
        let number = Int(since / 60_000)
        return Self.id(number) == id ? number : nil
    }

    static func name(_ number: Int) -> String { "\(given[number % given.count])\(number)" }

    static func user(_ number: Int) -> JSON {
        [
            "id": .id(id(number)), "username": .string(name(number)), "discriminator": "0",
            "global_name": .string(name(number).capitalized), "avatar": nil, "public_flags": 0, "bot": false,
        ]
    }
}

extension Guild {
    func isMember(_ number: Int) -> Bool {
        changed[number]?.isMember ?? (number >= 0 && number < accounts)
    }

    func state(_ number: Int) -> MemberState {
        changed[number]
            ?? MemberState(
                joinedAt: botJoined - Int64(number % 900) * 3_600_000 - 60_000, roles: Self.firstRoles(number, of: self)
            )
    }

    private static func firstRoles(_ number: Int, of guild: Guild) -> [UInt64] {
        switch number {
        case 0: [guild.roles[5].id]
        case 1...4: [guild.roles[3].id]
        case 5...9: [guild.roles[2].id]
        default: number % 3 == 0 ? [guild.roles[1].id] : []
        }
    }

    /// A guild member object (https://docs.discord.com/developers/resources/guild#guild-member-object).
    func member(_ number: Int, withUser: Bool = true) -> JSON {
        let state = state(number)
        var json: JSON = [
            "nick": .text(state.nick), "avatar": nil, "banner": nil,
            "roles": .array(state.roles.map { .id($0) }), "joined_at": .string(Moment.text(state.joinedAt)),
            "premium_since": nil, "deaf": false, "mute": false, "flags": 0, "pending": false,
            "communication_disabled_until": state.timedOutUntil > 0 ? .string(Moment.text(state.timedOutUntil)) : nil,
        ]
        if withUser { json = json.with(["user": People.user(number)]) }
        return json
    }

    /// The bot as a member.
    func botMember(_ application: Application) -> JSON {
        [
            "user": application.botUser, "nick": nil, "avatar": nil, "banner": nil, "roles": [.id(botRole)],
            "joined_at": .string(Moment.text(botJoined)), "premium_since": nil, "deaf": false, "mute": false,
            "flags": 0, "pending": false, "communication_disabled_until": nil,
        ]
    }

    /// The highest place of a member's roles; the owner is above all.
    func rank(_ number: Int) -> Int {
        if number == owner { return .max }
        let held = state(number).roles
        return roles.filter { held.contains($0.id) }.map(\.position).max() ?? 0
    }

    var botRank: Int { roles.first(where: \.isManaged)?.position ?? 0 }
    var botPermissions: UInt64 {
        let bits = roles.filter { $0.id == botRole || $0.id == id }.reduce(0) { $0 | $1.permissions }
        return bits & Permissions.administrator != 0 ? .max : bits
    }
}
