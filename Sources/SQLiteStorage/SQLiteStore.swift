public import Casework
import Crypto
import Foundation
package import GRDB
public import SafetyModel
import Synchronization

/// The embedded store: everything in one SQLite file, in write-ahead-log mode, durable when a call returns.
///
/// One process writes at a time (another waits up to ``Options/busyTimeout``, then gets ``StorageError/busy(path:)``);
/// any number read. A call that throws has changed nothing.
public final class SQLiteStore: EventLog, WatchStore, CaseStore, ReviewerStore, DetectorStore, QueryStore, ReportStore,
    DecisionStore
{
    /// How the store is tuned. The defaults fit a community of 300,000 members on two cores.
    public struct Options: Sendable {
        /// How long to wait for another process that writes.
        public var busyTimeout: Duration = .seconds(5)
        /// Connections for reading.
        public var readers = 4
        /// Page cache of the writing connection, in KiB.
        public var writerCacheKiB = 65_536
        /// How many members are kept in memory with their number and name, so that events need no look-up.
        public var rememberedMembers = 400_000
        /// log2 of scrypt's cost N for receipt codes; see ``ReceiptHashing``. Never change it for a database that has
        /// reports: their receipts would open nothing.
        public var receiptCost = 14
        /// Called with each statement that is carried out, without its arguments: for tests that compare what two requests
        /// cost.
        package var observer: (@Sendable (String) -> Void)?

        public init() {}
    }

    /// The database file.
    public let path: String
    package let pool: DatabasePool
    let operatorKey: OperatorKey
    let evidenceKey: SymmetricKey
    let taxonomy: Taxonomy
    let folding: CaseFolding
    let steps: CaseSteps
    let clock: @Sendable () -> Timestamp
    let memory: Mutex<WriterMemory>
    let receipts: ReceiptHashing
    let clocks = ClockRules()
    let ledgerWriter = LedgerWriter()

    /// Opens a database, makes it where there is none, and brings an older one up to date.
    /// - Parameters:
    ///   - key: see ``OperatorKey``. A new database belongs to this key from now on; another key is refused.
    ///   - clock: says what time it is when a signal is recorded; events bring their own time.
    /// - Throws: ``StorageError``
    public init(
        path: String, key: OperatorKey, taxonomy: Taxonomy, options: Options = Options(),
        clock: @escaping @Sendable () -> Timestamp = SQLiteStore.systemClock
    ) throws(StorageError) {
        self.path = path
        self.taxonomy = taxonomy
        self.clock = clock
        operatorKey = key
        folding = CaseFolding(taxonomy: taxonomy)
        steps = CaseSteps(taxonomy: taxonomy)
        _ = try Opening.examine(path)
        do {
            try Opening.prepareFile(path)
            pool = try Opening.pool(path, options: options)
            try Schema.migrator().migrate(pool)
            try Opening.makeDurable(pool)
            evidenceKey = try Opening.evidenceKey(in: pool, under: key, path: path)
            try LedgerBeginning.enterEvidence(under: evidenceKey, at: clock(), in: pool)
            try EvidenceVault.giveKeys(under: evidenceKey, in: pool)
        } catch {
            throw StorageError(error, path: path)
        }
        receipts = ReceiptHashing(operatorKey: key, cost: options.receiptCost)
        memory = Mutex(WriterMemory(operatorKey: key, rememberedMembers: options.rememberedMembers))
    }

    /// Opens a database with the key file that lies beside it (`PATH.key`) or at `keyPath`; a new database gets a new
    /// key file.
    /// - Throws: ``StorageError``
    public static func open(
        path: String, keyPath: String? = nil, taxonomy: Taxonomy, options: Options = Options(),
        clock: @escaping @Sendable () -> Timestamp = SQLiteStore.systemClock
    ) throws(StorageError) -> SQLiteStore {
        let keyPath = keyPath ?? OperatorKey.defaultPath(forDatabase: path)
        let key: OperatorKey
        if FileManager.default.fileExists(atPath: keyPath) {
            key = try OperatorKey.read(from: keyPath)
        } else if try Opening.examine(path).hasVault {
            throw keyIsMissing(keyPath, of: path)
        } else {
            key = try OperatorKey.create(at: keyPath)
        }
        return try SQLiteStore(path: path, key: key, taxonomy: taxonomy, options: options, clock: clock)
    }

    /// Looks for what would keep ``open(path:keyPath:taxonomy:options:clock:)`` from opening a database, and changes
    /// nothing. It may be open in this process.
    /// - Throws: ``StorageError``
    public static func tryOpening(path: String, keyPath: String) throws(StorageError) {
        let found = try Opening.examine(path)
        if FileManager.default.fileExists(atPath: keyPath) {
            let key = try OperatorKey.read(from: keyPath)
            if found.hasVault { try Opening.prove(key, for: path) }
        } else if found.hasVault {
            throw keyIsMissing(keyPath, of: path)
        }
    }

    private static func keyIsMissing(_ keyPath: String, of path: String) -> StorageError {
        .cannotOpen(
            path: path,
            detail: "its key file \(keyPath) is missing; put it back, without it the kept texts cannot be read")
    }

    /// Whether opening this database would change its tables: it was made by an older version, or is not there yet.
    /// - Throws: ``StorageError``
    public static func needsMigration(path: String) throws(StorageError) -> Bool {
        try Opening.examine(path).schemaVersion < Schema.version
    }

    /// The clock of the machine.
    public static let systemClock: @Sendable () -> Timestamp = {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    /// Closes the file. Calls that come later fail with ``StorageError/engine(detail:)``.
    public func close() throws(StorageError) {
        do { try pool.close() } catch { throw StorageError(error, path: path) }
    }

    // MARK: Transactions

    /// One durable transaction. Errors of cases and accounts pass as they are; the engine's are translated.
    func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await pool.write(body) } catch { throw Self.translated(error, path: path) }
    }

    /// One consistent look.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await pool.read(body) } catch { throw Self.translated(error, path: path) }
    }

    private static func translated(_ error: any Error, path: String) -> any Error {
        switch error {
        case is StorageError, is LedgerError, is CaseStepError, is ExposureRefusal, is ReviewerStoreError,
            is ThresholdError,
            is RuleBookError, is SavedQueryError, is ReportStoreError, is AppealError, is KnownFileError,
            is BadgeDecisionError,
            is CancellationError:
            error
        default: StorageError(error, path: path)
        }
    }
}
