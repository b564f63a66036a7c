import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Words that are harmful on their own")
struct DirectHarmTests {
    @Test("One explicit threat to one person is told")
    func threat() {
        var scene = Scene()
        scene.say(People.denis, to: "carla", Cue.threat)
        #expect(scene.policies(about: "denis") == ["violence.threat"])
        #expect(scene.signals.first?.counterpart == "carla")
        #expect(scene.signals.first?.evidence.first?.cues.first?.policy == "violence.threat")
    }

    @Test("One doxxing of one person is told")
    func doxxing() {
        var scene = Scene()
        scene.say(People.denis, mentions: ["carla"], Cue.address)
        #expect(scene.policies(about: "denis") == ["privacy.doxxing"])
    }

    @Test("A threat to nobody in particular is not told at once")
    func nobody() {
        var scene = Scene()
        scene.say(People.denis, Cue.hit("threat.vague", nil, "violence.threat", 1.5))
        #expect(scene.signals.isEmpty)
    }

    @Test("A single insult raises nothing; the same person insulted again and again does")
    func insults() {
        var scene = Scene()
        scene.say(People.denis, to: "carla", Cue.insult)
        #expect(scene.signals.isEmpty)
        for _ in 0..<7 { scene.say(People.denis, to: "carla", Cue.insult) }
        #expect(scene.policies(about: "denis") == ["harassment.insult"])
    }

    @Test("Insults spread over many people, or over months, raise nothing")
    func spreadInsults() {
        var scene = Scene()
        for index in 0..<8 { scene.say(People.denis, to: "member-\(index)", Cue.insult) }
        for _ in 0..<8 {
            scene.say(People.denis, to: "carla", Cue.insult)
            scene.wait(.days(12))
        }
        #expect(scene.signals.isEmpty)
    }

    @Test("Repeated contempt for women towards one person is told")
    func misogyny() {
        var scene = Scene()
        scene.say(People.denis, to: "carla", Cue.misogyny)
        scene.say(People.denis, to: "carla", Cue.misogyny)
        #expect(scene.signals.isEmpty)
        for _ in 0..<2 { scene.say(People.denis, to: "carla", Cue.misogyny) }
        #expect(scene.policies(about: "denis") == ["harassment.misogyny"])
    }

    @Test("Bait counts per author, whoever it is addressed to")
    func bait() {
        var scene = Scene()
        scene.direct(People.denis, People.carla, Cue.bait)
        #expect(scene.signals.isEmpty)
        scene.direct(People.denis, People.aline, Cue.bait)
        #expect(scene.policies(about: "denis") == ["fraud.giveaway"])
        #expect(scene.signals.first?.counterpart == nil)
        #expect(scene.signals.first?.evidence.count == 2)
    }

    @Test("A message that mentions four people raises one signal of a kind")
    func oneSignalPerMessage() {
        var scene = Scene()
        let raised = scene.say(People.denis, to: "carla", mentions: ["a", "b", "c", "carla"], Cue.threat)
        #expect(raised.count == 1)
    }

    @Test("Friends of long standing tease each other with milder threats")
    func friends() {
        var scene = Scene()
        scene.chat(People.carla, People.denis, messages: 20, over: .days(60))
        scene.direct(People.denis, People.carla, Cue.hit("threat.mild", nil, "violence.threat", 1.6))
        #expect(scene.signals.isEmpty)
    }

    @Test("What is shouted beside a shared voice room weighs less, in public, and a doxxing does not")
    func besideVoice() {
        let threat = Cue.hit("threat.mild", nil, "violence.threat", 1.9)
        for (shared, count) in [(true, 1), (false, 2)] {
            var scene = Scene()
            scene.happens(.voiceJoined, People.denis, channel: Channel(id: "v1", kind: .voice))
            scene.happens(.voiceJoined, People.carla, channel: Channel(id: shared ? "v1" : "v2", kind: .voice))
            scene.say(People.denis, to: "carla", threat)
            scene.say(People.denis, to: "carla", Cue.address)
            #expect(scene.signals.count == count)
        }
        var scene = Scene()
        scene.happens(.voiceJoined, People.denis, channel: Channel(id: "v1", kind: .voice))
        scene.happens(.voiceJoined, People.carla, channel: Channel(id: "v1", kind: .voice))
        scene.direct(People.denis, People.carla, threat)
        #expect(scene.signals.count == 1)
    }

    @Test("What a program writes is not judged")
    func programs() {
        var scene = Scene()
        scene.say(People.robot, to: "carla", Cue.threat)
        scene.direct(People.robot, People.aline, Cue.gift, Cue.picture)
        #expect(scene.signals.isEmpty)
    }
}
