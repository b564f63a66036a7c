import SafetyModel

extension Role {
    /// Permissions over others, in Discord's names (https://discord.com/developers/docs/topics/permissions) and in
    /// plain words of other platforms.
    private static let powers: Set<String> = [
        "ADMINISTRATOR", "BAN_MEMBERS", "KICK_MEMBERS", "MANAGE_GUILD", "MANAGE_ROLES", "MANAGE_CHANNELS",
        "MANAGE_MESSAGES", "MODERATE_MEMBERS", "MUTE_MEMBERS", "DEAFEN_MEMBERS", "MOVE_MEMBERS", "MANAGE_WEBHOOKS",
        "MANAGE_NICKNAMES", "MANAGE_THREADS", "BAN", "KICK", "REDACT",
    ]

    /// Whether it gives power over others: by its permissions, or by a name that says so.
    var isOverOthers: Bool {
        permissions.contains { Self.powers.contains($0.uppercased()) }
            || nameHolds(["admin", "modo", "moderat", "modérat", "staff"])
    }

    /// Whether the name holds one of the words, whatever the case.
    func nameHolds(_ words: [String]) -> Bool {
        guard let name = name?.lowercased() else { return false }
        return words.contains { name.contains($0) }
    }
}

/// Which roles give power over others, as their creation and changes told.
struct RoleBook: Sendable {
    private var powerful = Remembered<Account, Bool>(for: .days(3650), most: 20_000)

    var count: Int { powerful.count }

    mutating func observe(_ event: Event) {
        guard case .role(let role) = event.body else { return }
        let key = Account(role.id, of: event)
        switch event.type {
        case .roleCreated, .roleUpdated:
            if role.isOverOthers { powerful.set(key, true, since: event.time) } else { powerful.remove(key) }
        case .roleDeleted: powerful.remove(key)
        default: break
        }
    }

    /// Whether the role that an event gives or takes is one over others.
    func isOverOthers(_ event: Event) -> Bool {
        guard case .role(let role) = event.body else { return false }
        return role.isOverOthers || powerful.value(Account(role.id, of: event), at: event.time) == true
    }

    init() {}

    func encode(into writer: inout ByteWriter) { powerful.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try powerful.decode(from: &reader) }
}
