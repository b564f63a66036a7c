import Governance
import SafetyModel
import Testing

extension Community {
    /// Signals of one detector.
    func raised(_ detector: String) -> [Signal] { signals.filter { $0.detector.name == detector } }

    mutating func reports(_ reporter: Member, about member: Member, messages: [String] = []) {
        happens(.reportFiled, reporter, member, .report(FiledReport(messages: messages)))
    }

    mutating func sees(
        _ type: EventType, _ actor: Member?, _ target: Member? = nil, _ body: Body = .none, channel: Channel? = nil,
        _ seen: Sighting
    ) {
        happens(type, actor, target, body, channel: channel, seen: seen)
    }
}

@Suite("Who reports, or refuses, and is struck for it")
struct ReprisalTests {
    private let moderator = Community.moderator
    private let colleague = Community.otherModerator

    @Test("Reported, the moderator bans the one who reported: raised, with both as evidence")
    func own() throws {
        var community = Community()
        let person = community.member("p1")
        community.reports(person, about: moderator)
        community.day = 4
        community.bans(moderator, person, reason: "toxic")
        let signal = try #require(community.raised("retaliation").first)
        #expect(signal.policy == "staff.coercion" && signal.subject == "mod" && signal.subjectIsStaff)
        #expect(signal.counterpart == "p1" && signal.evidence.map(\.event.id) == ["e1", "e2"])
        #expect(signal.codes.contains("power.report_then_act"))
    }

    @Test(
        "A kick, a time-out and the loss of a role count too",
        arguments: [EventType.memberLeft, .memberTimedOut, .roleRevoked])
    func lesser(type: EventType) {
        var community = Community()
        let person = community.member("p1")
        community.reports(person, about: moderator)
        community.day = 1
        community.happens(type, moderator, person, type == .roleRevoked ? .role(Role(id: "r")) : .none)
        #expect(community.raised("retaliation").count == 1)
    }

    @Test("A ban that arrives before the report it follows is found when the report arrives")
    func late() {
        var community = Community()
        let person = community.member("p1")
        community.day = 2
        community.bans(moderator, person)
        community.day = 1
        community.reports(person, about: moderator)
        #expect(community.raised("retaliation").count == 1)
    }

    @Test("A colleague bans soon and without a word: raised; with a reason and on others' word: not")
    func others() {
        var community = Community()
        let (one, two) = (community.member("p1"), community.member("p2"))
        community.reports(one, about: moderator)
        community.reports(two, about: moderator)
        community.day = 1
        community.bans(colleague, one)
        #expect(community.raised("retaliation").map(\.subject) == ["mod2"])
        community.reports(community.member("p3"), about: two)
        community.happens(.automodTriggered, two, nil, .automod(AutomodExecution(rule: "spam")))
        community.bans(colleague, two, reason: "spam")
        #expect(community.raised("retaliation").count == 1)
    }

    @Test("A report about a member, a ban before the report, a month later, by a program: nothing")
    func innocent() {
        var community = Community()
        let (person, other) = (community.member("p1"), community.member("p2"))
        community.reports(person, about: other)
        community.day = 1
        community.bans(moderator, person)
        community.reports(other, about: moderator)
        community.bans(Member(id: "bot", staff: true, bot: true), other)
        community.day = 32
        community.bans(moderator, other)
        #expect(community.raised("retaliation").isEmpty)
    }

    @Test("Asked, refused, banned by the one who asked: raised; several weigh more")
    func refused() throws {
        var community = Community()
        for index in 0..<3 {
            let person = community.member("p\(index)")
            community.writes(moderator, to: person, requestCue: true)
            community.writes(person, to: moderator)
            community.day += 0.5
            community.bans(moderator, person)
        }
        let signals = community.raised("selective_bans")
        #expect(signals.count == 3 && signals.allSatisfy { $0.subject == "mod" && $0.subjectIsStaff })
        #expect(signals[2].score > signals[0].score)
        #expect(signals[2].contributions.first { $0.code == "power.several_victims" }?.figure == 3)
    }

    @Test("A colleague to whom the asker wrote in between bans: about the one who asked")
    func colleagueBans() {
        for wrote in [true, false] {
            var community = Community()
            let person = community.member("p1")
            for _ in 0..<2 { community.writes(moderator, to: person, requestCue: true) }
            community.writes(person, to: moderator)
            if wrote { community.writes(moderator, to: colleague) }
            community.day = 0.4
            community.bans(colleague, person)
            #expect(community.raised("selective_bans").map(\.subject) == (wrote ? ["mod"] : []))
        }
    }

    @Test("A ban without a request before it, or one request of a member who is no staff, is none of it")
    func plainBans() {
        var community = Community()
        let person = community.member("p1")
        community.writes(moderator, to: person)
        community.writes(community.member("p2"), to: person, requestCue: true)
        community.writes(person, to: moderator)
        community.bans(moderator, person)
        #expect(community.raised("selective_bans").isEmpty)
    }
}

