import Governance
import SafetyModel
import Testing

@Suite("The lineage of communities")
struct LineageTests {
    @Test("A badge carries where and on which conduct it was granted; a merge and a new owner make it inherited")
    func badge() throws {
        var platform = Platform()
        platform.happens(.communityCreated, in: "old", .community(CommunityChange(name: "Old", owner: "anna")))
        platform.talks(0..<30, in: "old")
        platform.talks(0..<3, in: "old", staff: true, prefix: "s")
        platform.grants(to: "old")
        platform.day = 100
        let merge = platform.merges(["old", "old", "new"], into: "new")
        platform.day = 120
        let sale = platform.happens(
            .communityOwnerChanged, in: "new", .community(CommunityChange(owner: "zoe", previousOwner: "anna")))
        let held = try #require(platform["new"]?.badges.first)
        #expect(held.grantedTo == "old" && held.conduct.name == "Old" && held.conduct.owner == "anna")
        #expect(held.conduct.staff == 3 && held.conduct.activeMembers == 33 && held.conduct.messagesPerDay > 1)
        #expect(held.isInherited && held.inheritances.map(\.cause) == [.merge(from: "old"), .ownerChange])
        #expect(held.evidence.suffix(2) == [merge, sale])
        #expect(platform["old"]?.badges.first?.end?.reason == .moved)
        #expect(platform["old"]?.mergedInto == platform.place("new"))
        #expect(platform["new"]?.changes.first { $0.kind == .merged }?.others == ["old"])
        platform.day = 200
        platform.grants(to: "new")
        let history = platform.lineage.history(of: "partner", in: platform.place("new"))
        #expect(history.map(\.isInherited) == [true, false])
        #expect(history.first?.end?.reason == .renewed && history.last?.isHeld == true)
    }

    @Test("A badge that was earned already is not replaced by one that comes in, and a revoked one is held by nobody")
    func earned() {
        var platform = Platform()
        platform.grants(to: "a")
        platform.grants(to: "b")
        _ = platform.merges(["b"], into: "a")
        #expect(platform["a"]?.badges.count(where: \.isHeld) == 1)
        #expect(platform["a"]?.badges.first?.isInherited == false)
        platform.happens(.badgeRevoked, in: "a", .badge(Badge(kind: "partner")))
        #expect(platform["a"]?.badges.contains(where: \.isHeld) == false)
        platform.happens(
            .communityOwnerChanged, in: "a", .community(CommunityChange(owner: "x", previousOwner: "x")))
        #expect(platform["a"]?.changes.contains { $0.kind == .ownerChanged } == false)
    }

    @Test("A ring of merges, a community merged with itself and one merged twice end")
    func rings() {
        var platform = Platform()
        _ = platform.merges(["b"], into: "a")
        _ = platform.merges(["c"], into: "b")
        _ = platform.merges(["a", ""], into: "c")
        _ = platform.merges(["a"], into: "a")
        #expect(Set(platform.lineage.ancestors(of: platform.place("a"))) == [platform.place("b"), platform.place("c")])
    }

    @Test("A new community that half of another's staff entered is a possible split; one that strangers made is not")
    func splits() throws {
        var platform = Platform()
        platform.talks(0..<4, in: "home", staff: true, prefix: "s")
        platform.talks(0..<200, in: "home")
        platform.day = 60
        platform.talks(0..<4, in: "home", staff: true, prefix: "s")
        platform.happens(.communityCreated, in: "away")
        platform.day = 62
        platform.talks(0..<2, in: "away", staff: true, prefix: "s")
        platform.talks(0..<80, in: "away")
        platform.talks(500..<520, in: "away")
        platform.happens(.communityCreated, in: "strangers")
        platform.talks(900..<960, in: "strangers", staff: true, prefix: "x")
        let split = try #require(platform.lineage.possibleSplits(into: platform.place("away")).first)
        #expect(split.from == platform.place("home") && split.staffShare == 0.5 && split.staff == 2)
        #expect((0.3...0.5).contains(split.memberShare))
        #expect(platform.lineage.possibleSplits(into: platform.place("strangers")).isEmpty)
        // What was there when the log began is not new.
        #expect(platform.lineage.possibleSplits(into: platform.place("home")).isEmpty)
    }

    @Test("Staff in common is told month by month, and does not cross platforms")
    func overlap() {
        var platform = Platform()
        for month in 0..<3 {
            platform.day = Double(month) * 31
            platform.talks(0..<4, in: "a", staff: true)
            platform.talks(0..<(month + 1), in: "b", staff: true)
            platform.talks(10..<11, in: "b", staff: true)
        }
        let overlap = platform.lineage.staffOverlap(platform.place("a"), platform.place("b"))
        #expect(overlap.map(\.shared) == [1, 2, 3])
        #expect(overlap.map(\.jaccard) == [0.2, 0.4, 0.6])
        platform.happens(.messagePosted, in: "b", by: Member(id: "m0", staff: true), source: "matrix:x")
        let elsewhere = CommunityPlace(platform: "matrix", community: "b")
        #expect(platform.lineage.staffOverlap(platform.place("a"), elsewhere).map(\.shared) == [0])
    }

