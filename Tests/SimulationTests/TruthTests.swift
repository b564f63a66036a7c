import Foundation
import SafetyModel
import Testing

@testable import Simulation

@Suite("What a simulation plants")
struct TruthTests {
    @Test("Every kind of story and look-alike is planted in 60,000 events")
    func everyKind() throws {
        let truth = try Sample.shared.get().truth
        let kinds = Set(truth.stories.map(\.kind) + truth.lookalikes.map(\.kind))
        for storyline in Storyline.all { #expect(kinds.contains(storyline.kind), "\(storyline.kind) is missing") }
        #expect(truth.stories.count == 20)
        #expect(truth.lookalikes.count == 22)
    }

    @Test("Planted events are in the stream, within their span, by those who are named")
    func eventsExist() throws {
        let sample = try Sample.shared.get()
        let byID = Dictionary(uniqueKeysWithValues: sample.events.map { ($0.id, $0) })
        func check(_ id: String, _ ids: [String], _ first: Timestamp, _ last: Timestamp, _ people: [String]) throws {
            let events = try ids.map { try #require(byID[$0], "\(id) names an event that is not there") }
            #expect(events.first?.time == first && events.last?.time == last)
            #expect(events.allSatisfy { first <= $0.time && $0.time <= last })
            #expect(last <= sample.settings.until)
            #expect(Set(people).isSubset(of: events.flatMap(\.people)) && !people.contains(""), "\(id)")
        }
        for story in sample.truth.stories {
            try check(story.id, story.events, story.first, story.last, story.subjects + story.targets)
            #expect(!story.subjects.isEmpty && story.policies.first == story.policy)
        }
        for lookalike in sample.truth.lookalikes {
            try check(lookalike.id, lookalike.events, lookalike.first, lookalike.last, lookalike.members)
        }
    }

    @Test("Nobody plays in two stories, and nobody harms themselves")
    func nobodyTwice() throws {
        let truth = try Sample.shared.get().truth
        let people = truth.stories.flatMap { $0.subjects + $0.targets } + truth.lookalikes.flatMap(\.members)
        #expect(Set(people).count == people.count)
        #expect(people.count > 80)
    }

    @Test("Stories have room in a short simulation, and none is pressed into a moment")
    func spans() throws {
        for story in try Sample.shared.get().truth.stories {
            #expect(story.last.since(story.first) > .minutes(3), "\(story.id)")
            #expect(story.events.count >= 6, "\(story.id)")
        }
    }

    @Test("The first story begins within the first half of a hundredth of the events")
    func firstStory() throws {
        for settings in [
            SimulationSettings(members: 6000, events: 60_000, seed: 7),
            SimulationSettings(members: 300_000, events: 20_000, seed: 8, days: 14),
        ] {
            let simulation = try Simulation(settings: settings)
            let first = try #require(simulation.truth.stories.first?.events.first)
            let opening = simulation.prefix(settings.events / 200)
            #expect(opening.contains { $0.id == first })
        }
    }

    @Test("Another seed tells the stories in other words")
    func differentWords() throws {
        func words(_ seed: UInt64) throws -> Set<String> {
            let sample = try Sample(SimulationSettings(members: 2000, events: 3000, seed: seed))
            let planted = Set(sample.truth.stories.flatMap(\.events))
            return Set(sample.events.filter { planted.contains($0.id) }.compactMap(\.text))
        }
        let one = try words(1)
        #expect(one.count > 150)
        #expect(one.intersection(try words(2)).count < one.count / 4)
    }

    @Test("Stories of staff are about staff")
    func staffStories() throws {
        let sample = try Sample.shared.get()
        let kinds: Set = [
            "ban_leverage", "founder_request", "revoked_gifts", "badge_merge", "role_for_favour", "selective_bans",
            "retaliation", "audit_wipe", "power_spike", "invite_burst",
        ]
        let stories = sample.truth.stories.filter { kinds.contains($0.kind) }
        #expect(stories.count == kinds.count)
        for story in stories {
            let doings = sample.events.filter { $0.actor?.id == story.subjects[0] }
            #expect(doings.allSatisfy { $0.actor?.staff == true }, "\(story.id)")
        }
    }

    @Test("Who evades a ban comes back later, under a younger account and a similar name")
    func comesBack() throws {
        let sample = try Sample.shared.get()
        let story = try #require(sample.truth.stories.first { $0.kind == "ban_evasion" })
        #expect(story.subjects.count == 2)
        let banned = try #require(
            sample.events.first { $0.type == .memberBanned && $0.target?.id == story.subjects[0] })
        let back = try #require(
            sample.events.first { $0.type == .memberJoined && $0.actor?.id == story.subjects[1] })
        #expect(banned.time < back.time)
        #expect(banned.community != back.community)
        let name = try #require(banned.target?.name)
        #expect(back.actor?.name?.contains(name) == true && back.actor?.name != name)
    }

    @Test("Innocent people sleep: most of what they do after midnight is the end of an evening")
    func nights() throws {
        let sample = try Sample.shared.get()
        let innocent = Set(sample.truth.lookalikes.flatMap(\.events))
        let hours = sample.events.filter { innocent.contains($0.id) }.map { Calendar.paris($0.time).hour }
        #expect(hours.count { (2...6).contains($0) } < hours.count / 20)
    }

    @Test("The truth file is JSON with every field of the contract")
    func json() throws {
        let truth = try Sample.shared.get().truth
        let object = try JSONSerialization.jsonObject(with: Data(truth.json)) as? [String: Any]
        let file = try #require(object)
        #expect(file["seed"] as? Int == 7 && file["members"] as? Int == 6000 && file["events"] as? Int == 60_000)
        let stories = try #require(file["stories"] as? [[String: Any]])
        #expect(stories.count == truth.stories.count)
        let keys: Set = [
            "id", "kind", "policy", "policies", "community", "subjects", "targets", "first", "last", "events",
        ]
        for story in stories { #expect(Set(story.keys) == keys) }
        for lookalike in try #require(file["lookalikes"] as? [[String: Any]]) {
            #expect(Set(lookalike.keys) == ["id", "kind", "community", "members", "first", "last", "events"])
            #expect(Timestamp(rfc3339: try #require(lookalike["first"] as? String)) != nil)
        }
    }

    @Test("The truth file escapes what JSON wants escaped")
    func escapes() throws {
        let lookalike = PlantedLookalike(
            id: "a\"b\\c\n", kind: "k", community: "é", members: [], first: Timestamp(milliseconds: 0),
            last: Timestamp(milliseconds: 1), events: [])
        let truth = Truth(seed: .max, members: 1, events: 1, lookalikes: [lookalike])
        let object = try JSONSerialization.jsonObject(with: Data(truth.json)) as? [String: Any]
        let first = try #require((object?["lookalikes"] as? [[String: Any]])?.first)
        #expect(first["id"] as? String == "a\"b\\c\n")
        #expect(first["community"] as? String == "é")
        #expect(first["first"] as? String == "1970-01-01T00:00:00.000Z")
    }
}
