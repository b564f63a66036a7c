import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Accounts that act together")
struct CoordinationTests {
    private func told(_ scene: Scene) -> [Signal] {
        scene.signals.filter { $0.detector.name == "coordinated_accounts" }
    }

    @Test(
        "Four that join within minutes and insult one member over two hours are told of once, with all four as evidence"
    )
    func raid() throws {
        var scene = try Scene.shipped()
        scene.raid(6)
        let signal = try #require(told(scene).first)
        #expect(signal.policy == "harassment.pile_on" && told(scene).count == 1)
        #expect(signal.counterpart == "aline" && signal.subject == "raider-3")
        #expect(Set(signal.evidence.map(\.author)) == ["raider-0", "raider-1", "raider-2", "raider-3"])
        #expect(signal.contributions.contains { $0.code == "feature.joined_together" && $0.figure == 4 })
        #expect(signal.contributions.contains { $0.code == "feature.hostility" })
        #expect(!scene.signals.contains { $0.detector.name == "pile_on" }, "too slow for a pile-on")
    }

    @Test("A newcomer who joins in the same hour as those who turn on them is told of too")
    func newcomerRaided() throws {
        var scene = try Scene.shipped()
        scene.join([Member(id: "newcomer")], every: .minutes(10))
        scene.say(Member(id: "newcomer"))
        scene.raid(5, on: "newcomer")
        #expect(told(scene).map(\.policy) == ["harassment.pile_on"])
    }

    @Test("As many that joined over half a year are nothing, nor are two, nor four that each insult somebody else")
    func lookAlikeRaids() throws {
        var scene = try Scene.shipped()
        for raider in Scene.accounts("raider", 8) {
            scene.happens(.memberJoined, raider)
            scene.wait(.days(2))
            scene.say(raider, to: "aline", hostile: 0.8)
            scene.wait(.days(20))
        }
        scene.raid(2, on: "carla")
        let others = Scene.accounts("other", 4)
        scene.join(others, every: .minutes(3))
        for other in others { scene.say(other, to: "target-of-\(other.id)", hostile: 0.8) }
        #expect(scene.signals.isEmpty)
    }

    @Test("The same private words to the same two minors point to grooming, with a modest score")
    func sameWords() throws {
        var scene = try Scene.shipped()
        scene.sameWords()
        let signal = try #require(told(scene).first)
        #expect(signal.policy == "minor.grooming" && told(scene).count == 1)
        #expect(signal.score <= 0.7503)
        for code in ["feature.same_texts", "feature.same_targets", "context.private_channel", "context.likely_minor"] {
            #expect(signal.contributions.contains { $0.code == code }, "\(code)")
        }
    }

    @Test("The same text again and again by accounts made on one day is possible spam")
    func spam() throws {
        var scene = try Scene.shipped()
        let bots = Scene.accounts("bot", 6, made: scene.now - .days(1))
        scene.join(bots, every: .minutes(1))
        for turn in 0..<12 {
            scene.say(bots[turn % 6], fingerprint: Scene.text(5, changed: turn % 2))
            scene.wait(.minutes(3))
        }
        #expect(told(scene).map(\.policy) == ["spam"])
        #expect(try #require(told(scene).first).contributions.contains { $0.code == "context.made_together" })
    }

    @Test("A class that joins together, greets in one voice, and talks and teases among itself is left alone")
    func classJoins() throws {
        for (seed, count) in [5, 8, 14, 22, 30, 6, 11, 17, 26, 33].enumerated() {
            for isNew in [false, true] {
                var scene = try Scene.shipped()
                scene.say(People.staff)
                scene.classJoins(count, made: isNew ? scene.now - .hours(20) : nil, seed: UInt64(seed))
                #expect(scene.signals.map(\.id) == [], "\(count) pupils, new accounts: \(isNew)")
            }
        }
    }

    @Test("Friends who join together and write to the friend who brought them, and is a minor, are left alone")
    func friends() throws {
        var scene = try Scene.shipped()
        scene.say(People.aline)
        let friends = Scene.accounts("friend", 5)
        scene.join(friends, every: .minutes(2))
        for (place, friend) in friends.enumerated() {
            scene.direct(friend, People.aline, fingerprint: Scene.text(40 + place))
            scene.direct(People.aline, friend, fingerprint: Scene.text(60 + place))
            scene.direct(friend, People.aline, fingerprint: Scene.text(80 + place))
        }
        #expect(scene.signals.isEmpty)
    }

    @Test("Where many join at all times, those who write to one popular member, or the same greeting, are no group")
    func busyCommunity() throws {
        var scene = try Scene.shipped()
        let popular = Member(id: "popular", roles: ["13-17"])
        scene.say(popular)
        for index in 0..<600 {
            let newcomer = Member(id: "new-\(index)", name: "N\(index)", createdAt: scene.now - .days(index % 700))
            scene.happens(.memberJoined, newcomer)
            scene.say(newcomer, fingerprint: Scene.text(9, changed: index % 2))
            if index % 3 == 0 { scene.say(newcomer, to: "popular", fingerprint: Scene.text(1000 + index)) }
            if index % 5 == 0 { scene.direct(newcomer, popular, fingerprint: Scene.text(8, changed: index % 2)) }
            scene.wait(.minutes(6))
        }
        #expect(scene.signals.isEmpty)
        // And still a raid stands out.
        scene.raid(5)
        #expect(told(scene).map(\.policy) == ["harassment.pile_on"])
    }

    @Test("Staff and programs that join are no part of it")
    func staffAndPrograms() throws {
        var scene = try Scene.shipped()
        for (place, kind) in [true, false].enumerated() {
            let helpers = (0..<6).map {
                Member(id: "helper-\(place)-\($0)", staff: kind ? true : nil, bot: kind ? nil : true)
            }
            scene.join(helpers, every: .minutes(1))
            for helper in helpers {
                scene.direct(helper, People.aline, fingerprint: Scene.text(3))
                scene.say(helper, to: "aline", hostile: 0.9)
            }
        }
        #expect(told(scene).isEmpty)
    }

    @Test("What is remembered stays within the settings, whatever comes")
    func bounded() {
        let settings = WatchSettings(
            maximumRooms: 16, maximumRecruits: 32, maximumGatherings: 32, maximumBans: 16)
        var scene = Scene(settings: settings)
        for index in 0..<3000 {
            let member = Member(id: "m\(index)", name: index % 7 == 0 ? "" : "name \(index)")
            scene.happens(.memberJoined, member)
            scene.say(member, to: "t\(index % 500)", hostile: index % 2 == 0 ? 1 : 0, fingerprint: Scene.text(index))
            if index % 11 == 0 { scene.wait(.hours(index % 22 == 0 ? 30 : -29)) }
        }
        let groups = scene.watch.groups
        #expect(groups.recruits.count <= 32 && groups.gatherings.count <= 32 && groups.choruses.count <= 1)
        #expect(groups.choruses.records.allSatisfy { $0.families.count <= Chorus.limit })
        #expect(groups.gatherings.records.allSatisfy { $0.deeds.count <= Gathering.limit })
    }
}
