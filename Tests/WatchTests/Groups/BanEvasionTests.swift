import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Who comes back after a ban")
struct BanEvasionTests {
    private func told(_ scene: Scene) -> [Signal] { scene.signals.filter { $0.detector.name == "ban_evader" } }

    @Test(
        "A like name and a shared contact, a day after the ban, are told of, with both accounts' messages as evidence")
    func nameAndContact() throws {
        var scene = try Scene.shipped()
        scene.banned()
        let second = scene.returning("real.kaelo")
        scene.happens(.memberJoined, second)
        #expect(told(scene).isEmpty, "a name alone")
        scene.direct(second, People.aline, fingerprint: Scene.text(90))
        let signal = try #require(told(scene).first)
        #expect(signal.policy == "evasion.ban" && signal.subject == "second" && signal.counterpart == "aline")
        #expect(signal.score > 0.8)
        for code in ["evasion.similar_name", "evasion.same_contacts", "evasion.joined_after"] {
            #expect(signal.contributions.contains { $0.code == code }, "\(code)")
        }
        #expect(Set(signal.evidence.map(\.author)) == [nil, "first", "second"])
        scene.direct(second, People.carla, fingerprint: Scene.text(91))
        #expect(told(scene).count == 1)
    }

    @Test("A rare name and an account made after the ban are told of on joining")
    func nameAndAccount() throws {
        var scene = try Scene.shipped()
        scene.banned("brumelune")
        let made = scene.now - .hours(1)
        scene.happens(.memberJoined, scene.returning("xX_Brumelune_Xx", made: made))
        #expect(told(scene).map(\.subject) == ["second"])
        #expect(try #require(told(scene).first).contributions.contains { $0.code == "evasion.account_made_after" })
    }

    @Test("Contacts and an opener, without a like name, are told of")
    func contactsAndOpener() throws {
        var scene = try Scene.shipped()
        scene.banned()
        let second = scene.returning("orchidee")
        scene.happens(.memberJoined, second)
        scene.direct(second, People.aline, fingerprint: Scene.text(7, changed: 1))
        scene.direct(second, People.carla, fingerprint: Scene.text(7))
        let signal = try #require(told(scene).first)
        #expect(signal.contributions.contains { $0.code == "evasion.same_openers" })
        #expect(!signal.contributions.contains { $0.code == "evasion.similar_name" })
    }

    @Test("Whoever turned on somebody in public, was banned, and does it again under a like name is told of")
    func hostile() throws {
        var scene = try Scene.shipped()
        let first = Member(id: "first", name: "zephirin", joinedAt: scene.now - .days(9))
        scene.say(first, to: "carla", hostile: 0.9)
        scene.happens(.memberBanned, People.staff, first)
        scene.wait(.hours(5))
        let second = scene.returning("z3phirin_")
        scene.say(second, to: "denis", hostile: 0.9)
        #expect(told(scene).isEmpty)
        scene.say(second, to: "carla", hostile: 0.9)
        #expect(told(scene).map(\.subject) == ["second"])
    }

    @Test("One kind of evidence alone is nothing: a namesake, a shared friend, an account made after")
    func oneKind() throws {
        var scene = try Scene.shipped()
        scene.banned("brumelune")
        scene.happens(.memberJoined, scene.returning("brumelune"))
        scene.direct(scene.returning("orchidee", id: "third"), People.aline, fingerprint: Scene.text(91))
        scene.happens(.memberJoined, scene.returning("tilleul", made: scene.now - .hours(1), id: "fourth"))
        // Five friends in common, and nothing else.
        let friends = (0..<5).map { Member(id: "friend-\($0)") }
        scene.banned("kaelo", contacts: friends)
        let fifth = scene.returning("peuplier", id: "fifth")
        for friend in friends { scene.direct(fifth, friend, fingerprint: Scene.text(92)) }
        #expect(scene.signals.isEmpty)
    }

