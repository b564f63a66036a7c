import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Many against one")
struct PileOnTests {
    private func crowd(_ scene: inout Scene, _ count: Int, pause: Duration = .seconds(20), hostile: Double = 0.9) {
        for index in 0..<count {
            scene.say(Member(id: "speaker-\(index)", name: "S\(index)"), to: "victim", hostile: hostile)
            scene.wait(pause)
        }
    }

    @Test("Six hostile speakers within ten minutes are told once, of the most active of them")
    func pileOn() throws {
        var scene = Scene()
        scene.say(Member(id: "speaker-3", name: "S3"), to: "victim", hostile: 0.9)
        crowd(&scene, 8)
        #expect(scene.signals.map(\.policy) == ["harassment.pile_on"])
        let signal = try #require(scene.signals.first)
        #expect(signal.subject == "speaker-3")
        #expect(signal.subjectName == "S3")
        #expect(signal.counterpart == "victim")
        #expect(signal.detector.name == "pile_on")
        #expect(Set(signal.evidence.map(\.author)).count == 6)
        #expect(signal.contributions.contains { $0.code == "feature.pile_on" && $0.figure == 6 })
    }

    @Test("Five speakers, six within an hour, six without hostility, or one who writes six times are not")
    func lookAlikes() {
        var scene = Scene()
        crowd(&scene, 5)
        #expect(scene.signals.isEmpty)
        scene = Scene()
        crowd(&scene, 6, pause: .minutes(10))
        #expect(scene.signals.isEmpty)
        scene = Scene()
        crowd(&scene, 12, hostile: 0.2)
        #expect(scene.signals.isEmpty)
        scene = Scene()
        for _ in 0..<12 { scene.say(People.denis, to: "victim", hostile: 0.9) }
        #expect(scene.signals.isEmpty)
    }

    @Test("A target who joined this week makes it weigh more, and five speakers suffice")
    func newcomer() throws {
        var plain = Scene()
        crowd(&plain, 6)
        var scene = Scene()
        scene.happens(.memberJoined, Member(id: "victim"))
        crowd(&scene, 4)
        #expect(scene.signals.isEmpty)
        crowd(&scene, 6)
        #expect(try #require(scene.signals.first).score > (try #require(plain.signals.first).score))
        #expect(try #require(scene.signals.first).contributions.contains { $0.code == "context.newcomer" })
    }

    @Test("Crowds beyond the bound are forgotten, the oldest first")
    func bounded() {
        var settings = WatchSettings()
        settings.maximumCrowds = 16
        var scene = Scene(settings: settings)
        for index in 0..<500 { scene.say(People.denis, to: "victim-\(index)", hostile: 0.9) }
        #expect(scene.watch.crowds.count <= 16)
        crowd(&scene, 6)
        #expect(scene.signals.count == 1)
    }
}
