import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

@Suite("What becomes of a transaction")
struct MatrixIntakeTests {
    /// A log that keeps each id once, and may be full.
    private actor Log {
        private(set) var ids: [String] = []
        private(set) var tries = 0
        var isFull = false

        struct Full: Error {}

        func fill(_ full: Bool) { isFull = full }

        func append(_ events: [Event]) throws {
            tries += 1
            if isFull { throw Full() }
            for event in events where !ids.contains(event.id) { ids.append(event.id) }
        }
    }

    @Test("The same transaction twice is the same events once")
    func twice() async throws {
        try await FakeHomeserver.run { _, settings in
            let log = Log()
            let parts = MatrixParts(settings) { try await log.append($0) }
            try await parts.build()
            let before = await log.ids.count
            for _ in 0..<2 { try await parts.send(MatrixParts.say("quay", "quillon", "hello")) }
            #expect(await log.ids.count == before + 1)
            #expect(await parts.intake.figures.events > 1)
        }
    }

    @Test("What could not be kept is learned from once, and kept when it comes again")
    func full() async throws {
        try await FakeHomeserver.run { _, settings in
            let log = Log()
            let parts = MatrixParts(settings) { try await log.append($0) }
            try await parts.build()
            await log.fill(true)
            let join = try MatrixParts.transaction([MatrixParts.join("quay", "wren")])
            await #expect(throws: Log.Full.self) { try await parts.intake.take(join) }
            #expect(await !log.ids.contains("$0"))
            await log.fill(false)
            try await parts.intake.take(join)
            #expect(await log.ids.last == "$0")
            let state = await parts.intake.state
            #expect(state.rooms["!quay"]?.memberCount == 5)
        }
    }

    @Test("Rooms, people and what is to be done are there again after a restart")
    func restart() async throws {
        try await FakeHomeserver.run { _, settings in
            let notes = MemoryNotes()
            let parts = MatrixParts(settings, notes: notes, takesReports: true)
            try await parts.build()
            try await parts.send(
                MatrixParts.state("talk", "isaure", "m.room.create", "", "{\"room_version\":\"11\"}"),
                MatrixParts.join("talk", "isaure"),
                MatrixParts.state(
                    "talk", "isaure", "m.room.member", "@vigie:harbour.test",
                    "{\"membership\":\"invite\",\"is_direct\":true}"),
                MatrixParts.say("talk", "isaure", "he asked me something"))
            let later = MatrixMemory(notes, server: settings.server)
            #expect(
                try await later.errands() == [
                    .enter(room: "!talk", by: "@isaure:harbour.test"), .resume(room: "!talk"),
                ])
            var state = MatrixState(server: settings.server, bot: settings.bot)
            state.restore(try await later.rooms())
            #expect(state.rooms["!talk"]?.heldDialogue == true && state.rooms["!quay"]?.memberCount == 4)
            try await later.remove(.resume(room: "!talk"))
            #expect(try await later.errands().count == 1)
            // What was said is nowhere in the notes.
            let kept = await notes.notes(of: "matrix:harbour.test#errands").values.map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(!kept.contains { $0.contains("asked") })
        }
    }

    @Test("Of a room that nobody may see, its texts are taken for private")
    func unknownRoom() async throws {
        try await FakeHomeserver.run { server, settings in
            await server.answer("GET", "/state", status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            actor Texts {
                var all: [String?] = []
                func add(_ events: [Event]) { all += events.map(\.text) }
            }
            let texts = Texts()
            let parts = MatrixParts(settings) { await texts.add($0) }
            try await parts.send(MatrixParts.say("hidden", "quillon", "between us"))
            #expect(await texts.all == [nil])
        }
    }

    @Test("While the homeserver cannot say what a room is, its events wait")
    func homeserverDown() async throws {
        try await FakeHomeserver.run { server, settings in
            await server.answer("GET", "/state", status: 500)
            let parts = MatrixParts(settings)
            await #expect(throws: MatrixFault.self) {
                try await parts.send(MatrixParts.say("new", "quillon", "hello"))
            }
        }
    }
}
