import Foundation
import GRDB
import Ledger
public import SafetyModel

extension SQLiteStore {
    /// How long texts are kept that no evidence refers to.
    public static let defaultContextWindow = Duration.days(30)

    /// Makes texts unreadable that are older than a window before the newest day, by deleting the keys of their days.
    /// Evidence stays readable. Time is the events' own, so that replaying an old export forgets nothing too early.
    /// - Returns: how many days were forgotten.
    /// - Throws: ``StorageError``
    @discardableResult
    public func forgetContext(keeping window: Duration = SQLiteStore.defaultContextWindow) async throws -> Int {
        let newest = try await read { try Int64.fetchOne($0, sql: "SELECT max(day) FROM day_keys") }
        guard let newest else { return 0 }
        let days = max(window.milliseconds, 0) / 86_400_000
        return try await forgetDays(before: newest - min(days, 1 << 40))
    }

    /// Makes texts unreadable whose whole day (UTC) lies before a moment. Evidence stays readable.
    /// - Returns: how many days were forgotten.
    /// - Throws: ``StorageError``
    @discardableResult
    public func forgetContext(before moment: Timestamp) async throws -> Int {
        try await forgetDays(before: Keyring.day(of: moment))
    }

    /// A deleted row leaves its bytes behind in the page, in pages that were split, and in the write-ahead log; a
    /// wrapped key that can be found is not deleted. So the whole table is emptied with `secure_delete`, what is kept
    /// goes in again, and the log is written back and truncated.
    private func forgetDays(before day: Int64) async throws -> Int {
        let moment = clock()
        let forgotten = try await write { db in
            let gone = try Int64.fetchAll(
                db, sql: "SELECT day FROM day_keys WHERE day < ? ORDER BY day", arguments: [day])
            guard !gone.isEmpty else { return 0 }
            let kept = try Row.fetchAll(
                db, sql: "SELECT day, tag, wrapped FROM day_keys WHERE day >= ? ORDER BY day", arguments: [day])
            try db.execute(sql: "PRAGMA secure_delete = ON")
            defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
            try db.execute(sql: "DELETE FROM day_keys")
            for row in kept {
                try db.execute(
                    sql: "INSERT INTO day_keys (day, tag, wrapped) VALUES (?, ?, ?)",
                    arguments: [row[0] as Int64, row[1] as Data, row[2] as Data])
            }
            for day in gone {
                try LedgerBook.append(.deletion, at: moment, EntryReference(.day, day), content: [], in: db)
            }
            return gone.count
        }
        if forgotten > 0 { try await truncateLog() }
        return forgotten
    }

    /// Writes the log back into the database and empties it. Where a reader holds it, the next call does.
    func truncateLog() async throws {
        do {
            try await pool.writeWithoutTransaction { db in
                _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }
}
