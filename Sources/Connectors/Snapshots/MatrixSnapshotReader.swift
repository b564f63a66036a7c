import SafetyModel

/// Reads a Matrix space from the state of its rooms, as `GET /_matrix/client/v3/rooms/{id}/state` answers it
/// (https://spec.matrix.org/latest/client-server-api/).
struct MatrixSnapshotReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var snapshot = CommunitySnapshot(platform: .matrix, id: "")
    private var memberNumbers: [String: Int] = [:]
    /// Which space lists a room as its child.
    private var parents: [String: String] = [:]
    /// Whether there is a room of which nothing is told.
    private var isWithoutState = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func read(_ parts: [SnapshotPart]) throws(JSONError) -> SnapshotReading {
        var problems = SnapshotProblems()
        if !parts.contains(where: { $0.name == "rooms" }) { problems.note(.listMissing, at: "rooms") }
        for part in parts {
            var fields = FieldReader(
                JSONReader(UnsafeBufferPointer(rebasing: bytes[part.range]), maximumDepth: SnapshotPart.depth))
            fields.problems = problems
            switch part.name {
            case "space": snapshot.id = try fields.text("space") ?? ""
            case "taken_at": snapshot.takenAt = try fields.moment("taken_at")
            case "rooms":
                try fields.entries("rooms") { fields throws(JSONError) in try room(&fields) }
            default: break
            }
            problems = fields.problems
        }
        if snapshot.channels.isEmpty || isWithoutState { snapshot.untold.formUnion([.channels, .members]) }
        let spaces = snapshot.channels.filter { $0.kind == .space }
        if snapshot.id.isEmpty, spaces.count == 1, let space = spaces.first { snapshot.id = space.id }
        if !snapshot.channels.contains(where: { $0.id == snapshot.id }) { snapshot.untold.insert(.channels) }
        for index in snapshot.channels.indices {
            let room = snapshot.channels[index]
            snapshot.channels[index].parent = room.id == snapshot.id ? nil : parents[room.id]
            if room.id == snapshot.id { snapshot.name = room.name }
        }
        return SnapshotReading(snapshot: snapshot, problems: problems.all)
    }

    private mutating func room(_ fields: inout FieldReader) throws(JSONError) {
        var id: String?
        var state: JSONReader?
        try fields.fields { fields, key throws(JSONError) in
            switch key {
            case "room_id", "id": id = try fields.text("room_id")
            case "state" where try fields.json.peek() == .array:
                // A reader is a value: this one comes back here once the room's id is known.
                state = fields.json
                try fields.json.skip()
            default: try fields.json.skip()
            }
        }
        guard let id else { return fields.noteEntry() }
        var room = RoomState(id: id)
        guard let state else {
            fields.problems.note(.stateMissing, at: id)
            isWithoutState = true
            snapshot.channels.append(room.channel)
            return
        }
        var events = fields
        events.json = state
        try events.entries("state") { fields throws(JSONError) in try event(&fields, &room) }
        fields.problems = events.problems
        snapshot.channels.append(room.settled())
    }

    private mutating func event(_ fields: inout FieldReader, _ room: inout RoomState) throws(JSONError) {
        var (type, key, sender) = ("", "", String?.none)
        var (content, unsigned) = (JSONReader?.none, JSONReader?.none)
        var time: Int?
        try fields.fields { fields, name throws(JSONError) in
            switch name {
            case "type": type = try fields.text("type") ?? ""
            case "state_key": key = try fields.text("state_key") ?? ""
            case "sender": sender = try fields.text("sender")
            case "origin_server_ts": time = try fields.integer("origin_server_ts")
            case "content" where try fields.json.peek() == .object:
                content = fields.json
                try fields.json.skip()
            case "unsigned" where try fields.json.peek() == .object:
                unsigned = fields.json
                try fields.json.skip()
            default: try fields.json.skip()
            }
        }
        guard let content else { return }
        let after = fields.json
        fields.json = content
        if type == "m.room.member" {
            try member(key, in: room.channel.id, at: time, unsigned, &fields)
        } else if type == "m.space.child" {
            if try fields.hasVia() { parents[key] = room.channel.id }
        } else if key.isEmpty {
            try room.take(type, sender: sender, &fields)
        }
        fields.json = after
    }

    private mutating func member(
        _ id: String, in room: String, at time: Int?, _ unsigned: JSONReader?, _ fields: inout FieldReader
    ) throws(JSONError) {
        var (membership, name) = (String?.none, String?.none)
        try fields.fields { fields, key throws(JSONError) in
            switch key {
            case "membership": membership = try fields.text("membership")
            case "displayname": name = try fields.text("displayname")
            default: try fields.json.skip()
            }
        }
        guard membership == "join", !id.isEmpty else { return }
        let number: Int
        if let known = memberNumbers[id] {
            number = known
        } else {
            number = snapshot.members.count
            memberNumbers[id] = number
            snapshot.members.append(SnapshotMember(id: id, rooms: []))
        }
        snapshot.members[number].rooms?.append(room)
        snapshot.members[number].name = snapshot.members[number].name ?? name
        // A change of name is a membership event too, and says nothing about when somebody came.
        if let time, try !Self.wasInBefore(unsigned) {
            let joined = Timestamp(milliseconds: Int64(time))
            snapshot.members[number].joinedAt = snapshot.members[number].joinedAt.map { min($0, joined) } ?? joined
        }
    }

    private static func wasInBefore(_ unsigned: JSONReader?) throws(JSONError) -> Bool {
        guard var unsigned else { return false }
        var (replaces, before) = (false, String?.none)
        try unsigned.members { reader, key throws(JSONError) in
            switch key {
            case "replaces_state":
                replaces = true
                try reader.skip()
            case "prev_content":
                try reader.members { reader, key throws(JSONError) in
                    if key == "membership" { before = try reader.stringIfAny() } else { try reader.skip() }
                }
            default: try reader.skip()
            }
        }
        return before.map { $0 == "join" } ?? replaces
    }
}
