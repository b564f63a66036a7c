import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Counting scores")
struct ScoreCensusTests {
    private static let settings = WatchSettings(maximumCounted: 1000)
    private static let day = Scene.start.dayNumber

    /// What is counted, added up: bin by policy, detector and scope.
    private func totals(_ watch: inout Watch) -> [ScoreCount] {
        var sums: [ScoreCount: Int] = [:]
        for count in watch.takeCounts().scores {
            var key = count
            key.count = 0
            sums[key, default: 0] += count.count
        }
        return sums.filter { $0.value != 0 }.map { key, sum in
            var count = key
            count.count = sum
            return count
        }
    }

    @Test("a member counts once, at the highest score of the week, whether or not a signal was raised")
    func highest() throws {
        var scene = Scene(settings: Self.settings)
        scene.direct(People.bruno, People.aline, Cue.picture, Cue.compliment)
        #expect(scene.signals.isEmpty)
        let first = try #require(totals(&scene.watch).first { $0.detector == nil })
        #expect(first.bin < 12 && first.count == 1 && first.scope == .members && first.day == Self.day)
        scene.direct(People.bruno, People.aline, Cue.moveAway)
        let raised = try #require(scene.signals.first)
        // The count of the bin below is taken back: the sum over both is one member.
        let moved = totals(&scene.watch).filter { $0.detector == nil && $0.policy == raised.policy }
        #expect(moved.map(\.count).sorted() == [-1, 1])
        #expect(moved.first { $0.count == 1 }?.bin == ScoreBins.bin(of: raised.score))
        // After the signal nothing more is raised, and yet it is seen to grow.
        scene.direct(People.bruno, People.aline, Cue.gift)
        #expect(scene.signals.count == 1)
        let grown = try #require(totals(&scene.watch).first { $0.detector == nil && $0.count == 1 })
        #expect(grown.bin > ScoreBins.bin(of: raised.score) ?? 20)
    }

    @Test("each detector counts for itself, and the policy once for all of them")
    func detectors() {
        var scene = Scene(settings: Self.settings)
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.picture)
        scene.direct(People.bruno, People.carla, Cue.gift, Cue.picture)
        let counts = totals(&scene.watch)
        #expect(counts.filter { $0.detector == nil }.map(\.count) == [1])
        #expect(counts.filter { $0.detector == "conversation_risk" }.map(\.count) == [1])
    }

    @Test("a later week counts anew")
    func spells() {
        var scene = Scene(settings: Self.settings)
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.picture)
        scene.wait(.days(8))
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.picture)
        let counts = totals(&scene.watch).filter { $0.detector == nil }
        #expect(Set(counts.map(\.day)) == [Self.day, Self.day + 8] && counts.allSatisfy { $0.count == 1 })
    }

    @Test("who turns out to be staff goes over to the staff's figures, and stays there")
    func staff() {
        var scene = Scene(settings: Self.settings)
        var bruno = People.bruno
        scene.direct(bruno, People.aline, Cue.gift, Cue.picture)
        #expect(totals(&scene.watch).allSatisfy { $0.scope == .members && $0.count == 1 })
        bruno.staff = true
        scene.say(bruno)
        let moved = totals(&scene.watch)
        #expect(moved.filter { $0.scope == .members }.allSatisfy { $0.count == -1 })
        #expect(moved.filter { $0.scope == .staff }.allSatisfy { $0.count == 1 } && moved.count == 4)
        bruno.staff = false
        scene.direct(bruno, People.aline, Cue.secret, Cue.pictureAgain)
        #expect(totals(&scene.watch).allSatisfy { $0.scope == .staff })
    }

    @Test("events that carry cues are counted by policy, once each, and by whether staff wrote them")
    func cues() {
        var scene = Scene(settings: Self.settings)
        scene.say(People.carla, to: "denis", Cue.insult, Cue.insult, Cue.threat)
        scene.say(People.carla, to: "denis", Cue.insult)
        scene.say(People.staff, to: "denis", Cue.insult)
        scene.say(People.denis)
        let counts = scene.watch.takeCounts().cues
        #expect(
            counts == [
                CueCount(day: Self.day, policy: "harassment.insult", scope: .members, count: 2),
                CueCount(day: Self.day, policy: "harassment.insult", scope: .staff, count: 1),
                CueCount(day: Self.day, policy: "violence.threat", scope: .members, count: 1),
            ])
        #expect(scene.watch.takeCounts().isEmpty)
    }

    @Test("counting changes no signal, and without it nothing is counted")
    func noPart() {
        var traffic = Traffic(seed: 21)
        let events = traffic.events(3000, members: 50)
        var plain = Watch(taxonomy: Taxonomy([]))
        var counting = Watch(settings: Self.settings, taxonomy: Taxonomy([]))
        for (event, reading) in events {
            #expect(plain.observe(event, reading) == counting.observe(event, reading))
        }
        #expect(plain.takeCounts().isEmpty)
        #expect(!counting.takeCounts().scores.isEmpty)
    }

    @Test("a restored watch counts on where the one before stopped, and no member is counted twice")
    func restored() throws {
        var traffic = Traffic(seed: 8)
        let events = traffic.events(2400, members: 50)
        var whole = Watch(settings: Self.settings, taxonomy: Taxonomy([]))
        for (event, reading) in events { _ = whole.observe(event, reading) }
        let expected = Set(totals(&whole))
        var first = Watch(settings: Self.settings, taxonomy: Taxonomy([]))
        for (event, reading) in events[..<1100] { _ = first.observe(event, reading) }
        var sums: [ScoreCount: Int] = [:]
        func add(_ counts: [ScoreCount]) {
            for var count in counts {
                let number = count.count
                count.count = 0
                sums[count, default: 0] += number
            }
        }
        add(totals(&first))
        var second = try Watch(restoring: first.snapshot(), settings: Self.settings, taxonomy: Taxonomy([]))
        #expect(second.snapshot() == first.snapshot())
        for (event, reading) in events[1100...] { _ = second.observe(event, reading) }
        add(totals(&second))
        let found = sums.filter { $0.value != 0 }.map { key, sum in
            var count = key
            count.count = sum
            return count
        }
        #expect(Set(found) == expected)
    }

    @Test("memory is bounded: the longest quiet are forgotten")
    func bounded() {
        var census = ScoreCensus()
        for index in 0..<500 {
            census.note(
                0.7, by: Detector(name: "x", version: 1), "spam", of: UInt64(index + 1), isStaff: false,
                Moment(seconds: 1_700_000_000 + UInt32(index)), spell: Span.day)
            census.forget(beyond: 100)
        }
        #expect(census.members.count <= 100 && census.members.find(500) != nil && census.members.find(1) == nil)
    }
}

