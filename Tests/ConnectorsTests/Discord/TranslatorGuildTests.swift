import Connectors
import SafetyModel
import Testing

@Suite("Discord's guilds as events")
struct TranslatorGuildTests {
    @Test("A guild's update is the whole guild: only what differs is told")
    func diff() throws {
        var feed = try Feed()
        let other = guildJSON(name: "La Rade", owner: "100000000000000002", features: #""PARTNERED""#)
        let events = try feed.take("GUILD_UPDATE", other, at: 4)
        #expect(events.map(\.type) == [.communityRenamed, .communityOwnerChanged, .badgeGranted])
        #expect(events.map(\.time) == [second(4), second(4), second(4)])
        guard case .community(let change) = events[1].body else { throw Unexpected() }
        #expect(change.owner == "100000000000000002" && change.previousOwner == "100000000000000001")
        #expect(events[1].actor?.id == "100000000000000001" && events[1].target?.id == "100000000000000002")
        #expect(events[2].body == .badge(Badge(kind: "partner")))
        #expect(try feed.take("GUILD_UPDATE", other).isEmpty)
        #expect(
            try feed.take("GUILD_UPDATE", guildJSON(name: "La Rade", owner: "100000000000000002")).map(\.type) == [
                .badgeRevoked
            ])
    }

