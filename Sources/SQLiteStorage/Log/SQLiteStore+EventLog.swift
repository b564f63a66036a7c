import Foundation
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// The most events that one call reads, whatever it asks for.
    static let readLimit = 50_000

    public func append(_ batch: [Event]) async throws -> [Int64?] {
        if batch.isEmpty { return [] }
        return try await write { db in
            db.afterNextTransaction { _ in self.memory.withLock { $0.commit() } }
            let sequences = try self.memory.withLock { memory in
                memory.begin()
                return try Self.append(batch, with: &memory, in: db)
            }
            try self.watchOverReporters(batch, sequences, in: db)
            return sequences
        }
    }

    private static func append(
        _ batch: [Event], with memory: inout WriterMemory, in db: Database
    ) throws -> [Int64?] {
        let insertion = try EventInsertion(db)
        let encoder = EventEncoder(withText: false)
        var last = try lastSequence(in: db)
        var body: [UInt8] = []
        var plain: [UInt8] = []
        var sequences: [Int64?] = []
        sequences.reserveCapacity(batch.count)
        for event in batch {
            let community = try memory.community(event.community, in: db)
            let numbers = EventInsertion.Numbers(
                sequence: last + 1, source: try memory.source(event.source, in: db), time: event.time.milliseconds,
                actor: try event.actor.map { try memory.member($0, community: community, in: db) },
                target: try event.target.map { try memory.member($0, community: community, in: db) })
            var sealed: Data?
            if Writing.bytes(of: event, into: &plain) {
                let key = try memory.keyring.sealingKey(forDay: Keyring.day(of: event.time), in: db)
                sealed = try memory.sealer.seal(plain, under: key, source: event.source, id: event.id)
            }
            body.removeAll(keepingCapacity: true)
            encoder.encode(Writing.removed(from: event), into: &body)
            let isNew = try insertion.run(numbers, id: event.id, body: body, sealed: sealed)
            if isNew { last += 1 }
            sequences.append(isNew ? last : nil)
        }
        return sequences
    }

    public func reject(_ letters: [DeadLetter]) async throws {
        if letters.isEmpty { return }
        let moment = clock().milliseconds
        try await write { db in
            let statement = try db.cachedStatement(
                sql: "INSERT INTO dead_letters (received, input, line, reason, byte_offset) VALUES (?, ?, ?, ?, ?)")
            for letter in letters {
                try statement.execute(
                    arguments: [moment, letter.input, letter.line, letter.reason.rawValue, letter.offset])
            }
        }
    }

    /// Lines that were set aside, in the order they came, after a number (0 for the first).
    /// - Throws: ``StorageError``
    public func deadLetters(after number: Int64 = 0, limit: Int) async throws -> [(number: Int64, letter: DeadLetter)] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT number, input, line, reason, byte_offset FROM dead_letters
                    WHERE number > ? ORDER BY number LIMIT ?
                    """, arguments: [number, min(max(limit, 0), Self.readLimit)]
            ).map { row in
                // A reason that a newer version knew is shown as the most general one.
                let reason = RejectionReason(rawValue: row[3]) ?? .notJSON
                return (row[0], DeadLetter(input: row[1], line: row[2], reason: reason, offset: row[4]))
            }
        }
    }

    public func events(after sequence: Int64, limit: Int) async throws -> [LoggedEvent] {
        try await read { db in
            var reading = TextReading(self)
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: "SELECT \(StoredEvent.columns) FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?"),
                arguments: [sequence, min(max(limit, 0), Self.readLimit)])
            var events: [LoggedEvent] = []
            while let row = try rows.next() {
                let stored = try StoredEvent(row: row, path: self.path)
                let writing = try reading.writing(of: stored, in: db)
                events.append(
                    LoggedEvent(
                        sequence: stored.sequence, event: writing?.restored(to: stored.event) ?? stored.event))
            }
            return events
        }
    }

    public func lastSequence() async throws -> Int64 {
        try await read { try Self.lastSequence(in: $0) }
    }

    /// Sequence numbers have no gaps, since nothing is ever deleted from the log: this is also how many events there
    /// are.
    static func lastSequence(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(sequence) FROM events")) ?? 0
    }
}
