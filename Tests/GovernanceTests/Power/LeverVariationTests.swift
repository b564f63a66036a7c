import Governance
import SafetyModel
import Testing

@Suite("Levers in other orders and by other means")
struct LeverVariationTests {
    private let moderator = Community.moderator

    @Test(
        "A kick, a time-out or a lost role is a lever like a ban",
        arguments: [EventType.memberLeft, .memberTimedOut, .roleRevoked])
    func means(type: EventType) throws {
        var community = Community()
        let person = community.member("p1")
        community.happens(type, moderator, person, type == .roleRevoked ? .role(Role(id: "r")) : .none)
        for _ in 0..<2 { community.writes(moderator, to: person, requestCue: true) }
        let signal = try #require(community.raised("ban_leverage").last)
        #expect(signal.subject == "mod" && signal.subjectIsStaff)
    }

    @Test("Unbanned first, asked afterwards: raised as well")
    func unbannedFirst() throws {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person, reason: "spam")
        community.unbans(moderator, person)
        community.writes(moderator, to: person, requestCue: true)
        let signal = try #require(community.raised("ban_leverage").last)
        #expect(signal.codes.contains("power.asked_after_unban"))
    }

    @Test("A request that arrives before the ban it follows counts once the ban is there")
    func outOfOrder() {
        var community = Community()
        let person = community.member("p1")
        community.day = 1
        community.writes(moderator, to: person, requestCue: true)
        community.day = 0.5
        community.bans(moderator, person)
        #expect(community.raised("ban_leverage").count == 1)
    }

    @Test("Another account with the name of the one who banned asks: about that account, for guardians")
    func namesake() throws {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person)
        community.writes(Member(id: "alt", name: "sacha"), to: person, requestCue: true)
        let signal = try #require(community.raised("ban_leverage").last)
        #expect(signal.subject == "alt" && signal.subjectIsStaff && signal.codes.contains("power.namesake"))
    }

    @Test("A leaning to being a minor weighs, and the same event twice counts once")
    func minor() throws {
        let score = { (minor: Double) in
            var community = Community()
            let person = community.member("p1")
            community.bans(moderator, person)
            let event = Event(
                id: "x", source: "discord:direct", type: .messagePosted, time: community.now,
                channel: Channel(id: "d", kind: .direct), actor: moderator, target: person,
                body: .message(Message(text: "…")))
            let seen = Sighting(isRequest: true, targetMinor: minor)
            community.signals += community.detectors.observe(event, seen)
            community.signals += community.detectors.observe(event, seen)
            #expect(community.raised("ban_leverage").count == 1)
            return try #require(community.signals.last).score
        }
        #expect(try score(0.9) > score(0))
    }

    @Test(
        "Several small asks, a role with access, a young newcomer: raised; without a leaning to young and access: not")
    func smallAsks() {
        for (minor, name, raises) in [(0.9, "VIP", true), (0, "Member", false)] {
            var community = Community()
            var person = community.member("p1")
            person.joinedAt = community.now - .days(1)
            for _ in 0..<4 {
                community.day += 0.01
                community.sees(
                    .messagePosted, moderator, person, .message(Message(text: "…")),
                    channel: Channel(id: "d", kind: .direct), Sighting(isSmallAsk: true, targetMinor: minor))
            }
            community.sees(
                .roleGranted, moderator, person, .role(Role(id: "r", name: name)), Sighting(targetMinor: minor))
            #expect(community.raised("role_for_favour").isEmpty != raises)
        }
    }

    @Test("A role menu and a role one gives oneself raise nothing, whoever asked for what")
    func menus() {
        var community = Community()
        var person = community.member("p1")
        person.joinedAt = community.now - .days(1)
        let bot = Member(id: "bot", staff: true, bot: true)
        community.writes(bot, to: person, requestCue: true)
        community.writes(moderator, to: person, requestCue: true)
        community.happens(.roleGranted, bot, person, .role(Role(id: "r", name: "VIP")))
        community.happens(.roleGranted, person, person, .role(Role(id: "r", name: "VIP")))
        #expect(community.raised("role_for_favour").isEmpty)
    }

    /// Random acts of a few people, with flags and ids missing at times, at odd times.
    @Test("Whatever events leave out, a signal about staff says that it is staff", arguments: 0..<40)
    func staffIsSaid(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func below(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        let types: [EventType] = [
            .messagePosted, .memberBanned, .memberUnbanned, .memberLeft, .memberTimedOut, .roleGranted, .roleRevoked,
            .reportFiled, .messageDeleted, .giftOffered, .giftRevoked, .promotionPosted, .memberJoined,
            .other("channel.deleted"), .communityOwnerChanged, .badgeGranted,
        ]
        var community = Community()
        let staff = Set((0..<3).map { "s\($0)" })
        // Once, at the beginning, each is shown as staff.
        for id in staff.sorted() {
            community.happens(.messagePosted, Member(id: id, staff: true), channel: Channel(id: "t", kind: .text))
        }
        func somebody() -> Member? {
            switch below(10) {
            case 0: nil
            case 1...5: Member(id: "s\(below(3))", name: "Sam", staff: below(2) == 0 ? true : nil)
            default: Member(id: below(12) == 0 ? "" : "m\(below(6))", name: "Max")
            }
        }
        for number in 0..<3000 {
            community.day += Double(below(100)) / 10_000 - 0.002
            let type = types[below(UInt64(types.count))]
            let body: Body =
                switch type {
                case .giftOffered, .giftRevoked: .gift(Gift(id: "g\(below(30))", draw: below(2) == 0 ? "d" : nil))
                case .roleGranted, .roleRevoked: .role(Role(id: "r", permissions: below(2) == 0 ? ["BAN_MEMBERS"] : []))
                case .messagePosted, .messageDeleted: .message(Message(id: "m\(number)", text: "…"))
                case .badgeGranted: .badge(Badge(kind: "partner"))
                case .communityOwnerChanged: .community(CommunityChange(owner: "s0"))
                default: .none
                }
            let channel =
                type == .messagePosted
                ? Channel(id: "d", kind: below(3) == 0 ? .text : .direct)
                : Channel(id: "l", kind: .text, name: "mod-logs")
            community.sees(
                type, somebody(), somebody(), body, channel: channel,
                Sighting(isRequest: below(2) == 0, isBait: below(2) == 0, wording: 5, targetWasActive: true))
        }
        #expect(community.signals.count > 10)
        for signal in community.signals {
            let isPower = ["staff.coercion", "staff.misuse", "badge.misuse"].contains(signal.policy)
            if isPower || staff.contains(signal.subject) { #expect(signal.subjectIsStaff, "\(signal.id)") }
            #expect((0...1).contains(signal.score) && !signal.evidence.isEmpty && !signal.subject.isEmpty)
            let sum = signal.contributions.reduce(0) { $0 + $1.logOdds }
            #expect((sum > 0) == (signal.score > 0.5) || signal.score == 0.5)
        }
    }
}
