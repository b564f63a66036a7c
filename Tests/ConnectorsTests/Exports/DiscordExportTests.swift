import Connectors
import SafetyModel
import Testing

@Suite("Exports of DiscordChatExporter")
struct DiscordExportTests {
    @Test("A message of a server channel becomes an event with its community, channel, author and text")
    func oneMessage() throws {
        try withTemporaryFolder { folder in
            let extra = #", "reference": null"#
            let path = try folder.write(
                "a.json",
                discordExport([
                    discordMessage(
                        1, "100000000000000007", "bonjour \\u00e0 tous", at: "2024-03-01T21:05:06.789+01:00",
                        extra: extra)
                ]))
            let scanned = try scan(path)
            let event = try #require(scanned.events.first)
            #expect(scanned.events.count == 1)
            #expect(event.key == EventKey(source: "discord:guild/500", id: "1"))
            #expect(event.type == .messagePosted)
            #expect(event.time.rfc3339 == "2024-03-01T20:05:06.789Z")
            #expect(event.community == "500")
            #expect(event.channel == Channel(id: "600", kind: .text, name: "general"))
            #expect(event.text == "bonjour à tous")
            #expect(event.actor?.name == "Nick 100000000000000007")
            #expect(event.actor?.roles == ["Vigie"])
            #expect(event.actor?.bot == false)
            #expect(
                event.actor?.createdAt == Timestamp(milliseconds: (100_000_000_000_000_007 >> 22) + 1_420_070_400_000))
            #expect(event.target == nil)
            #expect(scanned.summary.skipped.isEmpty)
            let input = try #require(scanned.summary.inputs.first)
            #expect(input.format == .discordExport && input.messages == 1 && input.sha256.count == 16)
        }
    }

    @Test("In a private chat each message is for the other of the two")
    func privateChat() throws {
        try withTemporaryFolder { folder in
            let messages = [
                discordMessage(1, "71", "salut", at: minute(1)), discordMessage(2, "72", "salut toi", at: minute(2)),
            ]
            let path = try folder.write(
                "dm.json", discordExport(guild: "0", type: "DirectTextChat", name: "Nick 72", messages))
            let events = try scan(path).events
            #expect(events.map(\.channel?.kind) == [.direct, .direct])
            #expect(events.map(\.target?.id) == ["72", "71"])
            #expect(events[0].target?.name == "Nick 72")
            #expect(events[0].community.isEmpty)
            #expect(events[0].source == "discord:channel/600")
        }
    }

    @Test("Where only one of a private chat wrote, the other is still named by the chat")
    func silentOther() throws {
        try withTemporaryFolder { folder in
            let path = try folder.write(
                "dm.json",
                discordExport(
                    guild: "0", type: "1", name: "Lou", [discordMessage(1, "71", "tu es là ?", at: minute(1))]))
            let target = try #require(try scan(path).events.first?.target)
            #expect(target.name == "Lou")
            #expect(target.id != "71")
        }
    }

    @Test("In a group chat of three nobody is taken for the only other")
    func groupChat() throws {
        try withTemporaryFolder { folder in
            let messages = ["71", "72", "73"].enumerated().map { discordMessage($0 + 1, $1, "mot", at: minute($0 + 1)) }
            let path = try folder.write("g.json", discordExport(guild: "0", type: "DirectGroupTextChat", messages))
            #expect(try scan(path).events.allSatisfy { $0.target == nil && $0.channel?.kind == .direct })
        }
    }

    @Test("A reply knows whom it answers, also across the files of a partitioned export")
    func replies() throws {
        try withTemporaryFolder { folder in
            let reply = #", "reference": {"messageId": "1", "channelId": "600", "guildId": "500"}"#
            _ = try folder.write("x.json", discordExport([discordMessage(1, "71", "une question", at: minute(1))]))
            _ = try folder.write(
                "x [part 2].json",
                discordExport([discordMessage(2, "72", "une réponse", at: minute(2), type: "Reply", extra: reply)]))
            let events = try scan(folder.path).events
            #expect(events.map(\.id) == ["1", "2"])
            guard case .message(let message) = events[1].body else {
                Issue.record("no message")
                return
            }
            #expect(message.replyTo == "1")
            #expect(message.replyToAuthor == "71")
        }
    }

    @Test("Mentions and attachments are kept, with the kind that the name tells")
    func mentionsAndAttachments() throws {
        try withTemporaryFolder { folder in
            let base = discordMessage(1, "71", "voilà", at: minute(1))
            let message = base.replacing(
                #""mentions": []"#, with: #""mentions": [{"id": "72", "name": "n"}, {"id": 73}]"#
            ).replacing(
                #""attachments": []"#,
                with: #""attachments": [{"id": "8", "url": "u", "fileName": "chat.PNG", "fileSizeBytes": 12}]"#)
            let path = try folder.write("a.json", discordExport([message]))
            guard case .message(let body) = try #require(try scan(path).events.first).body else {
                Issue.record("no message")
                return
            }
            #expect(body.mentions == ["72", "73"])
            #expect(body.attachments == [Attachment(id: "8", kind: "image", name: "chat.PNG", size: 12)])
        }
    }

    @Test("A file in reversed order comes out in the order of time")
    func reversed() throws {
        try withTemporaryFolder { folder in
            let messages = (1...9).reversed().map { discordMessage($0, "71", "m\($0)", at: minute($0)) }
            let path = try folder.write("r.json", discordExport(messages))
            #expect(try scan(path).texts == (1...9).map { "m\($0)" })
        }
    }

    @Test("Several files are merged in the order of time, and each event names its input")
    func merged() throws {
        try withTemporaryFolder { folder in
            let odd = stride(from: 1, through: 9, by: 2).map { discordMessage($0, "71", "m\($0)", at: minute($0)) }
            let even = stride(from: 2, through: 8, by: 2).map { discordMessage($0, "72", "m\($0)", at: minute($0)) }
            let first = try folder.write("odd.json", discordExport(channel: "601", odd))
            let second = try folder.write("even.json", discordExport(channel: "602", even))
            let scanned = try scan(first, second)
            #expect(scanned.texts == (1...9).map { "m\($0)" })
            #expect(scanned.inputOf == [0, 1, 0, 1, 0, 1, 0, 1, 0])
            #expect(scanned.summary.inputs.map(\.messages) == [5, 4])
        }
    }

    @Test("Hundreds of channels are merged without holding hundreds of files open")
    func manyChannels() throws {
        try withTemporaryFolder { folder in
            for channel in 0..<300 {
                let messages = [0, 1].map {
                    discordMessage(channel + $0 * 300, "71", "m", at: "2024-03-01T20:0\($0):00.\(1000 + channel)Z")
                }
                _ = try folder.write("c\(channel).json", discordExport(channel: "\(channel)", messages))
            }
            let scanned = try scan(folder.path)
            #expect(scanned.events.map(\.id) == (0..<600).map(String.init))
            #expect(scanned.summary.skipped.isEmpty)
        }
    }

    @Test("Notices of the platform are counted and left out; joins are events")
    func notices() throws {
        try withTemporaryFolder { folder in
            let messages = [
                discordMessage(1, "71", "Joined the server.", at: minute(1), type: "GuildMemberJoin"),
                discordMessage(2, "71", "Started a call.", at: minute(2), type: "Call"),
                discordMessage(3, "71", "Pinned a message.", at: minute(3), type: "ChannelPinnedMessage"),
                discordMessage(4, "71", "boost", at: minute(4), type: "8"),
                discordMessage(5, "71", "/commande", at: minute(5), type: "20"),
                discordMessage(6, "71", "un type de demain", at: minute(6), type: "977"),
            ]
            let path = try folder.write("n.json", discordExport(messages))
            let scanned = try scan(path)
            #expect(scanned.events.map(\.type) == [.memberJoined, .messagePosted, .messagePosted])
            #expect(
                scanned.summary.inputs[0].leftOut == [
                    "system.Call": 1, "system.ChannelPinnedMessage": 1, "system.8": 1,
                ])
        }
    }

    @Test("An edit is an event of its own, without the words: they stand with the message")
    func edits() throws {
        try withTemporaryFolder { folder in
            let message = discordMessage(1, "71", "dernière version", at: minute(1)).replacing(
                #""timestampEdited": null"#, with: #""timestampEdited": "\#(minute(7))""#)
            let path = try folder.write("e.json", discordExport([message]))
            let scanned = try scan(path)
            #expect(scanned.events.map(\.type) == [.messagePosted, .messageEdited])
            #expect(scanned.events[1].time == Timestamp(rfc3339: minute(7)))
            #expect(scanned.events[1].text == nil)
            #expect(scanned.events[1].id == "1/edited")
            #expect(scanned.summary.inputs[0].messages == 1)
        }
    }

    @Test("Forwarded words never count as the words of the one who forwards them")
    func forwarded() throws {
        try withTemporaryFolder { folder in
            let extra = """
                , "reference": {"messageId": "99", "channelId": "601", "guildId": "500"},
                "forwardedMessage": {"timestamp": "\(minute(0))", "content": "mots d'un autre"}
                """
            let path = try folder.write(
                "f.json", discordExport([discordMessage(1, "71", "", at: minute(1), extra: extra)]))
            let event = try #require(try scan(path).events.first)
            #expect(event.text?.isEmpty == true)
            #expect(event.unknown.map(\.path) == ["data.forwarded"])
            guard case .message(let message) = event.body else { return }
            #expect(message.replyTo == nil)
        }
    }

    @Test("A message that two overlapping exports hold is handed out once")
    func overlap() throws {
        try withTemporaryFolder { folder in
            let messages = (1...4).map { discordMessage($0, "71", "m\($0)", at: minute($0)) }
            let first = try folder.write("a.json", discordExport(Array(messages[..<3])))
            let second = try folder.write("b.json", discordExport(Array(messages[1...])))
            let scanned = try scan(first, second)
            #expect(scanned.texts == ["m1", "m2", "m3", "m4"])
            #expect(scanned.summary.inputs[1].leftOut == ["duplicate": 2])
            #expect(scanned.summary.events == 4)
        }
    }

    @Test("Ids that are numbers keep every digit")
    func longNumbers() throws {
        try withTemporaryFolder { folder in
            let message = discordMessage(1, "71", "x", at: minute(1)).replacing(
                #""id": "1""#, with: #""id": 1234567890123456789"#)
            let path = try folder.write("n.json", discordExport([message]))
            #expect(try scan(path).events.first?.id == "1234567890123456789")
        }
    }

    @Test("Opened exports can be gone through again, with the same events")
    func again() throws {
        try withTemporaryFolder { folder in
            let path = try folder.write(
                "a.json", discordExport((1...5).map { discordMessage($0, "71", "m\($0)", at: minute($0)) }))
            let opened = try ExportScan(paths: [path], now: scanTime) { AddingHasher() }.open()
            var rounds: [[Event]] = [[], []]
            for round in 0..<2 { try opened.forEachEvent { event, _ in rounds[round].append(event) } }
            #expect(rounds[0] == rounds[1])
            #expect(opened.eventCount == 5)
        }
    }
}