@Suite("Traces that are wiped, and sudden sprees")
struct SpreeTests {
    private let moderator = Community.moderator
    private let room = Channel(id: "t", kind: .text, name: "general")

    private func delete(_ community: inout Community, _ ids: Range<Int>, author: Member? = nil) {
        for id in ids {
            community.happens(
                .messageDeleted, moderator, author, .message(Message(id: "m\(id)")), channel: room)
        }
    }

    @Test("Reported, then one's own messages, the reporter's, or those reported, are deleted: raised")
    func wiped() throws {
        for (author, count, named) in [(nil, 16, []), ("p1", 9, []), (nil, 3, ["m0", "m1", "m2"])]
            as [(String?, Int, [String])]
        {
            var community = Community()
            let person = community.member("p1")
            community.reports(person, about: moderator, messages: named)
            community.day = 0.2
            delete(&community, 0..<count, author: author.map { community.member($0) })
            let signal = try #require(community.raised("audit_wipe").last, "\(count)")
            #expect(signal.policy == "staff.misuse" && signal.subject == "mod" && signal.subjectIsStaff)
            #expect(signal.evidence.first?.event.id == "e1")
        }
    }

    @Test("The same deletion told twice counts once, and without a report nothing counts")
    func notWiped() {
        var community = Community()
        delete(&community, 0..<40)
        community.reports(community.member("p1"), about: moderator)
        for _ in 0..<40 { delete(&community, 0..<1) }
        #expect(community.raised("audit_wipe").isEmpty)
    }

    @Test("Cleaning spam after a report of spam is the work, even for one who was reported too")
    func spam() {
        var community = Community()
        let spammer = community.member("spammer")
        community.reports(community.member("p1"), about: moderator)
        community.reports(community.member("p2"), about: spammer)
        delete(&community, 0..<60, author: spammer)
        #expect(community.raised("audit_wipe").isEmpty)
    }

    @Test("The log's channel is deleted after a report about staff: raised; another channel, or without a report: not")
    func log() {
        for (name, reported) in [("mod-logs", true), ("general", true), ("mod-logs", false)] {
            var community = Community()
            if reported { community.reports(community.member("p1"), about: moderator) }
            community.day = 1
            community.happens(.other("channel.deleted"), moderator, channel: Channel(id: "l", kind: .text, name: name))
            #expect(community.raised("audit_wipe").isEmpty == !(name == "mod-logs" && reported))
        }
    }

    private func active(
        _ community: inout Community, _ type: EventType, _ count: Int, _ change: Membership = .init(),
        seen: Bool? = true, from first: Int = 0
    ) {
        for index in first..<first + count {
            community.day += 0.001
            community.sees(
                type, moderator, community.member("v\(index)"), .membership(change), Sighting(targetWasActive: seen))
        }
    }

    @Test("Power is given, and many active members are banned within hours without a word: raised once at a time")
    func spree() throws {
        var community = Community()
        community.happens(
            .roleGranted, Community.otherModerator, moderator, .role(Role(id: "r", permissions: ["BAN_MEMBERS"])))
        community.day = 1
        active(&community, .memberBanned, 25)
        let signal = try #require(community.raised("power_spike").first)
        #expect(signal.policy == "staff.misuse" && signal.subject == "mod" && signal.subjectIsStaff)
        #expect(signal.codes.isSuperset(of: ["power.many_acts", "power.fresh_power", "power.no_reason"]))
        #expect(signal.evidence.count <= 26 && community.raised("power_spike").count <= 5)
    }

    @Test("A raid answered by 200 bans, by a person, is no spree, whether the join dates are told or not")
    func raidAnswered() {
        for isTold in [true, false] {
            var community = Community()
            for index in 0..<200 { community.happens(.memberJoined, community.member("r\(index)")) }
            for index in 0..<200 {
                community.day += 0.0005
                var raider = community.member("r\(index)")
                if isTold { raider.joinedAt = community.now - .hours(1) }
                community.sees(.memberBanned, moderator, raider, .none, Sighting(targetWasActive: true))
            }
            #expect(community.raised("power_spike").isEmpty)
        }
    }

    @Test("A purge of members not seen for long, a busy first week with reasons, and roles given at a feast are none")
    func innocent() {
        var community = Community()
        active(&community, .memberLeft, 200, Membership(reason: "inactive"), seen: false)
        active(&community, .memberLeft, 200, Membership(reason: "inactive"), seen: nil, from: 200)
        community.day += 3
        for _ in 0..<7 {
            community.day += 1
            active(&community, .memberBanned, 8, Membership(reason: "insults"), from: 1000 + Int(community.day) * 10)
        }
        community.day += 1
        for index in 0..<60 {
            community.happens(.roleGranted, moderator, community.member("f\(index)"), .role(Role(id: "feast")))
        }
        #expect(community.raised("power_spike").isEmpty)
    }
}
