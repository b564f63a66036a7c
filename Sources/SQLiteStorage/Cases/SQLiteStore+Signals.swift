import GRDB
public import SafetyModel

extension SQLiteStore {
    /// Every signal, in the order in which they were recorded: for evaluation and export by the operator. It asks for
    /// no reviewer, so nothing that a reviewer opens may call it.
    /// - Throws: ``StorageError``
    public func allSignals() async throws -> [Signal] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT policy, score, time, detail FROM signals ORDER BY number")
                .map(SignalDetail.signal)
        }
    }
}
