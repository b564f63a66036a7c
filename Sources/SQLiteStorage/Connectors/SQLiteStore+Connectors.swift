import Foundation
import GRDB
public import SafetyModel

extension SQLiteStore: ConnectorStore {
    public func notes(of connector: String) async throws -> [String: [UInt8]] {
        try await read { db in
            var notes: [String: [UInt8]] = [:]
            let rows = try Row.fetchCursor(
                db, sql: "SELECT key, value FROM connector_notes WHERE connector = ?", arguments: [connector])
            while let row = try rows.next() { notes[row[0]] = [UInt8](row[1] as Data) }
            return notes
        }
    }

    public func keep(_ notes: [String: [UInt8]?], of connector: String) async throws {
        guard !notes.isEmpty else { return }
        try await write { db in
            for (key, value) in notes {
                if let value {
                    try db.cachedStatement(
                        sql: """
                            INSERT INTO connector_notes (connector, key, value) VALUES (?, ?, ?)
                            ON CONFLICT (connector, key) DO UPDATE SET value = excluded.value
                            """
                    ).execute(arguments: [connector, key, Data(value)])
                } else {
                    try db.cachedStatement(sql: "DELETE FROM connector_notes WHERE connector = ? AND key = ?")
                        .execute(arguments: [connector, key])
                }
            }
        }
    }
}
