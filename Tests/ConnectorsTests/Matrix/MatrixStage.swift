import Connectors
import SafetyModel

/// A homeserver that sends what a test says, and the translator that it is sent to.
struct MatrixStage {
    var translator = MatrixTranslator(state: MatrixState(server: "harbour.test", bot: "@vigie:harbour.test"))
    var number = 0
    static let now = Timestamp(milliseconds: 1_800_000_000_000)

    /// Sends events as one transaction. Each is JSON without id and time, which are added.
    @discardableResult
    mutating func send(_ events: String...) throws -> [Event] { try batch(events).events }

    mutating func batch(_ events: [String]) throws -> MatrixBatch {
        let whole = events.map { event in
            number += 1
            return "{\"event_id\":\"$\(number)\",\"origin_server_ts\":\(1_700_000_000_000 + number * 1000),\(event)}"
        }
        let bytes = Array("{\"events\":[\(whole.joined(separator: ","))]}".utf8)
        return translator.translate(try MatrixTransaction(bytes), receivedAt: Self.now)
    }

    static func state(
        _ room: String, _ sender: String, _ type: String, _ key: String, _ content: String, before: String? = nil
    )
        -> String
    {
        let unsigned = before.map { ",\"unsigned\":{\"prev_content\":\($0)}" } ?? ""
        return
            "\"room_id\":\"!\(room)\",\"sender\":\"@\(sender):harbour.test\",\"type\":\"\(type)\",\"state_key\":\"\(key)\",\"content\":\(content)\(unsigned)"
    }

    static func member(
        _ room: String, _ sender: String, _ user: String, _ membership: String, before: String? = nil,
        direct: Bool = false
    ) -> String {
        state(
            room, sender, "m.room.member", "@\(user):harbour.test",
            "{\"membership\":\"\(membership)\"\(direct ? ",\"is_direct\":true" : "")}",
            before: before.map { "{\"membership\":\"\($0)\"}" })
    }

    static func say(_ room: String, _ sender: String, _ text: String, more: String = "") -> String {
        "\"room_id\":\"!\(room)\",\"sender\":\"@\(sender):harbour.test\",\"type\":\"m.room.message\",\"content\":{\"msgtype\":\"m.text\",\"body\":\"\(text)\"\(more)}"
    }

    /// An open room in a space, with a moderator and two members.
    static func harbour() throws -> MatrixStage {
        var stage = MatrixStage()
        try stage.send(
            state("space", "maren", "m.room.create", "", "{\"type\":\"m.space\",\"room_version\":\"11\"}"),
            member("space", "maren", "maren", "join"),
            state("space", "maren", "m.room.power_levels", "", "{\"users\":{\"@maren:harbour.test\":100}}"),
            state("space", "maren", "m.room.join_rules", "", "{\"join_rule\":\"public\"}"),
            state("quay", "maren", "m.room.create", "", "{\"room_version\":\"11\"}"),
            member("quay", "maren", "maren", "join"),
            state(
                "quay", "maren", "m.room.power_levels", "",
                "{\"users\":{\"@maren:harbour.test\":100,\"@odile:harbour.test\":50}}"),
            state("quay", "maren", "m.room.join_rules", "", "{\"join_rule\":\"public\"}"),
            state("space", "maren", "m.space.child", "!quay", "{\"via\":[\"harbour.test\"]}"),
            member("quay", "odile", "odile", "join"), member("quay", "quillon", "quillon", "join"),
            member("quay", "wren", "wren", "join"))
        return stage
    }
}
