import Evaluation
import SafetyModel
import Testing

private func read(_ text: String) -> (conversations: [LabelledConversation], problems: DatasetProblems) {
    var reader = LabelledConversationReader(file: "talks.jsonl")
    var conversations: [LabelledConversation] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 50) {
        reader.push(Array(bytes[start..<min(bytes.count, start + 50)])) { conversations.append($0) }
    }
    reader.finish { conversations.append($0) }
    return (conversations, reader.problems)
}

@Suite("Labelled conversations")
struct ConversationReaderTests {
    @Test("the issue's example is read whole")
    func example() throws {
        let (conversations, problems) = read(
            #"{"id":"c1","label":1,"actor":"a","target":"b","policy":"minor.grooming","language":"en","pattern":"p1","#
                + #""messages":[{"id":"m1","from":"a","to":"b","channel":"direct","time":"2026-01-05T20:11:00Z","text":"hi","acts":["contact"],"mood":1}],"#
                + #""context":{"actor":{"staff":false},"target":{"joinedAt":"2026-01-01T00:00:00Z","createdAt":"2025-12-31 10:00:00"}}}"#
        )
        #expect(problems.isEmpty)
        let conversation = try #require(conversations.first)
        let time = try #require(Timestamp(rfc3339: "2026-01-05T20:11:00Z"))
        #expect(
            conversation
                == LabelledConversation(
                    id: "c1", label: true, actor: "a", target: "b", policy: "minor.grooming",
                    messages: [
                        .init(
                            id: "m1", from: "a", to: "b", channel: "direct", time: time, text: "hi", acts: ["contact"])
                    ], actorContext: .init(staff: false),
                    targetContext: .init(
                        joinedAt: Timestamp(rfc3339: "2026-01-01T00:00:00Z"),
                        createdAt: Timestamp(rfc3339: "2025-12-31T10:00:00Z")), language: "en", pattern: "p1"))
        #expect(conversation.messages.first?.isDirect == true)
    }

    @Test("what a message may lack is filled in: its time is a minute after the one before")
    func missingParts() throws {
        let (conversations, problems) = read(
            #"{"id":1,"label":"0","messages":[{"from":"b","text":"x"},{"from":"a","text":null,"channel":"lounge","to":"b"},"#
                + #"{"from":"a","time":"2026-03-01T10:00:00Z"},{"from":"c","time":"yesterday","to":"a"}],"context":null}"#
        )
        let conversation = try #require(conversations.first)
        #expect(conversation.id == "1")
        #expect(!conversation.label)
        #expect(
            conversation.messages.map(\.time.rfc3339.description).map { $0.prefix(16) } == [
                "2026-01-01T00:00", "2026-01-01T00:01", "2026-03-01T10:00", "2026-03-01T10:01",
            ])
        #expect(conversation.messages.map(\.text) == ["x", "", "", ""])
        #expect(conversation.messages.map(\.isDirect) == [false, false, false, true])
        // The two who wrote most; of two who wrote as much, who spoke first.
        #expect(conversation.actor == "a")
        #expect(conversation.target == "b")
        #expect(!conversation.rolesAreKnown)
        #expect(problems.kept.map(\.reason) == [.unreadableTime])
        #expect(problems.lossCount == 0)
    }

    @Test("one party named makes the other the most talkative of the rest")
    func oneRole() throws {
        let lines = #""messages":[{"from":"x","text":"1"},{"from":"x","text":"2"},{"from":"y","text":"3"}]}"#
        let (conversations, _) = read(
            #"{"id":"1","label":1,"actor":"y",\#(lines)"# + "\n" + #"{"id":"2","label":1,"target":"x",\#(lines)"#)
        #expect(conversations.map(\.actor) == ["y", "y"])
        #expect(conversations.map(\.target) == ["x", "x"])
    }

    @Test(
        "labels are 0, 1, true, false, or these as strings",
        arguments: [("1", true), ("true", true), ("\"1\"", true), ("0", false), ("\"false\"", false), ("1.0", true)])
    func labels(written: String, label: Bool) {
        let (conversations, _) = read(#"{"id":"1","label":\#(written),"messages":[{"from":"x"}]}"#)
        #expect(conversations.map(\.label) == [label])
    }

    @Test(
        "what cannot be judged is left out with its reason and place",
        arguments: [
            (#"{"id":"1","messages":[{"from":"x"}]}"#, "missing_column"), (#"{"id":"1","label":1}"#, "missing_column"),
            (#"{"id":"1","label":1,"messages":[]}"#, "wrong_value"),
            (#"{"id":"1","label":2,"messages":[]}"#, "wrong_value"),
            (#"{"id":"1","label":1,"messages":[{"text":"x"}]}"#, "wrong_value"),
            (#"{"id":"1","label":1,"messages":[{"from":"x","te"#, "not_json"),
            (#"{"id":"1","label":1,"messages":{}}"#, "wrong_value"), ("[1]", "not_json"),
            (#"{"id":"1","label":1,"messages":[{"from":"x","text":7}]}"#, "wrong_value"),
        ])
    func faults(line: String, reason: String) {
        let (conversations, problems) = read(line + "\n")
        #expect(conversations.isEmpty)
        #expect(problems.kept.map(\.reason.rawValue) == [reason])
        #expect(problems.kept.first?.line == 1)
    }

    @Test("a bad line costs itself only, duplicate ids are noted, an empty file is told")
    func several() {
        let good = #"{"id":"1","label":1,"messages":[{"from":"x"}]}"#
        let (conversations, problems) = read("\(good)\n{\n\n\(good)\n")
        #expect(conversations.count == 2)
        #expect(problems.kept.map(\.line) == [2, 4])
        #expect(problems.kept.map(\.reason) == [.notJSON, .duplicateID])
        #expect(read("").problems.kept.map(\.reason) == [.empty])
        #expect(read("\u{FEFF}\(good)").conversations.count == 1)
    }
}
