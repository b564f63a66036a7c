import SafetyModel

/// What the state of one room says about who may do what in it.
struct RoomState {
    private(set) var channel: SnapshotChannel
    private var sender: String?
    private var creatorField: String?
    private var additionalCreators: [String] = []
    private var hasCreate = false

    init(id: String) {
        channel = SnapshotChannel(id: id, kind: .text)
    }

    /// Takes a state event with an empty state key; the reader stands at its content.
    mutating func take(_ type: String, sender: String?, _ fields: inout FieldReader) throws(JSONError) {
        switch type {
        case "m.room.create":
            hasCreate = true
            self.sender = sender
            channel.roomVersion = "1"
            try fields.fields { fields, key throws(JSONError) in
                switch key {
                case "room_version": channel.roomVersion = try fields.id("room_version") ?? "1"
                case "creator": creatorField = try fields.text("creator")
                case "additional_creators": additionalCreators = try fields.strings("additional_creators")
                case "type":
                    if try fields.text("type") == "m.space" { channel.kind = .space }
                default: try fields.json.skip()
                }
            }
        case "m.room.name": channel.name = try fields.textWithin("name")
        case "m.room.join_rules": channel.joinRule = try fields.textWithin("join_rule")
        case "m.room.power_levels": channel.powerLevels = try fields.powerLevels()
        default: break
        }
    }

    /// The room, with its creators by the rules of its version: `creator` up to version 10, the sender from 11 on, and
    /// `additional_creators` from 12 on (https://spec.matrix.org/latest/rooms/v11/, …/v12/).
    func settled() -> SnapshotChannel {
        guard hasCreate else { return channel }
        var channel = channel
        let version = channel.roomVersion.flatMap { Int($0) } ?? 11
        channel.creators = [version <= 10 ? creatorField ?? sender : sender].compactMap { $0 }
        if version >= 12 {
            for creator in additionalCreators where !channel.creators.contains(creator) {
                channel.creators.append(creator)
            }
        }
        return channel
    }
}

extension FieldReader {
    /// One text of an object.
    mutating func textWithin(_ name: StaticString) throws(JSONError) -> String? {
        var text: String?
        try fields { fields, key throws(JSONError) in
            if key == name { text = try fields.text(name) } else { try fields.json.skip() }
        }
        return text
    }

    /// Whether the content of `m.space.child` names servers; without them the room is no child (any more).
    mutating func hasVia() throws(JSONError) -> Bool {
        var hasVia = false
        try fields { fields, key throws(JSONError) in
            if key == "via" {
                hasVia = try fields.json.peek() == .array
            }
            try fields.json.skip()
        }
        return hasVia
    }

    /// The content of `m.room.power_levels`. Before room version 10 levels may be strings, which are read as numbers.
    mutating func powerLevels() throws(JSONError) -> PowerLevels {
        var levels = PowerLevels()
        try fields { fields, key throws(JSONError) in
            switch key {
            case "users": levels.users = try fields.levels("users")
            case "events": levels.events = try fields.levels("events")
            case "notifications": levels.notifications = try fields.levels("notifications")
            case "users_default": levels.usersDefault = try fields.integer("users_default")
            case "events_default": levels.eventsDefault = try fields.integer("events_default")
            case "state_default": levels.stateDefault = try fields.integer("state_default")
            case "ban": levels.ban = try fields.integer("ban")
            case "kick": levels.kick = try fields.integer("kick")
            case "redact": levels.redact = try fields.integer("redact")
            case "invite": levels.invite = try fields.integer("invite")
            default: try fields.json.skip()
            }
        }
        return levels
    }

    private mutating func levels(_ field: StaticString) throws(JSONError) -> [String: Int] {
        var levels: [String: Int] = [:]
        try object(field) { fields, key throws(JSONError) in
            let name = key.string
            levels[name] = try fields.integer(field)
        }
        return levels
    }
}
