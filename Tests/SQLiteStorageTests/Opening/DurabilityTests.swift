import Casework
import Foundation
import GRDB
import SQLiteStorage
import SafetyModel
import Testing

@Suite("What was acknowledged stays, and what failed left nothing")
struct DurabilityTests {
    @Test("files copied while a writer is at work open again, with every batch that was acknowledged by then")
    func crash() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let store = try Sample.open(path)
            let writer = Task {
                var number = 0
                while !Task.isCancelled {
                    let base = number
                    _ = try await store.append((0..<100).map { Sample.message("m\(base * 100 + $0)") })
                    number += 1
                }
            }
            for round in 0..<8 {
                while try await store.lastSequence() < 300 * (round + 1) { await Task.yield() }
                let acknowledged = try await store.lastSequence()
                let copy = "\(folder)/copy\(round).db"
                // As after a crash: the log first, since a database that is ahead of its log is the worse case.
                try copyFile("\(path)-wal", to: "\(copy)-wal")
                try copyFile(path, to: copy)
                try copyFile("\(path).key", to: "\(copy).key")
                let reopened = try? Sample.open(copy)
                guard let reopened else { continue }
                let sequences = try await reopened.events(after: 0, limit: 50_000).map(\.sequence)
                #expect(sequences == Array(1...Int64(sequences.count)))
                #expect(sequences.count % 100 == 0)
                #expect(Int64(sequences.count) >= acknowledged)
                try reopened.close()
            }
            writer.cancel()
            _ = try? await writer.value
        }
    }

    private func copyFile(_ from: String, to: String) throws {
        // Not FileManager: its copy may share blocks, but what is wanted is what lies there now.
        try Data(contentsOf: URL(fileURLWithPath: from)).write(to: URL(fileURLWithPath: to))
    }

    @Test("a full disk is told, takes nothing of the batch, and does not hinder the next one")
    func fullDisk() async throws {
        try await withStore { store in
            _ = try await store.append([Sample.message("m1")])
            let pages = try await store.pool.writeWithoutTransaction { db in
                let used = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                return try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(used + 5)") ?? 0
            }
            #expect(pages > 0)
            // New members, a new day and long texts: everything that is remembered between batches.
            let big = (0..<200).map {
                Sample.message("x\($0)", from: "n\($0)", String(repeating: "text ", count: 500), minute: 60 * 24 * 2)
            }
            await #expect(throws: StorageError.diskFull(path: store.path)) { try await store.append(big) }
            #expect(try await store.lastSequence() == 1)
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
            #expect(try await store.append(big).compactMap(\.self).count == 200)
            let read = try await store.events(after: 0, limit: 500).map(\.event)
            #expect(Array(read.dropFirst()) == big)
            #expect(try await store.check().isSound)
        }
    }

    @Test("while another process writes, a writer waits and then says that the database is busy; readers go on")
    func busy() async throws {
        var options = SQLiteStore.Options()
        options.busyTimeout = .milliseconds(50)
        try await withStore(options: options) { store in
            _ = try await store.append([Sample.message("m1")])
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: store.path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            await #expect(throws: StorageError.busy(path: store.path)) {
                try await store.append([Sample.message("m2")])
            }
            #expect(try await store.lastSequence() == 1)
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            #expect(try await store.append([Sample.message("m2")]) == [2])
        }
    }

    @Test("two processes append to one file, and neither takes the other's numbers for its own")
    func twoWriters() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let one = try Sample.open(path)
            let two = try Sample.open(path)
            for round in 0..<5 {
                _ = try await one.append((0..<10).map { Sample.message("a\(round)-\($0)", from: "p\(round)-\($0)") })
                _ = try await two.append((0..<10).map { Sample.message("b\(round)-\($0)", from: "q\(round)-\($0)") })
            }
            #expect(try await one.lastSequence() == 100)
            #expect(try await two.events(after: 0, limit: 200).allSatisfy { $0.event.text == "hello" })
            #expect(try await one.check().isSound)
        }
    }

    @Test("the audit trail cannot be changed or deleted, not even through SQL")
    func auditStays() async throws {
        try await withStore { store in
            _ = try await store.record([Sample.signal("m1")], upTo: 1)
            for sql in ["UPDATE audit SET detail = ''", "DELETE FROM audit"] {
                await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
            }
        }
    }

    @Test("a signal that cannot be stored takes its whole batch back, position included")
    func allOrNothing() async throws {
        try await withStore { store in
            try await store.pool.write {
                try $0.execute(
                    sql: """
                        CREATE TRIGGER refuse BEFORE INSERT ON signals WHEN NEW.id LIKE '%bad%'
                        BEGIN SELECT RAISE(ABORT, 'refused'); END
                        """)
            }
            await #expect(throws: StorageError.engine(detail: "refused")) {
                try await store.record([Sample.signal("m1"), Sample.signal("bad", subject: "z")], upTo: 9)
            }
            #expect(try await store.watchPosition() == 0)
            #expect(try await store.check().counts["cases"] == 0)
        }
    }
}
