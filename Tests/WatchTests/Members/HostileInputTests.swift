import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Hostile input")
struct HostileInputTests {
    @Test("Ten thousand mentions cost four")
    func mentions() {
        var scene = Scene()
        scene.say(People.denis, mentions: (0..<10_000).map { "m\($0)" }, Cue.insult, hostile: 1)
        #expect(scene.watch.pairCount == 4)
        #expect(scene.watch.crowds.count == 4)
    }

    @Test("Thousands of cues in one message count as a few, and each cue once")
    func cues() {
        var scene = Scene()
        let hits = (0..<5000).map { Cue.hit("flood.\($0 % 700)", .request, "minor.solicitation", 400, at: $0 * 9) }
        let event = Event(
            id: "x", source: "s", type: .messagePosted, time: scene.now, channel: Channel(id: "d", kind: .direct),
            actor: People.carla, target: People.denis, body: .message(Message(text: "…")))
        scene.observe(event, TextReading(hits: hits))
        #expect(scene.watch.files.items[0].stage(.request) <= 3.2)
        #expect(scene.watch.files.items[0].evidence.allSatisfy { $0.hitCount <= 4 })
    }

    @Test("Weights that are negative, infinite or not a number count nothing; ranges beyond reason are bounded")
    func weights() {
        var scene = Scene()
        for weight in [-5, .infinity, .nan, -.infinity, 0] as [Double] {
            scene.direct(People.carla, People.denis, Cue.hit("odd", .request, "minor.solicitation", weight))
        }
        scene.direct(
            People.bruno, People.aline,
            CueHit(cue: "far", stage: .request, policy: "minor.solicitation", weight: 4, range: 0..<Int.max),
            CueHit(cue: "away", stage: .leverage, policy: "sextortion", weight: 4, range: (Int.max - 1)..<Int.max))
        #expect(scene.signals.count == 1)
        #expect(scene.signals.allSatisfy { $0.score.isFinite })
    }

    @Test("Nobody, nothing and oneself are let pass")
    func emptyAndSelf() {
        var scene = Scene()
        let nobody = Member(id: "")
        scene.direct(nobody, nobody, Cue.threat)
        scene.direct(nobody, People.carla, Cue.threat)
        scene.direct(People.carla, People.carla, Cue.gift, Cue.picture, Cue.orElse)
        scene.say(People.carla, to: "", mentions: ["", "carla"], Cue.compliment, hostile: 1)
        scene.say(People.carla, to: "carla", hostile: 1)
        for (type, _) in EventType.known {
            scene.happens(type, nil)
            scene.happens(type, nobody, nobody)
            scene.happens(type, People.carla, People.carla, channel: Channel(id: "", kind: .voice))
        }
        scene.happens(.other("weather.changed"), People.carla, People.denis)
        #expect(scene.signals.isEmpty)
    }

    @Test("Absurd times neither trap nor make evidence grow")
    func times() {
        var scene = Scene()
        for milliseconds in [Int64.min, -62_135_596_800_000, 0, 253_402_300_799_000, .max, 1_757_937_600_000] {
            scene.now = Timestamp(milliseconds: milliseconds)
            let event = Event(
                id: "t\(milliseconds)", source: "s", type: .messagePosted, time: scene.now,
                channel: Channel(id: "d", kind: .direct),
                actor: Member(
                    id: "a", joinedAt: Timestamp(milliseconds: .min), createdAt: Timestamp(milliseconds: .max)),
                target: Member(id: "b", joinedAt: scene.now), body: .message(Message(text: "…")))
            scene.observe(event, TextReading(hits: [Cue.compliment], fingerprint: 5, hostile: 1))
            for type in [EventType.voiceJoined, .voiceLeft, .memberBanned, .giftOffered, .directOpened] {
                scene.observe(
                    Event(
                        id: "\(type.name)\(milliseconds)", source: "s", type: type, time: scene.now,
                        channel: Channel(id: "v", kind: .voice), actor: Member(id: "a"), target: Member(id: "b")))
            }
        }
        #expect(scene.signals.isEmpty)
        #expect(scene.watch.files.items.allSatisfy { $0.stages.max() <= 0.9 })
    }

    @Test("Events a little out of order neither trap nor turn decay into growth")
    func outOfOrder() throws {
        var scene = Scene()
        scene.direct(People.carla, People.denis, Cue.secret)
        let before = try #require(scene.watch.files.items.first).stage(.isolation)
        scene.wait(.hours(-2))
        scene.direct(People.carla, People.denis, Cue.compliment)
        let file = try #require(scene.watch.files.items.first)
        #expect(file.stage(.isolation) == before)
        #expect(file.evidence.map(\.time) == file.evidence.map(\.time).sorted())
    }

    @Test("The same event twice counts once")
    func twice() throws {
        var scene = Scene()
        scene.direct(People.carla, People.denis, Cue.picture)
        let (event, reading) = try #require(scene.events.last)
        let before = try #require(scene.watch.files.items.first).stages
        for _ in 0..<5 { scene.observe(event, reading) }
        let file = try #require(scene.watch.files.items.first)
        #expect(file.stages == before)
        #expect(file.evidence.count == 1 && file.requests == 1)
        #expect(scene.signals.isEmpty)
    }

    @Test("Ids of any length and script are members of their own")
    func ids() {
        var scene = Scene()
        for id in ["a", "A", "a ", String(repeating: "x", count: 100_000), "é", "e\u{301}", "\u{0}", "👩‍👩‍👧"] {
            scene.say(Member(id: id))
        }
        #expect(scene.watch.memberCount == 8)
    }
}
