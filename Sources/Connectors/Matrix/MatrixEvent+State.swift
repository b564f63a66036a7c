import SafetyModel

extension MatrixEvent {
    /// What only state events have in `content`.
    static func stateContent(
        _ key: JSONKey, _ reader: inout JSONReader, _ content: inout Content
    ) throws(JSONError) {
        switch key {
        case "name": content.name = try reader.stringIfAny()?.ifAny
        case "join_rule": content.joinRule = try reader.stringIfAny()
        case "type": content.roomType = try reader.stringIfAny()
        case "room_version": content.roomVersion = try reader.stringIfAny()
        case "additional_creators": content.creators = try strings(&reader)
        case "replacement_room": content.otherRoom = try reader.stringIfAny()?.ifAny
        case "predecessor":
            try reader.members { (reader, key) throws(JSONError) in
                if key == "room_id" { content.otherRoom = try reader.stringIfAny() } else { try reader.skip() }
            }
        case "via": content.hasVia = !(try strings(&reader)).isEmpty
        case "memberships":
            try reader.elements { (reader) throws(JSONError) in
                content.isInCall = true
                try reader.skip()
            }
        case "application":
            content.isInCall = true
            try reader.skip()
        case "entity": content.entity = try reader.stringIfAny()?.ifAny
        case "recommendation": content.recommendation = try reader.stringIfAny()
        case "hashes", "org.matrix.msc4205.hashes":
            try reader.members { (reader, key) throws(JSONError) in
                if key == "sha256" { content.entityHash = try reader.stringIfAny()?.ifAny } else { try reader.skip() }
            }
        default: try levels(key, &reader, &content)
        }
    }

    private static func levels(
        _ key: JSONKey, _ reader: inout JSONReader, _ content: inout Content
    ) throws(JSONError) {
        var levels = content.powerLevels ?? PowerLevels()
        switch key {
        case "users": levels.users = try levelTable(&reader)
        case "users_default": levels.usersDefault = try level(&reader)
        case "events": levels.events = try levelTable(&reader)
        case "events_default": levels.eventsDefault = try level(&reader)
        case "state_default": levels.stateDefault = try level(&reader)
        case "ban": levels.ban = try level(&reader)
        case "kick": levels.kick = try level(&reader)
        case "redact": levels.redact = try level(&reader)
        case "invite": levels.invite = try level(&reader)
        default: return try reader.skip()
        }
        content.powerLevels = levels
    }

    private static func levelTable(_ reader: inout JSONReader) throws(JSONError) -> [String: Int] {
        var table: [String: Int] = [:]
        try reader.members { (reader, key) throws(JSONError) in
            let name = key.string
            if let level = try level(&reader) { table[name] = level }
        }
        return table
    }

    /// A level; rooms of older versions have them as text too.
    private static func level(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        guard try reader.peek() == .string else { return try reader.integerIfAny().flatMap { Int(exactly: $0) } }
        return Int(try reader.string())
    }

    private static func strings(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        var found: [String] = []
        try reader.elements { (reader) throws(JSONError) in
            if let text = try reader.stringIfAny() { found.append(text) }
        }
        return found
    }
}
