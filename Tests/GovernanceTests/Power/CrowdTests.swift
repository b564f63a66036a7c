import Governance
import SafetyModel
import Testing

@Suite("Crowds that are baited, and raids")
struct CrowdTests {
    private let host = Member(id: "host", name: "Noa", staff: true)

    /// A week with one newcomer a day, then a bait and what follows.
    private func burst(joins: Int, leaving: Int, isBait: Bool = true, paid: Int = 0) -> Community {
        var community = Community()
        for day in 0..<7 {
            community.day = Double(day)
            community.happens(.memberJoined, community.member("d\(day)"))
        }
        community.day = 8
        community.sees(
            .promotionPosted, host, nil, .promotion(Promotion(platform: "x", text: "…")), Sighting(isBait: isBait))
        for index in 0..<joins {
            community.day += 0.01
            community.happens(.memberJoined, community.member("j\(index)"))
        }
        for index in 0..<paid {
            community.gives("g\(index)", host, to: community.member("j\(index)"), draw: "d")
            community.happens(
                .giftClaimed, community.member("j\(index)"), host, .gift(Gift(id: "g\(index)", draw: "d")))
        }
        community.day = 13
        for index in 0..<leaving { community.happens(.memberLeft, community.member("j\(joins - 1 - index)")) }
        return community
    }

    @Test("A bait brings many, no gift arrives, most leave: raised about who promoted")
    func bait() throws {
        let signal = try #require(burst(joins: 40, leaving: 30).raised("invite_burst").first)
        #expect(signal.policy == "fraud.giveaway" && signal.subject == "host" && signal.subjectIsStaff)
        #expect(signal.contributions.first { $0.code == "power.growth_after_promotion" }?.figure == 40)
    }

    @Test("A draw that pays out, a promotion without bait, few newcomers, or ones who stay: nothing")
    func innocent() {
        #expect(burst(joins: 40, leaving: 34, paid: 5).raised("invite_burst").isEmpty)
        #expect(burst(joins: 40, leaving: 28, isBait: false).raised("invite_burst").isEmpty)
        #expect(burst(joins: 10, leaving: 10).raised("invite_burst").isEmpty)
        #expect(burst(joins: 40, leaving: 12).raised("invite_burst").isEmpty)
    }

    private func raid(
        _ accounts: Int, times: Int, text: String = "…", minutesApart: Double = 0.3, hostile: Bool = false
    )
        -> Community
    {
        var community = Community()
        let people = (0..<accounts).map { index in
            Member(id: "r\(index)", name: "R\(index)", createdAt: community.now - .days(2))
        }
        for person in people {
            community.day += minutesApart / 1440
            community.happens(.memberJoined, person)
        }
        for _ in 0..<times {
            for (index, person) in people.enumerated() {
                community.day += 0.00005
                community.sees(
                    .messagePosted, person, nil, .message(Message(text: text)),
                    channel: Channel(id: "t", kind: .text),
                    Sighting(isHostile: hostile, wording: hostile ? UInt64(index + 1) : 77))
            }
        }
        return community
    }

    @Test("Many join within minutes and flood with the same words: spam; with hostile ones: a pile-on")
    func raids() throws {
        let spam = try #require(raid(14, times: 2).raised("raid").first)
        #expect(spam.policy == "spam" && !spam.subjectIsStaff && spam.evidence.count > 6)
        let link = try #require(raid(14, times: 1, text: "https://x.example").raised("raid").first)
        #expect(link.policy == "spam")
        let hostile = try #require(raid(14, times: 1, hostile: true).raised("raid").first)
        #expect(hostile.policy == "harassment.pile_on")
    }

