public import Casework
import Foundation
import GRDB
public import SafetyModel

/// What reviewers do with reports.
extension SQLiteStore {
    /// The most reports of a case that are listed.
    static let listedReports = 100

    public func reports(on caseID: Int64, withText: Bool, for reviewer: Reviewer) async throws -> CaseReports {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            let item = try Self.visibleCase(caseID, visible, in: db)
            let isRevealed = try withText && Self.hasRevealed(caseID, reviewer, in: db)
            let total =
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM report_cases WHERE case_id = ?"),
                    arguments: [caseID]) ?? 0
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(ReportRow.columns), said, reporter, independent
                        FROM report_cases JOIN reports ON reports.number = report_cases.report
                        WHERE case_id = ? ORDER BY filed_at DESC, report LIMIT ?
                        """), arguments: [caseID, Self.listedReports])
            return CaseReports(
                reports: try rows.map {
                    var report = try self.caseReport($0, of: caseID, isRevealed: isRevealed, for: reviewer, in: db)
                    report.answerDue = try Self.answerDue(to: report.number, on: item, in: db)
                    return report
                },
                total: total, voices: try ReportBook.voices(on: caseID, in: db))
        }
    }

    private func caseReport(
        _ row: Row, of caseID: Int64, isRevealed: Bool, for reviewer: Reviewer, in db: Database
    ) throws -> CaseReport {
        let number: Int64 = row["number"]
        let sealing = try ReportSealing(self, report: number, in: db)
        let deletion = try ReportKeys.deletion(of: number, in: db)
        var said: CaseReport.Said?
        if isRevealed, deletion == nil {
            said = try sealing.value(CaseReport.Said.self, in: row["said"], at: ReportSealing.said(number))
        }
        var forGuardians: CaseReport.ForGuardians?
        if Visibility.includesStaffCases(reviewer) {
            let who =
                deletion == nil
                ? try sealing.value(Reporter.self, in: row["reporter"], at: ReportSealing.reporter(number)) : nil
            forGuardians = CaseReport.ForGuardians(
                concern: who?.concern, isTrustedFlagger: who?.isTrustedFlagger ?? deletion?.wasTrusted ?? false,
                reveals: try Self.reveals(of: number, in: db))
        }
        return CaseReport(
            number: number, filedAt: CaseRow.moment(row["filed_at"]), deadlines: ReportRow.deadlines(row),
            happening: Happening(rawValue: row["happening"]) ?? .other, dangerNow: row["danger"],
            isIndependent: row["independent"], said: said,
            attachments: try Self.attachments(
                of: number, mayOpen: { isRevealed && ($0 || Visibility.includesStaffCases(reviewer)) }, in: db),
            messages: try messages(
                of: number, withText: isRevealed, on: caseID, isGuardian: Visibility.includesStaffCases(reviewer),
                in: db),
            forGuardians: forGuardians,
            deleted: deletion?.deleted)
    }

    /// The reports behind a case as the operator takes them out: what was said, and files as kind, size and hash. Nothing
    /// of who reported is unsealed, and nothing of the dialogue.
    func exportedReports(of caseID: Int64, in db: Database) throws -> [CaseReport] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(ReportRow.columns), said, independent
                    FROM report_cases JOIN reports ON reports.number = report_cases.report
                    WHERE case_id = ? ORDER BY filed_at, report LIMIT ?
                    """), arguments: [caseID, Self.exportLimit]
        ).map { row in
            let number: Int64 = row["number"]
            let deletion = try ReportKeys.deletion(of: number, in: db)
            var said: CaseReport.Said?
            if deletion == nil {
                said = try ReportSealing(self, report: number, in: db)
                    .value(CaseReport.Said.self, in: row["said"], at: ReportSealing.said(number))
            }
            return CaseReport(
                number: number, filedAt: CaseRow.moment(row["filed_at"]), deadlines: ReportRow.deadlines(row),
                happening: Happening(rawValue: row["happening"]) ?? .other, dangerNow: row["danger"],
                isIndependent: row["independent"], said: said,
                attachments: try Self.attachments(of: number, mayOpen: { _ in false }, in: db), messages: [],
                forGuardians: nil, deleted: deletion?.deleted)
        }
    }

    /// - Parameter mayOpen: whether a file may be opened, by whether there is a cleaned copy of it.
    private static func attachments(
        of report: Int64, mayOpen: (Bool) -> Bool, in db: Database
    ) throws -> [CaseAttachment] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT number, kind, bytes, hex(sha256) AS hash, copy IS NOT NULL AS cleaned
                    FROM report_attachments WHERE report = ? ORDER BY number
                    """), arguments: [report]
        ).map { row in
            let isCleaned: Bool = row["cleaned"]
            return CaseAttachment(
                number: row["number"], kind: AttachmentKind(rawValue: row["kind"]) ?? .text, bytes: row["bytes"],
                sha256: (row["hash"] as String).lowercased(),
                mayOpen: mayOpen(isCleaned))
        }
    }

    private static func reveals(of report: Int64, in db: Database) throws -> [AuditEntry] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT report_reveals.number, at, reviewer, reviewers.name, reason
                    FROM report_reveals JOIN reviewers ON reviewers.id = reviewer
                    WHERE report = ? ORDER BY report_reveals.number
                    """), arguments: [report]
        ).map {
            AuditEntry(
                id: $0[0], at: CaseRow.moment($0[1]), by: $0[2], byName: $0[3], caseID: nil,
                action: "reporter_revealed", detail: $0[4])
        }
    }

    public func reportCounts(on cases: [Int64], for reviewer: Reviewer) async throws -> [Int64: Int] {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny, !cases.isEmpty else { return [:] }
        return try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT count(*) FROM report_cases JOIN cases ON cases.id = report_cases.case_id
                    WHERE case_id = ? AND \(visible.condition)
                    """)
            var counts: [Int64: Int] = [:]
            for id in cases.prefix(Self.pageLimit) {
                if let count = try Int.fetchOne(statement, arguments: [id]), count > 0 { counts[id] = count }
            }
            return counts
        }
    }

    public func answer(
        _ text: String, to report: Int64, on caseID: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws {
        let text = try ReportMessageText.checked(text)
        let visible = VisibleCases(for: reviewer)
        try await write { db in
            try Self.requireReport(report, on: caseID, visible, in: db)
            try self.add(text, to: report, by: reviewer.id, at: moment, on: caseID, in: db)
            try Trail.add("answered", "", case: caseID, by: reviewer.id, at: moment, in: db)
        }
    }

    public func attachment(
        _ number: Int64, on caseID: Int64, for reviewer: Reviewer
    ) async throws -> AttachmentContent {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            _ = try Self.visibleCase(caseID, visible, in: db)
            guard try Self.hasRevealed(caseID, reviewer, in: db) else { throw CaseStepError.notAllowed }
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT report, kind, original, copy FROM report_attachments
                    WHERE number = ? AND report IN (SELECT report FROM report_cases WHERE case_id = ?)
                    """, arguments: [number, caseID])
            guard let row, let kind = AttachmentKind(rawValue: row["kind"]) else { throw CaseStepError.notFound }
            let report: Int64 = row["report"]
            let sealing = try ReportSealing(self, report: report, in: db)
            if let copy = row["copy"] as Data? {
                return AttachmentContent(
                    kind: kind, bytes: try sealing.open(copy, at: ReportSealing.copy(number, of: report)),
                    isCleaned: true)
            }
            // Where it was made, with what and by whom may still be in it.
            guard Visibility.includesStaffCases(reviewer) else { throw CaseStepError.notAllowed }
            return AttachmentContent(
                kind: kind, bytes: try sealing.open(row["original"], at: ReportSealing.original(number, of: report)),
                isCleaned: false)
        }
    }

    public func revealReporter(
        of report: Int64, on caseID: Int64, reason: String, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RevealedReporter {
        let reason = try ReportMessageText.checked(reason)
        let visible = VisibleCases(for: reviewer)
        return try await write { db in
            try Self.requireReport(report, on: caseID, visible, in: db)
            guard Visibility.includesStaffCases(reviewer) else { throw CaseStepError.notAllowed }
            try db.execute(
                sql: "INSERT INTO report_reveals (report, reviewer, at, reason) VALUES (?, ?, ?, ?)",
                arguments: [report, reviewer.id, moment.milliseconds, reason])
            let sealed = try Data.fetchOne(
                db, sql: "SELECT reporter FROM reports WHERE number = ?", arguments: [report])
            guard let sealed else { throw CaseStepError.notFound }
            let who = try ReportSealing(self, report: report, in: db)
                .value(Reporter.self, in: sealed, at: ReportSealing.reporter(report))
            return RevealedReporter(name: who.name, contact: who.contact, account: who.account)
        }
    }

    private static func requireReport(
        _ report: Int64, on caseID: Int64, _ visible: VisibleCases, in db: Database
    ) throws {
        _ = try visibleCase(caseID, visible, in: db)
        let isThere = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM report_cases JOIN reports ON reports.number = report_cases.report
                    WHERE case_id = ? AND report = ? AND length(said) > 0)
                """, arguments: [caseID, report])
        guard isThere == true else { throw CaseStepError.notFound }
    }
}
