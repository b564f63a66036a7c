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

    static let openedAfter = """
        SELECT \(CaseRow.columns) FROM cases
        WHERE state <> 'decided' AND staff = 0 AND (opened_at, id) > (?, ?) ORDER BY opened_at, id LIMIT 200
        """
}
