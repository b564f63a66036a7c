import Governance
import SafetyModel
import Testing

@Suite("The state of the power detectors")
struct SnapshotTests {
    /// Events that leave something in every detector.
    private func busy() -> Community {
        var community = Community()
        let (moderator, host) = (Community.moderator, Community.otherModerator)
        for index in 0..<5 {
            let person = community.member("p\(index)")
            community.day = Double(index)
            community.bans(moderator, person, reason: index % 2 == 0 ? "spam" : nil)
            community.writes(moderator, to: person, requestCue: index < 2)
            community.gives("g\(index)", host, to: person, draw: "d")
            community.happens(.badgeGranted, nil, nil, .badge(Badge(kind: "partner")), community: "old\(index)")
        }
        community.revokes("g0", host)
        community.unbans(moderator, community.member("p1"))
        return community
    }

    /// What happens next, the same on both sides of a restart.
    private func goOn(_ community: Community) -> Community {
        var community = community
        community.day = 5
        for index in 0..<5 {
            let person = community.member("p\(index)")
            community.writes(Community.moderator, to: person, requestCue: true)
            community.unbans(Community.moderator, person)
            community.revokes("g\(index)", Community.otherModerator)
        }
        community.happens(
            .communityMerged, Community.moderator, nil,
            .community(CommunityChange(mergedFrom: ["old1", "old3"])), community: "new")
        return community
    }

    @Test("A restart changes nothing: the same events give the same signals and the same state")
    func restart() throws {
        let community = busy()
        #expect(try community.restarted().snapshot == community.snapshot)
        let straight = goOn(community)
        let restarted = goOn(try community.restarted())
        #expect(straight.signals == restarted.signals)
        #expect(straight.signals.count > community.signals.count + 5)
        #expect(straight.snapshot == restarted.snapshot)
        #expect(Set(straight.signals.map(\.detector.name)).count == 3)
    }

    @Test("The same events give the same bytes, however often")
    func deterministic() {
        #expect(busy().snapshot == busy().snapshot)
        #expect(goOn(busy()).signals == goOn(busy()).signals)
    }

    @Test("A snapshot that is cut short or damaged is an error or another state, never a trap")
    func damaged() {
        let snapshot = busy().snapshot
        for length in 0..<snapshot.count {
            var reader = ByteReader(Array(snapshot[..<length]))
            #expect(throws: ByteCodingError.self) { try PowerDetectors(decoding: &reader) }
        }
        for index in snapshot.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var bytes = snapshot
                bytes[index] = value
                var reader = ByteReader(bytes)
                guard let detectors = try? PowerDetectors(decoding: &reader) else { continue }
                var community = busy()
                community.detectors = detectors
                _ = goOn(community)
            }
        }
    }

    /// Events that leave something with the detectors of reprisals, wiped traces, sprees, bait and raids.
    private func crowded() -> Community {
        var community = Community()
        let (moderator, room) = (Community.moderator, Channel(id: "t", kind: .text))
        community.happens(.roleCreated, moderator, nil, .role(Role(id: "r", permissions: ["BAN_MEMBERS"])))
        community.happens(
            .promotionPosted, moderator, nil, .promotion(Promotion(text: "…")), seen: Sighting(isBait: true))
        for index in 0..<9 {
            let person = community.member("j\(index)")
            community.happens(.memberJoined, person)
            community.happens(
                .messagePosted, person, nil, .message(Message(text: "…")), channel: room, seen: Sighting(wording: 9))
        }
        let person = community.member("p")
        community.happens(.roleGranted, Community.otherModerator, moderator, .role(Role(id: "r")))
        community.writes(moderator, to: Community.otherModerator)
        community.writes(moderator, to: person, requestCue: true)
        community.happens(.reportFiled, person, moderator, .report(FiledReport(messages: ["m"])))
        community.happens(.messageDeleted, moderator, nil, .message(Message(id: "m")), channel: room)
        community.bans(moderator, person)
        community.happens(.memberLeft, community.member("j0"))
        return community
    }

    @Test("What is remembered of reprisals, sprees and crowds survives a restart, and damage is an error")
    func crowds() throws {
        let community = crowded()
        let snapshot = community.snapshot
        #expect(try community.restarted().snapshot == snapshot)
        #expect(Set(community.signals.map(\.detector.name)).isSuperset(of: ["retaliation", "selective_bans"]))
        for length in 0..<snapshot.count {
            var reader = ByteReader(Array(snapshot[..<length]))
            #expect(throws: ByteCodingError.self) { try PowerDetectors(decoding: &reader) }
        }
        for index in snapshot.indices {
            var bytes = snapshot
            bytes[index] ^= 0xFF
            var reader = ByteReader(bytes)
            guard let detectors = try? PowerDetectors(decoding: &reader) else { continue }
            var damaged = Community()
            damaged.detectors = detectors
            damaged.day = 1
            damaged.bans(Community.moderator, community.member("p"))
            damaged.happens(.memberJoined, community.member("k"))
            damaged.happens(.memberLeft, community.member("j1"))
        }
    }

    @Test("A snapshot of an earlier form is refused, so that the log is read again")
    func earlierForm() {
        var writer = ByteWriter()
        writer.write(1)
        var reader = ByteReader(writer.bytes + busy().snapshot)
        #expect(throws: ByteCodingError.self) { try PowerDetectors(decoding: &reader) }
    }

    @Test("What has expired is forgotten: a year of bans and gifts leaves what two weeks leave")
    func bounded() {
        var community = Community()
        var most = 0
        for hour in 0..<(365 * 24) {
            community.day = Double(hour) / 24
            let person = community.member("p\(hour)")
            community.bans(Community.moderator, person)
            community.gives("g\(hour)", Community.otherModerator, to: person, draw: "d\(hour / 24)")
            most = max(most, community.detectors.rememberedCount)
        }
        // 14 days of 24 bans and 24 gifts, 30 days of deeds and of draws, a tenth more between two sweeps, and the few
        // who act.
        #expect(most <= (14 * 24 * 2 + 30 * 24 + 30) * 11 / 10 + 60)
    }

    @Test("However many are written to at once, no more than a fixed number is remembered, the newest")
    func flooded() {
        var community = Community()
        for index in 0..<52_000 {
            community.day = Double(index) / 1_000_000
            community.writes(Community.moderator, to: Member(id: "p\(index)"), requestCue: true)
        }
        // 50,000 who were asked, and 20,000 messages of staff.
        #expect(community.detectors.rememberedCount <= 70_000)
        var (oldest, newest) = (Member(id: "p0"), Member(id: "p51999"))
        oldest.joinedAt = community.now - .days(2)
        newest.joinedAt = community.now - .days(2)
        community.happens(.roleGranted, Community.moderator, oldest, .role(Role(id: "r")))
        #expect(community.signals.isEmpty)
        community.happens(.roleGranted, Community.moderator, newest, .role(Role(id: "r")))
        #expect(community.signals.count == 1)
    }
}
