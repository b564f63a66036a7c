import Connectors
import SafetyModel
import Testing

@Suite("What the gateway did not tell")
struct MissedSpanTests {
    private func known(last: String) throws -> GuildMemory {
        var feed = try Feed()
        _ = try feed.take("MESSAGE_CREATE", messageJSON(last, "Bonjour"))
        return try #require(feed.translator.remembered("500"))
    }

    private func described(last: String, further: String = "") throws -> JSONTree {
        try tree(
            #"{"id":"500","channels":[{"id":"600","type":0,"last_message_id":"\#(last)"},{"id":"602","type":4,"last_message_id":"9"}\#(further)]}"#
        )
    }

    @Test("A channel with later messages than those that were read is fetched from there")
    func later() throws {
        let (read, there) = (snowflake(1), snowflake(9))
        let spans = MissedSpan.spans(
            try known(last: read), now: try described(last: there), lastAudit: "77", seen: second(5), at: second(6))
        #expect(
            spans == [
                MissedSpan(guild: "500", channel: "600", after: read, upTo: there),
                MissedSpan(guild: "500", channel: nil, after: "77", upTo: snowflake(6 + 120)),
            ])
    }

    @Test(
        "Where nothing was written meanwhile, only the audit log is asked, from two minutes before Vigie was there last"
    )
    func nothingNew() throws {
        let read = snowflake(1)
        let spans = MissedSpan.spans(
            try known(last: read), now: try described(last: read), lastAudit: nil, seen: second(5),
            at: second(6))
        #expect(spans.map(\.channel) == [nil] && spans[0].after == snowflake(5 - 120))
    }

    @Test("A channel that was made meanwhile is fetched from its first message")
    func newChannel() throws {
        let made = snowflake(7)
        let spans = MissedSpan.spans(
            try known(last: snowflake(1)),
            now: try described(
                last: snowflake(1), further: #",{"id":"\#(made)","type":11,"last_message_id":"\#(snowflake(8))"}"#),
            lastAudit: "77", seen: second(5), at: second(6))
        let span = try #require(spans.first { $0.channel == made })
        #expect(UInt64(span.after) == UInt64(made).map { $0 - 1 })
    }

    @Test("Of a guild that is new to Vigie nothing was missed")
    func newGuild() throws {
        #expect(
            MissedSpan.spans(nil, now: try described(last: "5"), lastAudit: nil, seen: second(5), at: second(6)) == [])
    }

    @Test("Pages follow until one is not full or reaches what the gateway told")
    func pages() {
        let span = MissedSpan(guild: "1", channel: "2", after: "10", upTo: "30")
        #expect(span.rest(after: ["11", "20"], isFull: true)?.after == "20")
        #expect(span.rest(after: ["11", "30"], isFull: true) == nil)
        #expect(span.rest(after: ["11"], isFull: false) == nil)
        // A page that does not move on would be asked for for ever.
        #expect(span.rest(after: ["10"], isFull: true) == nil)
        #expect(span.rest(after: [], isFull: true) == nil)
    }

    @Test("Who joined while nobody was there is told when the list of members comes, once")
    func newcomers() throws {
        var feed = try Feed()
        feed.translator.expectNewcomers(to: "500", since: second(100))
        let early = memberJSON("100000000000000031")
        let late = memberJSON("100000000000000032", joined: second(120).rfc3339)
        let chunk = #"{"guild_id":"500","chunk_index":0,"chunk_count":1,"members":[\#(early),\#(late)]}"#
        let events = try feed.take("GUILD_MEMBERS_CHUNK", chunk, at: 130)
        #expect(events.map(\.type) == [.memberJoined] && events[0].actor?.id == "100000000000000032")
        #expect(try feed.take("GUILD_MEMBERS_CHUNK", chunk, at: 131) == [])
    }

    @Test("Newcomers that a small guild shows at once are told too")
    func newcomersAtOnce() throws {
        var feed = try Feed()
        feed.translator.expectNewcomers(to: "500", since: second(100))
        let late = memberJSON("100000000000000032", joined: second(120).rfc3339)
        let events = try feed.take("GUILD_CREATE", guildJSON(members: late), at: 130)
        #expect(events.map(\.type) == [.memberJoined])
    }

    @Test("Who left and came again while no session stood is told as come, though the guild itself shows them first")
    func cameAgain() throws {
        var feed = try Feed()
        let id = "100000000000000033"
        _ = try feed.take("GUILD_MEMBER_ADD", memberJSON(id, joined: second(100).rfc3339), at: 100)
        let again = memberJSON(id, joined: second(120).rfc3339)
        let events = try feed.take("GUILD_CREATE", guildJSON(members: again), at: 130)
        #expect(events.map(\.type) == [.memberJoined] && events[0].time == second(120))
        let chunk = #"{"guild_id":"500","chunk_index":0,"chunk_count":1,"members":[\#(again)]}"#
        #expect(try feed.take("GUILD_MEMBERS_CHUNK", chunk, at: 131) == [])
    }
}
