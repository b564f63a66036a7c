import Foundation
import GRDB
import GRDBSQLite
import SafetyModel

/// A statement that runs for every event. It speaks to SQLite directly: binding through GRDB boxes each value and
/// copies each text, which costs as much again as the insertion.
struct DirectStatement {
    private let pointer: OpaquePointer
    // The cached statement must outlive the pointer.
    private let owner: Statement

    init(_ db: Database, sql: String) throws {
        owner = try db.cachedStatement(sql: sql)
        pointer = owner.sqliteStatement
    }

    func bind(_ value: Int64?, at index: Int32) {
        if let value { sqlite3_bind_int64(pointer, index, value) } else { sqlite3_bind_null(pointer, index) }
    }

    /// Binds a text for the time of `body`, without a copy.
    func withText<Value>(_ text: String, at index: Int32, _ body: () throws -> Value) rethrows -> Value {
        var text = text
        return try text.withUTF8 {
            bind(text: $0, at: index)
            return try body()
        }
    }

    func withText<Value>(_ text: String?, at index: Int32, _ body: () throws -> Value) rethrows -> Value {
        if let text { return try withText(text, at: index, body) }
        sqlite3_bind_null(pointer, index)
        return try body()
    }

    /// The same for a text that is there as bytes.
    func withText<Value>(_ text: [UInt8], at index: Int32, _ body: () throws -> Value) rethrows -> Value {
        try text.withUnsafeBufferPointer {
            bind(text: $0, at: index)
            return try body()
        }
    }

    func withBlob<Value>(_ blob: Data?, at index: Int32, _ body: () throws -> Value) rethrows -> Value {
        guard let blob else {
            sqlite3_bind_null(pointer, index)
            return try body()
        }
        return try blob.withUnsafeBytes {
            sqlite3_bind_blob(pointer, index, $0.baseAddress, Int32($0.count), nil)
            return try body()
        }
    }

    /// Runs a statement that answers no rows.
    /// - Returns: whether it changed anything.
    func run() throws -> Bool {
        defer {
            // The bound pointers end with the closures around this call.
            sqlite3_reset(pointer)
            sqlite3_clear_bindings(pointer)
        }
        let code = sqlite3_step(pointer)
        let connection = sqlite3_db_handle(pointer)
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection)))
        }
        return sqlite3_changes(connection) > 0
    }

    private func bind(text: UnsafeBufferPointer<UInt8>, at index: Int32) {
        guard let start = text.baseAddress, !text.isEmpty else {
            sqlite3_bind_text(pointer, index, "", 0, nil)
            return
        }
        start.withMemoryRebound(to: CChar.self, capacity: text.count) {
            _ = sqlite3_bind_text(pointer, index, $0, Int32(text.count), nil)
        }
    }
}

/// Inserts an event, unless it is there.
struct EventInsertion {
    private let statement: DirectStatement

    init(_ db: Database) throws {
        statement = try DirectStatement(
            db,
            sql: """
                INSERT INTO events (sequence, source, id, time, actor, target, body, sealed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, id) DO NOTHING
                """)
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
        statement.bind(numbers.sequence, at: 1)
        statement.bind(numbers.source, at: 2)
        statement.bind(numbers.time, at: 4)
        statement.bind(numbers.actor, at: 5)
        statement.bind(numbers.target, at: 6)
        return try statement.withText(id, at: 3) {
            try statement.withText(body, at: 7) {
                try statement.withBlob(sealed, at: 8) { try statement.run() }
            }
        }
    }
}
