import Foundation
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("Opening a database")
struct OpeningTests {
    @Test("a new database is durable, has Vigie's marks and can be read by its owner only")
    func new() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            #expect(try SQLiteStore.needsMigration(path: path))
            let store = try Sample.open(path)
            _ = try await store.append([Sample.message("m1")])
            let marks = try await store.pool.writeWithoutTransaction { db in
                try ["synchronous", "application_id", "user_version", "foreign_keys", "trusted_schema"].map {
                    try Int.fetchOne(db, sql: "PRAGMA \($0)")
                }
            }
            #expect(marks == [2, 0x5669_6769, Sample.schemaVersion, 1, 0])
            for ending in ["", "-wal", "-shm", ".key"] {
                let mode = try FileManager.default.attributesOfItem(atPath: path + ending)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(ending)")
            }
            #expect(try !SQLiteStore.needsMigration(path: path))
            try store.close()
            let again = try Sample.open(path)
            #expect(try await again.events(after: 0, limit: 9).map(\.event.text) == ["hello"])
        }
    }

    @Test("a database of the first version is brought up to date with everything that is in it")
    func older() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let store = try Sample.open(path)
            _ = try await store.append([Sample.message("m1")])
            _ = try await store.record([Sample.signal("m1")], upTo: 1)
            try await sealAsBefore(store)
            // What later versions added, taken away again.
            try await store.pool.write { db in
                try db.execute(
                    sql: """
                        DROP TABLE badge_decisions;
                        DROP TABLE webhook_messages; DROP TABLE webhooks;
                        DROP TABLE report_keys; DROP TABLE reports_deleted;
                        DROP TABLE lineage; DROP TABLE identity_leads; DROP TABLE known_entries;
                        DROP TABLE known_files; DROP TABLE known_exchanges;
                        DROP TRIGGER clocks_stop_with_work; DROP TRIGGER clocks_start_anew;
                        DROP TRIGGER clocks_start_with_case; DROP TRIGGER clocks_start_with_reopening;
                        DROP TRIGGER clocks_move_with_case; DROP TRIGGER clocks_stop_with_decision;
                        DROP TABLE exposures; DROP TABLE care_wishes; DROP TABLE case_languages;
                        DROP TABLE evidence_keys; DROP TABLE evidence_cases; DROP TABLE evidence_deleted;
                        DROP TABLE legal_holds; DROP TABLE evidence_keying;
                        DROP INDEX audit_by_reviewer;
                        ALTER TABLE reviewers DROP COLUMN skills; ALTER TABLE reviewers DROP COLUMN languages;
                        DROP TABLE platform_actions; DROP TABLE connector_notes;
                        DROP TABLE outbox; DROP TABLE escalations; DROP TABLE clocks;
                        DROP TABLE score_days; DROP TABLE cue_days; DROP TABLE threshold_changes;
                        DROP TABLE rule_files; DROP TABLE rule_texts; DROP TABLE rule_revisions;
                        DROP TABLE rule_directory; DROP TABLE rule_days; DROP TABLE rule_checkpoint;
                        DROP TABLE community_audits; DROP TABLE saved_queries; DROP TABLE published_figures; DROP TABLE labels;
                        DROP TABLE appeal_rulings; DROP TABLE appeals; DROP TABLE appeal_codes; DROP TABLE decisions;
                        DROP TABLE report_cases; DROP TABLE report_messages; DROP TABLE report_attachments;
                        DROP TABLE report_reveals; DROP TABLE reports; DROP TABLE reporters_watched;
                        DROP INDEX members_by_name; DROP INDEX members_of_staff;
                        DROP TABLE ledger_salts; DROP TABLE ledger_entries; DROP TABLE ledger_tiles;
                        DROP TABLE ledger_stamps; DROP TABLE ledger_checkpoints; DROP TABLE ledger_beginning;
                        DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1:%'; PRAGMA user_version = 1;
                        """)
            }
            try store.close()
            #expect(try SQLiteStore.needsMigration(path: path))
            let again = try Sample.open(path)
            #expect(try await again.allSignals().count == 1)
            #expect(try await again.thresholdSettings().isEmpty)
            #expect(try await again.check().schemaVersion == Sample.schemaVersion)
            let report = try await again.auditLedger()
            #expect(report.problem == nil && report.contents == 3, "two lines of the trail and a piece of evidence")
            let kept = try await again.pool.read { db in
                try (
                    Int.fetchOne(db, sql: "SELECT count(*) FROM evidence_keys WHERE entry IS NOT NULL"),
                    Int.fetchOne(db, sql: "SELECT count(*) FROM evidence_cases"),
                    String.fetchAll(db, sql: "SELECT language FROM case_languages")
                )
            }
            #expect(kept.0 == 1 && kept.1 == 1 && kept.2 == ["en"])
        }
    }

    /// Seals the evidence of `m1` under the vault's key, as versions before keys of its own did.
    private func sealAsBefore(_ store: SQLiteStore) async throws {
        try await store.pool.write { db in
            var sealer = Sealer()
            let sealed = try sealer.seal(
                [0] + Array("hello".utf8), under: store.evidenceKey, source: "test:guild/1", id: "m1",
                purpose: .evidence)
            try db.execute(sql: "UPDATE evidence SET sealed = ?", arguments: [sealed])
        }
    }

    @Test("a database of a newer version is refused and left as it is")
    func newer() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let store = try Sample.open(path)
            try await store.pool.write { try $0.execute(sql: "PRAGMA user_version = 99") }
            try store.close()
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(throws: StorageError.madeByNewerVersion(found: "99")) { try Sample.open(path) }
            #expect(throws: StorageError.madeByNewerVersion(found: "99")) { try SQLiteStore.needsMigration(path: path) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    @Test("a database of another program is refused and left as it is")
    func foreign() async throws {
        try await withFolder { folder in
            let path = "\(folder)/other.db"
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
            try queue.close()
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            expectError {
                try Sample.open(path)
            } matching: {
                guard case .damaged(path, let detail) = $0 else { return false }
                return detail.contains("another program")
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        }
    }

    @Test("a file that is no database is refused", arguments: ["JPEG-like garbage ÿØÿà", "SQLite format 3"])
    func garbage(_ text: String) async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let bytes = Data(String(repeating: text, count: 200).utf8)
            try bytes.write(to: URL(fileURLWithPath: path))
            expectError {
                try Sample.open(path)
            } matching: {
                if case .damaged = $0 { true } else { false }
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
        }
    }

    @Test("a truncated database is refused as damaged", arguments: [0.999, 0.5, 0.1])
    func truncated(_ share: Double) async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            let store = try Sample.open(path)
            _ = try await store.append((0..<500).map { Sample.message("m\($0)") })
            try store.close()
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: path))
            expectError {
                try Sample.open(path)
            } matching: {
                if case .damaged = $0 { true } else { false }
            }
        }
    }

    @Test("an empty file becomes a database")
    func empty() async throws {
        try await withFolder { folder in
            let path = "\(folder)/vigie.db"
            try Data().write(to: URL(fileURLWithPath: path))
            let store = try Sample.open(path)
            #expect(try await store.lastSequence() == 0)
        }
    }

    @Test("a folder, a missing folder and a folder that may not be written to are told apart")
    func places() async throws {
        try await withFolder { folder in
            expectError {
                try Sample.open(folder)
            } matching: {
                if case .cannotOpen(folder, let detail) = $0 { detail.contains("folder") } else { false }
            }
            let lost = "\(folder)/nowhere/vigie.db"
            expectError {
                try Sample.open(lost)
            } matching: {
                // The key file is the first that would be made.
                if case .cannotOpen(_, let detail) = $0 { detail.contains("does not exist") } else { false }
            }
            // The superuser may write anywhere; then there is nothing to see.
            if geteuid() == 0 { return }
            chmod(folder, 0o500)
            expectError {
                try Sample.open("\(folder)/vigie.db")
            } matching: {
                if case .cannotOpen = $0 { true } else { false }
            }
        }
    }

    @Test("a store that was closed says so")
    func closed() async throws {
        try await withFolder { folder in
            let store = try Sample.open("\(folder)/vigie.db")
            try store.close()
            await #expect(throws: StorageError.self) { try await store.append([Sample.message("m1")]) }
            await #expect(throws: StorageError.self) { try await store.events(after: 0, limit: 1) }
        }
    }
}

/// Expects a storage error that fits.
func expectError(
    _ body: () throws -> some Any, matching: (StorageError) -> Bool, at place: SourceLocation = #_sourceLocation
) {
    do {
        _ = try body()
        Issue.record("no error", sourceLocation: place)
    } catch let error as StorageError {
        #expect(matching(error), "\(error)", sourceLocation: place)
    } catch {
        Issue.record(error, sourceLocation: place)
    }
}
