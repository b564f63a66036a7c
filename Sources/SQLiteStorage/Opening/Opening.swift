import Crypto
import Foundation
import GRDB
import SafetyModel

/// The steps of opening a database: look at what is there without changing it, then connect.
enum Opening {
    /// What lies at a path.
    struct Finding {
        /// 0 where there is no database yet.
        var schemaVersion = 0
        /// Whether texts were sealed under some operator's key.
        var hasVault = false
    }

    /// Looks at what lies at `path`, and changes nothing: a file that is not ours is left as it is.
    static func examine(_ path: String) throws(StorageError) -> Finding {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            try examineFolder(of: path)
            return Finding()
        }
        if isFolder.boolValue { throw .cannotOpen(path: path, detail: SystemFault.sentence(EISDIR)) }
        guard access(path, R_OK | W_OK) == 0 else {
            throw .cannotOpen(path: path, detail: SystemFault.sentence(errno))
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        if size == 0 { return Finding() }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            return try DatabaseQueue(path: path, configuration: configuration).read { db in
                try examineLength(in: db, path: path, size: size)
                return try finding(in: db, path: path)
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static func examineFolder(of path: String) throws(StorageError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .cannotOpen(path: path, detail: "the folder \(folder) does not exist; make it first")
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw .cannotOpen(path: path, detail: SystemFault.sentence(errno))
        }
    }

    /// SQLite itself sees that pages are missing, but not that the last one was cut. With a log beside the file that is
    /// how a crash may leave it, and the log mends it; without one the file was truncated.
    private static func examineLength(in db: Database, path: String, size: Int) throws {
        let logSize = (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0
        guard logSize == 0, let page = try Int.fetchOne(db, sql: "PRAGMA page_size"), page > 0 else { return }
        if size % page != 0 { throw StorageError.damaged(path: path, detail: "its end is missing") }
    }

    private static func finding(in db: Database, path: String) throws -> Finding {
        let applicationID = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if applicationID != Schema.applicationID {
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            if applicationID == 0, version == 0, tables == 0 { return Finding() }
            throw StorageError.damaged(path: path, detail: "it is an SQLite database of another program")
        }
        guard version <= Schema.version else { throw StorageError.madeByNewerVersion(found: "\(version)") }
        let hasVault = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM vault)") ?? false
        return Finding(schemaVersion: version, hasVault: hasVault)
    }

    /// Makes the file where there is none, readable by its owner only; SQLite's companion files take its mode.
    static func prepareFile(_ path: String) throws(StorageError) {
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFault.storageError(errno, path: path) }
        _ = Foundation.close(descriptor)
    }

    static func pool(_ path: String, options: SQLiteStore.Options) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "vigie"
        configuration.maximumReaderCount = max(options.readers, 1)
        configuration.busyMode = .timeout(Double(options.busyTimeout.milliseconds) / 1000)
        let cache = max(options.writerCacheKiB, 1024)
        configuration.prepareDatabase { db in
            // A database from elsewhere must not run functions through its own schema.
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            try db.execute(sql: "PRAGMA cache_size = -\(db.configuration.readonly ? 8_192 : cache)")
            if let observer = options.observer {
                db.trace { event in
                    if case .statement(let statement) = event { observer(statement.sql) }
                }
            }
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// `DatabasePool` sets `synchronous` to NORMAL, with which the last transactions can be lost when the power
    /// fails. FULL is set afterwards, and read back.
    static func makeDurable(_ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // 32 MiB instead of 4: a page that many batches touch is written once.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
            let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            guard level == 2 else {
                throw StorageError.engine(detail: "synchronous reads \(level ?? -1) where 2 was set")
            }
        }
    }

    /// Looks whether a database belongs to an operator's key, and changes nothing. One that has no key yet belongs to any.
    static func prove(_ operatorKey: OperatorKey, for path: String) throws(StorageError) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let wrapped = try DatabaseQueue(path: path, configuration: configuration).read { db in
                try Data.fetchOne(db, sql: "SELECT wrapped FROM vault WHERE name = 'evidence'")
            }
            if let wrapped { _ = try unwrap(wrapped, under: operatorKey, path: path) }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static func unwrap(
        _ wrapped: Data, under operatorKey: OperatorKey, path: String
    ) throws(StorageError) -> SymmetricKey {
        do {
            return try KeyWrapping.unwrap(wrapped, under: operatorKey, label: KeyWrapping.evidenceLabel)
        } catch {
            throw .cannotOpen(
                path: path, detail: "the key does not belong to this database; name the right key file")
        }
    }

    /// The key that evidence is sealed under, wrapped by the operator's; made with a new database. Unwrapping it
    /// proves that the operator's key is the right one.
    static func evidenceKey(
        in pool: DatabasePool, under operatorKey: OperatorKey, path: String
    ) throws -> SymmetricKey {
        try pool.write { db in
            let label = KeyWrapping.evidenceLabel
            if let wrapped = try Data.fetchOne(db, sql: "SELECT wrapped FROM vault WHERE name = 'evidence'") {
                return try unwrap(wrapped, under: operatorKey, path: path)
            }
            let key = SymmetricKey(size: .bits256)
            try db.execute(
                sql: "INSERT INTO vault (name, wrapped) VALUES ('evidence', ?)",
                arguments: [KeyWrapping.wrap(key, under: operatorKey, label: label)])
            return key
        }
    }
}
