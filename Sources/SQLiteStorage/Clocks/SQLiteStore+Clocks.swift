public import Casework
import GRDB
public import SafetyModel

/// Clocks as reviewers see them.
extension SQLiteStore: ClockStore {
    /// The most entries of a board.
    static let boardLimit = 500

    public func clocks(ofCase id: Int64, at moment: Timestamp, for reviewer: Reviewer) async throws -> [ClockEntry] {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            _ = try Self.visibleCase(id, visible, in: db)
            return try Row.fetchAll(
                db.cachedStatement(sql: Self.clocksOfCase(visible)), arguments: [id, moment.milliseconds]
            ).map { try ClockRow($0, in: db).entry(in: db) }
        }
    }

    public func clockBoard(at moment: Timestamp, limit: Int, for reviewer: Reviewer) async throws -> ClockBoard {
        guard Visibility.readsClocks(reviewer) else { throw CaseStepError.notAllowed }
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            let entries = try Row.fetchAll(
                db.cachedStatement(sql: Self.overdueClocks(visible)),
                arguments: [moment.milliseconds, min(max(limit, 0), Self.boardLimit)]
            ).map { try ClockRow($0, in: db).entry(in: db) }
            let undelivered = try Row.fetchAll(db.cachedStatement(sql: Self.undelivered(visible)))
                .compactMap { row -> ClockBoard.Undelivered? in
                    guard let body = EscalationBody(rawValue: row["body"]), let delivery = ClockRow.delivery(row) else {
                        return nil
                    }
                    return ClockBoard.Undelivered(
                        caseID: row["case_id"], body: body, delivery: delivery,
                        nextTry: (row["next_try"] as Int64?).map(CaseRow.moment))
                }
            return ClockBoard(
                entries: entries, total: try Self.count(visible, at: moment, in: db), undelivered: undelivered)
        }
    }

    public func clocksRunOut(at moment: Timestamp, for reviewer: Reviewer) async throws -> Int {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny else { return 0 }
        return try await read { try Self.count(visible, at: moment, in: $0) }
    }

    private static func count(_ visible: VisibleCases, at moment: Timestamp, in db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM \(ClockRow.join)
                    WHERE clocks.stopped_at IS NULL AND clocks.due < ? AND \(visible.condition)
                    """), arguments: [moment.milliseconds]) ?? 0
    }

    static func overdueClocks(_ visible: VisibleCases) -> String {
        """
        SELECT \(ClockRow.columns) FROM \(ClockRow.join)
        WHERE clocks.stopped_at IS NULL AND clocks.due < ? AND \(visible.condition)
        ORDER BY clocks.due, clocks.number LIMIT ?
        """
    }

    /// Those that ran out, whether or not something was done since.
    private static func clocksOfCase(_ visible: VisibleCases) -> String {
        """
        SELECT \(ClockRow.columns) FROM \(ClockRow.join)
        WHERE clocks.number IN (
            SELECT number FROM clocks WHERE case_id = ?1
            UNION SELECT theirs.number FROM report_cases JOIN clocks AS theirs ON theirs.report = report_cases.report
                WHERE report_cases.case_id = ?1
        ) AND clocks.due < coalesce(clocks.stopped_at, ?2) AND \(visible.condition)
        ORDER BY clocks.due, clocks.number LIMIT 50
        """
    }

    private static func undelivered(_ visible: VisibleCases) -> String {
        """
        SELECT cases.id AS case_id, escalations.body, channel, outbox.state, tries, fault, next_try
        FROM outbox JOIN escalations ON escalations.number = outbox.escalation
            JOIN clocks ON clocks.number = escalations.clock
            JOIN cases ON cases.id = coalesce(clocks.case_id, (
                SELECT theirs.id FROM report_cases JOIN cases AS theirs ON theirs.id = report_cases.case_id
                WHERE report_cases.report = clocks.report ORDER BY theirs.staff DESC, theirs.severity LIMIT 1))
        WHERE outbox.state <> 'sent' AND tries > 0 AND \(visible.condition)
        ORDER BY outbox.number DESC LIMIT 50
        """
    }

    /// How the clocks ended, by the month in which they started: for the public figures, so it counts all cases and says
    /// nothing of any. A clock that neither ran out nor was stopped is in `started` alone. Small counts are the caller's
    /// to suppress.
    public func clockMonths(at moment: Timestamp) async throws -> [ClockMonth] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.clockMonths, arguments: [moment.milliseconds]).map { row in
                ClockMonth(
                    month: row["month"], clock: ClockKind(rawValue: row["clock"]) ?? .decide, started: row["started"],
                    inTime: row["in_time"], late: row["late"], escalated: row["escalated"])
            }
        }
    }

    static let clockMonths = """
        SELECT strftime('%Y-%m', started / 1000, 'unixepoch') AS month, clock, count(*) AS started,
            sum(stopped_at IS NOT NULL AND stopped_at <= due) AS in_time,
            sum(coalesce(stopped_at, ?1) > due) AS late,
            sum(EXISTS (SELECT 1 FROM escalations WHERE escalations.clock = clocks.number)) AS escalated
        FROM clocks GROUP BY month, clocks.clock ORDER BY month, clocks.clock
        """
}
