import Governance
import SafetyModel
import Testing

@Suite("Gifts that are taken back")
struct RevokedGiftsTests {
    private let host = Member(id: "host", name: "Noa", staff: true)

    private func draw(_ community: inout Community, _ name: String?, gifts: Int) {
        for index in 0..<gifts {
            community.gives("\(name ?? "g")-\(index)", host, to: community.member("w\(index)"), draw: name)
        }
    }

    @Test("A draw whose gifts are revoked days later is raised when the half is gone, and again when it doubles")
    func story() throws {
        var community = Community()
        draw(&community, "summer", gifts: 8)
        community.day = 4
        for index in 0..<3 { community.revokes("summer-\(index)", host) }
        #expect(community.signals.isEmpty)
        community.revokes("summer-3", host)
        let signal = try #require(community.signals.first)
        #expect(signal.policy == "fraud.giveaway" && signal.detector.name == "revoked_gifts")
        #expect(signal.subject == "host" && signal.subjectName == "Noa" && signal.subjectIsStaff)
        #expect(signal.contributions.first { $0.code == "power.share_revoked" }?.figure == 0.5)
        #expect(signal.contributions.first { $0.code == "power.gifts_revoked" }?.figure == 4)
        #expect(signal.evidence.count == 8)
        for index in 4..<7 { community.revokes("summer-\(index)", host) }
        #expect(community.signals.count == 1)
        community.revokes("summer-7", host)
        #expect(community.signals.count == 2)
        #expect(community.signals[1].score > signal.score)
    }

    @Test("A friend's single gift, a small draw, or a few refunds of many raise nothing")
    func lookAlikes() {
        var community = Community()
        community.gives("one", community.member("a"), to: community.member("b"))
        draw(&community, "small", gifts: 3)
        draw(&community, "large", gifts: 40)
        community.day = 2
        community.revokes("one", community.member("a"))
        for index in 0..<3 { community.revokes("small-\(index)", host) }
        for index in 0..<10 { community.revokes("large-\(index)", host) }
        #expect(community.signals.isEmpty)
    }

    @Test("What is revoked within minutes and unclaimed is a slip; claimed, it counts")
    func corrections() {
        var community = Community()
        draw(&community, "typo", gifts: 8)
        community.day = 0.005
        for index in 0..<4 { community.revokes("typo-\(index)", host) }
        #expect(community.signals.isEmpty)
        for index in 4..<8 {
            community.happens(
                .giftClaimed, community.member("w\(index)"), host, .gift(Gift(id: "typo-\(index)", draw: "typo")))
        }
        for index in 4..<8 { community.revokes("typo-\(index)", host) }
        #expect(!community.signals.isEmpty)
    }

    @Test("A revocation counts up to 14 days after the gift was offered or claimed")
    func window() {
        for (day, raises) in [(13.9, true), (14.1, false)] {
            var community = Community()
            draw(&community, "d", gifts: 4)
            community.day = day
            for index in 0..<4 { community.revokes("d-\(index)", host) }
            #expect(community.signals.isEmpty != raises)
        }
        var community = Community()
        draw(&community, "d", gifts: 4)
        community.day = 10
        for index in 0..<4 {
            community.happens(.giftClaimed, community.member("w"), nil, .gift(Gift(id: "d-\(index)", draw: "d")))
        }
        community.day = 20
        for index in 0..<4 { community.revokes("d-\(index)", host) }
        #expect(!community.signals.isEmpty)
    }

    @Test("A giver who spreads it over many small draws is found by the whole; one event raises one signal")
    func spread() {
        var community = Community()
        for index in 0..<6 { draw(&community, "draw\(index)", gifts: 1) }
        community.day = 3
        for index in 0..<6 { community.revokes("draw\(index)-0", host) }
        #expect(!community.signals.isEmpty)
        #expect(Set(community.signals.map(\.event)).count == community.signals.count)
    }

    @Test("A gift revoked twice, or one never seen, counts once or not at all")
    func twice() {
        var community = Community()
        draw(&community, "d", gifts: 8)
        community.day = 3
        for _ in 0..<6 { community.revokes("d-0", host) }
        for index in 0..<6 { community.revokes("never-\(index)", host) }
        #expect(community.signals.isEmpty)
    }
}
