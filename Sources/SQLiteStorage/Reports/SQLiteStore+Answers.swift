public import Casework
import GRDB
public import SafetyModel

/// What a reporter writes when all is decided. No case is open that would bring it before anybody, so it has a clock of
/// its own, "taking up", until somebody answers, sets it aside with a reason, or takes the case up again.
extension SQLiteStore {
    /// Starts the clock where every case that reads the message is decided. One that runs already runs on.
    func owe(answerTo report: Int64, in cases: [Int64], at moment: Timestamp, in db: Database) throws {
        var found: Case?
        for id in cases {
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT \(CaseRow.columns) FROM cases WHERE id = ?"), arguments: [id])
            guard let item = row.map(CaseRow.item) else { continue }
            guard item.state == .decided else { return }
            if let known = found, known.severity.level <= item.severity.level { continue }
            found = item
        }
        guard let gravest = found else { return }
        let danger = try Bool.fetchOne(db, sql: "SELECT danger FROM reports WHERE number = ?", arguments: [report])
        let deadlines = clocks.deadlines(
            severity: gravest.severity, dangerNow: danger ?? false,
            policyDeadline: folding.deadline(for: gravest.policy, from: moment), from: moment)
        let due = deadlines.acknowledge.milliseconds
        try db.execute(
            sql: """
                INSERT INTO clocks (report, clock, started, due, wake_at) VALUES (?, 'acknowledge', ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, arguments: [report, moment.milliseconds, due, due])
    }

    /// By when a report's clock "taking up", which still runs, is to be answered.
    static func answerDue(to report: Int64, in db: Database) throws -> Timestamp? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT due FROM clocks WHERE report = ? AND clock = 'acknowledge' AND stopped_at IS NULL"),
            arguments: [report]
        ).map(CaseRow.moment)
    }

    /// As ``answerDue(to:in:)``, in the cases in which the message is read: see `casesToTell`. One statement, whatever
    /// there is about staff.
    static func answerDue(to report: Int64, on item: Case, in db: Database) throws -> Timestamp? {
        guard item.state == .decided else { return nil }
        return try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT due FROM clocks
                    WHERE report = ?1 AND clock = 'acknowledge' AND stopped_at IS NULL AND (?2 OR NOT EXISTS (
                        SELECT 1 FROM report_cases JOIN cases ON cases.id = report_cases.case_id
                        WHERE report_cases.report = ?1 AND cases.staff = 1))
                    """), arguments: [report, item.subjectIsStaff]
        ).map(CaseRow.moment)
    }

    public func owedAnswers(for reviewer: Reviewer) async throws -> [OwedAnswer] {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny else { return [] }
        return try await read { db in
            try Row.fetchAll(db.cachedStatement(sql: Self.owedAnswers(visible))).map { row in
                OwedAnswer(item: CaseRow.item(row), due: CaseRow.moment(row["answer_due"]))
            }
        }
    }

    /// Where one of a report's cases is about staff, the others say nothing. It begins with the clocks that run, which
    /// are few.
    static func owedAnswers(_ visible: VisibleCases) -> String {
        """
        SELECT \(CaseRow.columns), min(clocks.due) AS answer_due
        FROM clocks CROSS JOIN report_cases ON report_cases.report = clocks.report
            CROSS JOIN cases ON cases.id = report_cases.case_id
        WHERE clocks.stopped_at IS NULL AND clocks.clock = 'acknowledge'
            AND cases.state = 'decided' AND (cases.staff = 1 OR NOT EXISTS (
                SELECT 1 FROM report_cases AS others JOIN cases AS theirs ON theirs.id = others.case_id
                WHERE others.report = clocks.report AND theirs.staff = 1))
            AND \(visible.condition)
        GROUP BY cases.id ORDER BY answer_due, cases.id LIMIT 100
        """
    }

    public func setAside(
        _ report: Int64, on caseID: Int64, reason: String, by reviewer: Reviewer, at moment: Timestamp
    ) async throws {
        let reason = try ReportMessageText.checked(reason)
        let visible = VisibleCases(for: reviewer)
        try await write { db in
            let item = try Self.visibleCase(caseID, visible, in: db)
            let isOfCase = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM report_cases WHERE case_id = ? AND report = ?)",
                arguments: [caseID, report])
            guard isOfCase == true else { throw CaseStepError.notFound }
            // Twice is once.
            guard try Self.answerDue(to: report, on: item, in: db) != nil else { return }
            try db.execute(
                sql: """
                    UPDATE clocks SET stopped_at = ?, wake_at = NULL
                    WHERE report = ? AND clock = 'acknowledge' AND stopped_at IS NULL
                    """, arguments: [moment.milliseconds, report])
            try Trail.add("set_aside", reason, case: caseID, by: reviewer.id, at: moment, in: db)
        }
    }
}
