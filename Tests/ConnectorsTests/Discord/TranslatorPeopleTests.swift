import Connectors
import SafetyModel
import Testing

@Suite("Discord's members, staff and the audit log as events")
struct TranslatorPeopleTests {
    private let someone = "100000000000000042"
    private let moderator = "100000000000000005"

    private func feed() throws -> Feed {
        try Feed(guild: guildJSON(members: memberJSON(someone) + "," + memberJSON(moderator, roles: #""501""#)))
    }

    private func entry(_ id: String, _ action: Int, reason: String = "spam", changes: String = "[]") -> String {
        """
        {"guild_id":"500","id":"\(id)","action_type":\(action),"user_id":"\(moderator)","target_id":"\(someone)",
         "reason":"\(reason)","changes":\(changes)}
        """
    }

    private var removal: String { #"{"guild_id":"500","user":{"id":"\#(someone)","username":"b"}}"# }

    @Test("Somebody who joins does so at the platform's moment")
    func joined() throws {
        var feed = try Feed()
        let event = try #require(
            try feed.take("GUILD_MEMBER_ADD", memberJSON("77", joined: "2026-06-16T20:00:05.5Z")).first)
        #expect(event.type == .memberJoined && event.id == "77/joined/\(second(5.5).milliseconds)")
        #expect(event.actor?.id == "77" && event.time == second(5.5))
    }

    @Test("Somebody is gone and no entry comes: they left by themselves, which is known once the span is over")
    func left() throws {
        var feed = try feed()
        #expect(try feed.take("GUILD_MEMBER_REMOVE", removal, at: 1).isEmpty)
        #expect(feed.translator.earliestHeld(at: second(feed.now)) == 3)
        let event = try #require(feed.wait().first)
        #expect(event.type == .memberLeft && event.actor?.id == someone && event.target == nil)
        #expect(event.time == second(1))
        #expect(feed.translator.earliestHeld(at: second(feed.now)) == nil)
    }

    @Test("A kick is one event with who and why, whichever comes first", arguments: [true, false])
    func kicked(entryFirst: Bool) throws {
        var feed = try feed()
        var events: [Event] = []
        let id = snowflake(1)
        if entryFirst { events += try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(id, 20), at: 1) }
        events += try feed.take("GUILD_MEMBER_REMOVE", removal, at: 1.5)
        if !entryFirst { events += try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(id, 20), at: 2) }
        events += feed.wait()
        let event = try #require(events.first)
        #expect(events.count == 1 && event.type == .memberLeft && event.id == "audit/\(id)")
        #expect(event.actor?.id == moderator && event.actor?.staff == true && event.target?.id == someone)
        #expect(event.body == .membership(Membership(reason: "spam")) && event.time == second(1))
    }

    @Test("A ban is one event, in any order of entry, ban and removal", arguments: 0..<6)
    func banned(order: Int) throws {
        var feed = try feed()
        let id = snowflake(1)
        let parts = [
            ("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(id, 22)), ("GUILD_BAN_ADD", removal),
            ("GUILD_MEMBER_REMOVE", removal),
        ]
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        var events: [Event] = []
        for (step, index) in orders[order].enumerated() {
            events += try feed.take(parts[index].0, parts[index].1, at: 1 + Double(step) / 10)
        }
        events += feed.wait()
        #expect(events.map(\.type) == [.memberBanned])
        #expect(events.first?.actor?.id == moderator && events.first?.target?.id == someone)
    }

    @Test("Without the right to read the audit log a ban is still told, once, without who did it")
    func bannedWithoutEntry() throws {
        var feed = try feed()
        var events = try feed.take("GUILD_BAN_ADD", removal, at: 1)
        events += try feed.take("GUILD_MEMBER_REMOVE", removal, at: 1.1)
        events += feed.wait()
        #expect(events.map(\.type) == [.memberBanned])
        #expect(events.first?.actor == nil && events.first?.target?.id == someone)
    }

    @Test("An entry of long ago does not explain who leaves now")
    func oldEntry() throws {
        var feed = try feed()
        _ = try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(snowflake(1), 20), at: 1)
        _ = try feed.take("GUILD_MEMBER_REMOVE", removal, at: 30)
        #expect(feed.wait().map(\.type) == [.memberLeft])
    }

    @Test("An unban has its actor")
    func unbanned() throws {
        var feed = try feed()
        var events = try feed.take("GUILD_BAN_REMOVE", removal, at: 1)
        events += try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(snowflake(1), 23), at: 1)
        #expect(events.map(\.type) == [.memberUnbanned] && events.first?.actor?.id == moderator)
        #expect(feed.wait().isEmpty)
    }

