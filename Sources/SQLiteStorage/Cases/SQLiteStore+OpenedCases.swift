public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// Cases that were opened after a moment and are not decided, oldest first, at most `limit`: those about ordinary
    /// members alone, for what is told outside of the console reaches the staff of a community.
    /// - Parameter after: the case that was the last of an earlier call, or a moment with the id 0.
    public func openedCases(
        in communities: [String], after last: (moment: Timestamp, id: Int64), limit: Int
    ) async throws -> [Case] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: Self.openedAfter), arguments: [last.moment.milliseconds, last.id]
            ).map(CaseRow.item).filter { communities.contains($0.community) }.prefix(limit).map { $0 }
        }
    }

    /// A case that is told outside of the console: it is open, and about an ordinary member; nil for any other, of which
    /// nobody learns there whether it exists.
    public func toldCase(_ id: Int64, in community: String) async throws -> Case? {
        try await read { db in try Self.toldCase(id, in: community, db) }
    }

    /// Writes on the trail of such a case that somebody looks at it who has no account in the console; once for each.
    /// - Returns: whether there is such a case.
    public func recordLook(
        at id: Int64, in community: String, by account: String, at moment: Timestamp
    ) async throws -> Bool {
        try await write { db in
            guard try Self.toldCase(id, in: community, db) != nil else { return false }
            let isKnown = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM audit WHERE case_id = ? AND action = 'looked_at' AND detail = ?)",
                arguments: [id, account])
            if isKnown != true { try Trail.add("looked_at", account, case: id, by: nil, at: moment, in: db) }
            return true
        }
    }

    private static func toldCase(_ id: Int64, in community: String, _ db: Database) throws -> Case? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(CaseRow.columns) FROM cases
                    WHERE id = ? AND community = ? AND state <> 'decided' AND staff = 0
                    """), arguments: [id, community]
        ).map(CaseRow.item)
    }

    static let openedAfter = """
        SELECT \(CaseRow.columns) FROM cases
        WHERE state <> 'decided' AND staff = 0 AND (opened_at, id) > (?, ?) ORDER BY opened_at, id LIMIT 200
        """
}
