import Crypto
import Foundation
import GRDB
import Ledger
import SafetyModel

/// Goes through the ledger from its first entry: each entry against its hash, the tiles, the content it commits to and
/// the signed checkpoints. Stops at the first thing that does not fit.
struct LedgerAudit {
    private let db: Database
    /// `nil` where nothing was signed yet.
    private let key: VerifierKey?
    private let progress: @Sendable (Int) -> Void
    private var report = LedgerReport()
    private var builder = TreeBuilder()
    private var contents: LedgerContentAudit

    // Where the entries are.
    private var tile: [TreeHash] = []
    private var hasTile = false
    /// What the newest checkpoint covers.
    private var signed: UInt64 = 0

    init(
        db: Database, key: VerifierKey?, evidenceKey: SymmetricKey, progress: @escaping @Sendable (Int) -> Void
    ) {
        (self.db, self.key, self.progress) = (db, key, progress)
        contents = LedgerContentAudit(db: db, evidenceKey: evidenceKey)
    }

    mutating func run() throws -> LedgerReport {
        do {
            try readEntries()
            try checkEnd()
        } catch let problem as LedgerProblem {
            report.problem = problem
        }
        report.entries = Int(builder.size)
        report.contents = contents.checked
        report.erased = contents.erased
        report.older = contents.older
        report.unsigned = Int(builder.size - min(signed, builder.size))
        return report
    }

