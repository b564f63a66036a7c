import Connectors
import SafetyModel
import Testing

@Suite("The translation of a homeserver's events")
struct MatrixTranslatorTests {
    private typealias Stage = MatrixStage

    @Test("A room's community is the space above it, and its people are told apart by power")
    func community() throws {
        var stage = try Stage.harbour()
        let events = try stage.send(Stage.say("quay", "odile", "Good evening"), Stage.say("quay", "wren", "Hello"))
        #expect(events.map(\.community) == ["!space", "!space"])
        #expect(events.map { $0.actor?.staff } == [true, false])
        #expect(events[0].source == "matrix:harbour.test" && events[0].text == "Good evening")
        #expect(events[0].channel == Channel(id: "!quay", kind: .text))
    }

    @Test(
        "A change of membership is told by who did it and what it was before",
        arguments: [
            ("odile", "wren", "leave", "join", EventType.memberLeft, true),
            ("wren", "wren", "leave", "join", .memberLeft, false),
            ("odile", "wren", "ban", "join", .memberBanned, true),
            ("odile", "wren", "leave", "ban", .memberUnbanned, true),
            ("wren", "wren", "knock", "leave", .other("matrix.member.knocked"), false),
            ("odile", "isaure", "invite", "leave", .other("matrix.member.invited"), true),
            ("isaure", "isaure", "leave", "invite", .other("matrix.invite.declined"), false),
            ("odile", "isaure", "leave", "invite", .other("matrix.invite.withdrawn"), true),
            ("odile", "isaure", "leave", "knock", .other("matrix.knock.refused"), true),
            ("isaure", "isaure", "join", "leave", .memberJoined, false),
        ] as [(String, String, String, String, EventType, Bool)])
    func membership(sender: String, user: String, now: String, before: String, type: EventType, byAnother: Bool) throws
    {
        var stage = try Stage.harbour()
        let events = try stage.send(Stage.member("quay", sender, user, now, before: before))
        #expect(events.map(\.type) == [type])
        #expect(events.first?.actor?.id == "@\(sender):harbour.test")
        #expect(events.first?.target?.id == (byAnother ? "@\(user):harbour.test" : nil))
    }

    @Test("A member joins a community once, whatever rooms follow")
    func joinsOnce() throws {
        var stage = try Stage.harbour()
        let first = try stage.send(Stage.member("quay", "isaure", "isaure", "join"))
        let second = try stage.send(Stage.member("space", "isaure", "isaure", "join"))
        #expect(first.map(\.type) == [.memberJoined] && second.map(\.type) == [.other("matrix.room.joined")])
        let left = try stage.send(Stage.member("space", "isaure", "isaure", "leave", before: "join"))
        #expect(left.map(\.type) == [.other("matrix.room.left")])
    }

    @Test("Of a private chat who wrote to whom is kept, and no word, nor the name of a file")
    func privateChat() throws {
        var stage = try Stage.harbour()
        let opened = try stage.send(
            Stage.state("dm", "quillon", "m.room.create", "", "{\"room_version\":\"11\"}"),
            Stage.member("dm", "quillon", "quillon", "join"),
            Stage.state("dm", "quillon", "m.room.join_rules", "", "{\"join_rule\":\"invite\"}"),
            Stage.member("dm", "quillon", "wren", "invite", direct: true))
        let direct = try #require(opened.first { $0.type == .directOpened })
        #expect(direct.community == "!space" && direct.target?.id == "@wren:harbour.test")
        #expect(opened.allSatisfy { $0.type != .memberJoined && $0.type != .roleGranted })
        let said = try stage.send(
            Stage.say("dm", "quillon", "send me a picture, just for me"),
            "\"room_id\":\"!dm\",\"sender\":\"@wren:harbour.test\",\"type\":\"m.room.message\",\"content\":{\"msgtype\":\"m.image\",\"body\":\"me.png\",\"info\":{\"size\":5}}",
            Stage.say(
                "dm", "quillon", "* please",
                more:
                    ",\"m.new_content\":{\"body\":\"please\"},\"m.relates_to\":{\"rel_type\":\"m.replace\",\"event_id\":\"$1\"}"
            ))
        #expect(said.allSatisfy { $0.text == nil && $0.channel?.kind == .direct })
        #expect(said.map { $0.target?.id } == ["@wren:harbour.test", "@quillon:harbour.test", "@wren:harbour.test"])
        #expect(said.allSatisfy { $0.unknown == [UnknownAttribute(path: "unreadable", json: "\"private\"")] })
        guard case .message(let picture) = said[1].body else { Issue.record("no message"); return }
        #expect(picture.attachments.map(\.name) == [nil] && picture.attachments.first?.size == 5)
    }

