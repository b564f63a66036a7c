public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// Every case that was decided in a span of time, whoever it is about, oldest first: for public figures made by the
    /// operator. It asks for no reviewer, so nothing that a reviewer opens may call it.
    /// - Throws: ``StorageError``
    public func decidedCases(from: Timestamp, before: Timestamp) async throws -> [Case] {
        try await read { try Self.decidedCases(from: from, before: before, in: $0) }
    }

    static func decidedCases(
        from: Timestamp, before: Timestamp, withStaff: Bool = true, community: String? = nil, in db: Database
    ) throws -> [Case] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(CaseRow.columns) FROM cases
                WHERE state = 'decided' AND decided_at >= ?1 AND decided_at < ?2
                    AND (?3 IS NULL OR community = ?3) \(withStaff ? "" : "AND staff = 0")
                ORDER BY decided_at, id
                """, arguments: [from.milliseconds, before.milliseconds, community]
        ).map(CaseRow.item)
    }

    /// By when each case that waits has to be decided; for the same use.
    /// - Throws: ``StorageError``
    public func openCasesDue() async throws -> [Timestamp] {
        try await read { db in
            try Int64.fetchAll(db, sql: "SELECT due_at FROM cases WHERE state <> 'decided' ORDER BY due_at")
                .map(CaseRow.moment)
        }
    }
}