    @Test("A common name says little: nobody is told of for being called as many are")
    func commonName() throws {
        var scene = try Scene.shipped()
        for index in 0..<4000 {
            scene.say(Member(id: "h\(index)", name: "hugo\(index % 90)", joinedAt: scene.now - .days(3)))
        }
        scene.banned("hugo")
        for index in 0..<40 {
            let namesake = scene.returning("Hugo_\(index % 9)", made: scene.now - .hours(2), id: "later-\(index)")
            scene.happens(.memberJoined, namesake)
            scene.say(namesake, to: "carla", fingerprint: Scene.text(index))
        }
        #expect(told(scene).isEmpty)
    }

    @Test(
        "Who came before the ban, knew the contact before, is staff, or is the banned one itself is nobody who evades")
    func others() throws {
        var scene = try Scene.shipped()
        let veteran = Member(id: "veteran", name: "kaelo_", joinedAt: scene.now - .days(90))
        scene.direct(veteran, People.aline)
        scene.banned()
        scene.direct(veteran, People.aline)
        scene.direct(veteran, People.carla)
        // Leaves and joins again.
        let again = Member(id: "veteran", name: "kaelo_", joinedAt: scene.now)
        scene.happens(.memberJoined, again)
        scene.direct(again, People.aline)
        let staff = Member(id: "helper", name: "kaelo2", staff: true, joinedAt: scene.now)
        scene.direct(staff, People.aline)
        scene.direct(staff, People.carla)
        let banned = Member(id: "first", name: "kaelo", joinedAt: scene.now)
        scene.happens(.memberJoined, banned)
        scene.direct(banned, People.aline)
        #expect(told(scene).isEmpty)
    }

    @Test("A popular member whom every newcomer writes to connects nobody; the staff neither")
    func popular() throws {
        var scene = try Scene.shipped()
        let popular = [People.carla, Member(id: "star"), Member(id: "singer")]
        scene.banned("kaelo", contacts: popular + [People.staff])
        for index in 0..<60 {
            let newcomer = scene.returning("lumiere\(index)", made: scene.now - .hours(3), id: "n\(index)")
            for one in popular { scene.direct(newcomer, one, fingerprint: Scene.text(300 + index)) }
            scene.direct(newcomer, People.staff, fingerprint: Scene.text(400 + index))
            scene.wait(.minutes(40))
        }
        #expect(told(scene).count <= 2, "but for the first to come, before it shows that everybody does")
    }

    @Test(
        "A ban that is lifted, and one of more than ninety days ago, is forgotten; another community's does not count")
    func forgotten() throws {
        func comes(_ prepare: (inout Scene) -> Void) throws -> [Signal] {
            var scene = try Scene.shipped()
            scene.banned("brumelune")
            prepare(&scene)
            let second = scene.returning("brumelune_", made: scene.now - .hours(1))
            scene.happens(.memberJoined, second)
            scene.direct(second, People.aline, fingerprint: Scene.text(7))
            return told(scene)
        }
        #expect(try comes { _ in }.count == 1)
        #expect(try comes { $0.happens(.memberUnbanned, People.staff, Member(id: "first")) }.isEmpty)
        var scene = try Scene.shipped()
        scene.banned("brumelune")
        #expect(scene.watch.groups.book.count == 1)
        scene.wait(.days(92))
        scene.happens(.memberJoined, scene.returning("tilleul"))
        #expect(scene.watch.groups.book.isEmpty && scene.watch.groups.book.contacts.count == 0)
        scene = try Scene.shipped()
        scene.banned("brumelune")
        let event = Event(
            id: "elsewhere", source: "test:scene", type: .memberJoined, time: scene.now, community: "lighthouse",
            actor: scene.returning("brumelune_", made: scene.now - .hours(1)))
        #expect(scene.observe(event).isEmpty)
    }

