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

    /// The room, with its creators by the rules of its version.
    func settled() -> SnapshotChannel {
        guard hasCreate else { return channel }
        var channel = channel
        channel.creators = MatrixRoomRules.creators(
            version: channel.roomVersion, sender: sender, creator: creatorField, additional: additionalCreators)
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
}
