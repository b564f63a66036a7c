import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Behaviour of one towards many")
struct BehaviourTests {
    /// An opener with a word changed from one copy to the next, as a fingerprint shows it.
    private func opener(_ index: Int) -> UInt64 { 0xA5A5_0F0F_1234_8765 ^ (1 << UInt64(index % 5)) }

    private func write(
        _ scene: inout Scene, _ actor: Member, to count: Int, joined: Duration, young: Bool = false,
        every span: Duration = .minutes(30), openers: Bool = false
    ) {
        for index in 0..<count {
            let target = People.newcomer(index, joined: scene.now - joined, young: young)
            scene.direct(actor, target, fingerprint: openers ? opener(index) : 0)
            scene.wait(span)
        }
    }

    @Test("Twenty-five new private contacts with young members within two days are pointed out, with a modest score")
    func fanOut() throws {
        var scene = Scene()
        write(&scene, People.carla, to: 25, joined: .days(100), young: true, every: .minutes(90))
        let signal = try #require(scene.signals.first)
        #expect(signal.policy == "minor.grooming")
        #expect(signal.detector.name == "fan_out")
        #expect(signal.score <= 0.7503)
        #expect(signal.contributions.first?.code == "feature.fan_out")
        #expect((signal.contributions.first?.figure ?? 0) >= 15)
        #expect(signal.evidence.count == 12)
        #expect(scene.signals.count == 1)
    }

    @Test("As many contacts with members who are neither young nor new are nothing")
    func sociable() {
        var scene = Scene()
        write(&scene, People.carla, to: 40, joined: .days(100), openers: true)
        #expect(scene.signals.isEmpty)
    }

    @Test("As many contacts spread over half a year are nothing")
    func slowSociable() {
        var scene = Scene()
        write(&scene, People.carla, to: 25, joined: .days(2), every: .days(7), openers: true)
        #expect(scene.signals.isEmpty)
    }

    @Test("Being written to by many is nothing: contacts count for who opens them")
    func popular() {
        var scene = Scene()
        for index in 0..<30 {
            let fan = People.newcomer(index, joined: scene.now - .days(1), young: true)
            scene.direct(fan, People.carla, fingerprint: opener(index))
            scene.direct(People.carla, fan, fingerprint: opener(index))
        }
        #expect(scene.policies(about: "carla").isEmpty)
    }

    @Test("The same opener to eight newcomers is pointed out; eight different ones are not")
    func sameOpener() throws {
        var scene = Scene()
        write(&scene, People.carla, to: 8, joined: .days(3), openers: true)
        #expect(try #require(scene.signals.first).detector.name == "same_opener")
        var varied = Scene()
        for index in 0..<8 {
            varied.direct(
                People.carla, People.newcomer(index, joined: varied.now - .days(3)),
                fingerprint: StableHash.of("opener \(index)", seed: 7))
        }
        #expect(varied.signals.isEmpty)
    }

