import Casework
import Crypto
import Foundation
import GRDB
import Ledger
import SafetyModel

/// Seals and opens evidence: each piece under a key of its own, which the vault's key wraps. To destroy that key is to
/// delete the piece.
enum EvidenceVault {
    /// Keeps one piece, with its entry on the ledger.
    static func keep(
        _ plain: [UInt8], of sequence: Int64, event: EventKey, under vault: SymmetricKey, at moment: Timestamp,
        with sealer: inout Sealer, in db: Database
    ) throws {
        let key = SymmetricKey(size: .bits256)
        let sealed = try sealer.seal(plain, under: key, source: event.source, id: event.id, purpose: .evidence)
        try db.cachedStatement(sql: "INSERT INTO evidence (sequence, sealed) VALUES (?, ?)")
            .execute(arguments: [sequence, sealed])
        guard let content = try LedgerContents.evidence(sequence, plain: plain, in: db)?.first else {
            throw StorageError.engine(detail: "a piece of evidence has no event")
        }
        let entry = try LedgerBook.append(
            .evidence, at: moment, EntryReference(.evidence, sequence), content: content, in: db)
        try insert(key, of: sequence, entry: Int64(clamping: entry), under: vault, in: db)
    }

    private static func insert(
        _ key: SymmetricKey, of sequence: Int64, entry: Int64?, under vault: SymmetricKey, in db: Database
    ) throws {
        try db.cachedStatement(sql: "INSERT INTO evidence_keys (sequence, wrapped, entry) VALUES (?, ?, ?)")
            .execute(arguments: [sequence, try KeyWrapping.wrap(key, under: vault, label: label(sequence)), entry])
    }

    /// What was written; throws where it does not open.
    static func open(
        _ sealed: Data, of sequence: Int64, event: EventKey, under vault: SymmetricKey, in db: Database
    ) throws -> [UInt8] {
        let wrapped = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT wrapped FROM evidence_keys WHERE sequence = ?"), arguments: [sequence])
        // Before there were keys of their own, the vault's key sealed.
        let key = try wrapped.map { try KeyWrapping.unwrap($0, under: vault, label: label(sequence)) } ?? vault
        return try Sealer.open(sealed, under: key, source: event.source, id: event.id, purpose: .evidence)
    }

    private static func label(_ sequence: Int64) -> String { "vigie evidence \(sequence)" }

    /// How many pieces are sealed anew in one transaction.
    private static let portion = 500

    /// Gives evidence of an older database keys of its own. Who is killed in between goes on with the rest: a piece has
    /// a key, or is sealed as before.
    static func giveKeys(under vault: SymmetricKey, in pool: DatabasePool) throws {
        let isDone = try pool.writeWithoutTransaction {
            try Bool.fetchOne($0, sql: "SELECT done FROM evidence_keying")
        }
        if isDone != false { return }
        let entries = try pool.writeWithoutTransaction { try evidenceEntries(in: $0) }
        var sealer = Sealer()
        while try pool.write({ try giveKeys(under: vault, entries, with: &sealer, in: $0) }) > 0 {}
    }

    private static func giveKeys(
        under vault: SymmetricKey, _ entries: [Int64: Int64], with sealer: inout Sealer, in db: Database
    ) throws -> Int {
        // Overwritten, so that what the vault's key opens is not left in the file.
        try db.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT evidence.sequence, sources.name, events.id, evidence.sealed FROM evidence
                    JOIN events ON events.sequence = evidence.sequence JOIN sources ON sources.number = events.source
                WHERE NOT EXISTS (SELECT 1 FROM evidence_keys WHERE evidence_keys.sequence = evidence.sequence)
                LIMIT ?
                """, arguments: [portion])
        for row in rows {
            let sequence: Int64 = row[0]
            let event = LedgerContents.eventKey(row[1], row[2])
            let plain = try Sealer.open(
                row[3] as Data, under: vault, source: event.source, id: event.id, purpose: .evidence)
            let key = SymmetricKey(size: .bits256)
            let sealed = try sealer.seal(plain, under: key, source: event.source, id: event.id, purpose: .evidence)
            try db.execute(sql: "UPDATE evidence SET sealed = ? WHERE sequence = ?", arguments: [sealed, sequence])
            try insert(key, of: sequence, entry: entries[sequence], under: vault, in: db)
        }
        if rows.isEmpty { try db.execute(sql: "UPDATE evidence_keying SET done = 1") }
        return rows.count
    }

    /// The newest entry of each piece of evidence.
    private static func evidenceEntries(in db: Database) throws -> [Int64: Int64] {
        var entries: [Int64: Int64] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT number, entry FROM ledger_entries WHERE entry LIKE '%evidence/%' ORDER BY number")
        while let row = try rows.next() {
            let bytes = [UInt8](row[1] as Data)
            if case (.evidence, let sequence)? = Entry(bytes)?.reference.row { entries[sequence] = row[0] }
        }
        return entries
    }

    /// Destroys one piece: its key, its bytes and the salt of its entry go, the ledger says so.
    static func destroy(_ sequence: Int64, under rule: String, at moment: Timestamp, in db: Database) throws {
        let entry = try Int64.fetchOne(
            db, sql: "SELECT entry FROM evidence_keys WHERE sequence = ?", arguments: [sequence])
        try db.execute(sql: "PRAGMA secure_delete = ON")
        try db.execute(sql: "DELETE FROM evidence_keys WHERE sequence = ?", arguments: [sequence])
        try db.execute(sql: "DELETE FROM evidence WHERE sequence = ?", arguments: [sequence])
        try db.execute(
            sql: "INSERT OR REPLACE INTO evidence_deleted (sequence, at, rule) VALUES (?, ?, ?)",
            arguments: [sequence, moment.milliseconds, rule])
        guard let entry else { throw StorageError.engine(detail: "a piece of evidence has no entry on the ledger") }
        try LedgerBook.erase(UInt64(clamping: entry), at: moment, in: db)
    }
}
