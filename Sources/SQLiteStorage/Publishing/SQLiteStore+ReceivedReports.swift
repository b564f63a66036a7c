public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// Every report that was received in a span of time, as plain facts, whoever it is about: for public figures made by the
    /// operator, as ``decidedCases(from:before:)``.
    /// - Parameter until: what was done about them later is left out.
    /// - Throws: ``StorageError``
    public func receivedReports(
        from: Timestamp, before: Timestamp, until: Timestamp
    ) async throws -> [TransparencyFacts.ReceivedReport] {
        try await read { db in
            try self.receivedReports(from: from, before: before, until: until, withStaff: true, in: db)
        }
    }

    func receivedReports(
        from: Timestamp, before: Timestamp, until: Timestamp, withStaff: Bool, community: String? = nil,
        in db: Database
    ) throws -> [TransparencyFacts.ReceivedReport] {
        // Left out here, so that it takes no time of its own.
        let visible =
            withStaff
            ? ""
            : """
            AND NOT EXISTS (
                SELECT 1 FROM report_cases JOIN cases ON cases.id = case_id WHERE report = number AND staff = 1)
            """
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(ReportRow.columns), reporter FROM reports WHERE filed_at >= ?1 AND filed_at < ?2 \(visible)
                    AND (?3 IS NULL OR EXISTS (
                        SELECT 1 FROM report_cases JOIN cases ON cases.id = case_id WHERE report = number AND community = ?3))
                ORDER BY filed_at, number
                """, arguments: [from.milliseconds, before.milliseconds, community])
        var reports: [TransparencyFacts.ReceivedReport] = []
        for row in rows {
            let number: Int64 = row["number"]
            let cases = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(CaseRow.columns) FROM cases JOIN report_cases ON report_cases.case_id = cases.id
                        WHERE report_cases.report = ?
                        """), arguments: [number]
            ).map(CaseRow.item)
            let isTrusted =
                try ReportKeys.deletion(of: number, in: db)?.wasTrusted
                ?? ReportSealing(self, report: number, in: db)
                .value(Reporter.self, in: row["reporter"], at: ReportSealing.reporter(number)).isTrustedFlagger
            reports.append(try report(row, cases, isFromTrustedFlagger: isTrusted, until: until, in: db))
        }
        return reports
    }

    private func report(
        _ row: Row, _ cases: [Case], isFromTrustedFlagger: Bool, until: Timestamp, in db: Database
    ) throws -> TransparencyFacts.ReceivedReport {
        let filedAt = CaseRow.moment(row["filed_at"])
        let deadlines = ReportRow.deadlines(row)
        // It is answered once each of its cases is decided.
        let decisions = cases.compactMap { $0.state == .decided ? $0.decision : nil }
        var answeredAt: Timestamp?
        if !cases.isEmpty, decisions.count == cases.count {
            answeredAt = decisions.map { Timestamp(milliseconds: $0.decidedAt) }.max().flatMap { $0 < until ? $0 : nil }
        }
        var lookedAt: Timestamp?
        for item in cases {
            let since = try Int64.fetchOne(
                db.cachedStatement(sql: Self.workSince), arguments: [item.id, filedAt.milliseconds]
            ).map(CaseRow.moment)
            if let since, since < until { lookedAt = min(lookedAt ?? since, since) }
        }
        let happening = Happening(rawValue: row["happening"]) ?? .other
        let isByStaff = cases.contains(where: \.subjectIsStaff)
        let hasLed = answeredAt != nil && decisions.contains { $0.outcome != .noAction && $0.outcome != .escalate }
        return TransparencyFacts.ReceivedReport(
            receivedAt: filedAt, dueAt: deadlines.decide, answeredAt: answeredAt,
            codes: taxonomy.codes(of: happening.policy(byStaff: isByStaff), isMinorHarmed: false),
            isFromTrustedFlagger: isFromTrustedFlagger, actionGround: hasLed ? .incompatibleContent : nil,
            lookBy: deadlines.firstLook, lookedAt: lookedAt, isDangerNow: row["danger"])
    }
}
