import Governance
import SafetyModel
import Testing

@Suite("A ban that becomes a lever")
struct BanLeverageTests {
    private let moderator = Community.moderator

    @Test("Banned, asked for something in private, let back in: raised about the one who banned, with the reasons")
    func story() throws {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person)
        community.day = 1
        community.writes(moderator, to: person, requestCue: true)
        let first = try #require(community.signals.last)
        #expect(first.policy == "staff.coercion")
        #expect(first.detector.name == "ban_leverage")
        #expect(first.subject == "mod" && first.subjectName == "Sacha" && first.subjectIsStaff)
        #expect(first.counterpart == "p1" && first.counterpartName == "Camille p1")
        #expect(first.community == "c1")
        #expect(first.evidence.map(\.event.id) == ["e1", "e2"])
        #expect((0.6...0.8).contains(first.score))
        community.day = 2
        community.unbans(moderator, person)
        let second = try #require(community.signals.last)
        #expect(community.signals.count == 2)
        #expect(second.score > first.score && second.score > 0.8)
        #expect(second.evidence.count == 3)
        #expect(
            second.codes == [
                "power.prior", "power.ban_then_contact", "power.request_after_ban", "power.unbanned_after_contact",
                "power.no_reason",
            ])
        #expect(second.contributions.first?.code == "power.request_after_ban")
    }

    @Test("A moderator who hears an appeal in private and lifts the ban raises nothing, however often")
    func appeals() {
        var community = Community()
        for index in 0..<30 {
            let person = community.member("p\(index)")
            community.day = Double(index) / 10
            community.bans(moderator, person)
            community.writes(person, to: moderator)
            community.writes(moderator, to: person)
            community.writes(person, to: moderator)
            community.unbans(moderator, person)
        }
        #expect(community.signals.isEmpty)
    }

    @Test("An appeal without a request raises nothing, even where the same moderator asked others for something")
    func appealBeside() {
        var community = Community()
        for index in 0..<4 {
            community.bans(moderator, community.member("o\(index)"))
            community.writes(moderator, to: community.member("o\(index)"), requestCue: true)
        }
        let person = community.member("p1")
        community.bans(moderator, person)
        community.writes(person, to: moderator)
        community.unbans(moderator, person)
        #expect(community.signals.count >= 4)
        #expect(!community.signals.contains { $0.counterpart == "p1" })
    }

    @Test("Private contact counts in both directions")
    func bothDirections() throws {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person)
        for _ in 0..<3 { community.writes(person, to: moderator) }
        community.writes(moderator, to: person, requestCue: true)
        let signal = try #require(community.signals.last)
        #expect(signal.contributions.first { $0.code == "power.ban_then_contact" }?.figure == 4)
    }

    @Test("What the banned person asks for does not speak against the moderator")
    func asksBack() {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person)
        for _ in 0..<5 { community.writes(person, to: moderator, requestCue: true) }
        community.unbans(moderator, person)
        #expect(community.signals.isEmpty)
    }

    @Test("A request by somebody else than the one who banned is not leverage of the ban")
    func otherPerson() {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person)
        community.writes(Community.otherModerator, to: person, requestCue: true)
        community.unbans(Community.otherModerator, person)
        community.writes(moderator, to: community.member("p2"), requestCue: true)
        #expect(community.signals.isEmpty)
    }

    @Test("A request in a public channel, or long after the ban, is not seen as leverage")
    func elsewhere() {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person)
        community.happens(
            .messagePosted, moderator, person, .message(Message(text: "…")), channel: Channel(id: "t", kind: .text),
            requestCue: true)
        #expect(community.signals.isEmpty)
        community.day = 14.1
        community.writes(moderator, to: person, requestCue: true)
        #expect(community.signals.isEmpty)
    }

    @Test("A ban without a reason and several victims weigh more; a given reason weighs less")
    func weights() throws {
        let score = { (reason: String?, others: Int) in
            var community = Community()
            for index in 0..<others {
                community.bans(moderator, community.member("o\(index)"), reason: reason)
                community.writes(moderator, to: community.member("o\(index)"), requestCue: true)
            }
            community.bans(moderator, community.member("p1"), reason: reason)
            community.writes(moderator, to: community.member("p1"), requestCue: true)
            return try #require(community.signals.last)
        }
        let reasoned = try score("insults in #general", 0)
        let plain = try score(nil, 0)
        let several = try score(nil, 2)
        #expect(reasoned.score < plain.score && plain.score < several.score)
        #expect(several.score > 0.9)
        #expect(several.contributions.first { $0.code == "power.several_victims" }?.figure == 3)
        #expect(!plain.codes.contains("power.several_victims"))
    }

    @Test("The same grade is raised once; more requests raise it again only while they say more")
    func repeats() {
        var community = Community()
        let person = community.member("p1")
        community.bans(moderator, person)
        for _ in 0..<40 { community.writes(moderator, to: person, requestCue: true) }
        #expect((2...4).contains(community.signals.count))
        #expect(zip(community.signals, community.signals.dropFirst()).allSatisfy { $0.score < $1.score })
        #expect(community.signals.allSatisfy { $0.evidence.count <= 24 })
    }

    @Test("Bans by a program are not remembered")
    func bots() {
        var community = Community()
        let bot = Member(id: "bot", staff: true, bot: true)
        community.bans(bot, community.member("p1"))
        community.writes(bot, to: community.member("p1"), requestCue: true)
        #expect(!community.signals.contains { $0.detector.name == "ban_leverage" })
        #expect(community.detectors.rememberedCount == 0)
    }
}

@Suite("A role as a favour")
struct RoleForFavourTests {
    private let moderator = Community.moderator

    private func newcomer(_ community: Community, daysAgo: Double) -> Member {
        var member = community.member("p1")
        member.joinedAt = community.now - .hours(Int(daysAgo * 24))
        return member
    }

    private func grant(_ community: inout Community, _ member: Member, by actor: Member = Community.moderator) {
        community.happens(.roleGranted, actor, member, .role(Role(id: "r", name: "Member")))
    }

    @Test("A role to a newcomer, soon after a private request by the one who gives it, is raised once")
    func story() throws {
        var community = Community()
        community.writes(moderator, to: community.member("p1"), requestCue: true)
        community.day = 1
        grant(&community, newcomer(community, daysAgo: 5))
        grant(&community, newcomer(community, daysAgo: 5))
        let signal = try #require(community.signals.first)
        #expect(community.signals.count == 1)
        #expect(signal.policy == "staff.coercion" && signal.subject == "mod" && signal.counterpart == "p1")
        #expect(signal.evidence.map(\.event.id) == ["e1", "e2"])
        #expect(signal.codes == ["power.prior", "power.request_before_role", "power.role_to_newcomer"])
    }

    @Test("Without a request, with somebody else's, too late, or to a member of long standing, nothing is raised")
    func lookAlikes() {
        var community = Community()
        community.writes(moderator, to: community.member("p1"))
        grant(&community, newcomer(community, daysAgo: 5))
        community.writes(Community.otherModerator, to: community.member("p1"), requestCue: true)
        grant(&community, newcomer(community, daysAgo: 5))
        community.writes(moderator, to: community.member("p1"), requestCue: true)
        grant(&community, newcomer(community, daysAgo: 15))
        grant(&community, community.member("p1"))
        community.day = 2.1
        grant(&community, newcomer(community, daysAgo: 5))
        #expect(community.signals.isEmpty)
    }
}
