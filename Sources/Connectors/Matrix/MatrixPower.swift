import SafetyModel

/// Power levels as roles: what a level allows over others (https://spec.matrix.org/v1.11/client-server-api/#mroompower_levels).
enum MatrixPower {
    /// A person's level that changed.
    struct Change: Hashable {
        var user: String
        var before: Int
        var after: Int
    }

    /// Names of the powers over others that a level gives: `ban`, `kick`, `redact`, `state`.
    static func powers(at level: Int, in levels: PowerLevels?) -> [String] {
        let rules = levels ?? PowerLevels()
        let needed = [
            ("ban", rules.neededToBan), ("kick", rules.neededToKick), ("redact", rules.neededToRedact),
            ("power_levels", rules.needed(toSet: "m.room.power_levels")),
        ]
        let powers = needed.filter { level >= $0.1 }.map(\.0)
        // Where everybody has a power, it is power over nobody in particular.
        return level > rules.usersDefault ?? 0 ? powers : []
    }

    /// The role that a level is, with the name that Element shows.
    static func role(_ level: Int, in levels: PowerLevels?) -> Role {
        let name: String? =
            switch level {
            case 100...: "Admin"
            case 50..<100: "Moderator"
            case ..<0: "Restricted"
            default: nil
            }
        return Role(id: "power:\(level)", name: name, permissions: powers(at: level, in: levels), position: level)
    }

    /// Whether a level may write.
    static func maySpeak(_ level: Int, in levels: PowerLevels?) -> Bool {
        level >= (levels ?? PowerLevels()).needed(toSend: "m.room.message")
    }

    /// Whose level changed, in the order of their ids.
    static func changes(from old: PowerLevels?, to new: PowerLevels) -> [Change] {
        let users = Set((old?.users ?? [:]).keys).union(new.users.keys)
        return users.sorted().compactMap { user in
            let before = (old ?? PowerLevels()).level(of: user)
            let after = new.level(of: user)
            return before == after ? nil : Change(user: user, before: before, after: after)
        }
    }
}
