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
        var powers: [String] = []
        if level >= levels?.ban ?? 50 { powers.append("ban") }
        if level >= levels?.kick ?? 50 { powers.append("kick") }
        if level >= levels?.redact ?? 50 { powers.append("redact") }
        if level >= levels?.events["m.room.power_levels"] ?? levels?.stateDefault ?? 50 {
            powers.append("power_levels")
        }
        // Where everybody has a power, it is power over nobody in particular.
        let common = levels?.usersDefault ?? 0
        return level > common ? powers : []
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
        level >= levels?.events["m.room.message"] ?? levels?.eventsDefault ?? 0
    }

    /// Whose level changed, in the order of their ids.
    static func changes(from old: PowerLevels?, to new: PowerLevels) -> [Change] {
        let users = Set((old?.users ?? [:]).keys).union(new.users.keys)
        return users.sorted().compactMap { user in
            let before = old?.users[user] ?? old?.usersDefault ?? 0
            let after = new.users[user] ?? new.usersDefault ?? 0
            return before == after ? nil : Change(user: user, before: before, after: after)
        }
    }
}