    /// Accounts that join within minutes and write `times` each, by default what no cue knows and nobody else says;
    /// one of `rudeOf` is hostile.
    private func crowd(
        _ accounts: Int, times: Int, ageDays: Int, to other: (Int) -> String?, wording: UInt64? = nil,
        rudeOf: Int = .max, in community: inout Community, tag: String = "r"
    ) {
        let people = (0..<accounts).map { index in
            Member(id: "\(tag)\(index)", name: "R\(index)", createdAt: community.now - .days(ageDays))
        }
        for person in people {
            community.day += 0.3 / 1440
            community.happens(.memberJoined, person)
        }
        for turn in 0..<times {
            for (index, person) in people.enumerated() {
                community.day += 0.00005
                var message = Message(text: "…")
                message.replyToAuthor = other(index)
                community.sees(
                    .messagePosted, person, nil, .message(message), channel: Channel(id: "t", kind: .text),
                    Sighting(
                        isHostile: index % rudeOf == rudeOf - 1, wording: wording ?? UInt64(1000 * turn + index + 1)))
            }
        }
    }

    @Test("Another raid on the same day, by other accounts, is raised for itself; the same one is not raised again")
    func secondRaid() {
        var community = Community()
        for (number, tag) in ["a", "b"].enumerated() {
            crowd(14, times: 3, ageDays: 2, to: { _ in nil }, wording: 77, in: &community, tag: tag)
            #expect(community.raised("raid").count == number + 1)
            #expect(community.raised("raid").last?.subject.hasPrefix(tag) == true)
            community.day += 0.1
        }
    }

    @Test("New accounts that all write to one member, again and again, in words that no cue knows: a pile-on")
    func siege() throws {
        var community = Community()
        crowd(14, times: 2, ageDays: 2, to: { _ in "victim" }, in: &community)
        let signal = try #require(community.raised("raid").first)
        #expect(signal.policy == "harassment.pile_on" && signal.codes.contains("power.raid_aimed"))
        #expect(community.raised("raid").count == 1)
    }

    @Test("Viewers of a stream or a video, a draw's newcomers, a class, a few rude ones of many: no raid")
    func lookalikes() {
        var stream = Community()
        // They greet the host in one voice, some twice.
        crowd(20, times: 2, ageDays: 400, to: { _ in "host" }, wording: 77, in: &stream)
        #expect(stream.raised("raid").isEmpty)
        var video = Community()
        crowd(30, times: 3, ageDays: 400, to: { _ in "host" }, in: &video)
        #expect(video.raised("raid").isEmpty)
        var greeting = Community()
        crowd(30, times: 1, ageDays: 5, to: { _ in "host" }, in: &greeting)
        #expect(greeting.raised("raid").isEmpty)
        var schoolClass = Community()
        crowd(24, times: 4, ageDays: 1, to: { $0 % 2 == 0 ? "r\($0 + 1)" : nil }, wording: 77, in: &schoolClass)
        #expect(schoolClass.raised("raid").isEmpty)
        var rude = Community()
        crowd(40, times: 2, ageDays: 5, to: { _ in nil }, rudeOf: 5, in: &rude)
        #expect(rude.raised("raid").isEmpty)
    }

    @Test("A greeting said once, a handful of accounts, or arrivals over a day are no raid")
    func noRaid() {
        #expect(raid(30, times: 1).raised("raid").isEmpty)
        #expect(raid(5, times: 3).raised("raid").isEmpty)
        #expect(raid(14, times: 3, minutesApart: 100).raised("raid").isEmpty)
    }

    @Test("Gifts that a program or the platform closes are not the giver's taking back")
    func platform() {
        for actor in [Member(id: "sys", bot: true), nil] {
            var community = Community()
            for index in 0..<8 { community.gives("g\(index)", host, to: community.member("w\(index)"), draw: "d") }
            community.day = 3
            for index in 0..<8 {
                community.happens(.giftRevoked, actor, nil, .gift(Gift(id: "g\(index)", reason: "fake gift closed")))
            }
            #expect(community.raised("revoked_gifts").isEmpty)
        }
    }

    @Test("A draw for people who had just joined says so")
    func newcomers() throws {
        var community = Community()
        for index in 0..<6 {
            var winner = community.member("w\(index)")
            winner.joinedAt = community.now - .days(1)
            community.gives("g\(index)", host, to: winner, draw: "d")
        }
        community.day = 3
        for index in 0..<4 { community.revokes("g\(index)", host) }
        #expect(try #require(community.raised("revoked_gifts").last).codes.contains("power.draw_for_newcomers"))
    }
}
