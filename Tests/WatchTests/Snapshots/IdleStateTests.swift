import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Idle states")
struct IdleStateTests {
    @Test(
        "A watch with little room, whose idle states come back when asked for, gives the same signals as one with all")
    func evictedEqualsKept() {
        var traffic = Traffic(seed: 21)
        let events = traffic.events(4000, members: 120)
        var roomy = Watch(taxonomy: Taxonomy([]))
        var small = Watch(
            settings: WatchSettings(maximumMembers: 20, maximumPairs: 60, maximumFiles: 15), taxonomy: Taxonomy([]))
        var store: [UInt64: IdleState] = [:]
        var evictions = 0
        var returns = 0
        for (index, (event, reading)) in events.enumerated() {
            let wanted = small.absentKeys(for: event).compactMap { store[$0] }
            returns += small.admit(wanted)
            #expect(small.observe(event, reading) == roomy.observe(event, reading), "event \(index)")
            for state in small.evictIdle() {
                store[state.key] = state
                evictions += 1
            }
            #expect(small.memberCount <= 20 && small.pairCount <= 60 && small.fileCount <= 15)
        }
        #expect(evictions > 1000 && returns > 1000)
        #expect(small.memberCount < roomy.memberCount)
    }

    @Test("The states put aside, and a snapshot between, do not change what follows either")
    func snapshotWithEvictions() throws {
        var traffic = Traffic(seed: 22)
        let events = traffic.events(1500, members: 60)
        let settings = WatchSettings(maximumMembers: 15, maximumPairs: 40, maximumFiles: 10)
        var roomy = Watch(taxonomy: Taxonomy([]))
        var small = Watch(settings: settings, taxonomy: Taxonomy([]))
        var store: [UInt64: IdleState] = [:]
        for (index, (event, reading)) in events.enumerated() {
            if index % 100 == 50 {
                small = try Watch(restoring: small.snapshot(), settings: settings, taxonomy: Taxonomy([]))
            }
            small.admit(small.absentKeys(for: event).compactMap { store[$0] })
            #expect(small.observe(event, reading) == roomy.observe(event, reading))
            for state in small.evictIdle() { store[state.key] = state }
        }
    }

    @Test("Below the bound nothing is put aside, and nobody is asked for")
    func belowBound() {
        var traffic = Traffic(seed: 2)
        var watch = Watch(taxonomy: Taxonomy([]))
        for (event, reading) in traffic.events(500, members: 50) {
            #expect(watch.absentKeys(for: event).isEmpty)
            _ = watch.observe(event, reading)
            #expect(watch.evictIdle().isEmpty)
        }
    }

    @Test("The longest idle by event time go first")
    func longestIdleFirst() {
        var scene = Scene(settings: WatchSettings(maximumMembers: 10))
        for index in 0..<12 {
            scene.say(Member(id: "member-\(index)"))
            scene.wait(.hours(5))
        }
        scene.say(Member(id: "member-0"))
        _ = scene.watch.evictIdle()
        let community = Watch.hash(community: "harbour")
        #expect(scene.watch.memberCount == 9)
        #expect(scene.watch.find("member-0", community: community)?.slot ?? -1 >= 0)
        for index in 1...3 { #expect(scene.watch.find("member-\(index)", community: community)?.slot == -1) }
    }

    @Test("A damaged state, a state under another's key and one that is in memory already are left alone")
    func refused() {
        var scene = Scene(settings: WatchSettings(maximumMembers: 1, maximumPairs: 1, maximumFiles: 1))
        scene.direct(People.bruno, People.aline, Cue.secret)
        scene.wait(.days(1))
        scene.direct(People.carla, People.denis, Cue.secret)
        let idle = scene.watch.evictIdle()
        #expect(idle.count >= 3)
        for state in idle {
            for place in state.bytes.indices {
                var damaged = state
                damaged.bytes[place] ^= 0x10
                #expect(scene.watch.admit([damaged]) == 0)
            }
            #expect(scene.watch.admit([IdleState(key: state.key &+ 1, bytes: state.bytes)]) == 0)
            #expect(scene.watch.admit([IdleState(key: state.key, bytes: [])]) == 0)
            #expect(scene.watch.admit([state, state]) == 1)
        }
    }

    @Test("The filter never misses a key, and seldom takes a stranger for one")
    func filter() {
        var filter = KeyFilter()
        for index in 0..<100_000 { filter.insert(StableHash.of(UInt64(index), 1)) }
        #expect((0..<100_000).allSatisfy { filter.contains(StableHash.of(UInt64($0), 1)) })
        let strangers = (0..<100_000).filter { filter.contains(StableHash.of(UInt64($0), 2)) }.count
        #expect(strangers < 50)
        #expect(KeyFilter().contains(0) == false)
    }
}
