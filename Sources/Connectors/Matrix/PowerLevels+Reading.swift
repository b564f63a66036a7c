import SafetyModel

extension FieldReader {
    /// The content of `m.room.power_levels`.
    mutating func powerLevels() throws(JSONError) -> PowerLevels {
        var levels = PowerLevels()
        try fields { fields, key throws(JSONError) in
            if try !fields.powerLevel(key, into: &levels) { try fields.json.skip() }
        }
        return levels
    }

    /// One field of it. Before room version 10 levels may be strings, which are read as numbers.
    /// - Returns: whether the key is one of its fields; where it is not, the value is still to be read.
    mutating func powerLevel(_ key: JSONKey, into levels: inout PowerLevels) throws(JSONError) -> Bool {
        switch key {
        case "users": levels.users = try table("users")
        case "events": levels.events = try table("events")
        case "notifications": levels.notifications = try table("notifications")
        case "users_default": levels.usersDefault = try integer("users_default")
        case "events_default": levels.eventsDefault = try integer("events_default")
        case "state_default": levels.stateDefault = try integer("state_default")
        case "ban": levels.ban = try integer("ban")
        case "kick": levels.kick = try integer("kick")
        case "redact": levels.redact = try integer("redact")
        case "invite": levels.invite = try integer("invite")
        default: return false
        }
        return true
    }

    private mutating func table(_ field: StaticString) throws(JSONError) -> [String: Int] {
        var levels: [String: Int] = [:]
        try object(field) { fields, key throws(JSONError) in
            let name = key.string
            levels[name] = try fields.integer(field)
        }
        return levels
    }
}
