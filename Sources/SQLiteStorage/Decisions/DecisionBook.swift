import Casework
import Foundation
import GRDB
import SafetyModel

/// Enters decisions within the transaction of the caller: the form, sealed, and what follows from it.
struct DecisionBook {
    private let store: SQLiteStore
    private let reviewer: Reviewer
    private let moment: Timestamp
    private var sealing: ReportSealing

    init(_ store: SQLiteStore, by reviewer: Reviewer, at moment: Timestamp) {
        self.store = store
        self.reviewer = reviewer
        self.moment = moment
        sealing = ReportSealing(decisionsOf: store)
    }

    /// - Parameters:
    ///   - result: of the step, which is written already.
    ///   - codeHash: of the appeal code.
    mutating func enter(
        _ filing: DecisionFiling, after result: CaseStepResult, codeHash: Data?, in db: Database
    ) throws -> DecisionResult {
        let id = result.item.id
        guard let taken = result.item.decision, let action = result.trail.first?.action else {
            return DecisionResult(item: result.item, decision: nil)
        }
        let form: ReasonedDecision
        if action == "confirmed" {
            // What was proposed is confirmed as it stands. Proposals of before this table have no form.
            guard let proposed = try DecisionRow.all(of: id, store: store, in: db).first, !proposed.isFinal else {
                return DecisionResult(item: result.item, decision: nil)
            }
            form = proposed.form
        } else {
            guard let given = filing.form else { throw CaseStepError.reasonMissing }
            form = given
        }
        let isFinal = result.item.state == .decided
        let number = (try Int64.fetchOne(db, sql: "SELECT max(number) FROM decisions") ?? 0) + 1
        try db.execute(
            sql: """
                INSERT INTO decisions (number, case_id, final, outcome, decided_by, confirmed_by, at, form)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, id, isFinal, taken.outcome.rawValue, taken.decidedBy, taken.confirmedBy, moment.milliseconds,
                try sealing.seal(json: form, at: DecisionRow.form(number), multiple: 512),
            ])
        let decision = RecordedDecision(
            id: number, outcome: taken.outcome, decidedBy: taken.decidedBy, confirmedBy: taken.confirmedBy, at: moment,
            isFinal: isFinal, form: form)
        guard isFinal else { return DecisionResult(item: result.item, decision: nil) }
        if decision.outcome.isTold || form.withholding != nil {
            try Trail.add("notice", form.noticeRecord, case: id, by: reviewer.id, at: moment, in: db)
        }
        if decision.isNoticeDue, let codeHash {
            try add(codeHash, to: decision, until: Appeal.end(from: moment), in: db)
        }
        try ActionBook.order(after: decision, on: result.item, at: moment, in: db)
        try tellReporters(decision, on: id, address: filing.reporterAddress, in: db)
        return DecisionResult(item: result.item, decision: decision)
    }

    func add(_ hash: Data, to decision: RecordedDecision, until: Timestamp, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO appeal_codes (hash, decision, until) VALUES (?, ?, ?)",
            arguments: [hash, decision.id, until.milliseconds])
    }

    private func tellReporters(
        _ decision: RecordedDecision, on id: Int64, address: String, in db: Database
    ) throws {
        var form = decision.form
        if !address.isEmpty { form.redress.complaints = address }
        for (report, language) in try Self.reporters(of: id, store: store, in: db) {
            let notice = form.noticeToReporter(in: language, on: CalendarDay(moment), outcome: decision.outcome)
            try store.add(notice.text, to: report, by: reviewer.id, at: moment, on: id, isOwed: true, in: db)
        }
    }

    /// Each report of a case, and the language of its reporter.
    private static func reporters(of id: Int64, store: SQLiteStore, in db: Database) throws -> [(Int64, Language)] {
        var found: [(Int64, Language)] = []
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT number, reporter FROM report_cases JOIN reports ON reports.number = report_cases.report
                WHERE case_id = ? AND length(said) > 0
                """, arguments: [id])
        for row in rows {
            let sealing = try ReportSealing(store, report: row[0], in: db)
            found.append((row[0], try language(of: row[0], sealed: row[1], sealing)))
        }
        return found
    }

