import Connectors
import Foundation
import Logging
import SafetyModel

/// Fetches what was said before Vigie came, once. Rooms are read side by side, so that the whole comes in the order of
/// time; a log that has an event already keeps one of it.
struct MatrixHistory {
    let steward: MatrixSteward

    /// How many events are read ahead in all rooms together.
    private static let readAhead = 20_000
    private static let largestPage = 200
    /// How many events are handed on at once.
    private static let batch = 500
    private static let eventsBetweenLines = 1000
    private static let roomsBetweenLines = 100

    func fetch() async throws {
        guard try await steward.memory.text("history") == nil else { return }
        let rooms = try await rooms()
        // What rooms there are, and who is in them, is needed for what comes in from now on.
        var figures = MatrixHistoryFigures(isReading: false, rooms: rooms.count)
        steward.logger.notice("matrix: \(rooms.count) rooms are learned")
        for room in rooms {
            if await steward.intake.state.rooms[room] == nil { try await steward.intake.relearn(room) }
            figures.done += 1
            await steward.intake.note(history: figures)
            if figures.done.isMultiple(of: Self.roomsBetweenLines) {
                steward.logger.notice("matrix: \(figures.done) of \(rooms.count) rooms learned")
            }
        }
        if let days = steward.settings.historyDays, days > 0 {
            try await read(rooms, since: steward.now() - .days(days))
        }
        try await steward.memory.keep(steward.now().rfc3339, as: "history")
        await steward.intake.note(history: nil)
    }

    private func rooms() async throws -> [String] {
        struct Page: Decodable {
            struct Room: Decodable { var room_id: String }
            var rooms: [Room]
            var next_batch: Int?
        }
        var (found, from): ([String], Int?) = ([], 0)
        while let start = from {
            try Task.checkCancellation()
            let page = try await steward.client.fetch(
                Page.self, "/_synapse/admin/v1/rooms?order_by=name&limit=500&from=\(start)", as: .administrator)
            found += page.rooms.map(\.room_id)
            from = page.rooms.isEmpty ? nil : page.next_batch
        }
        return found
    }

    private func read(_ rooms: [String], since: Timestamp) async throws {
        // It learns from the beginning of each room, apart from what is known of now.
        var translator = MatrixTranslator(
            state: MatrixState(server: steward.settings.server, bot: steward.settings.bot),
            readsPrivate: steward.settings.privateGround != nil)
        let known = await steward.intake.state
        translator.state.administrators = known.administrators
        translator.state.presume(known)
        translator.state.reserved = known.reserved
        translator.state.watch(lists: Set(known.lists.keys))
        let page = min(max(Self.readAhead / max(rooms.count, 1), 10), Self.largestPage)
        var reading: [Room] = []
        for room in rooms { reading.append(Room(id: room, from: nil)) }
        var (pending, stored): ([Event], Int) = ([], 0)
        var progress = MatrixHistoryFigures(isReading: true, rooms: rooms.count)
        steward.logger.notice("matrix: history of \(rooms.count) rooms is read, since \(since.rfc3339)")
        func refillAndTell(_ room: inout Room) async throws {
            try await refill(&room, page)
            if room.isDone, room.events.isEmpty { progress.done += 1 }
            await steward.intake.note(history: progress)
        }
        for index in reading.indices { try await refillAndTell(&reading[index]) }
        while let index = reading.indices.filter({ !reading[$0].events.isEmpty }).min(by: {
            reading[$0].firstTime < reading[$1].firstTime
        }) {
            try Task.checkCancellation()
            let event = reading[index].events.removeFirst()
            let batch = translator.translate(event, receivedAt: steward.now())
            progress.events += 1
            pending += batch.events.filter { $0.time >= since }
            if pending.count >= Self.batch {
                try await steward.intake.keep(pending)
                stored += pending.count
                pending = []
            }
            if reading[index].events.isEmpty { try await refillAndTell(&reading[index]) }
            if progress.events.isMultiple(of: Self.eventsBetweenLines) {
                steward.logger.notice(
                    "matrix: history, \(progress.events) events read, \(progress.done) of \(rooms.count) rooms done")
            }
        }
        try await steward.intake.keep(pending)
        steward.logger.notice("matrix: history is in: \(stored + pending.count) events from \(rooms.count) rooms")
    }

    private struct Room {
        var id: String
        var from: String?
        var events: [MatrixTransaction] = []
        var isDone = false

        var firstTime: Int64 { events.first?.firstTime ?? .max }
    }

    private func refill(_ room: inout Room, _ limit: Int) async throws {
        struct Token: Decodable { var end: String? }
        while room.events.isEmpty, !room.isDone {
            let piece = MatrixClient.escaped(room.id)
            let from = room.from.map { "&from=\(MatrixClient.escaped($0))" } ?? ""
            let answer = try await steward.client.call(
                .GET, "/_synapse/admin/v1/rooms/\(piece)/messages?dir=f&limit=\(limit)\(from)", as: .administrator)
            guard let page = try? MatrixTransaction(history: Array(answer)) else { throw MatrixFault.unreadable }
            let end = try? JSONDecoder().decode(Token.self, from: answer).end
            room.events = page.single
            room.isDone = end == nil || end == room.from || page.isEmpty
            room.from = end
        }
    }
}
