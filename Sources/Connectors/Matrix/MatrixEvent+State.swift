import SafetyModel

extension MatrixEvent {
    /// What only state events have in `content`.
    static func stateContent(
        _ key: JSONKey, _ reader: inout JSONReader, _ content: inout Content
    ) throws(JSONError) {
        switch key {
        case "name": content.name = try reader.stringIfAny()?.ifAny
        case "alias": content.alias = try reader.stringIfAny()?.ifAny
        case "join_rule": content.joinRule = try reader.stringIfAny()
        case "type": content.roomType = try reader.stringIfAny()
        case "room_version": content.roomVersion = try reader.stringIfAny()
        case "creator": content.creator = try reader.stringIfAny()
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
        var fields = FieldReader(reader)
        let isLevel = try fields.powerLevel(key, into: &levels)
        reader = fields.json
        if isLevel { content.powerLevels = levels } else { try reader.skip() }
    }

    private static func strings(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        var found: [String] = []
        try reader.elements { (reader) throws(JSONError) in
            if let text = try reader.stringIfAny() { found.append(text) }
        }
        return found
    }
}