    private mutating func readEntries() throws {
        let checkpoints = try Row.fetchCursor(db, sql: "SELECT size, note FROM ledger_checkpoints ORDER BY size")
        var checkpoint = try checkpoints.next()
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT entries.number, entry, hash, salt FROM ledger_entries AS entries
                    LEFT JOIN ledger_salts AS salts ON salts.number = entries.number
                ORDER BY entries.number
                """)
        while let row = try rows.next() {
            try check(row)
            while let next = checkpoint, (next[0] as Int64) <= Int64(builder.size) {
                try check(checkpoint: next)
                checkpoint = try checkpoints.next()
            }
            if builder.size & 0xFFFF == 0 { progress(Int(builder.size)) }
        }
        if let checkpoint {
            throw LedgerProblem(
                "checkpoint", builder.size,
                "a checkpoint of \(checkpoint[0] as Int64) entries was signed, and there are only \(builder.size): entries are missing at the end"
            )
        }
    }

    private mutating func check(_ row: Row) throws {
        let number = builder.size
        guard row[0] as Int64 == Int64(number) else {
            throw LedgerProblem("entry", number, "the entry is missing; the next one is \(row[0] as Int64)")
        }
        let entry = try row.withUnsafeData(atIndex: 1) { [UInt8]($0 ?? Data()) }
        let stored = try row.withUnsafeData(atIndex: 2) { $0?.withUnsafeBytes { TreeHash($0) } }
        let leaf = TreeHash.leaf(entry)
        try check(leaf, of: number, stored: stored)
        guard let parsed = Entry(entry), parsed.number == number else {
            throw LedgerProblem("entry", number, "it is not written as entry \(number) is")
        }
        for full in builder.append(leaf) where full.place.level > 0 {
            try check(full)
        }
        let salt = try row.withUnsafeData(atIndex: 3) { $0.map { [UInt8]($0) } }
        try contents.check(parsed, salt: salt)
    }

    /// Holds an entry's hash against the one beside it and the one in its tile.
    private mutating func check(_ leaf: TreeHash, of number: UInt64, stored: TreeHash?) throws {
        if number & 255 == 0 {
            let found = try LedgerTiles(db).stored(TilePlace(level: 0, index: number >> 8))
            (tile, hasTile) = (found ?? [], found != nil)
        }
        let position = Int(number & 255)
        if hasTile, tile.count != TilePlace.width {
            throw LedgerProblem("tile", number, "the tile \(number >> 8) of level 0 is not whole")
        }
        let inTile = hasTile ? tile[position] : nil
        guard leaf == stored else {
            // Two of three agree where one was changed.
            if inTile == leaf { throw LedgerProblem("hash", number, "the hash beside the entry was changed") }
            throw LedgerProblem("entry", number, "the entry does not have the hash that was entered")
        }
        if let inTile, inTile != leaf {
            throw LedgerProblem("tile", number, "the entry's hash in its tile is another one")
        }
        if position == 255, !hasTile {
            throw LedgerProblem("tile", number - 255, "the tile \(number >> 8) of level 0 is missing")
        }
    }

    private func check(_ full: TreeBuilder.Tile) throws {
        let found = try LedgerTiles(db).stored(full.place) ?? []
        let different = full.hashes.indices.first { $0 >= found.count || found[$0] != full.hashes[$0] }
        let first = full.place.entries.lowerBound
        let step = UInt64(1) << UInt64(8 * full.place.level)
        if let different {
            throw LedgerProblem(
                "tile", first + UInt64(different) * step,
                "the tile \(full.place.index) of level \(full.place.level) has another hash for the \(step) entries from here"
            )
        }
        if found.count > full.hashes.count {
            throw LedgerProblem(
                "tile", builder.size, "the tile \(full.place.index) of level \(full.place.level) has more than there is"
            )
        }
    }

    private mutating func check(checkpoint row: Row) throws {
        let size = row[0] as Int64
        let first = signed
        guard size > 0, let key else {
            throw LedgerProblem("checkpoint", nil, "there is a checkpoint of no entries, or no key to check it with")
        }
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(SignedNote([UInt8](row[1] as Data)), signedWith: key)
        } catch let error as SignedNoteError {
            throw LedgerProblem("checkpoint", nil, "the checkpoint of \(size) entries: \(error)")
        }
        guard checkpoint.size == UInt64(size) else {
            throw LedgerProblem(
                "checkpoint", nil, "the checkpoint of \(size) entries says that it is of \(checkpoint.size)")
        }
        guard checkpoint.root == builder.root else {
            throw LedgerProblem(
                "entry", first,
                "what is stored does not lead to the checkpoint of \(size) entries; one of the entries from \(first) to \(size - 1) was changed, with all its hashes"
            )
        }
        signed = checkpoint.size
        report.checkpoints += 1
    }

    private mutating func checkEnd() throws {
        for partial in builder.partialTiles where partial.place.level > 0 { try check(partial) }
        let expected = (0...TilePlace.highestLevel).reduce(UInt64(0)) { count, level in
            let hashes = builder.size >> UInt64(8 * level)
            return count + (level == 0 ? hashes >> 8 : (hashes + 255) >> 8)
        }
        if let tiles = try Int64.fetchOne(db, sql: "SELECT count(*) FROM ledger_tiles"), tiles != Int64(expected) {
            throw LedgerProblem("tile", nil, "there are \(tiles) tiles and should be \(expected)")
        }
        try contents.checkEnd(entries: builder.size)
        try checkStamps()
    }

    private func checkStamps() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT stamps.size, answer, note FROM ledger_stamps AS stamps
                    LEFT JOIN ledger_checkpoints AS checkpoints ON checkpoints.size = stamps.size ORDER BY stamps.size
                """)
        while let row = try rows.next() {
            let note = (row[2] as Data?).flatMap { try? SignedNote([UInt8]($0)) }
            guard let note,
                TimeStampResponse([UInt8](row[1] as Data))?.imprint == TreeHash.plain([note.text]).bytes
            else {
                throw LedgerProblem(
                    "stamp", nil, "the time stamp of checkpoint \(row[0] as Int64) is over something else")
            }
        }
    }

    static func salt(of number: UInt64, in db: Database) throws -> Salt? {
        try Data.fetchOne(
            db, sql: "SELECT salt FROM ledger_salts WHERE number = ?", arguments: [Int64(clamping: number)]
        ).flatMap { Salt([UInt8]($0)) }
    }
}
