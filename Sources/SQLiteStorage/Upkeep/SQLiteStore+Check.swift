import Crypto
import Foundation
import GRDB
import SafetyModel

/// What a check of a database found.
public struct CheckReport: Sendable, Hashable, Codable {
    public var path: String
    /// Size of the database file and of its write-ahead log, in bytes.
    public var bytes: Int
    public var schemaVersion: Int
    /// 2 is FULL: what was acknowledged survives a power cut.
    public var synchronous: Int
    /// What SQLite's own integrity check says, at most 100 lines; empty when all is well.
    public var integrityProblems: [String]
    /// References that lead nowhere, by table.
    public var brokenReferences: [String: Int]
    /// Rows by table.
    public var counts: [String: Int]
    /// Days whose texts can be read, and days whose key does not open with the operator's key.
    public var readableDays: Int
    public var unreadableDays: Int
    /// Whether others than its owner may read the key file; `nil` where the file is not at the usual place.
    public var keyFileIsOpenToOthers: Bool?

    /// Whether nothing was found that needs a person.
    public var isSound: Bool {
        integrityProblems.isEmpty && brokenReferences.isEmpty && unreadableDays == 0 && synchronous == 2
            && keyFileIsOpenToOthers != true
    }
}

extension SQLiteStore {
    static let tables = [
        "sources", "communities", "members", "events", "day_keys", "evidence", "dead_letters", "idle_states", "cases",
        "signals", "audit", "reviewers", "sessions", "score_days", "cue_days", "threshold_changes",
        "reports", "report_cases", "report_messages", "report_attachments", "report_reveals", "report_keys",
        "reports_deleted",
        "reporters_watched",
        "ledger_entries", "ledger_checkpoints",
        "clocks", "escalations", "outbox",
        "decisions", "appeal_codes", "appeals", "appeal_rulings", "identity_leads", "known_files", "known_entries",
        "badge_decisions",
    ]

    /// Reads the whole database and says what is wrong with it. Takes about a second for each 200 MB; others go on
    /// reading and writing meanwhile.
    /// - Throws: ``StorageError``
    public func check() async throws -> CheckReport {
        let synchronous = try await synchronousLevel()
        return try await read { db in
            let days = try Row.fetchAll(db, sql: "SELECT day, wrapped FROM day_keys").map { row in
                let label = KeyWrapping.label(forDay: row[0])
                return (try? KeyWrapping.unwrap(row[1], under: self.operatorKey, label: label)) != nil
            }
            let problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
            let counts = try Self.tables.map { table in
                (table, try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0)
            }
            return CheckReport(
                path: self.path, bytes: Self.size(self.path) + Self.size(self.path + "-wal"),
                schemaVersion: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0, synchronous: synchronous,
                integrityProblems: problems, brokenReferences: try Self.brokenReferences(in: db),
                counts: Dictionary(uniqueKeysWithValues: counts), readableDays: days.count { $0 },
                unreadableDays: days.count { !$0 },
                keyFileIsOpenToOthers: Self.isOpenToOthers(OperatorKey.defaultPath(forDatabase: self.path)))
        }
    }

    func synchronousLevel() async throws -> Int {
        do {
            return try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// SQLite's own check of foreign keys, and the references of the log that are not declared as such.
    private static func brokenReferences(in db: Database) throws -> [String: Int] {
        var broken: [String: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1") {
            broken[row[0]] = row[1]
        }
        let lost =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM events
                    WHERE source NOT IN (SELECT number FROM sources)
                        OR (actor IS NOT NULL AND actor NOT IN (SELECT number FROM members))
                        OR (target IS NOT NULL AND target NOT IN (SELECT number FROM members))
                    """) ?? 0
        if lost > 0 { broken["events", default: 0] += lost }
        return broken
    }

    static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    private static func isOpenToOthers(_ path: String) -> Bool? {
        var figures = stat()
        guard stat(path, &figures) == 0 else { return nil }
        return figures.st_mode & 0o077 != 0
    }
}
