import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Snapshots of groups")
struct GroupSnapshotTests {
    /// Each scene in one community, one after the other.
    private func scene() throws -> Scene {
        var scene = try Scene.shipped()
        scene.say(People.staff)
        scene.classJoins(6)
        scene.raid(5)
        scene.sameWords()
        scene.banned("brumelune")
        let second = scene.returning("brumelune_", made: scene.now - .hours(1))
        scene.happens(.memberJoined, second)
        scene.direct(second, People.aline, fingerprint: Scene.text(7))
        for index in 0..<9 {
            let speaker = Member(id: "speaker-\(index)")
            scene.say(speaker, to: index < 4 ? "denis" : nil, hostile: 0.9)
            if index % 3 == 0 { scene.say(Member(id: "denis")) }
        }
        return scene
    }

    @Test("A watch restored in the middle of any scene goes on as the one before would have")
    func restored() throws {
        let scene = try scene()
        #expect(
            Set(scene.signals.map(\.detector.name)).isSuperset(of: ["coordinated_accounts", "ban_evader", "pile_on"]))
        let taxonomy = try ShippedTaxonomy.load()
        var first = Watch(taxonomy: taxonomy)
        var before: [Signal] = []
        for (place, (event, reading)) in scene.events.enumerated() {
            if place % 2 == 1 || place > 150 {
                let pieces = first.snapshot()
                let second = try Watch(restoring: pieces, settings: WatchSettings(), taxonomy: taxonomy)
                #expect(second.snapshot() == pieces)
                var after = before
                var copy = second
                for (event, reading) in scene.events[place...] { after += copy.observe(event, reading) }
                #expect(after == scene.signals, "stopped at \(place)")
            }
            before += first.observe(event, reading)
        }
        #expect(before == scene.signals)
    }

    @Test("With hardly any room for members and pairs, what many do is told of all the same")
    func evicted() throws {
        let scene = try scene()
        var watch = Watch(
            settings: WatchSettings(maximumMembers: 3, maximumPairs: 4, maximumFiles: 2),
            taxonomy: try ShippedTaxonomy.load())
        var store: [UInt64: IdleState] = [:]
        var signals: [Signal] = []
        for (event, reading) in scene.events {
            watch.admit(watch.absentKeys(for: event).compactMap { store[$0] })
            signals += watch.observe(event, reading)
            for state in watch.evictIdle() { store[state.key] = state }
        }
        #expect(signals == scene.signals)
        #expect(store.count > 20)
    }

    @Test("A million joins, without names and backwards in time, cost no memory beyond the members'")
    func joins() {
        var watch = Watch(settings: WatchSettings(maximumMembers: 50_000, maximumBans: 64), taxonomy: Taxonomy([]))
        var event = Event(
            id: "", source: "test:joins", type: .memberBanned, time: Scene.start, community: "harbour",
            actor: People.staff, target: Member(id: "banned", name: "brumelune"))
        _ = watch.observe(event, .empty)
        event.type = .memberJoined
        event.target = nil
        var signals = 0
        for index in 0..<1_000_000 {
            event.id = String(index)
            event.time = Timestamp(milliseconds: Scene.start.milliseconds - Int64(index % 5) * 90_000_000)
            event.actor = Member(
                id: String(index), name: index % 3 == 0 ? "" : index % 3 == 1 ? nil : "brumelune\(index)")
            if !watch.observe(event, .empty).isEmpty { signals += 1 }
            if index % 60_000 == 0 { _ = watch.evictIdle() }
        }
        #expect(signals == 0)
        #expect(watch.groups.suspects.count <= 64 && watch.groups.recruits.count == 0)
        #expect(watch.groups.gatherings.count == 0 && watch.groups.choruses.count == 0)
    }
}
