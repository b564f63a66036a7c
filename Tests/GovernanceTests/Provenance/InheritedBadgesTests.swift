import Governance
import SafetyModel
import Testing

@Suite("Badges that were not earned")
struct InheritedBadgesTests {
    private let owner = Member(id: "owner", name: "Charlie")
    private let platform = Member(id: "platform")

    private func badge(_ community: inout Community, _ type: EventType, _ place: String, _ kind: String = "partner") {
        community.happens(type, platform, nil, .badge(Badge(kind: kind)), community: place)
    }

    @discardableResult
    private func merge(_ community: inout Community, _ from: [String], into place: String) -> [Signal] {
        community.happens(
            .communityMerged, owner, nil, .community(CommunityChange(mergedFrom: from)), community: place)
    }

    @Test("A partner badge that came in by a merge is raised about the one who merged")
    func merged() throws {
        var community = Community()
        badge(&community, .badgeGranted, "old")
        community.day = 400
        let signal = try #require(merge(&community, ["old"], into: "new").first)
        #expect(signal.policy == "badge.misuse" && signal.detector.name == "badge_inherited")
        #expect(signal.subject == "owner" && signal.subjectName == "Charlie" && signal.community == "new")
        #expect(signal.codes == ["power.prior", "power.badge_inherited"])
        #expect(signal.evidence.map(\.event.id) == ["e1", "e2"])
        #expect((0.6...0.75).contains(signal.score))
        // The badge went with the merge: there is nothing left to bring in from there.
        #expect(merge(&community, ["old"], into: "third").isEmpty)
        #expect(merge(&community, ["new"], into: "third").first?.codes.contains("power.badge_passed_on") == true)
    }

    @Test("Merging what holds no badge, or into a community that earned the same one, raises nothing")
    func lookAlikes() {
        var community = Community()
        badge(&community, .badgeGranted, "mine")
        badge(&community, .badgeGranted, "other")
        #expect(merge(&community, ["plain", "mine"], into: "mine").isEmpty)
        #expect(merge(&community, ["other"], into: "mine").isEmpty)
        badge(&community, .badgeGranted, "gone")
        badge(&community, .badgeRevoked, "gone")
        #expect(merge(&community, ["gone"], into: "new").isEmpty)
        community.happens(.communityRenamed, owner, nil, .community(CommunityChange(name: "x")), community: "mine")
        #expect(community.signals.isEmpty)
    }

    @Test("A new owner inherits the badge; one who hands it on again is raised higher; a new grant clears it")
    func owners() throws {
        var community = Community()
        let change = { (community: inout Community, new: String, old: String) in
            community.happens(
                .communityOwnerChanged, Community.moderator, Member(id: new, name: "New"),
                .community(CommunityChange(owner: new, previousOwner: old)), community: "c1")
        }
        badge(&community, .badgeGranted, "c1")
        #expect(change(&community, "a", "a").isEmpty)
        let first = try #require(change(&community, "b", "a").first)
        #expect(first.subject == "b" && first.subjectName == "New")
        let second = try #require(change(&community, "c", "b").first)
        #expect(second.score > first.score)
        #expect(second.codes.contains("power.badge_passed_on"))
        badge(&community, .badgeGranted, "c1")
        let third = try #require(change(&community, "d", "c").first)
        #expect(third.score == first.score)
        badge(&community, .badgeRevoked, "c1")
        #expect(change(&community, "e", "d").isEmpty)
    }

    @Test("The same community id on another platform is another community")
    func platforms() {
        var community = Community()
        badge(&community, .badgeGranted, "old")
        let elsewhere = community.happens(
            .communityMerged, owner, nil, .community(CommunityChange(mergedFrom: ["old"])), community: "new",
            source: "matrix:example.org")
        #expect(elsewhere.isEmpty)
    }
}
