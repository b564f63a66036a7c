import Foundation
import GRDB
public import SafetyModel

extension SQLiteStore {
    public func checkpoint() async throws -> WatchCheckpoint? {
        try await read { db in
            guard
                let sequence = try Int64.fetchOne(db, sql: "SELECT checkpoint FROM watch WHERE checkpoint IS NOT NULL")
            else { return nil }
            let pieces = try Data.fetchAll(db, sql: "SELECT bytes FROM checkpoint_pieces ORDER BY number")
            let rules = try Data.fetchOne(db, sql: "SELECT bytes FROM rule_checkpoint")
            return WatchCheckpoint(
                sequence: sequence, pieces: pieces.map { [UInt8]($0) }, rules: rules.map { [UInt8]($0) })
        }
    }

    @discardableResult
    public func record(_ signals: [Signal], counts: WatchCounts, upTo sequence: Int64) async throws -> Int {
        let moment = clock()
        return try await write { db in
            var book = CaseBook(self, at: moment)
            var count = 0
            for signal in signals where try book.add(signal, in: db) { count += 1 }
            try Self.add(counts, in: db)
            try db.execute(
                sql: "UPDATE watch SET position = max(position, ?)", arguments: [sequence])
            return count
        }
    }

    public func watchPosition() async throws -> Int64 {
        try await read { try Int64.fetchOne($0, sql: "SELECT position FROM watch") ?? 0 }
    }

    public func save(_ checkpoint: WatchCheckpoint, idle: [IdleState]) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE watch SET checkpoint = ?1, position = max(position, ?1)", arguments: [checkpoint.sequence])
            try db.execute(sql: "DELETE FROM checkpoint_pieces")
            let piece = try db.cachedStatement(sql: "INSERT INTO checkpoint_pieces (number, bytes) VALUES (?, ?)")
            for (number, bytes) in checkpoint.pieces.enumerated() {
                try piece.execute(arguments: [number, Data(bytes)])
            }
            try db.execute(sql: "DELETE FROM rule_checkpoint")
            if let rules = checkpoint.rules {
                try db.execute(
                    sql: "INSERT INTO rule_checkpoint (only, bytes) VALUES (1, ?)", arguments: [Data(rules)])
            }
            let state = try db.cachedStatement(
                sql: """
                    INSERT INTO idle_states (key, bytes) VALUES (?, ?)
                    ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes
                    """)
            for one in idle {
                try state.execute(arguments: [Int64(bitPattern: one.key), Data(one.bytes)])
            }
        }
    }

    public func idleStates(_ keys: [UInt64]) async throws -> [IdleState] {
        if keys.isEmpty { return [] }
        return try await read { db in
            let statement = try db.cachedStatement(sql: "SELECT bytes FROM idle_states WHERE key = ?")
            return try keys.compactMap { key in
                try Data.fetchOne(statement, arguments: [Int64(bitPattern: key)])
                    .map { IdleState(key: key, bytes: [UInt8]($0)) }
            }
        }
    }
}
