import Foundation
import GRDB
import Ledger
import SafetyModel

/// Writes the ledger, within the transaction of the caller: what is entered and its entry are durable together, or
/// neither is.
enum LedgerBook {
    /// Enters one thing.
    /// - Parameters:
    ///   - content: what is committed to; stays out of the entry.
    ///   - salt: kept in the database so that the content can be shown and checked later; `nil` has one made. A
    ///     document's is not kept: it goes with the receipt.
    /// - Returns: the entry's number.
    @discardableResult
    static func append(
        _ kind: EntryKind, at time: Timestamp, _ reference: EntryReference, content: [UInt8], salt: Salt? = nil,
        in db: Database
    ) throws -> UInt64 {
        let salt = salt ?? freshSalt()
        let number = try size(in: db)
        let entry = Entry(
            number: number, kind: kind, time: time, reference: reference, commitment: salt.commitment(to: content)
        ).bytes
        try db.cachedStatement(
            sql: "INSERT INTO ledger_entries (number, entry, hash) VALUES (?, ?, ?)"
        ).execute(
            arguments: [
                Int64(number), String(decoding: entry, as: UTF8.self), Data(TreeHash.leaf(entry).bytes),
            ])
        if keepsSalt(reference) {
            try db.cachedStatement(
                sql: "INSERT INTO ledger_salts (number, salt) VALUES (?, ?)"
            ).execute(arguments: [Int64(number), Data(salt.bytes)])
        }
        if number & 255 == 255 { try fillTiles(upTo: number, in: db) }
        return number
    }

    static func freshSalt() -> Salt {
        var generator = SystemRandomNumberGenerator()
        return Salt.random(using: &generator)
    }

    /// Whether the salt of such an entry is in the database.
    static func keepsSalt(_ reference: EntryReference) -> Bool { reference.row?.table != .document }

    /// How many entries there are.
    static func size(in db: Database) throws -> UInt64 {
        let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(number) FROM ledger_entries"))
        return UInt64((last ?? -1) + 1)
    }

    /// Stores the tile of level 0 that an entry has filled, and takes its hash to the levels above.
    private static func fillTiles(upTo number: UInt64, in db: Database) throws {
        var place = TilePlace(level: 0, index: number >> 8)
        var hashes = try LedgerTiles(db).tile(place)
        while true {
            let parent = TilePlace(level: place.level + 1, index: place.index >> 8)
            guard hashes.count == TilePlace.width else {
                throw LedgerError.doesNotFit(detail: "a tile of level \(place.level) has lost hashes")
            }
            if place.level == 0 { try LedgerTiles.insert(hashes, at: place, in: db) }
            let position = Int(place.index & 255)
            var above = position == 0 ? [] : try LedgerTiles(db).tile(parent)
            guard above.count == position else {
                throw LedgerError.doesNotFit(detail: "a tile of level \(parent.level) has lost hashes")
            }
            above.append(.complete(over: hashes))
            if position == 0 {
                try LedgerTiles.insert(above, at: parent, in: db)
            } else {
                try LedgerTiles.extend(to: above, at: parent, in: db)
            }
            if position < 255 { return }
            (place, hashes) = (parent, above)
        }
    }

    /// Makes what an entry commits to unprovable for ever: the salt goes, and the ledger says so.
    static func erase(_ number: UInt64, at time: Timestamp, in db: Database) throws {
        try db.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        try db.execute(sql: "DELETE FROM ledger_salts WHERE number = ?", arguments: [Int64(number)])
        try append(.deletion, at: time, EntryReference(.entry, Int64(number)), content: [], in: db)
    }

    // MARK: Checkpoints

    /// The newest checkpoint.
    static func newestNote(in db: Database) throws -> (size: UInt64, note: SignedNote)? {
        try note(
            Row.fetchOne(
                db.cachedStatement(sql: "SELECT size, note FROM ledger_checkpoints ORDER BY size DESC LIMIT 1")))
    }

    static func note(_ row: Row?) throws -> (size: UInt64, note: SignedNote)? {
        guard let row else { return nil }
        do {
            return (UInt64(clamping: row[0] as Int64), try SignedNote([UInt8](row[1] as Data)))
        } catch let error as SignedNoteError {
            throw LedgerError.doesNotFit(detail: "the checkpoint of \(row[0] as Int64) entries: \(error)")
        }
    }

    /// Signs what there is, unless it is signed already. Before it signs, it proves to itself that nothing changed
    /// below the checkpoint before: a ledger must never sign two histories.
    /// - Returns: the newest checkpoint; `nil` while there is no entry.
    static func checkpoint(with key: SignerKey, in db: Database) throws -> SignedNote? {
        let size = try size(in: db)
        let newest = try newestNote(in: db)
        if let newest, newest.size == size { return newest.note }
        guard size > 0 else { return nil }
        var tree = TileTree(LedgerTiles(db))
        do {
            let root = try tree.root(size: size)
            if let newest {
                let earlier = try Checkpoint(newest.note, signedWith: key.verifier)
                guard earlier.size == newest.size,
                    let proof = try tree.consistencyProof(from: earlier.size, to: size)
                else { throw LedgerError.doesNotFit(detail: "entries are missing below the newest checkpoint") }
                try proof.verify(firstRoot: earlier.root, secondRoot: root)
            }
            let checkpoint = Checkpoint(origin: key.verifier.name, size: size, root: root)
            guard let note = checkpoint.signed(with: key) else {
                throw LedgerError.doesNotFit(detail: "the key does not sign")
            }
            try db.execute(
                sql: "INSERT INTO ledger_checkpoints (size, note) VALUES (?, ?)",
                arguments: [Int64(size), String(decoding: note.bytes, as: UTF8.self)])
            return note
        } catch let error as SignedNoteError {
            throw LedgerError.doesNotFit(detail: "the newest checkpoint: \(error)")
        } catch is ConsistencyProof.Fault {
            throw LedgerError.doesNotFit(detail: "entries below the newest checkpoint were changed")
        } catch let error as MissingHash {
            throw LedgerError.doesNotFit(
                detail: "a hash of tile \(error.place.index) on level \(error.place.level) is missing")
        }
    }
}