    @Test("One opener in eight wordings is the same; eight openers of one kind are not")
    func wordings() throws {
        let reader = TextReader(cues: CueMatcher(packs: []))
        func detectors(_ texts: [String]) -> [String] {
            var scene = Scene()
            for (index, text) in texts.enumerated() {
                let target = People.newcomer(index, joined: scene.now - .days(3))
                scene.direct(People.carla, target, fingerprint: reader.read(text).fingerprint)
            }
            return scene.signals.map(\.detector.name)
        }
        let names = ["Léa", "Tom", "Inès", "Noah", "Zoé", "Hugo", "Mia", "Sam"]
        let marks = ["", " ?", " 😊", " !!", "…", " 🙂🙂", " ^^", "."]
        #expect(detectors(zip(names, marks).map { "coucou \($0) tu joues à quoi\($1)" }) == ["same_opener"])
        #expect(detectors(zip(names, marks).map { "hey \($0), wanna play with me\($1)" }) == ["same_opener"])
        #expect(
            detectors([
                "salut tu joues encore à la survie ?", "t'as fait l'exo de maths pour demain ?",
                "merci pour hier soir !",
                "tu vends toujours ton skin bleu ?", "c'était bien le film de samedi", "on joue en duo ce soir ?",
                "bon anniversaire à ton chat", "il pleut chez toi aussi ?",
            ]).isEmpty)
    }

    @Test("A greeting too short for a fingerprint is no opener; the second message then is")
    func shortGreeting() {
        var scene = Scene()
        for index in 0..<9 {
            let target = People.newcomer(index, joined: scene.now - .days(3))
            scene.direct(People.carla, target, fingerprint: 0)
        }
        #expect(scene.signals.isEmpty)
        for index in 0..<9 {
            scene.direct(
                People.carla, People.newcomer(index, joined: scene.now - .days(3)), fingerprint: opener(index))
        }
        #expect(scene.signals.first?.detector.name == "same_opener")
    }

    @Test("Staff who welcome newcomers with one text are left alone, and so are programs")
    func welcome() {
        var scene = Scene()
        write(&scene, People.staff, to: 60, joined: .hours(1), young: true, openers: true)
        write(&scene, People.robot, to: 60, joined: .hours(1), young: true, openers: true)
        #expect(scene.signals.isEmpty)
    }

    @Test("Staff whose welcomes turn into something else count as anybody")
    func welcomeThatTurns() {
        var scene = Scene()
        for index in 0..<16 {
            let target = People.newcomer(index, joined: scene.now - .hours(1), young: true)
            scene.direct(People.staff, target)
            scene.direct(People.staff, target, Cue.howOld)
        }
        #expect(scene.policies(about: "staff").contains("minor.grooming"))
    }

    @Test("Contact within a day of joining, with ten newcomers, is pointed out; with four it is not")
    func earlyContact() throws {
        var few = Scene()
        write(&few, People.carla, to: 4, joined: .hours(2))
        #expect(few.signals.isEmpty)
        var scene = Scene()
        write(&scene, People.carla, to: 10, joined: .hours(2))
        #expect(try #require(scene.signals.first).detector.name == "early_contact")
    }

    private func pivot(_ scene: inout Scene, to count: Int, pause: Duration, known: Bool = false, shared: Bool = true) {
        let room = Channel(id: "voice-1", kind: .voice)
        for index in 0..<count {
            let target = People.newcomer(index, joined: scene.now - .days(5), young: true)
            if known { scene.direct(target, People.carla) }
            scene.happens(.voiceJoined, People.carla, channel: room)
            scene.happens(.voiceJoined, target, channel: shared ? room : Channel(id: "voice-2", kind: .voice))
            scene.happens(.voiceLeft, target, channel: shared ? room : Channel(id: "voice-2", kind: .voice))
            scene.happens(.voiceLeft, People.carla, channel: room)
            scene.wait(pause)
            scene.direct(People.carla, target)
        }
    }

    @Test("Straight from a voice room to private, with six young members, is pointed out")
    func voicePivot() throws {
        var scene = Scene()
        pivot(&scene, to: 6, pause: .minutes(20))
        #expect(try #require(scene.signals.first).detector.name == "voice_pivot")
    }

    @Test("Hours after the room, with another room, or with people who wrote first, it is no pivot")
    func noPivot() {
        for (pause, known, shared) in [
            (Duration.hours(3), false, true), (.minutes(5), true, true), (.minutes(5), false, false),
        ] {
            var scene = Scene()
            pivot(&scene, to: 6, pause: pause, known: known, shared: shared)
            #expect(scene.signals.isEmpty)
        }
    }

    @Test("Pivot, early contact, opener and fan-out add to what is said in a pair")
    func addsToPair() throws {
        var scene = Scene()
        let room = Channel(id: "voice-1", kind: .voice)
        for index in 0..<6 {
            let target = People.newcomer(index, joined: scene.now - .hours(3), young: true)
            scene.happens(.voiceJoined, target, channel: room)
            scene.happens(.voiceJoined, People.bruno, channel: room)
            scene.direct(People.bruno, target, Cue.howOld, fingerprint: opener(index))
        }
        scene.signals = []
        scene.direct(People.bruno, People.newcomer(5, joined: scene.now, young: true), Cue.secret, Cue.picture)
        let codes = try #require(scene.signals.first).contributions.map(\.code)
        for code in ["fan_out", "same_opener", "voice_pivot", "early_contact"] {
            #expect(codes.contains("feature.\(code)"), "\(code)")
        }
    }

    @Test("A private chat that is only opened counts as a contact")
    func directOpened() {
        var scene = Scene()
        for index in 0..<10 {
            scene.happens(.directOpened, People.carla, People.newcomer(index, joined: scene.now - .hours(1)))
        }
        #expect(scene.signals.first?.detector.name == "early_contact")
    }

    @Test("More contacts than are kept one by one still count")
    func overflow() throws {
        var scene = Scene()
        write(&scene, People.carla, to: 60, joined: .days(2), every: .minutes(5))
        let person = try #require(scene.watch.find("carla", community: Watch.hash(community: "harbour")))
        let book = scene.watch.books.items[Int(scene.watch.members.records[person.slot].book)]
        #expect(book.entries.count == ContactBook.limit)
        #expect(book.counts(Moment(scene.now)).week == 60)
    }
}
