import SafetyModel

/// One event of a Matrix room (https://spec.matrix.org/v1.11/client-server-api/#room-event-format), as far as Vigie
/// uses it.
struct MatrixEvent {
    var id = ""
    var type = ""
    var room = ""
    var sender = ""
    /// Milliseconds since 1970 (`origin_server_ts`).
    var time: Int64?
    var stateKey: String?
    /// For a redaction: the event that it takes back.
    var redacts: String?
    var isRedacted = false
    var content = Content()
    /// For a membership: what it was before.
    var previous: Content?

    /// What stands in `content`.
    struct Content {
        var body: String?
        var kind: String?
        var fileName: String?
        var fileSize: Int?
        var newBody: String?
        var relation: String?
        var relatesTo: String?
        var inReplyTo: String?
        var emoji: String?
        var mentions: [String] = []
        var membership: String?
        var displayName: String?
        var reason: String?
        var redacts: String?
        var isDirect = false
        /// `name` of `m.room.name`.
        var name: String?
        /// `alias` of `m.room.canonical_alias`.
        var alias: String?
        var joinRule: String?
        /// `type` of `m.room.create`: `m.space` for a space.
        var roomType: String?
        var roomVersion: String?
        /// Who made the room, up to room version 10.
        var creator: String?
        /// Accounts that made the room, beside its sender (room version 12).
        var creators: [String] = []
        /// The room that this one continues (`m.room.create`), or that continues it (`m.room.tombstone`).
        var otherRoom: String?
        /// Whether `via` names a server: without one, a room is taken out of a space.
        var hasVia = false
        /// Whether a membership of a call says that its sender is in it (MSC3401).
        var isInCall = false
        /// Of a rule of a policy list: whom it names, and what it recommends.
        var entity: String?
        /// SHA-256 of whom it names, where it does not say (MSC4205).
        var entityHash: String?
        var recommendation: String?
        var powerLevels: PowerLevels?
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "event_id": id = try reader.stringIfAny() ?? ""
            case "type": type = try reader.stringIfAny() ?? ""
            case "room_id": room = try reader.stringIfAny() ?? ""
            case "sender": sender = try reader.stringIfAny() ?? ""
            case "origin_server_ts": time = try reader.integerIfAny()
            case "state_key": stateKey = try reader.stringIfAny()
            case "redacts": redacts = try reader.stringIfAny()
            case "content": content = try Self.content(&reader)
            case "prev_content": previous = try Self.content(&reader)
            case "unsigned": try unsigned(&reader)
            default: try reader.skip()
            }
        }
        try reader.end()
    }

    private mutating func unsigned(_ reader: inout JSONReader) throws(JSONError) {
        var (before, redacted) = (Content?.none, false)
        try reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "prev_content": before = try Self.content(&reader)
            case "redacted_because":
                redacted = try reader.peek() == .object
                try reader.skip()
            default: try reader.skip()
            }
        }
        previous = before ?? previous
        isRedacted = redacted
    }

    private static func content(_ reader: inout JSONReader) throws(JSONError) -> Content {
        var content = Content()
        try reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "body": content.body = try reader.stringIfAny()
            case "msgtype": content.kind = try reader.stringIfAny()
            case "filename": content.fileName = try reader.stringIfAny()
            case "membership": content.membership = try reader.stringIfAny()
            case "displayname": content.displayName = try reader.stringIfAny()?.ifAny
            case "reason": content.reason = try reader.stringIfAny()?.ifAny
            case "redacts": content.redacts = try reader.stringIfAny()
            case "is_direct": content.isDirect = try reader.boolIfAny() ?? false
            case "info": content.fileSize = try Self.size(&reader)
            case "m.new_content": content.newBody = try Self.body(&reader)
            case "m.mentions": content.mentions = try Self.mentions(&reader)
            case "m.relates_to": try Self.relation(&reader, &content)
            default: try Self.stateContent(key, &reader, &content)
            }
        }
        return content
    }

    private static func size(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        var size: Int?
        try reader.members { (reader, key) throws(JSONError) in
            if key == "size" {
                size = try reader.integerIfAny().flatMap { Int(exactly: $0) }
            } else {
                try reader.skip()
            }
        }
        return size
    }

    private static func body(_ reader: inout JSONReader) throws(JSONError) -> String? {
        var body: String?
        try reader.members { (reader, key) throws(JSONError) in
            if key == "body" { body = try reader.stringIfAny() } else { try reader.skip() }
        }
        return body
    }

    private static func mentions(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        var mentions: [String] = []
        try reader.members { (reader, key) throws(JSONError) in
            guard key == "user_ids" else { return try reader.skip() }
            try reader.elements { (reader) throws(JSONError) in
                if let id = try reader.stringIfAny() { mentions.append(id) }
            }
        }
        return mentions
    }

    private static func relation(_ reader: inout JSONReader, _ content: inout Content) throws(JSONError) {
        var related = Content()
        try reader.members { (reader, key) throws(JSONError) in
            switch key {
            case "rel_type": related.relation = try reader.stringIfAny()
            case "event_id": related.relatesTo = try reader.stringIfAny()
            case "key": related.emoji = try reader.stringIfAny()
            case "m.in_reply_to":
                try reader.members { (reader, key) throws(JSONError) in
                    if key == "event_id" { related.inReplyTo = try reader.stringIfAny() } else { try reader.skip() }
                }
            default: try reader.skip()
            }
        }
        (content.relation, content.relatesTo) = (related.relation, related.relatesTo)
        (content.emoji, content.inReplyTo) = (related.emoji, related.inReplyTo)
    }
}