@Suite("Thresholds that people set")
struct SetThresholdTests {
    private func setting(_ threshold: Double?, _ scope: ThresholdScope = .members) -> ThresholdSetting {
        ThresholdSetting(policy: "minor.solicitation", scope: scope, threshold: threshold, after: 0)
    }

    @Test("a higher threshold holds a signal back, a lower one brings it, and the taxonomy's comes back")
    func applies() {
        func policies(_ settings: ThresholdSetting...) -> [PolicyCode] {
            var scene = Scene()
            for setting in settings { scene.watch.apply(setting) }
            scene.direct(People.bruno, People.aline, Cue.gift)
            scene.direct(People.bruno, People.aline, Cue.picture)
            return scene.policies(about: "bruno")
        }
        #expect(policies() == ["minor.solicitation"])
        #expect(policies(setting(0.95)).isEmpty)
        #expect(policies(setting(0.95), setting(nil)) == ["minor.solicitation"])
        var scene = Scene()
        scene.direct(People.bruno, People.aline, Cue.picture, Cue.compliment)
        #expect(scene.signals.isEmpty)
        scene.watch.apply(setting(0.3))
        scene.direct(People.bruno, People.aline, Cue.compliment)
        #expect(scene.policies(about: "bruno") == ["minor.solicitation"])
    }

    @Test("a threshold for members leaves signals about staff alone, and the other way round")
    func apart() {
        func raised(_ scope: ThresholdScope, by actor: Member) -> Int {
            var scene = Scene()
            for policy: PolicyCode in ["minor.solicitation", "staff.coercion"] {
                scene.watch.apply(ThresholdSetting(policy: policy, scope: scope, threshold: 0.99, after: 0))
            }
            scene.direct(actor, People.aline, Cue.gift)
            scene.direct(actor, People.aline, Cue.picture)
            return scene.signals.count
        }
        #expect(raised(.members, by: People.staff) == 1)
        #expect(raised(.staff, by: People.staff) == 0)
        #expect(raised(.staff, by: People.bruno) == 1)
        #expect(raised(.members, by: People.bruno) == 0)
    }
}
