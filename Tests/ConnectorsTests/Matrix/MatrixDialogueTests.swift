import Connectors
import SafetyModel
import Testing

@Suite("A chat with Vigie")
struct MatrixDialogueTests {
    private typealias Stage = MatrixStage

    /// A member asked Vigie into a private chat, and Vigie came.
    private func chat(direct: Bool = true, name: String? = nil) throws -> MatrixStage {
        var stage = try Stage.harbour()
        try stage.send(
            Stage.state("talk", "wren", "m.room.create", "", "{\"room_version\":\"11\"}"),
            Stage.member("talk", "wren", "wren", "join"),
            Stage.state("talk", "wren", "m.room.join_rules", "", "{\"join_rule\":\"invite\"}"))
        if let name { try stage.send(Stage.state("talk", "wren", "m.room.name", "", "{\"name\":\"\(name)\"}")) }
        let asked = try stage.send(Stage.member("talk", "wren", "vigie", "invite", direct: direct))
        #expect(asked.isEmpty, "that somebody asked Vigie in is nobody's business")
        #expect(try stage.send(Stage.member("talk", "vigie", "vigie", "join", before: "invite")).isEmpty || name != nil)
        return stage
    }

    @Test("Nothing of it is an event: no message, no name, no coming and going", arguments: [true, false])
    func confidential(direct: Bool) throws {
        var stage = try chat(direct: direct)
        let batch = try stage.batch([
            Stage.say("talk", "wren", "somebody asks me for pictures"),
            Stage.state("talk", "wren", "m.room.name", "", "{\"name\":\"help\"}"),
            Stage.state("talk", "wren", "m.room.topic", "", "{\"topic\":\"help\"}"),
            "\"room_id\":\"!talk\",\"sender\":\"@wren:harbour.test\",\"type\":\"m.reaction\",\"content\":{\"m.relates_to\":{\"rel_type\":\"m.annotation\",\"event_id\":\"$1\",\"key\":\"x\"}}",
            Stage.member("talk", "wren", "wren", "leave", before: "join"),
        ])
        #expect(batch.events.isEmpty)
        #expect(batch.dialogue.map(\.kind) == [.said("somebody asks me for pictures", answers: nil), .left])
    }

    @Test("What was a chat with Vigie stays no event when others come")
    func joinedByAnother() throws {
        var stage = try chat()
        let batch = try stage.batch([
            Stage.member("talk", "wren", "odile", "invite"), Stage.member("talk", "odile", "odile", "join"),
            Stage.say("talk", "wren", "hello to both of you"),
        ])
        #expect(batch.events.isEmpty && batch.dialogue.first?.kind == .joinedByAnother)
        #expect(stage.translator.state.communities(of: "@wren:harbour.test") == ["!space"])
    }

    @Test("A room with a name, into which Vigie alone was asked, is a room to be watched")
    func named() throws {
        var stage = try chat(direct: false, name: "The galley")
        let batch = try stage.batch([Stage.say("talk", "wren", "first words")])
        #expect(batch.events.map(\.text) == ["first words"] && batch.dialogue.isEmpty)
    }

    @Test("Changes, withdrawals, files and encrypted messages are told apart; programs are not answered")
    func kinds() throws {
        var stage = try chat()
        func event(_ type: String, _ content: String) -> String {
            "\"room_id\":\"!talk\",\"sender\":\"@wren:harbour.test\",\"type\":\"\(type)\",\"content\":\(content)"
        }
        let batch = try stage.batch([
            event(
                "m.room.message",
                "{\"body\":\"* b\",\"m.new_content\":{\"body\":\"b\"},\"m.relates_to\":{\"rel_type\":\"m.replace\",\"event_id\":\"$9\"}}"
            ), event("m.room.redaction", "{\"redacts\":\"$9\"}"),
            event("m.room.message", "{\"msgtype\":\"m.image\",\"body\":\"a.png\"}"),
            event("m.room.encrypted", "{\"algorithm\":\"m.megolm.v1.aes-sha2\"}"),
            event("m.room.message", "{\"msgtype\":\"m.notice\",\"body\":\"I am a program\"}"),
            event("m.room.message", "{\"body\":\"yes\",\"m.relates_to\":{\"m.in_reply_to\":{\"event_id\":\"$8\"}}}"),
        ])
        #expect(
            batch.dialogue.map(\.kind) == [
                .changed(message: "$9", into: "b"), .retracted(message: "$9"), .file, .encrypted,
                .said("yes", answers: "$8"),
            ])
        #expect(batch.events.isEmpty && batch.encrypted == 1)
    }

    @Test("Commands are read in open rooms alone, and not from notices or changes")
    func commands() throws {
        var stage = try Stage.harbour()
        let batch = try stage.batch([
            Stage.say("quay", "odile", "!vigie status"), Stage.say("quay", "odile", "I say !vigie"),
            "\"room_id\":\"!quay\",\"sender\":\"@odile:harbour.test\",\"type\":\"m.room.message\",\"content\":{\"msgtype\":\"m.notice\",\"body\":\"!vigie status\"}",
        ])
        #expect(batch.commands.map(\.text) == ["!vigie status"])
    }

    @Test(
        "A message is pointed at by link, by address or by its id",
        arguments: [
            ("https://matrix.to/#/!quay:harbour.test/$abc?via=harbour.test", "!quay:harbour.test", "$abc"),
            ("https://matrix.to/#/%21quay%3Aharbour.test/%24abc", "!quay:harbour.test", "$abc"),
            ("matrix:roomid/quay:harbour.test/e/abc?via=x", "!quay:harbour.test", "$abc"),
            ("matrix:r/quay:harbour.test/e/abc", "#quay:harbour.test", "$abc"), ("$abc", nil, "$abc"),
        ] as [(String, String?, String)])
    func links(text: String, room: String?, event: String) {
        #expect(MatrixLink.links(in: "look (here) \(text) please") == [MatrixLink(room: room, event: event)])
        #expect(MatrixLink.isAlone(in: " \(text) "))
    }

    @Test(
        "What points nowhere is no link",
        arguments: [
            "https://matrix.to/#/@wren:harbour.test", "$", "5 $ a month", "https://example.org/$abc", "matrix:u/wren:x",
            "https://matrix.to/#/!quay:harbour.test/%zz%", "matrix:roomid/a/e/" + String(repeating: "x", count: 400),
        ])
    func noLinks(text: String) { #expect(MatrixLink.links(in: text).isEmpty) }

    @Test("People are named by id or by link")
    func users() {
        let text = "it was @quillon:harbour.test, and https://matrix.to/#/%40odile:harbour.test?via=x. @nobody @:x"
        #expect(MatrixLink.users(in: text) == ["@quillon:harbour.test", "@odile:harbour.test"])
    }
}