    static func language(of report: Int64, sealed: Data, _ sealing: ReportSealing) throws -> Language {
        try sealing.value(Reporter.self, in: sealed, at: ReportSealing.reporter(report)).language
    }
}

/// A decision as a row of the table `decisions`, with its appeals.
enum DecisionRow {
    static let columns =
        "decisions.number, decisions.case_id, decisions.final, decisions.outcome, decisions.decided_by, "
        + "decisions.confirmed_by, decisions.at, decisions.form"

    static func form(_ number: Int64) -> String { "\(number)/form" }
    static func statement(_ appeal: Int64) -> String { "appeal/\(appeal)/statement" }
    static func reasons(_ appeal: Int64) -> String { "appeal/\(appeal)/reasons" }

    /// Newest first.
    static func all(of caseID: Int64, store: SQLiteStore, in db: Database) throws -> [RecordedDecision] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(columns) FROM decisions WHERE case_id = ? ORDER BY number DESC LIMIT 100"),
            arguments: [caseID]
        ).map { try decision($0, store: store, in: db) }
    }

    static func one(_ number: Int64, store: SQLiteStore, in db: Database) throws -> RecordedDecision? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM decisions WHERE number = ?"), arguments: [number]
        ).map { try decision($0, store: store, in: db) }
    }

    static func decision(_ row: Row, store: SQLiteStore, in db: Database) throws -> RecordedDecision {
        let number: Int64 = row["number"]
        let sealing = ReportSealing(decisionsOf: store)
        let appeals = try Row.fetchAll(
            db.cachedStatement(
                sql:
                    "SELECT \(appealColumns) FROM \(appealTables) WHERE appeals.decision = ? ORDER BY filed_at, appeals.number"
            ), arguments: [number]
        ).map { try appeal($0, store: store) }
        return RecordedDecision(
            id: number, outcome: Decision.Outcome(rawValue: row["outcome"]) ?? .noAction, decidedBy: row["decided_by"],
            confirmedBy: row["confirmed_by"], at: CaseRow.moment(row["at"]), isFinal: row["final"],
            form: try sealing.value(ReasonedDecision.self, in: row["form"], at: form(number)), appeals: appeals)
    }

    // MARK: Appeals

    static let appealColumns =
        "appeals.number, appeals.decision, appeals.report, appeals.filed_at, appeals.due_at, appeals.statement, "
        + "decisions.case_id, appeal_rulings.outcome, appeal_rulings.ruled_by, appeal_rulings.at, appeal_rulings.reasons"
    static let appealTables =
        "appeals JOIN decisions ON decisions.number = appeals.decision "
        + "LEFT JOIN appeal_rulings ON appeal_rulings.appeal = appeals.number"

    static func appeal(_ row: Row, store: SQLiteStore) throws -> Appeal {
        let sealing = ReportSealing(decisionsOf: store)
        let number: Int64 = row["number"]
        var ruling: AppealRuling?
        if let outcome = (row["outcome"] as String?).flatMap(AppealRuling.Outcome.init(rawValue:)) {
            let reasons = try sealing.open(row["reasons"], at: reasons(number))
            ruling = AppealRuling(
                outcome: outcome, reasons: String(decoding: reasons, as: UTF8.self), ruledBy: row["ruled_by"],
                at: CaseRow.moment(row["at"]))
        }
        return Appeal(
            id: number, caseID: row["case_id"], isFromReporter: (row["report"] as Int64?) != nil,
            filedAt: CaseRow.moment(row["filed_at"]), dueAt: CaseRow.moment(row["due_at"]),
            statement: String(decoding: try sealing.open(row["statement"], at: statement(number)), as: UTF8.self),
            ruling: ruling)
    }
}
