import Connectors
import Foundation
import SafetyModel
import Testing

@Suite("Discord's data package")
struct DiscordPackageTests {
    private let picture = "https://cdn.example.org/attachments/11/99/vue.png?ex=1"

    private func write(_ folder: TemporaryFolder, messages: String = "Messages", csv: Bool = false) throws {
        _ = try folder.write("Account/user.json", #"{"id": "71", "username": "noor", "relationships": [{"id": "5"}]}"#)
        _ = try folder.write(
            "\(messages)/index.json", #"{"11": "général in Une guilde", "12": "Direct Message with lou#0", "13": null}"#
        )
        _ = try folder.write(
            "\(messages)/c11/channel.json",
            #"{"id": "11", "type": "GUILD_TEXT", "name": "général", "guild": {"id": "500", "name": "G"}}"#)
        _ = try folder.write("\(messages)/c12/channel.json", #"{"id": "12", "type": 1, "recipients": ["71", "72"]}"#)
        let rows = [
            ("1234567890123456789", "2023-05-04 19:57:28", "salut"),
            ("2", "2023-05-04 19:58:28.120000+00:00", "ça, \"va\" ?"),
        ]
        if csv {
            let lines = rows.map {
                "\($0.0),\($0.1),\"\($0.2.replacing("\"", with: "\"\""))\",\(picture)"
            }
            _ = try folder.write(
                "\(messages)/c11/messages.csv",
                "ID,Timestamp,Contents,Attachments\r\n" + lines.joined(separator: "\r\n") + "\r\n")
        } else {
            let lines = rows.map {
                """
                {"ID": \($0.0), "Timestamp": "\($0.1)", "Contents": "\($0.2.replacing("\"", with: "\\\""))",
                 "Attachments": "\(picture)"}
                """
            }
            _ = try folder.write("\(messages)/c11/messages.json", "[\(lines.joined(separator: ","))]")
        }
        _ = try folder.write(
            "\(messages)/c12/messages.json",
            #"[{"ID": "3", "Timestamp": "2023-05-05 10:00:00", "Contents": "tu viens ?", "Attachments": ""}]"#)
        _ = try folder.write("Servers/index.json", #"{"500": "Une guilde"}"#)
    }

    private func check(_ scanned: Scanned) throws {
        #expect(scanned.events.map(\.id) == ["1234567890123456789", "2", "3"])
        #expect(scanned.texts == ["salut", "ça, \"va\" ?", "tu viens ?"])
        #expect(scanned.events.allSatisfy { $0.actor?.id == "71" && $0.actor?.name == "noor" })
        #expect(scanned.events[0].time.rfc3339 == "2023-05-04T19:57:28.000Z")
        #expect(scanned.events[0].community == "500")
        #expect(scanned.events[0].channel == Channel(id: "11", kind: .text, name: "général"))
        #expect(scanned.events[2].channel?.kind == .direct)
        #expect(scanned.events[2].target == Member(id: "72", name: "lou"))
        guard case .message(let message) = scanned.events[0].body else { return }
        #expect(message.attachments == [Attachment(id: "99", kind: "image", name: "vue.png")])
        #expect(!scanned.reasons.contains { $0.isLoss })
    }

    @Test("A folder with messages.json, its ids numbers of nineteen digits")
    func folder() throws {
        try withTemporaryFolder { folder in
            try write(folder)
            try check(try scan(folder.path))
        }
    }

    @Test("Lower-case folders and CSV, as in older packages")
    func older() throws {
        try withTemporaryFolder { folder in
            try write(folder, messages: "messages", csv: true)
            try check(try scan(folder.path))
        }
    }

    @Test("The zip as it was sent")
    func zip() throws {
        try withTemporaryFolder { folder in
            try write(folder)
            var zip = ZipMaker()
            for name in [
                "Account/user.json", "Messages/index.json", "Messages/c11/channel.json", "Messages/c11/messages.json",
                "Messages/c12/channel.json", "Messages/c12/messages.json", "Servers/index.json",
            ] { zip.add(name, Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")))) }
            let scanned = try scan(try folder.write("package.zip", zip.bytes()))
            try check(scanned)
            #expect(scanned.summary.inputs.map(\.format) == [.discordPackage])
            #expect(scanned.summary.inputs[0].messages == 3)
        }
    }

    @Test("A messages.json alone is read too, without names")
    func alone() throws {
        try withTemporaryFolder { folder in
            let path = try folder.write(
                "messages.json", #"[{"ID": "3", "Timestamp": "2023-05-05 10:00:00", "Contents": "seul"}]"#)
            #expect(try scan(path).texts == ["seul"])
        }
    }
}

@Suite("Exports of Matrix rooms")
struct MatrixExportTests {
    private func event(
        _ id: String, _ sender: String, _ type: String = "m.room.message", at time: Int, _ content: String,
        extra: String = ""
    ) -> String {
        """
        {"event_id": "$\(id)", "sender": "@\(sender):example.org", "type": "\(type)", "room_id": "!r:example.org",
         "origin_server_ts": \(1_700_000_000_000 + time * 1000), "content": \(content)\(extra)}
        """
    }

    private func answering(_ id: String) -> String { #", "m.relates_to": {"m.in_reply_to": {"event_id": "\#(id)"}}"# }

    private func text(_ text: String, more: String = "") -> String {
        #"{"msgtype": "m.text", "body": "\#(text)"\#(more)}"#
    }

    private func member(
        _ id: String, _ sender: String, _ who: String, at time: Int, _ now: String, before: String?, more: String = ""
    ) -> String {
        let previous =
            before.map { #", "unsigned": {"prev_content": {"membership": "\#($0)", "displayname": "\#(who)"}}"# } ?? ""
        return event(
            id, sender, "m.room.member", at: time, #"{"membership": "\#(now)", "displayname": "\#(who)"\#(more)}"#,
            extra: #", "state_key": "@\#(who):example.org"\#(previous)"#)
    }

    private func scanRoom(_ events: [String], wrapped: Bool = true) throws -> Scanned {
        let list = "[\(events.joined(separator: ","))]"
        let json =
            wrapped
            ? """
            {"room_name": "Le salon", "room_creator": "noor", "topic": "", "export_date": "x", "exported_by": "n",
             "messages": \(list)}
            """
            : list
        return try withTemporaryFolder { try scan(try $0.write("room.json", json)) }
    }

    @Test("Messages, edits, replies, reactions and redactions become events")
    func messages() throws {
        let scanned = try scanRoom([
            event("1", "noor", at: 1, text("bonjour")),
            event(
                "2", "lou", at: 2,
                text("> <@noor> bonjour\\n\\nsalut", more: answering("$1"))),
            event(
                "3", "sacha", at: 3,
                text(
                    "* bonsoir",
                    more:
                        """
                        , "m.new_content": {"msgtype": "m.text", "body": "bonsoir"},
                        "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}
                        """
                )),
            event(
                "4", "lou", "m.reaction", at: 4,
                #"{"m.relates_to": {"rel_type": "m.annotation", "event_id": "$1", "key": "👍"}}"#),
            event("5", "noor", "m.room.redaction", at: 5, "{}", extra: #", "redacts": "$1""#),
            event("6", "noor", "m.room.encrypted", at: 6, #"{"algorithm": "x"}"#),
            event(
                "7", "noor", at: 7,
                #"{"msgtype": "m.image", "body": "vue.png", "info": {"size": 12}, "url": "mxc://x/y"}"#),
        ])
        #expect(
            scanned.events.map(\.type) == [
                .messagePosted, .messagePosted, .messageEdited, .messageReacted, .messageDeleted, .messagePosted,
            ])
        #expect(scanned.events[0].channel == Channel(id: "!r:example.org", kind: .text, name: "Le salon"))
        #expect(scanned.events[0].community == "!r:example.org")
        #expect(
            scanned.events[1].body
                == .message(Message(id: "$2", text: "salut", replyTo: "$1", replyToAuthor: "@noor:example.org")))
        #expect(scanned.events[2].body == .message(Message(id: "$0", text: "bonsoir")))
        #expect(scanned.events[3].body == .message(Message(id: "$1", replyToAuthor: "@noor:example.org", emoji: "👍")))
        #expect(scanned.events[4].body == .message(Message(id: "$1")))
        #expect(
            scanned.events[5].body
                == .message(
                    Message(
                        id: "$7", text: "",
                        attachments: [Attachment(id: "$7", kind: "image", name: "vue.png", size: 12)])))
        #expect(scanned.summary.inputs[0].leftOut == ["encrypted": 1])
    }

    @Test("Memberships become events by how they change")
    func members() throws {
        let scanned = try scanRoom([
            member("1", "noor", "noor", at: 1, "join", before: nil),
            member("2", "lou", "lou", at: 2, "join", before: "invite"),
            member("3", "sacha", "sacha", at: 3, "join", before: nil),
            member("4", "lou", "lou", at: 4, "leave", before: "join"),
            member("5", "noor", "sacha", at: 5, "ban", before: "join", more: #", "reason": "spam""#),
            member("6", "noor", "sacha", at: 6, "leave", before: "ban"),
        ])
        #expect(
            scanned.events.map(\.type) == [
                .memberJoined, .memberJoined, .memberJoined, .memberLeft, .memberBanned, .memberUnbanned,
            ])
        #expect(scanned.events[4].actor?.id == "@noor:example.org")
        #expect(scanned.events[4].target?.id == "@sacha:example.org")
        #expect(scanned.events[4].body == .membership(Membership(reason: "spam")))
        #expect(scanned.events[3].actor?.id == "@lou:example.org")
    }

    @Test("A room of two is a private chat, also as a plain array of events")
    func direct() throws {
        let scanned = try scanRoom(
            [event("1", "noor", at: 1, text("salut")), event("2", "lou", at: 2, text("oui ?"))], wrapped: false)
        #expect(scanned.events.map(\.channel?.kind) == [.direct, .direct])
        #expect(scanned.events.map(\.target?.id) == ["@lou:example.org", "@noor:example.org"])
        #expect(scanned.events[0].community.isEmpty)
    }

    @Test("A text that is nothing but a quotation is kept")
    func onlyQuotation() throws {
        let scanned = try scanRoom([
            event("1", "noor", at: 1, text("> moi", more: #", "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}"#))
        ])
        #expect(scanned.texts == ["> moi"])
    }
}

@Suite("Vigie's own events")
struct EventLinesTests {
    private func line(_ id: Int, _ text: String, minute: Int) -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"s","type":"message.posted","time":"2024-03-01T20:0\#(minute):00Z","#
            + #""data":{"community":"c","actor":{"id":"a"},"text":"\#(text)"}}"#
    }

    @Test("Lines come in the order of time; what is no event is told, and the others are read")
    func lines() throws {
        try withTemporaryFolder { folder in
            let text = "\u{FEFF}" + line(2, "deux", minute: 2) + "\r\n{oops}\n\n" + line(1, "un", minute: 1)
            let scanned = try scan(try folder.write("e.ndjson", text))
            #expect(scanned.texts == ["un", "deux"])
            #expect(scanned.skip(.linesUnreadable)?.count == 1)
            #expect(scanned.summary.inputs[0].format == .ndjson)
        }
    }

    @Test("A line over the limit is let go, and the next one is read")
    func longLine() throws {
        try withTemporaryFolder { folder in
            let text =
                line(1, "un", minute: 1) + "\n" + String(repeating: "x", count: 3 << 20) + "\n"
                + line(2, "deux", minute: 2)
            let scanned = try scan(try folder.write("e.ndjson", text))
            #expect(scanned.texts == ["un", "deux"])
            #expect(scanned.skip(.lineTooLong)?.count == 1)
        }
    }

    @Test("An array of events is read as well")
    func batch() throws {
        try withTemporaryFolder { folder in
            let path = try folder.write("e.json", "[\(line(2, "deux", minute: 2)), \(line(1, "un", minute: 1))]")
            #expect(try scan(path).texts == ["un", "deux"])
        }
    }
}