    @Test("An invite of one community by which people come into another was redirected, once")
    func invites() {
        var platform = Platform()
        platform.happens(.inviteCreated, in: "a", .invite(Invite(code: "summer")))
        platform.happens(.memberJoined, in: "a", by: Member(id: "x"), .membership(Membership(invite: "summer")))
        platform.day = 3
        let key = platform.happens(.inviteCreated, in: "b", .invite(Invite(code: "summer")))
        platform.happens(.memberJoined, in: "b", by: Member(id: "y"), .membership(Membership(invite: "summer")))
        #expect(platform["b"]?.changes.map(\.kind) == [.inviteTaken])
        #expect(platform["b"]?.changes.first?.event == key && platform["b"]?.changes.first?.others == ["a"])
        #expect(platform["a"]?.changes.map(\.kind) == [.inviteLost])
    }

    @Test("The state is written and read to the same bytes, and every truncation is refused")
    func snapshot() throws {
        var platform = Platform()
        platform.talks(0..<700, in: "a")
        platform.talks(0..<3, in: "a", staff: true)
        platform.grants(to: "a")
        _ = platform.merges(["a"], into: "b")
        platform.happens(.inviteCreated, in: "a", .invite(Invite(code: "summer")))
        let bytes = platform.bytes
        var reader = ByteReader(bytes)
        let read = try Lineage(decoding: &reader)
        #expect(read == platform.lineage && reader.isAtEnd)
        for length in stride(from: 0, to: bytes.count, by: 37) {
            var reader = ByteReader(Array(bytes.prefix(length)))
            #expect(throws: ByteCodingError.self) { try Lineage(decoding: &reader) }
        }
    }

    @Test("Communities beyond the limit are forgotten, but none with a badge")
    func bounded() {
        var platform = Platform()
        platform.grants(to: "kept")
        platform.day = 1
        for number in 0..<Lineage.mostCommunities + 600 { platform.happens(.memberJoined, in: "c\(number)") }
        #expect(platform.lineage.records.count <= Lineage.mostCommunities)
        #expect(platform["kept"] != nil && platform["c0"] == nil)
    }

    @Test("Days before the newest 430 are forgotten, and times at the edge of what a clock can say do no harm")
    func days() {
        var platform = Platform()
        for day in stride(from: 0.0, to: 900, by: 1) {
            platform.day = day
            platform.talks(0..<1, in: "a", staff: true)
        }
        #expect((430...432).contains(platform["a"]?.activity.days.count ?? 0))
        for moment in [Int64.min / 4, Int64.max / 4] {
            platform.lineage.observe(
                Event(
                    id: "edge\(moment)", source: "discord:guild", type: .messagePosted,
                    time: Timestamp(milliseconds: moment), community: "a", actor: Member(id: "m")))
        }
        #expect(platform["a"]?.activity.coverage(until: platform.now.dayNumber, days: 30) == 1)
    }
}

@Suite("Sets of members in bounded memory")
struct MemberSketchTests {
    /// Communities of so many members, of whom so many are in both.
    private func pair(_ left: Int, _ right: Int, shared: Int) -> (MemberSketch, MemberSketch) {
        var platform = Platform()
        platform.talks(0..<left, in: "a")
        platform.talks(left - shared..<left - shared + right, in: "b")
        let empty = MemberSketch(most: 2)
        return (platform["a"]?.members ?? empty, platform["b"]?.members ?? empty)
    }

    @Test(
        "sizes and overlaps are exact while few, and right to a tenth beyond",
        arguments: [(100, 100, 40), (400, 90, 0), (20_000, 10_000, 8000), (60_000, 500, 500)])
    func estimates(_ left: Int, _ right: Int, _ shared: Int) {
        let (one, other) = pair(left, right, shared: shared)
        #expect(abs(one.estimate - Double(left)) <= (left <= 512 ? 0 : Double(left) * 0.12))
        #expect(abs(other.estimate - Double(right)) <= (right <= 512 ? 0 : Double(right) * 0.12))
        let jaccard = Double(shared) / Double(left + right - shared)
        #expect(abs(one.jaccard(other) - jaccard) <= (left + right <= 512 ? 1e-9 : 0.06))
        #expect(one.jaccard(other) == other.jaccard(one))
    }
}
