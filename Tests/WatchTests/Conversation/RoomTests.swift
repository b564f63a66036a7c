import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Who is spoken to in a public room") struct RoomTests {
    private static let elena = Member(id: "elena")

    private func risk(_ scene: Scene, _ target: Member) -> Double? {
        scene.watch.conversationRisk(of: People.carla.id, towards: target.id, community: "harbour", at: scene.now)
    }

    @Test("what is said plainly to nobody by name counts towards all who just spoke, most towards whom it answers")
    func plainWords() throws {
        var scene = Scene()
        scene.say(People.denis)
        scene.say(Self.elena)
        for _ in 0..<3 { scene.say(People.carla, Cue.picture) }
        #expect(try #require(risk(scene, People.denis)) > 0)
        #expect(try #require(risk(scene, Self.elena)) > 0)
    }

    @Test("whom a message names hears it alone")
    func named() {
        var scene = Scene()
        scene.say(People.denis)
        scene.say(Self.elena)
        scene.say(People.carla, to: Self.elena.id, Cue.picture)
        #expect(risk(scene, Self.elena) != nil)
        #expect(risk(scene, People.denis) == nil)
    }

    @Test("who spoke long before hears nothing, and small talk makes no account of anybody")
    func longBefore() {
        var scene = Scene()
        scene.say(People.denis)
        scene.wait(.minutes(6))
        scene.say(Self.elena)
        scene.say(People.carla)
        #expect(scene.watch.fileCount == 0)
        scene.say(People.carla, Cue.picture)
        #expect(risk(scene, People.denis) == nil)
    }

    @Test("one message raises one signal about whoever wrote it, however many heard it")
    func oneSignal() {
        var scene = Scene()
        var most = 0
        for _ in 0..<12 {
            scene.say(People.denis)
            scene.say(Self.elena)
            let raised = scene.say(People.carla, Cue.picture, Cue.secret, Cue.orElse, Cue.screenshots, Cue.gift)
            most = max(most, raised.count { $0.subject == People.carla.id })
        }
        #expect(most == 1)
    }
}
