import Connectors
import SafetyModel
import Testing

@Suite("Discord's messages as events")
struct TranslatorMessageTests {
    @Test("A message becomes the event that an export would make of it, with roles, staff and the exact id")
    func posted() throws {
        var feed = try Feed()
        let id = "1253055012345678901"
        let event = try #require(try feed.take("MESSAGE_CREATE", messageJSON(id, "bonsoir")).first)
        #expect(event.key == EventKey(source: "discord:guild/500", id: id))
        #expect(event.type == .messagePosted && event.text == "bonsoir")
        #expect(event.time.rfc3339 == "2026-06-16T20:00:01.250Z")
        #expect(event.channel == Channel(id: "600", kind: .text, name: "général"))
        #expect(event.community == "500")
        #expect(event.actor?.name == "Léa" && event.actor?.roles == ["Modération"] && event.actor?.staff == true)
        #expect(event.actor?.joinedAt?.rfc3339 == "2026-06-01T10:00:00.000Z")
        #expect(event.actor?.createdAt == Snowflake.time(of: "100000000000000007"))
    }

    @Test("An answer names whom it answers; mentions, files, stickers and polls come along")
    func details() throws {
        var feed = try Feed()
        let extra = """
            ,"message_reference":{"message_id":"7","channel_id":"600"},
            "referenced_message":{"id":"7","author":{"id":"42"}},
            "mentions":[{"id":"42","username":"b"},{"id":"43"}],
            "attachments":[{"id":"70","filename":"a.png","content_type":"image/png","size":12}],
            "sticker_items":[{"id":"71","name":"wave"}],"poll":{"question":{"text":"Qui vient ?"}}
            """
        let json = messageJSON("80", "", extra: extra).replacing("\"mentions\":[],\"attachments\":[]", with: "\"x\":0")
        let event = try #require(try feed.take("MESSAGE_CREATE", json).first)
        guard case .message(let message) = event.body else { throw Unexpected() }
        #expect(message.text == "Qui vient ?")
        #expect(message.replyTo == "7" && message.replyToAuthor == "42" && message.mentions == ["42", "43"])
        #expect(message.attachments.map(\.kind) == ["image", "sticker"])
        #expect(message.attachments.first?.size == 12)
    }

    @Test("A forwarded message never counts as an answer, and its words never as the author's")
    func forwarded() throws {
        var feed = try Feed()
        let extra =
            #","message_reference":{"type":1,"message_id":"7","channel_id":"600"},"message_snapshots":[{"message":{"content":"x"}}]"#
        let event = try #require(try feed.take("MESSAGE_CREATE", messageJSON("80", "", extra: extra)).first)
        guard case .message(let message) = event.body else { throw Unexpected() }
        #expect(message.replyTo == nil && message.text == "")
        #expect(event.unknown == [UnknownAttribute(path: "data.forwarded", json: "true")])
    }

    @Test("An edit has an id of its own by its moment; embeds that Discord fetched are no edit")
    func edited() throws {
        var feed = try Feed()
        let edit = messageJSON("80", "salut").replacing(
            #""edited_timestamp":null"#, with: #""edited_timestamp":"2026-06-16T20:00:09Z""#)
        let event = try #require(try feed.take("MESSAGE_UPDATE", edit).first)
        #expect(event.type == .messageEdited && event.text == "salut")
        #expect(event.id == "80/edited/\(second(9).milliseconds)" && event.time == second(9))
        #expect(try feed.take("MESSAGE_UPDATE", messageJSON("80", "salut")).isEmpty)
        #expect(
            try feed.take("MESSAGE_UPDATE", #"{"id":"80","channel_id":"600","guild_id":"500","embeds":[]}"#).isEmpty)
    }

    @Test("Read by REST afterwards, a message has the same ids, and its last wording counts once")
    func fetched() throws {
        var feed = try Feed()
        let edit = messageJSON("80", "salut").replacing(
            #""edited_timestamp":null"#, with: #""edited_timestamp":"2026-06-16T20:00:09Z""#)
        let live = try feed.take("MESSAGE_CREATE", messageJSON("80", "coucou")) + feed.take("MESSAGE_UPDATE", edit)
        let fetched = feed.translator.messages([try tree(edit)], guild: "500")
        #expect(fetched.map(\.key) == live.map(\.key))
        #expect(fetched.map(\.text) == ["salut", nil])
    }

    @Test("Deletions carry ids alone, in bulk one event each")
    func deleted() throws {
        var feed = try Feed()
        let one = try feed.take("MESSAGE_DELETE", #"{"id":"80","channel_id":"600","guild_id":"500"}"#, at: 3)
        let many = try feed.take("MESSAGE_DELETE_BULK", #"{"ids":["81","82"],"channel_id":"600","guild_id":"500"}"#)
        #expect((one + many).map(\.id) == ["80/deleted", "81/deleted", "82/deleted"])
        #expect((one + many).allSatisfy { $0.type == .messageDeleted && $0.text == nil && $0.time == second(3) })
    }

    @Test("A reaction names the message, its author and the emoji")
    func reacted() throws {
        var feed = try Feed()
        let event = try #require(
            try feed.take(
                "MESSAGE_REACTION_ADD",
                #"{"user_id":"7","message_id":"80","message_author_id":"42","channel_id":"600","guild_id":"500","emoji":{"id":null,"name":"🔥"}}"#
            ).first)
        guard case .message(let message) = event.body else { throw Unexpected() }
        #expect(event.id == "80/reacted/7/🔥" && event.actor?.id == "7")
        #expect(message.id == "80" && message.replyToAuthor == "42" && message.emoji == "🔥")
    }

    @Test("A link of a Discord gift is offered as a gift too, without the link")
    func gift() throws {
        var feed = try Feed()
        let events = try feed.take("MESSAGE_CREATE", messageJSON("80", "tiens https://discord.gift/abc"))
        #expect(events.map(\.type) == [.messagePosted, .giftOffered])
        #expect(events.last?.body == .gift(Gift(id: "80", title: "Discord gift link")))
    }

    @Test("What the bot writes, the platform's own notices and private chats are no events")
    func leftOut() throws {
        var feed = try Feed()
        #expect(try feed.take("MESSAGE_CREATE", messageJSON("80", "x", author: "9000")).isEmpty)
        #expect(
            try feed.take("MESSAGE_CREATE", messageJSON("81", "x").replacing(#""type":0"#, with: #""type":6"#)).isEmpty)
        #expect(
            try feed.take("MESSAGE_CREATE", messageJSON("82", "x").replacing(#""guild_id":"500","#, with: "")).isEmpty)
        #expect(feed.translator.withoutEvent["MESSAGE_CREATE"] == 3)
    }

    @Test("What a webhook writes comes from a program whose power is not known")
    func webhook() throws {
        var feed = try Feed()
        let event = try #require(
            try feed.take("MESSAGE_CREATE", messageJSON("80", "x", extra: #","webhook_id":"33""#)).first)
        #expect(event.actor?.bot == true && event.actor?.staff == nil)
    }
}

struct Unexpected: Error {}
