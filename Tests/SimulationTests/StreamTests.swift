import SafetyModel
import Testing

@testable import Simulation

@Suite("The stream of a simulation")
struct StreamTests {
    @Test("The same settings give the same bytes, another seed gives others")
    func sameBytes() throws {
        var settings = SimulationSettings(members: 2000, events: 12_000, seed: 42)
        let first = try Sample.digest(settings)
        #expect(try Sample.digest(settings) == first)
        settings.seed = 43
        #expect(try Sample.digest(settings) != first)
    }

    @Test("Events come in the order of time, as many as asked for, up to the end asked for")
    func orderAndCount() throws {
        let sample = try Sample.shared.get()
        #expect(sample.events.count == sample.settings.events)
        #expect(zip(sample.events, sample.events.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(try #require(sample.events.first).time >= sample.settings.start)
        #expect(try #require(sample.events.last).time == sample.settings.until)
    }

    @Test("Ids of events are unique, and all ids have 18 or 19 digits as Discord's have")
    func uniqueIDs() throws {
        let events = try Sample.shared.get().events
        #expect(Set(events.map(\.id)).count == events.count)
        for event in events {
            for id in event.people + [event.id, event.channel?.id ?? event.id, event.community] {
                #expect((18...19).contains(id.utf8.count) && UInt64(id) != nil, "\(event.type.name) has the id \(id)")
            }
        }
    }

    @Test("An account keeps its name, its age and its standing")
    func steadyMembers() throws {
        var seen: [String: Member] = [:]
        for event in try Sample.shared.get().events {
            for member in [event.actor, event.target].compactMap({ $0 }) {
                let earlier = seen[member.id] ?? member
                #expect(earlier.name == member.name && earlier.createdAt == member.createdAt)
                #expect(earlier.staff == member.staff && earlier.bot == member.bot && earlier.roles == member.roles)
                seen[member.id] = earlier
            }
        }
        #expect(seen.count > 1000)
    }

    @Test("Who acts as staff is staff, and accounts are older than their membership")
    func staffAndAges() throws {
        for event in try Sample.shared.get().events {
            switch event.type {
            case .memberBanned, .memberUnbanned, .memberTimedOut, .roleGranted, .roleCreated, .promotionPosted:
                #expect(event.actor?.staff == true, "\(event.type.name) by somebody who is not staff")
            default: break
            }
            guard let actor = event.actor, let created = actor.createdAt else { continue }
            #expect(created < event.time)
            if let joined = actor.joinedAt { #expect(created <= joined && joined <= event.time) }
        }
    }

    @Test("Who left or was banned is silent in the community until they come back")
    func silentAfterLeaving() throws {
        var gone: Set<String> = []
        var departures = 0
        for event in try Sample.shared.get().events {
            let actor = event.actor?.id ?? ""
            // A private chat goes on without the community, and a report may come from outside.
            let isPublic = event.channel?.kind != .direct && event.type != .reportFiled
            if event.type == .memberJoined { gone.remove(actor) }
            if isPublic { #expect(!gone.contains(actor), "\(event.type.name) by somebody who is gone") }
            guard event.type == .memberLeft || event.type == .memberBanned else { continue }
            gone.insert(event.target?.id ?? actor)
            departures += 1
        }
        #expect(departures > 50)
    }

    @Test("Evenings are busier than nights, by far")
    func rhythm() throws {
        var hours = Array(repeating: 0, count: 24)
        for event in try Sample.shared.get().events { hours[Calendar.paris(event.time).hour] += 1 }
        #expect(hours[20] + hours[21] > 10 * (hours[3] + hours[4]))
        #expect(hours[21] > hours[9])
    }

    @Test("All kinds of events occur, and private chats name both parties")
    func kinds() throws {
        let events = try Sample.shared.get().events
        let seen = Set(events.map(\.type))
        for (type, name) in EventType.known where type != .communityRenamed && type != .communityOwnerChanged {
            #expect(seen.contains(type), "\(name) is missing")
        }
        for event in events where event.channel?.kind == .direct {
            #expect(event.target != nil && event.target?.id != event.actor?.id)
        }
        let replies = events.count { if case .message(let message) = $0.body { message.replyTo != nil } else { false } }
        #expect(replies > 2000)
        #expect(events.count { $0.channel?.kind == .direct } > 5000)
    }

    @Test("An answer names a message that was posted before, and its author")
    func replies() throws {
        var authors: [String: String] = [:]
        for event in try Sample.shared.get().events {
            guard event.type == .messagePosted, case .message(let message) = event.body else { continue }
            authors[event.id] = event.actor?.id
            guard let replyTo = message.replyTo else { continue }
            #expect(authors[replyTo] == message.replyToAuthor)
            #expect(message.replyToAuthor != event.actor?.id)
        }
    }

    @Test("Seven messages in ten are French, texts vary, and no template shows through")
    func languages() throws {
        var french = 0
        var english = 0
        var texts: Set<String> = []
        var count = 0
        let frenchWords: Set = ["je", "le", "la", "les", "de", "du", "un", "une", "pas", "tu", "et", "mon", "est", "c"]
        let englishWords: Set = ["i", "the", "you", "u", "my", "your", "is", "are", "and", "it", "to", "of", "for"]
        for event in try Sample.shared.get().events where event.type == .messagePosted {
            let text = event.text ?? ""
            #expect(!text.isEmpty)
            #expect(!text.contains { "{}[]|".contains($0) }, "a template's mark in \(event.id)")
            let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
            if !words.isDisjoint(with: frenchWords) { french += 1 }
            if !words.isDisjoint(with: englishWords) { english += 1 }
            guard words.count >= 4 else { continue }
            count += 1
            texts.insert(text)
        }
        let share = Double(french) / Double(french + english)
        #expect((0.6...0.8).contains(share), "share of French: \(share)")
        #expect(texts.count > count * 3 / 5, "\(texts.count) of \(count)")
    }

    @Test("Events survive the way over the wire")
    func wire() throws {
        let encoder = EventEncoder()
        let decoder = EventDecoder(now: SimulationSettings.defaultUntil)
        for event in try Simulation(settings: SimulationSettings(members: 3000, events: 8000, seed: 3)) {
            let line = encoder.encode(event)
            let decoded = line.withUnsafeBufferPointer { decoder.decode($0) }
            #expect(try decoded.get() == event)
        }
    }
}
