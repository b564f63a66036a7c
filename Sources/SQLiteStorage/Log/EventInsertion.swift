import Foundation
import GRDB
import GRDBSQLite
import SafetyModel

/// The one statement that runs for every event. It speaks to SQLite directly: binding through GRDB boxes each value
/// and copies each text, which costs as much again as the insertion.
struct EventInsertion {
    private let statement: OpaquePointer
    // The cached statement must outlive the pointer.
    private let owner: Statement

    init(_ db: Database) throws {
        owner = try db.cachedStatement(
            sql: """
                INSERT INTO events (sequence, source, id, time, actor, target, body, sealed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, id) DO NOTHING
                """)
        statement = owner.sqliteStatement
    }

    /// The columns of one event that are numbers.
    struct Numbers {
        var sequence: Int64
        var source: Int64
        var time: Int64
        var actor: Int64?
        var target: Int64?
    }

    /// - Returns: whether the event was new.
    func run(_ numbers: Numbers, id: String, body: [UInt8], sealed: Data?) throws -> Bool {
        defer {
            // The bound pointers end with this call.
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        sqlite3_bind_int64(statement, 1, numbers.sequence)
        sqlite3_bind_int64(statement, 2, numbers.source)
        sqlite3_bind_int64(statement, 4, numbers.time)
        bind(numbers.actor, at: 5)
        bind(numbers.target, at: 6)
        var id = id
        return try id.withUTF8 { id in
            try body.withUnsafeBufferPointer { body in
                bind(text: id, at: 3)
                bind(text: body, at: 7)
                return try withSealed(sealed) { try step() }
            }
        }
    }

    /// Binds without a copy: the bytes live until the statement has run.
    private func bind(text: UnsafeBufferPointer<UInt8>, at index: Int32) {
        guard let start = text.baseAddress, !text.isEmpty else {
            sqlite3_bind_text(statement, index, "", 0, nil)
            return
        }
        start.withMemoryRebound(to: CChar.self, capacity: text.count) {
            _ = sqlite3_bind_text(statement, index, $0, Int32(text.count), nil)
        }
    }

    private func withSealed<Value>(_ sealed: Data?, _ body: () throws -> Value) throws -> Value {
        guard let sealed else { return try body() }
        return try sealed.withUnsafeBytes { bytes in
            sqlite3_bind_blob(statement, 8, bytes.baseAddress, Int32(bytes.count), nil)
            return try body()
        }
    }

    private func step() throws -> Bool {
        let code = sqlite3_step(statement)
        let connection = sqlite3_db_handle(statement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection)))
        }
        return sqlite3_changes(connection) > 0
    }

    private func bind(_ value: Int64?, at index: Int32) {
        if let value { sqlite3_bind_int64(statement, index, value) } else { sqlite3_bind_null(statement, index) }
    }
}
