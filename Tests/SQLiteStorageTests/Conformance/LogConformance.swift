import Casework
import SafetyModel
import Testing

/// What every store must do, whatever engine is behind it. Each function is one behaviour on an empty store; a test
/// file for each engine runs them all.
enum LogConformance {
    static func readsWhatWasAppended(_ store: any WholeStore) async throws {
        let batch = [
            Sample.message("m1", "envoie moi une photo, juste pour moi 🎁", minute: 0),
            Sample.message("m2", from: "b7", to: nil, nil, minute: 1),
            Sample.message("m3", "", minute: 2),
            Event(
                id: "x", source: "test:guild/1", type: .other("mood.changed"), time: Sample.start - .days(40_000),
                community: "c1",
                unknown: [
                    UnknownAttribute(path: "data.mood", json: "{\"words\":\"calm\"}"),
                    UnknownAttribute(path: "data.\u{301}", json: "1"),
                    UnknownAttribute(path: "traceparent", json: "\"00-1\""),
                ]),
            bare("p", .promotionPosted, .promotion(Promotion(text: "come and see"))),
            bare("f", .automodTriggered, .automod(AutomodExecution(text: "filtered"))),
            bare("r", .reportFiled, .report(FiledReport(text: "look here"))),
            bare("s", .reportFiled, .none),
        ]
        #expect(try await store.append(batch) == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(try await store.lastSequence() == 8)
        let read = try await store.events(after: 0, limit: 10)
        #expect(read.map(\.sequence) == [1, 2, 3, 4, 5, 6, 7, 8])
        for (one, other) in zip(read, batch) { #expect(one.event == other) }
        #expect(try await store.events(after: 2, limit: 1).map(\.event.id) == ["m3"])
        #expect(try await store.events(after: 8, limit: 10).isEmpty)
        #expect(try await store.events(after: 0, limit: -1).isEmpty)
    }

    private static func bare(_ id: String, _ type: EventType, _ body: Body) -> Event {
        Event(id: id, source: "test:guild/1", type: type, time: Sample.start, community: "c1", body: body)
    }

    static func storesEachEventOnce(_ store: any WholeStore) async throws {
        let batch = [Sample.message("m1"), Sample.message("m2"), Sample.message("m1", "changed")]
        #expect(try await store.append(batch) == [1, 2, nil])
        #expect(try await store.append(batch) == [nil, nil, nil])
        let other = Sample.message("m1", source: "test:guild/2")
        #expect(try await store.append([Sample.message("m2"), other, Sample.message("m3")]) == [nil, 3, 4])
        #expect(try await store.events(after: 0, limit: 10).map(\.event.text) == ["hello", "hello", "hello", "hello"])
    }

    static func takesOddNames(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        // Names that differ only after a NUL, or in how a letter is composed, are different names.
        let odd = ["a", "a\u{0}", "a\u{0}b", "a\u{0}c", "\u{e9}", "e\u{301}", "'", "%", "🧑‍🧒"]
        for _ in 0..<2 {
            for name in odd {
                _ = try await store.append([Sample.message(name, from: "m\(name)", source: "s\(name)")])
            }
        }
        let events = try await store.events(after: 0, limit: 99).map(\.event)
        #expect(events.map { Array($0.id.utf8) } == odd.map { Array($0.utf8) })
        _ = try await store.record([Sample.signal("a\u{0}b", source: "sa\u{0}b")], upTo: 1)
        let shown = try await store.exchange(1, counterpart: nil, withText: false, limit: 9, for: gus)
        #expect(shown.map(\.event.id) == ["a\u{0}b"])
    }

    static func takesEmptyAndHugeBatches(_ store: any WholeStore) async throws {
        #expect(try await store.append([]) == [])
        let long = String(repeating: "é", count: 32 * 1024)
        let events = (0..<50).map { Sample.message("m\($0)", long) }
        #expect(try await store.append(events).compactMap(\.self).count == 50)
        #expect(try await store.events(after: 49, limit: 1).first?.event.text == long)
    }

    static func takesManyWritersAtOnce(_ store: any WholeStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for batch in 0..<5 {
                        // Every event is sent by two writers.
                        let events = (0..<20).map { Sample.message("w\(writer / 2)-\(batch)-\($0)") }
                        _ = try await store.append(events)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.lastSequence() == 400)
        let ids = try await store.events(after: 0, limit: 1_000).map(\.event.id)
        #expect(Set(ids).count == 400)
    }

    static func countsDeadLetters(_ store: any WholeStore) async throws {
        try await store.reject([])
        try await store.reject([
            DeadLetter(input: "events.ndjson", line: 3, reason: .notJSON, offset: 17),
            DeadLetter(input: "events.ndjson", line: 9, reason: .missingID),
        ])
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        #expect(try await store.overview(since: Sample.start, bucket: .hours(1), for: gus).rejectedLines == 2)
    }

    static func keepsCheckpoints(_ store: any WholeStore) async throws {
        #expect(try await store.checkpoint() == nil)
        let first = WatchCheckpoint(sequence: 7, pieces: [[1, 2, 3], [], [4]])
        try await store.save(first, idle: [IdleState(key: 1, bytes: [1]), IdleState(key: .max, bytes: [2])])
        #expect(try await store.checkpoint() == first)
        let second = WatchCheckpoint(sequence: 9, pieces: [[9]])
        try await store.save(second, idle: [IdleState(key: 1, bytes: [7, 7])])
        #expect(try await store.checkpoint() == second)
        let idle = try await store.idleStates([.max, 5, 1])
        #expect(idle == [IdleState(key: .max, bytes: [2]), IdleState(key: 1, bytes: [7, 7])])
        #expect(try await store.idleStates([]).isEmpty)
    }

    static func recordsSignalsOnce(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        _ = try await store.append([Sample.message("m1"), Sample.message("m2", minute: 1)])
        let signals = [Sample.signal("m1"), Sample.signal("m2", minute: 1), Sample.signal("m1")]
        #expect(try await store.record(signals, upTo: 2) == 2)
        #expect(try await store.record(signals, upTo: 2) == 0)
        let page = try await store.queue(QueueFilter(), for: gus)
        #expect(page.total == 1)
        #expect(page.cases.first?.signalCount == 2)
        let file = try await store.caseFile(1, for: gus)
        #expect(file.signals == [signals[1], signals[0]])
        #expect(file.trail.map(\.action) == ["opened", "signal_added", "signal_added"])
        #expect(file.trail.allSatisfy { $0.by == nil && $0.at == Sample.now })
        #expect(file.names["b7"] == "Name of b7")
    }
}