    @Test("With the operator's legal ground, words of private chats are read")
    func privateChatIsRead() throws {
        var stage = MatrixStage()
        stage.translator = MatrixTranslator(state: stage.translator.state, readsPrivate: true)
        let said = try stage.send(Stage.say("dm", "quillon", "good evening"))
        #expect(said.map(\.text) == ["good evening"])
    }

    @Test("A room of which nothing is known is taken for private")
    func unknownRoom() throws {
        var stage = MatrixStage()
        #expect(try stage.send(Stage.say("somewhere", "wren", "hello")).map(\.text) == [nil])
    }

    @Test("Power levels are roles, and a level below that of writing is a time-out")
    func power() throws {
        var stage = try Stage.harbour()
        let before = "{\"users\":{\"@maren:harbour.test\":100,\"@odile:harbour.test\":50}}"
        let events = try stage.send(
            Stage.state(
                "quay", "maren", "m.room.power_levels", "",
                "{\"users\":{\"@maren:harbour.test\":100,\"@wren:harbour.test\":\"50\",\"@quillon:harbour.test\":-1}}",
                before: before))
        #expect(events.map(\.type) == [.roleRevoked, .memberTimedOut, .roleGranted])
        #expect(Set(events.map(\.id)).count == 3)
        guard case .role(let role) = events[2].body else { Issue.record("no role"); return }
        #expect(role.permissions == ["ban", "kick", "redact", "power_levels"] && role.name == "Moderator")
        #expect(try stage.send(Stage.say("quay", "wren", "hello")).map { $0.actor?.staff } == [true])
        #expect(try stage.send(Stage.say("quay", "odile", "hello")).map { $0.actor?.staff } == [false])
    }

    @Test("From room version 12 on whoever made a room has power without being listed")
    func creators() throws {
        var stage = MatrixStage()
        try stage.send(
            Stage.state(
                "r", "maren", "m.room.create", "",
                "{\"room_version\":\"12\",\"additional_creators\":[\"@odile:harbour.test\"]}"),
            Stage.state("r", "maren", "m.room.power_levels", "", "{\"users\":{}}"),
            Stage.state("r", "maren", "m.room.join_rules", "", "{\"join_rule\":\"public\"}"))
        let said = try stage.send(
            Stage.say("r", "maren", "hi"), Stage.say("r", "odile", "hi"), Stage.say("r", "wren", "hi"))
        #expect(said.map { $0.actor?.staff } == [true, true, false])
    }

    @Test("A stranger cannot put a room into a space by saying so")
    func claimedParent() throws {
        var stage = try Stage.harbour()
        try stage.send(
            Stage.state("trap", "quillon", "m.room.create", "", "{}"),
            Stage.state("trap", "quillon", "m.room.join_rules", "", "{\"join_rule\":\"public\"}"),
            Stage.state("trap", "quillon", "m.space.parent", "!space", "{\"via\":[\"harbour.test\"]}"))
        #expect(try stage.send(Stage.say("trap", "quillon", "hi")).map(\.community) == ["!trap"])
    }

    @Test("Spaces that list each other end in one community")
    func circle() throws {
        var stage = try Stage.harbour()
        try stage.send(
            Stage.state("quay", "maren", "m.room.create", "", "{\"type\":\"m.space\"}"),
            Stage.state("quay", "maren", "m.space.child", "!space", "{\"via\":[\"harbour.test\"]}"))
        #expect(try stage.send(Stage.say("quay", "wren", "hi")).count == 1)
    }

    @Test("What a member says to Vigie alone is no event")
    func dialogue() throws {
        var stage = MatrixStage()
        let batch = try stage.batch([
            Stage.state("talk", "wren", "m.room.create", "", "{}"), Stage.member("talk", "wren", "wren", "join"),
            Stage.state("talk", "wren", "m.room.join_rules", "", "{\"join_rule\":\"invite\"}"),
            Stage.member("talk", "wren", "vigie", "invite", direct: true), Stage.say("talk", "wren", "report"),
        ])
        #expect(!batch.events.contains { $0.type == .messagePosted })
        #expect(batch.dialogue.map(\.kind) == [.said("report", answers: nil)])
        #expect(batch.invitations.map(\.room) == ["!talk"])
    }

