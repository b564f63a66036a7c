import Foundation
import GRDB
import Ledger

/// Tiles as rows. The tile of level 0 that is not full yet is read from the entries.
struct LedgerTiles: TileSource {
    private let db: Database

    init(_ db: Database) { self.db = db }

    func tile(_ place: TilePlace) throws -> [TreeHash] {
        if let stored = try stored(place) { return stored }
        guard place.level == 0 else { return [] }
        let range = place.entries
        let rows = try Data.fetchCursor(
            db.cachedStatement(
                sql: "SELECT hash FROM ledger_entries WHERE number >= ? AND number < ? ORDER BY number"),
            arguments: [Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound)])
        var hashes: [TreeHash] = []
        while let data = try rows.next(), let hash = data.withUnsafeBytes({ TreeHash($0) }) { hashes.append(hash) }
        return hashes
    }

    /// The hashes of a row, as far as they are whole; `nil` where there is none.
    func stored(_ place: TilePlace) throws -> [TreeHash]? {
        try Data.fetchOne(
            db.cachedStatement(sql: "SELECT hashes FROM ledger_tiles WHERE place = ?"), arguments: [place.key]
        ).map(Self.hashes)
    }

    static func hashes(_ data: Data) -> [TreeHash] {
        data.withUnsafeBytes { bytes in
            stride(from: 0, through: bytes.count - TreeHash.length, by: TreeHash.length).compactMap { start in
                TreeHash(UnsafeRawBufferPointer(rebasing: bytes[start..<start + TreeHash.length]))
            }
        }
    }

    private static func data(_ hashes: [TreeHash]) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * TreeHash.length)
        for hash in hashes { hash.append(to: &bytes) }
        return Data(bytes)
    }

    static func insert(_ hashes: [TreeHash], at place: TilePlace, in db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT INTO ledger_tiles (place, hashes) VALUES (?, ?)"
        ).execute(arguments: [place.key, data(hashes)])
    }

    static func extend(to hashes: [TreeHash], at place: TilePlace, in db: Database) throws {
        try db.cachedStatement(
            sql: "UPDATE ledger_tiles SET hashes = ? WHERE place = ?"
        ).execute(arguments: [data(hashes), place.key])
    }
}

extension TilePlace {
    /// Level · 2⁴⁸ + index. No ledger of ours comes near 2⁴⁸ tiles.
    var key: Int64 { Int64(level) << 48 | Int64(truncatingIfNeeded: index & 0xFFFF_FFFF_FFFF) }

    init(key: Int64) { self.init(level: Int(key >> 48), index: UInt64(key & 0xFFFF_FFFF_FFFF)) }
}
