import SafetyModel
import Testing

@testable import Simulation

@Suite("Settings of a simulation")
struct SettingsTests {
    @Test("A handful of members and events is simulated too", arguments: [(50, 100), (20, 1), (24, 10), (300, 500)])
    func small(members: Int, events: Int) throws {
        let sample = try Sample(SimulationSettings(members: members, events: events, seed: 5))
        #expect(sample.events.count == events)
        #expect(sample.events.allSatisfy { $0.time <= sample.settings.until })
        #expect(Set(sample.events.flatMap(\.people)).count <= members)
    }

    @Test(
        "What cannot be simulated is refused with a sentence that says what to change",
        arguments: [
            (SimulationSettings(members: 0, events: 10), SimulationError.tooFewMembers(0)),
            (SimulationSettings(members: -4, events: 10), .tooFewMembers(-4)),
            (SimulationSettings(members: 5_000_000, events: 10), .tooManyMembers(5_000_000)),
            (SimulationSettings(members: 100, events: 0), .tooFewEvents(0)),
            (SimulationSettings(members: 100, events: .max), .tooManyEvents(.max)),
            (SimulationSettings(members: 100, events: 10, days: 0), .days(0)),
            (SimulationSettings(members: 100, events: 10, communities: 9), .communities(9)),
            (SimulationSettings(members: 100, events: 10, storiesPerKind: -1), .stories(-1)),
            (
                SimulationSettings(members: 100, events: 10, until: Timestamp(milliseconds: 0)),
                .until(Timestamp(milliseconds: 0))
            ),
        ])
    func refused(settings: SimulationSettings, error: SimulationError) {
        #expect(throws: error) { try Simulation(settings: settings) }
        #expect(error.description.hasSuffix("."))
    }

    @Test("More stories than the members can play are refused, and the error says how many members are needed")
    func storiesNeedMembers() {
        let error = #expect(throws: SimulationError.self) {
            try Simulation(settings: SimulationSettings(members: 60, events: 90_000, storiesPerKind: 1))
        }
        guard case .storiesNeedMembers(1, let needed, 60) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(needed > 60)
    }

    @Test("More stories than the events hold are refused, and the error says how many events are needed")
    func storiesNeedEvents() {
        let error = #expect(throws: SimulationError.self) {
            try Simulation(settings: SimulationSettings(members: 20_000, events: 200, storiesPerKind: 1))
        }
        guard case .storiesNeedEvents(1, let needed, 200) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(needed > 200)
    }

    @Test("No stories are planted where none are wanted")
    func noStories() throws {
        let sample = try Sample(SimulationSettings(members: 500, events: 2000, storiesPerKind: 0))
        #expect(sample.truth.stories.isEmpty && sample.truth.lookalikes.isEmpty)
        #expect(sample.events.count == 2000)
    }

    @Test("The demonstration ends at the moment that is asked for")
    func demo() throws {
        let until = Timestamp(milliseconds: 1_800_000_123_456)
        let settings = SimulationSettings.demo(until: until)
        #expect(settings.members == 300_000 && settings.events == 200_000)
        let simulation = try Simulation(settings: settings)
        var last = Timestamp(milliseconds: 0)
        for event in simulation { last = event.time }
        #expect(last == until)
    }
}

@Suite("Texts and times of a simulation")
struct GroundworkTests {
    @Test("Every part of both phrasebooks holds phrases under a heading that is known", arguments: Language.allCases)
    func phrasebooks(language: Language) {
        let book = Phrasebook.book(language)
        for section in Section.allCases {
            #expect(book.count(section) > 0, "\(language.rawValue) lacks \(section.rawValue)")
        }
        #expect(book.unknownHeadings.isEmpty)
        let phrases = Section.allCases.reduce(0) { $0 + book.count($1) }
        #expect(phrases > 700, "\(phrases) phrases")
    }

    @Test("A phrase is filled from alternatives, other parts and who speaks")
    func templates() {
        let book = Phrasebook(.english, ["# game\nchess\n# games\n[a|b [c|d]] {game} {age} {you} {nope}\n# nowhere\nx"])
        #expect(book.unknownHeadings == ["nowhere"])
        var draw = Randomness(seed: 1)
        var seen: Set<String> = []
        for _ in 0..<60 {
            var text: [UInt8] = []
            let speaker = Speaker(age: 14, hand: Hand(0, age: 14), addressee: "Kim")
            book.write(.games, 0, by: speaker, into: &text, &draw)
            seen.insert(String(decoding: text, as: UTF8.self))
        }
        #expect(
            seen == [
                "a chess 14 Kim {nope}", "b c chess 14 Kim {nope}", "b d chess 14 Kim {nope}",
            ])
    }

    @Test("Random numbers are the same on every machine")
    func randomness() {
        var draw = Randomness(seed: 7, stream: 3)
        #expect(
            [draw.next(), draw.next(), draw.next()] == [
                4_477_836_947_148_290_525, 9_313_509_773_443_361_440, 13_511_325_499_710_897_475,
            ])
        #expect(draw.below(0) == 0 && draw.within(4...4) == 4)
        #expect((0..<1000).allSatisfy { _ in (0..<10).contains(draw.skewed(10)) })
        #expect(Randomness.cube(.max, 1000) == 999 && Randomness.cube(0, 1000) == 0)
        #expect(Randomness.cube(.max, 0) == 0)
    }

    @Test("A hand drops accents and stays valid UTF-8")
    func hands() {
        var draw = Randomness(seed: 2)
        let text = Array("l'été où ça brûle, Élise ❤️ œuf naïve".utf8)
        for bits in 0..<400 as Range<UInt64> {
            let hand = Hand(Randomness.mix(bits, 9), age: 13)
            let written = hand.write(text, in: .french, &draw)
            #expect(!written.contains("\u{FFFD}"))
            if hand.dropsAccents { #expect(!written.contains("é") && !written.contains("ç")) }
        }
    }

    @Test("The day of the week and the hour are those of Paris")
    func calendar() {
        // 2026-06-30T22:00:00Z is the first minute of a Wednesday in Paris; 2026-01-01T00:00:00Z is a Thursday.
        let summer = Calendar.paris(SimulationSettings.defaultUntil)
        #expect(summer.hour == 0 && summer.weekday == 2)
        let winter = Calendar.paris(Timestamp(milliseconds: 1_767_225_600_000))
        #expect(winter.hour == 1 && winter.weekday == 3)
        #expect(SimulationSettings.defaultUntil.rfc3339 == "2026-06-30T22:00:00.000Z")
    }

    @Test("Moments never go back, and the last is the end")
    func moments() {
        let until = SimulationSettings.defaultUntil
        let rhythm = Rhythm(start: until - .days(3), until: until, count: 5000, seed: 1)
        let moments = (0..<5000).map { rhythm.moment($0) }
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(moments.last == until)
        #expect(moments[0] >= until - .days(3))
    }

    @Test("What is planned comes out in the order of time, and at one moment in the order of planning")
    func queue() {
        var queue = EventQueue()
        var draw = Randomness(seed: 3)
        for number in 0..<500 {
            let time = Timestamp(milliseconds: Int64(draw.below(50)))
            let event = Event(id: "\(number)", source: "s", type: .messagePosted, time: time)
            queue.insert(PlannedEvent(event: event))
        }
        var out: [(Timestamp, Int)] = []
        while let planned = queue.removeFirst() { out.append((planned.event.time, Int(planned.event.id) ?? -1)) }
        #expect(out.count == 500 && queue.isEmpty)
        #expect(zip(out, out.dropFirst()).allSatisfy { $0 < $1 })
    }
}
