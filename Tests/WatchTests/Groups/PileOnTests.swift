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

    @Test("Seven who are hostile right after a newcomer's words, and name nobody, are told of")
    func adjacency() throws {
        var scene = Scene()
        let newcomer = Member(id: "victim", name: "Vic", joinedAt: scene.now - .minutes(5))
        func turn(on target: Member, _ count: Int) {
            for index in 0..<count {
                scene.say(target)
                scene.wait(.seconds(15))
                scene.say(Member(id: "speaker-\(index)"), hostile: 0.8)
                scene.wait(.seconds(15))
            }
        }
        turn(on: newcomer, 6)
        #expect(scene.signals.isEmpty)
        turn(on: newcomer, 7)
        let signal = try #require(scene.signals.first)
        #expect(signal.counterpart == "victim" && signal.policy == "harassment.pile_on")
        #expect(signal.contributions.contains { $0.code == "context.names_nobody" && $0.figure == 7 })
        // Towards somebody who has been there for long, a guess is worth less.
        scene = Scene()
        turn(on: Member(id: "veteran", joinedAt: scene.now - .days(300)), 9)
        #expect(scene.signals.isEmpty)
    }

    @Test("Once a channel has turned on one, hostile messages that name nobody count towards them")
    func attackedChannel() throws {
        var scene = Scene()
        crowd(&scene, 4)
        for index in 4..<7 {
            // Somebody else speaks in between.
            scene.say(Member(id: "passer-by"))
            scene.say(Member(id: "speaker-\(index)"), hostile: 0.8)
        }
        let signal = try #require(scene.signals.first)
        #expect(signal.counterpart == "victim")
        // In another channel they are about something else.
        scene = Scene()
        crowd(&scene, 4)
        for index in 4..<12 {
            scene.happens(
                .messagePosted, Member(id: "speaker-\(index)"), channel: Channel(id: "other", kind: .text),
                .message(Message(text: "…")), TextReading(hostile: 0.9))
        }
        #expect(scene.signals.isEmpty)
    }

    @Test("Minutes later, a hostile message that names nobody is nobody's")
    func lateAdjacency() {
        var scene = Scene()
        let newcomer = Member(id: "victim", joinedAt: scene.now - .minutes(5))
        for index in 0..<12 {
            if index % 3 == 0 { scene.say(newcomer) }
            scene.wait(.seconds(125))
            scene.say(Member(id: "speaker-\(index)"), hostile: 0.8)
        }
        #expect(scene.watch.crowds.find(Watch.memberKey("victim", community: Watch.hash(community: "harbour"))) == nil)
    }

    @Test("Two friends who banter count against each other, not against the newcomer who speaks in between")
    func banter() {
        var scene = Scene()
        let newcomer = Member(id: "victim", joinedAt: scene.now - .minutes(5))
        for turn in 0..<30 {
            scene.say(turn % 2 == 0 ? People.carla : People.denis, to: turn < 2 ? "carla" : nil, hostile: 0.8)
            if turn % 3 == 2 { scene.say(newcomer) }
        }
        #expect(scene.signals.isEmpty)
        #expect(scene.watch.crowds.find(Watch.memberKey("victim", community: Watch.hash(community: "harbour"))) == nil)
    }

    @Test("A heated match, where everybody calls many a name, is no pile-on, however long it goes on")
    func heatedMatch() {
        for seed in 1...60 {
            var dice = Traffic(seed: UInt64(seed))
            var scene = Scene()
            let players = (0..<6 + dice.below(9)).map { Member(id: "player-\($0)") }
            for _ in 0..<players.count * (3 + dice.below(8)) {
                let one = dice.below(players.count)
                let other = (one + 1 + dice.below(players.count - 1)) % players.count
                scene.say(players[one], to: dice.below(3) == 0 ? nil : players[other].id, hostile: 0.6)
                scene.wait(.seconds(dice.below(20)))
            }
            #expect(scene.signals.isEmpty, "seed \(seed), \(players.count) players")
        }
    }

    @Test("A pile-on with a defender who is insulted too is still one, and so is one whose target hits back")
    func defended() throws {
        var scene = Scene()
        for turn in 0..<24 {
            let speaker = Member(id: "speaker-\(turn % 7)")
            scene.say(speaker, to: turn % 4 == 3 ? "defender" : "victim", hostile: 0.9)
            if turn % 3 == 0 { scene.say(Member(id: "victim"), to: speaker.id, hostile: 0.6) }
        }
        #expect(try #require(scene.signals.first { $0.counterpart == "victim" }).score > 0.65)
        #expect(!scene.signals.contains { $0.counterpart == "defender" })
    }

    @Test("Old friends who tease one of them all evening are no pile-on; strangers would be")
    func oldFriends() {
        func evening(friends: Bool) -> [Signal] {
            var scene = Scene()
            let circle = (0..<7).map { Member(id: "friend-\($0)") }
            scene.now = scene.now - .days(60)
            if friends { for friend in circle { scene.chat(friend, People.carla, messages: 20, over: .days(5)) } }
            scene.now = Scene.start
            for turn in 0..<21 { scene.say(circle[turn % 7], to: "carla", hostile: 0.7) }
            return scene.signals
        }
        #expect(evening(friends: true).isEmpty)
        #expect(evening(friends: false).map(\.detector.name) == ["pile_on"])
    }

    @Test("Channels beyond the bound are forgotten, the quietest first")
    func boundedChannels() {
        var scene = Scene(settings: WatchSettings(maximumCrowds: 16, maximumRooms: 16))
        for index in 0..<2000 {
            scene.happens(
                .messagePosted, Member(id: "m\(index)"), channel: Channel(id: "c\(index)", kind: .text),
                .message(Message(text: "…")), TextReading(hostile: 0.9))
            scene.say(Member(id: "m\(index)"), to: "m\(index + 1)", hostile: 0.9)
        }
        #expect(
            scene.watch.rooms.count <= 16 && scene.watch.groups.attacks.count <= 16
                && scene.watch.groups.quarrellers.count <= 16)
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