    @Test("Roles that came and went are told with the role's name and powers, and by whom where the log says")
    func roles() throws {
        var feed = try feed()
        var events = try feed.take("GUILD_MEMBER_UPDATE", memberJSON(someone, roles: #""501""#), at: 1)
        events += try feed.take(
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            entry(snowflake(1), 25, changes: ##"[{"key":"$add","new_value":[{"id":"501","name":"Modération"}]}]"##),
            at: 2)
        events += feed.wait()
        let granted = try #require(events.first)
        #expect(events.count == 1 && granted.type == .roleGranted && granted.target?.id == someone)
        #expect(granted.actor?.id == moderator)
        guard case .role(let role) = granted.body else { throw Unexpected() }
        #expect(role.name == "Modération" && role.reason == "spam")
        #expect(role.permissions == ["KICK_MEMBERS", "BAN_MEMBERS", "MODERATE_MEMBERS"])
        _ = try feed.take("GUILD_MEMBER_UPDATE", memberJSON(someone))
        #expect(feed.wait().map(\.type) == [.roleRevoked])
    }

    @Test("A time-out says until when, and by whom where the log says")
    func timedOut() throws {
        var feed = try feed()
        let until = #""2026-06-17T20:00:00.000000+00:00""#
        var events = try feed.take("GUILD_MEMBER_UPDATE", memberJSON(someone, until: until), at: 1)
        events += try feed.take(
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            entry(snowflake(1), 24, changes: #"[{"key":"communication_disabled_until","new_value":\#(until)}]"#), at: 1)
        events += feed.wait()
        let event = try #require(events.first)
        #expect(events.count == 1 && event.type == .memberTimedOut && event.actor?.id == moderator)
        #expect(
            event.body == .membership(Membership(reason: "spam", until: Timestamp(rfc3339: "2026-06-17T20:00:00Z"))))
    }

    @Test("Another name is told with the one before")
    func renamed() throws {
        var feed = try feed()
        _ = try feed.take("GUILD_MEMBER_UPDATE", memberJSON(someone, nick: #""Capitaine""#), at: 1)
        let event = try #require(feed.wait().first)
        #expect(event.type == .memberRenamed && event.actor?.name == "Capitaine")
        #expect(event.body == .membership(Membership(previousName: "user\(someone)")))
    }

    @Test("Nothing is made of a member who was not known before: what they had is not known either")
    func unknownBefore() throws {
        var feed = try Feed()
        _ = try feed.take("GUILD_MEMBER_UPDATE", memberJSON("77", roles: #""501""#), at: 1)
        #expect(feed.wait().isEmpty)
    }

    @Test("An entry of another kind is kept with who, whom and why")
    func otherEntries() throws {
        var feed = try feed()
        let known = try #require(try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(snowflake(1), 72)).first)
        #expect(known.type == .other("discord.audit.message_delete") && known.target?.id == someone)
        #expect(known.unknown == [UnknownAttribute(path: "data.reason", json: #""spam""#)])
        let new = try #require(try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(snowflake(2), 999)).first)
        #expect(new.type == .other("discord.audit.999"))
    }

    @Test("Entries about a channel tell which one, by the name it had; entries about deletions tell how many")
    func channelEntries() throws {
        var feed = try feed()
        func take(_ mark: Int, _ rest: String) throws -> Event? {
            try feed.take(
                "GUILD_AUDIT_LOG_ENTRY_CREATE",
                #"{"guild_id":"500","id":"\#(snowflake(mark))","user_id":"77",\#(rest)}"#
            ).first
        }
        let gone = try #require(
            try take(1, #""action_type":12,"target_id":"9001","changes":[{"key":"name","old_value":"mod-logs"}]"#))
        #expect(gone.type == .other("discord.audit.channel_delete") && gone.actor?.id == "77" && gone.target == nil)
        #expect(gone.channel?.id == "9001" && gone.channel?.name == "mod-logs")
        let bulk = try #require(try take(2, #""action_type":73,"target_id":"9002","options":{"count":"40"}"#))
        #expect(bulk.channel?.id == "9002")
        #expect(bulk.unknown == [UnknownAttribute(path: "data.count", json: "40")])
        let one = try #require(
            try take(
                3,
                #""action_type":72,"target_id":"88","options":{"channel_id":"9002","count":"x"},"reason":"spam""#))
        #expect(one.channel?.id == "9002" && one.target?.id == "88")
        #expect(one.unknown == [UnknownAttribute(path: "data.reason", json: #""spam""#)])
    }

    @Test("The log that is read again afterwards gives the same ids")
    func fetchedEntries() throws {
        var feed = try feed()
        let live = try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(snowflake(1), 22), at: 1)
        let fetched = feed.translator.entries([try tree(entry(snowflake(1), 22))], guild: "500", at: second(90))
        #expect(live == fetched)
    }

    @Test("A second list of members shows who came and went while no session stood; the first shows nobody")
    func chunks() throws {
        var feed = try Feed()
        func chunk(_ members: [String], _ index: Int = 0, of count: Int = 1) -> String {
            #"{"guild_id":"500","chunk_index":\#(index),"chunk_count":\#(count),"members":[\#(members.joined(separator: ","))]}"#
        }
        #expect(try feed.take("GUILD_MEMBERS_CHUNK", chunk([memberJSON("1")], 0, of: 2)).isEmpty)
        #expect(try feed.take("GUILD_MEMBERS_CHUNK", chunk([memberJSON("2")], 1, of: 2)).isEmpty)
        #expect(feed.translator.knownMembers == 2)
        let events = try feed.take("GUILD_MEMBERS_CHUNK", chunk([memberJSON("2"), memberJSON("3")]), at: 9)
        #expect(events.map(\.type) == [.memberJoined] && events.map(\.actor?.id) == ["3"])
        #expect(try feed.take("GUILD_MEMBERS_CHUNK", chunk([memberJSON("2"), memberJSON("3")])).isEmpty)
        let gone = feed.translator.fetched(entriesOf: "500")
        #expect(gone.map(\.type) == [.memberLeft] && gone.map(\.actor?.id) == ["1"])
    }

    @Test(
        "Who was banned while no session stood is told once: by the entry, not by the list too",
        arguments: [true, false])
    func bannedMeanwhile(entryComesFirst: Bool) throws {
        var feed = try Feed()
        func list(_ members: String) -> String {
            #"{"guild_id":"500","chunk_index":0,"chunk_count":1,"members":[\#(members)]}"#
        }
        _ = try feed.take("GUILD_MEMBERS_CHUNK", list(memberJSON("1") + "," + memberJSON("2")))
        feed.translator.carryOver(at: second(1))
        let ban = #"{"id":"\#(snowflake(2))","action_type":22,"user_id":"7","target_id":"1","changes":[]}"#
        var events: [Event] = []
        if entryComesFirst {
            events += feed.translator.entries([try tree(ban)], guild: "500", at: second(9), isFetched: true)
        }
        events += try feed.take("GUILD_MEMBERS_CHUNK", list(memberJSON("2")), at: 40)
        if !entryComesFirst {
            events += feed.translator.entries([try tree(ban)], guild: "500", at: second(41), isFetched: true)
        }
        events += feed.translator.fetched(entriesOf: "500") + feed.wait()
        #expect(events.map(\.type) == [.memberBanned])
    }

    @Test("A connection that is interrupted between a fact and its entry tells both once, however long it takes")
    func interruptedBetween() throws {
        var feed = try Feed()
        _ = try feed.take("GUILD_BAN_ADD", #"{"guild_id":"500","user":{"id":"1","username":"wren"}}"#, at: 1)
        feed.translator.suspend(at: second(2))
        #expect(feed.translator.pass(at: second(60)).isEmpty)
        let ban =
            #"{"guild_id":"500","id":"\#(snowflake(1))","action_type":22,"user_id":"7","target_id":"1","changes":[]}"#
        let events = try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", ban, at: 61)
        feed.translator.resume(at: second(61))
        #expect(events.map(\.type) == [.memberBanned] && events.first?.actor?.id == "7")
        #expect(feed.wait().isEmpty)
    }

    @Test("Who left and joined again while no session stood is told to have joined, and lost no role by it")
    func rejoined() throws {
        var feed = try Feed()
        func member(_ joined: Int, _ roles: String) -> String {
            #"{"user":{"id":"1","username":"wren"},"roles":[\#(roles)],"joined_at":"\#(second(Double(joined)).rfc3339)"}"#
        }
        func list(_ member: String) -> String {
            #"{"guild_id":"500","chunk_index":0,"chunk_count":1,"members":[\#(member)]}"#
        }
        _ = try feed.take("GUILD_MEMBERS_CHUNK", list(member(-900, #""501""#)))
        let update = #"{"guild_id":"500",\#(member(5, "").dropFirst())"#
        let events = try feed.take("GUILD_MEMBER_UPDATE", update, at: 9)
        #expect(events.map(\.type) == [.memberJoined] && feed.wait().isEmpty)
        #expect(try feed.take("GUILD_MEMBERS_CHUNK", list(member(7, ""))).map(\.type) == [.memberJoined])
    }

    @Test("A session that is lost between a fact and its entry tells both once")
    func lostBetween() throws {
        var feed = try Feed()
        _ = try feed.take("GUILD_BAN_ADD", #"{"guild_id":"500","user":{"id":"1","username":"wren"}}"#, at: 1)
        _ = try feed.take("GUILD_MEMBER_REMOVE", #"{"guild_id":"500","user":{"id":"2","username":"odile"}}"#)
        feed.translator.carryOver(at: second(2))
        #expect(feed.wait().isEmpty && feed.translator.earliestHeld(at: second(8)) == nil)
        let ban = #"{"id":"\#(snowflake(1))","action_type":22,"user_id":"7","target_id":"1","changes":[]}"#
        let fetched = feed.translator.entries([try tree(ban)], guild: "500", at: second(60), isFetched: true)
        #expect(fetched.map(\.type) == [.memberBanned])
        #expect(feed.translator.fetched(entriesOf: "500").map(\.type) == [.memberLeft])
        #expect(feed.wait().isEmpty)
    }

    @Test("Voice rooms: joined, moved, left; muting is nothing")
    func voices() throws {
        var feed = try feed()
        func state(_ channel: String) -> String {
            #"{"guild_id":"500","user_id":"\#(someone)","channel_id":\#(channel)}"#
        }
        var events = try feed.take("VOICE_STATE_UPDATE", state(#""601""#), at: 1)
        events += try feed.take("VOICE_STATE_UPDATE", state(#""601""#), at: 2)
        events += try feed.take("VOICE_STATE_UPDATE", state(#""699""#), at: 3)
        events += try feed.take("VOICE_STATE_UPDATE", state("null"), at: 4)
        #expect(events.map(\.type) == [.voiceJoined, .voiceLeft, .voiceJoined, .voiceLeft])
        #expect(events.map(\.channel?.id) == ["601", "601", "699", "699"])
        #expect(events.allSatisfy { $0.channel?.kind == .voice && $0.actor?.id == someone })
        #expect(Set(events.map(\.id)).count == 4)
    }

    @Test("AutoMod's work is told once for each action, its text once")
    func automod() throws {
        var feed = try feed()
        func execution(_ action: Int, _ extra: String = "") -> String {
            #"{"guild_id":"500","action":{"type":\#(action)},"rule_id":"31","user_id":"\#(someone)","channel_id":"600","content":"mot"\#(extra)}"#
        }
        var events = try feed.take("AUTO_MODERATION_ACTION_EXECUTION", execution(1), at: 1)
        events += try feed.take("AUTO_MODERATION_ACTION_EXECUTION", execution(2, #","message_id":"80""#), at: 1)
        events += try feed.take("GUILD_AUDIT_LOG_ENTRY_CREATE", entry(snowflake(1), 143), at: 1)
        events += feed.wait()
        #expect(events.map(\.type) == [.automodTriggered, .automodTriggered])
        #expect(events.map(\.text) == ["mot", nil])
    }
}