    @Test("Who takes a like name after joining is told of then")
    func renamed() throws {
        var scene = try Scene.shipped()
        scene.banned("brumelune")
        let made = scene.now - .hours(1)
        scene.happens(.memberJoined, scene.returning("tilleul", made: made))
        #expect(told(scene).isEmpty)
        var second = scene.returning("Brume.Lune", made: made)
        second.joinedAt = scene.now - .minutes(1)
        scene.happens(
            .memberRenamed, second, nil, .membership(Membership(previousName: "tilleul")))
        #expect(told(scene).map(\.subject) == ["second"])
    }

    @Test("The same unusual hours add; the usual ones do not")
    func hours() throws {
        func come(at hour: Int, others: Int) throws -> [String] {
            var scene = try Scene.shipped()
            func talk(_ member: Member, at hour: Int, days: Int) {
                for _ in 0..<days {
                    scene.wait(.hours(hour))
                    for _ in 0..<3 { scene.say(member) }
                    scene.wait(.hours(24 - hour))
                }
            }
            scene.now = Timestamp(milliseconds: Scene.start.milliseconds - 12 * 3_600_000)
            for index in 0..<60 { talk(Member(id: "o\(index)", joinedAt: scene.now - .days(90)), at: others, days: 2) }
            let first = Member(id: "first", name: "kaelo", joinedAt: scene.now - .days(90))
            talk(first, at: hour, days: 12)
            scene.direct(first, People.aline, fingerprint: Scene.text(7))
            scene.happens(.memberBanned, People.staff, first)
            let second = Member(id: "second", name: "orchidee", joinedAt: scene.now)
            talk(second, at: hour, days: 12)
            scene.direct(second, People.aline, fingerprint: Scene.text(7))
            let person = try #require(scene.watch.find("second", community: Watch.hash(community: "harbour")))
            let slot = try #require(scene.watch.groups.suspects.find(person.key))
            let link = scene.watch.groups.suspects.records[slot].links[0]
            let ban = try #require(scene.watch.groups.book[link.ban])
            return link.tally(ban, created: .never, GroupWeights()).tally.contributions.map(\.code)
        }
        #expect(try come(at: 3, others: 20).contains("evasion.same_hours"))
        #expect(try !come(at: 20, others: 20).contains("evasion.same_hours"))
    }

    @Test(
        "Thousands of bans and of those who join after them stay within the bound; a real one outlasts a wave of bots")
    func bounded() throws {
        var scene = try Scene.shipped(WatchSettings(maximumBans: 64))
        scene.banned("brumelune")
        for index in 0..<2000 {
            scene.happens(.memberBanned, People.robot, Member(id: "bot-\(index)", name: "bot\(index)"))
            #expect(scene.watch.groups.book.count <= 64)
            scene.happens(.memberJoined, scene.returning("bot\(index)_", made: scene.now, id: "next-\(index)"))
        }
        #expect(scene.watch.groups.suspects.count <= 64 && scene.watch.groups.book.contacts.count <= 256)
        scene.signals = []
        scene.happens(.memberJoined, scene.returning("brumelune_", made: scene.now - .hours(1)))
        #expect(told(scene).map(\.subject) == ["second"])
    }

    @Test("Empty, endless and odd names neither trap nor match")
    func oddNames() throws {
        var scene = try Scene.shipped()
        let names = [
            "", " ", "._.", "💛💛", String(repeating: "a", count: 100_000), "\u{0}", "\u{202E}", "名前", "e\u{301}", "42",
        ]
        for (index, name) in names.enumerated() {
            scene.happens(.memberBanned, People.staff, Member(id: "odd-\(index)", name: name))
            scene.happens(.memberJoined, scene.returning(name + "💛", id: "new-\(index)"))
        }
        scene.now = Timestamp(milliseconds: .min)
        scene.happens(.memberBanned, People.staff, Member(id: "early", name: "early"))
        scene.now = Timestamp(milliseconds: .max - 1_000_000)
        scene.happens(.memberJoined, Member(id: "late", name: "early", joinedAt: scene.now, createdAt: scene.now))
        scene.now = Scene.start
        scene.happens(.memberJoined, Member(id: "back", name: "early", joinedAt: Timestamp(milliseconds: .min)))
        #expect(told(scene).isEmpty)
    }
}