    @Test("Encrypted messages are counted, and only that they were written is kept")
    func encrypted() throws {
        var stage = try Stage.harbour()
        let batch = try stage.batch([
            "\"room_id\":\"!quay\",\"sender\":\"@wren:harbour.test\",\"type\":\"m.room.encrypted\",\"content\":{\"algorithm\":\"m.megolm.v1.aes-sha2\",\"ciphertext\":\"AA\"}"
        ])
        #expect(batch.encrypted == 1 && batch.events.map(\.type) == [.messagePosted] && batch.events[0].text == nil)
    }

    @Test("A server whose clock runs ahead, or lies, writes nothing into the future")
    func clock() throws {
        var stage = try Stage.harbour()
        let bytes = Array(
            "{\"events\":[{\"event_id\":\"$late\",\"origin_server_ts\":9000000000000000,\(Stage.say("quay", "wren", "hi"))},{\"event_id\":\"$early\",\"origin_server_ts\":-5,\(Stage.say("quay", "wren", "hi"))}]}"
                .utf8)
        let events = stage.translator.translate(try MatrixTransaction(bytes), receivedAt: Stage.now).events
        #expect(events.map(\.time) == [Stage.now, Timestamp(milliseconds: 0)])
    }

    @Test("Every event that is made can be written and read again as it was")
    func codes() throws {
        var stage = try Stage.harbour()
        let events = try stage.send(
            Stage.say("quay", "wren", "hi"), Stage.member("quay", "odile", "wren", "ban", before: "join"),
            Stage.state("quay", "maren", "m.room.topic", "", "{\"topic\":\"x\"}"),
            Stage.state(
                "quay", "maren", "m.policy.rule.user", "r1",
                "{\"entity\":\"@x:y\",\"recommendation\":\"m.ban\",\"reason\":\"spam\"}"),
            Stage.state("quay", "maren", "m.room.tombstone", "", "{\"replacement_room\":\"!next\"}"),
            Stage.state("space", "maren", "m.room.name", "", "{\"name\":\"Harbour\"}"))
        #expect(events.count == 6)
        for event in events {
            let bytes = EventEncoder().encode(event)
            let again = try EventDecoder(now: MatrixStage.now).decode(bytes).get()
            #expect(again == event)
        }
    }

    @Test(
        "A broken transaction is refused, and a broken event in a whole one is counted",
        arguments: [
            "", "[]", "{", "{}", "{\"events\":{}}", "{\"events\":[}", "{\"events\":[{}],", "nul",
            "{\"events\":[\u{0}]}",
        ])
    func broken(body: String) {
        #expect(throws: JSONError.self) { try MatrixTransaction(Array(body.utf8)) }
    }

    @Test("Events of the wrong form are left out and counted")
    func wrongEvents() throws {
        let long = String(repeating: "x", count: 300)
        let bytes = Array(
            "{\"ephemeral\":[1],\"events\":[1,null,{},{\"event_id\":7,\"sender\":[]},{\"event_id\":\"$\(long)\",\"sender\":\"@a:b\",\"type\":\"m\",\"origin_server_ts\":1}]}"
                .utf8)
        let transaction = try MatrixTransaction(bytes)
        #expect(transaction.unreadable == 5 && transaction.isEmpty == false)
    }

    @Test("What was learned of rooms and people is the same when it is put back")
    func restored() throws {
        var stage = try Stage.harbour()
        let kept = stage.translator.state.takeChanges()
        #expect(stage.translator.state.takeChanges().isEmpty)
        var again = MatrixState(server: "harbour.test", bot: "@vigie:harbour.test")
        again.restore(kept)
        var other = MatrixTranslator(state: again)
        let bytes = Array(
            "{\"events\":[{\"event_id\":\"$x\",\"origin_server_ts\":1,\(Stage.say("quay", "odile", "hi"))}]}".utf8)
        let transaction = try MatrixTransaction(bytes)
        #expect(
            other.translate(transaction, receivedAt: Stage.now).events
                == stage.translator.translate(transaction, receivedAt: Stage.now).events)
    }
}