    @Test("What changed while Vigie was away is told from what was stored")
    func stored() throws {
        let feed = try Feed()
        var later = Feed(resuming: feed.translator.memory)
        let events = try later.take("GUILD_CREATE", guildJSON(features: #""VERIFIED""#))
        #expect(events.map(\.type) == [.badgeGranted] && events.first?.body == .badge(Badge(kind: "verified")))
    }

    @Test("A guild is created once, at the moment in its id, and an outage is no departure")
    func created() throws {
        var feed = Feed(resuming: [])
        let json = guildJSON().replacing(#""id":"500","name""#, with: #""id":"\#(snowflake(1))","name""#)
        let event = try #require(try feed.take("GUILD_CREATE", json).first)
        #expect(event.type == .communityCreated && event.time == second(1))
        #expect(try feed.take("GUILD_DELETE", #"{"id":"\#(snowflake(1))","unavailable":true}"#).isEmpty)
        #expect(
            try feed.take("GUILD_DELETE", #"{"id":"\#(snowflake(1))"}"#).map(\.type) == [.other("discord.guild_lost")])
    }

    @Test("A role that gains power is told with what it may now; one that only moves is not")
    func roleUpdated() throws {
        var feed = try Feed()
        func role(_ permissions: String, _ position: Int) -> String {
            #"{"guild_id":"500","role":{"id":"502","name":"15-17","permissions":"\#(permissions)","position":\#(position)}}"#
        }
        _ = try feed.take("GUILD_ROLE_UPDATE", role("0", 9), at: 1)
        #expect(feed.wait().isEmpty)
        _ = try feed.take("GUILD_ROLE_UPDATE", role("8", 9))
        let event = try #require(feed.wait().first)
        #expect(event.type == .roleUpdated)
        #expect(event.body == .role(Role(id: "502", name: "15-17", permissions: ["ADMINISTRATOR"], position: 9)))
        _ = try feed.take("GUILD_ROLE_DELETE", #"{"guild_id":"500","role_id":"502"}"#)
        #expect(feed.wait().map(\.type) == [.roleDeleted])
    }

    @Test("Channels and threads are told as they come and go")
    func channels() throws {
        var feed = try Feed()
        let created = try feed.take("CHANNEL_CREATE", #"{"id":"610","guild_id":"500","type":2,"name":"Nuit"}"#)
        #expect(created.map(\.type) == [.other("channel.created")] && created.first?.channel?.kind == .voice)
        let thread = try feed.take(
            "THREAD_CREATE",
            #"{"id":"611","guild_id":"500","type":11,"name":"fil","owner_id":"7","newly_created":true}"#)
        #expect(thread.map(\.type) == [.other("thread.created")] && thread.first?.actor?.id == "7")
        #expect(try feed.take("THREAD_CREATE", #"{"id":"612","guild_id":"500","type":12}"#).isEmpty)
        #expect(
            try feed.take("CHANNEL_DELETE", #"{"id":"610","guild_id":"500","type":2}"#).first?.channel?.name == "Nuit")
    }

    @Test("An invite has its maker, its uses and its end")
    func invite() throws {
        var feed = try Feed()
        let event = try #require(
            try feed.take(
                "INVITE_CREATE",
                #"{"code":"abc","guild_id":"500","channel_id":"600","created_at":"2026-06-16T20:00:00Z","inviter":{"id":"7","username":"x"},"max_age":60,"max_uses":0}"#
            ).first)
        #expect(event.id == "invite/abc" && event.actor?.id == "7")
        #expect(event.body == .invite(Invite(code: "abc", expiresAt: second(60))))
    }

    @Test("An entitlement that somebody gave is a gift, and taken back a revoked one")
    func gifts() throws {
        var feed = try Feed()
        let json = #"{"id":"\#(snowflake(1))","type":6,"user_id":"42","guild_id":"500","sku_id":"9"}"#
        #expect(try feed.take("ENTITLEMENT_CREATE", json).map(\.type) == [.giftClaimed])
        #expect(try feed.take("ENTITLEMENT_DELETE", json).map(\.type) == [.giftRevoked])
        let bought = json.replacing(#""type":6"#, with: #""type":1"#)
        #expect(try feed.take("ENTITLEMENT_CREATE", bought).map(\.type) == [.other("discord.entitlement_create")])
    }

    @Test("A type that this version does not know is kept by name and ids, and counted types are counted")
    func unknown() throws {
        var feed = try Feed()
        let event = try #require(
            try feed.take("GUILD_MOOD_UPDATE", #"{"guild_id":"500","user_id":"7","text":"secret"}"#).first)
        #expect(event.type == .other("discord.guild_mood_update") && event.actor?.id == "7" && event.unknown.isEmpty)
        #expect(try feed.take("TYPING_START", #"{"guild_id":"500","user_id":"7"}"#).isEmpty)
        #expect(feed.translator.withoutEvent["TYPING_START"] == 1)
    }

    @Test(
        "Payloads of another shape give nothing, and never trap",
        arguments: [
            "null", "[]", "1", #""x""#, "{}", #"{"guild_id":"500"}"#, #"{"guild_id":500,"id":[],"user":7,"ids":{}}"#,
            #"{"guild_id":"500","id":{},"user":{"id":null},"role":[],"members":[null,1,{}],"chunk_count":-1,"changes":7}"#,
            #"{"guild_id":"500","id":"x","user":{"id":"🙂"},"action_type":25,"changes":[{"key":"$add","new_value":[1]}],"max_age":9223372036854775807}"#,
        ])
    func oddPayloads(json: String) throws {
        var feed = try Feed()
        for type in [
            "READY", "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "MESSAGE_CREATE", "MESSAGE_UPDATE",
            "MESSAGE_DELETE",
            "MESSAGE_DELETE_BULK", "MESSAGE_REACTION_ADD", "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE",
            "GUILD_MEMBER_REMOVE", "GUILD_MEMBERS_CHUNK", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE",
            "GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
            "CHANNEL_CREATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_LIST_SYNC", "VOICE_STATE_UPDATE",
            "INVITE_CREATE", "AUTO_MODERATION_ACTION_EXECUTION", "ENTITLEMENT_CREATE", "GUILD_MOOD", "lower",
        ] {
            let encoder = EventEncoder()
            for event in try feed.take(type, json) + feed.wait() {
                #expect(!event.id.isEmpty)
                let read = EventDecoder(now: event.time).decode(encoder.encode(event))
                if case .failure(let rejection) = read { Issue.record("\(type): \(rejection)") }
            }
        }
    }
}

extension Feed {
    /// A feed that takes up where another stopped.
    init(resuming guilds: [GuildMemory]) {
        translator = DiscordTranslator(guilds: guilds)
    }
}
