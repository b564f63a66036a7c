public import Casework
import Foundation
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// The most appeals that are listed.
    static let listedAppeals = 500

    // MARK: Whoever appeals

    public func appealStatus(of code: ReceiptCode) async throws -> AppealStatus? {
        let hash = try await receipts.hash(code)
        return try await read { db in try self.standing(of: hash, in: db)?.status }
    }

    public func appeal(_ statement: String, code: ReceiptCode, at moment: Timestamp) async throws -> AppealStatus? {
        let statement = try ReportMessageText.checked(statement)
        let hash = try await receipts.hash(code)
        return try await write { db in
            guard let found = try self.standing(of: hash, in: db) else { return nil }
            guard found.status.filedAt == nil else { throw AppealError.alreadyFiled }
            guard moment <= found.status.until else { throw AppealError.expired }
            try self.file(statement, against: found.decision, of: nil, at: moment, in: db)
            return try self.standing(of: hash, in: db)?.status
        }
    }

    private func standing(
        of hash: Data, in db: Database
    ) throws -> (decision: RecordedDecision, status: AppealStatus)? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT decision, until FROM appeal_codes WHERE hash = ?"), arguments: [hash])
        guard let row, let decision = try DecisionRow.one(row[0], store: self, in: db) else { return nil }
        let appeal = decision.appeals.first { !$0.isFromReporter }
        let status = AppealStatus(
            decidedAt: decision.at, until: CaseRow.moment(row[1]), filedAt: appeal?.filedAt, dueAt: appeal?.dueAt,
            ruling: appeal?.ruling)
        return (decision, status)
    }

    public func mayAppeal(receipt: ReceiptCode, at moment: Timestamp) async throws -> Bool {
        let hash = try await receipts.hash(receipt)
        return try await read { db in try !Self.contestable(hash, at: moment, in: db).isEmpty }
    }

    public func appeal(_ statement: String, receipt: ReceiptCode, at moment: Timestamp) async throws -> Bool {
        let statement = try ReportMessageText.checked(statement)
        let hash = try await receipts.hash(receipt)
        return try await write { db in
            let found = try Self.contestable(hash, at: moment, in: db)
            for (report, number) in found {
                guard let decision = try DecisionRow.one(number, store: self, in: db) else { continue }
                try self.file(statement, against: decision, of: report, at: moment, in: db)
            }
            return !found.isEmpty
        }
    }

    /// Decisions not to act, on cases that are still closed with them, which the reporter has not contested yet.
    private static func contestable(
        _ receipt: Data, at moment: Timestamp, in db: Database
    ) throws -> [(report: Int64, decision: Int64)] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT report_cases.report, decisions.number, decisions.at
                    FROM reports JOIN report_cases ON report_cases.report = reports.number
                        JOIN cases ON cases.id = report_cases.case_id
                        JOIN decisions ON decisions.number = (
                            SELECT max(number) FROM decisions WHERE case_id = cases.id AND final = 1)
                    WHERE reports.receipt = ? AND length(said) > 0 AND cases.state = 'decided' AND cases.outcome = 'no_action'
                        AND NOT EXISTS (SELECT 1 FROM appeals
                            WHERE appeals.decision = decisions.number AND appeals.report = reports.number)
                    """), arguments: [receipt])
        var found: [(report: Int64, decision: Int64)] = []
        for row in rows where moment <= Appeal.end(from: CaseRow.moment(row[2])) {
            found.append((report: row[0], decision: row[1]))
        }
        return found
    }

    private func file(
        _ statement: String, against decision: RecordedDecision, of report: Int64?, at moment: Timestamp,
        in db: Database
    ) throws {
        let caseRow = try Row.fetchOne(
            db,
            sql: """
                SELECT \(CaseRow.columns) FROM cases
                WHERE id = (SELECT case_id FROM decisions WHERE number = ?)
                """, arguments: [decision.id])
        guard let item = caseRow.map(CaseRow.item) else { return }
        let number = try ReportBook.freeNumber(in: "appeals", db)
        var sealing = ReportSealing(decisionsOf: self)
        try db.execute(
            sql: """
                INSERT INTO appeals (number, decision, report, filed_at, due_at, statement) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, decision.id, report, moment.milliseconds,
                folding.deadline(for: item.policy, from: moment).milliseconds,
                try sealing.seal(Array(statement.utf8), at: DecisionRow.statement(number)),
            ])
        try Trail.add(
            "appealed", report == nil ? "subject" : "reporter", case: item.id, by: nil, at: moment, in: db)
    }

    // MARK: Reviewers

    public func openAppeals(for reviewer: Reviewer) async throws -> [AppealFile] {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny else { return [] }
        return try await read { db in
            let numbers = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT appeals.number FROM \(DecisionRow.appealTables)
                            JOIN cases ON cases.id = decisions.case_id
                        WHERE appeal_rulings.appeal IS NULL AND \(visible.condition)
                        ORDER BY appeals.due_at, appeals.number LIMIT ?
                        """), arguments: [Self.listedAppeals])
            var files: [AppealFile] = []
            for number in numbers { files.append(try self.appealFile(number, visible, in: db)) }
            return files
        }
    }

    public func appealFile(_ id: Int64, for reviewer: Reviewer) async throws -> AppealFile {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in try self.appealFile(id, visible, in: db) }
    }

    private func appealFile(_ id: Int64, _ visible: VisibleCases, in db: Database) throws -> AppealFile {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT \(DecisionRow.appealColumns) FROM \(DecisionRow.appealTables) WHERE appeals.number = ?"),
            arguments: [id])
        guard let row else { throw CaseStepError.notFound }
        let item = try Self.visibleCase(row["case_id"], visible, in: db)
        guard let decision = try DecisionRow.one(row["decision"], store: self, in: db) else {
            throw CaseStepError.notFound
        }
        return AppealFile(appeal: try DecisionRow.appeal(row, store: self), item: item, decision: decision)
    }

    public func rule(
        _ outcome: AppealRuling.Outcome, reasons: String, on appeal: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> AppealFile {
        let reasons = try ReportMessageText.checked(reasons)
        let visible = VisibleCases(for: reviewer)
        return try await write { db in
            let file = try self.appealFile(appeal, visible, in: db)
            guard file.appeal.ruling == nil else { throw AppealError.alreadyRuled }
            guard file.mayBeRuled(by: reviewer) else { throw AppealError.ownDecision }
            var sealing = ReportSealing(decisionsOf: self)
            try db.execute(
                sql: "INSERT INTO appeal_rulings (appeal, outcome, ruled_by, at, reasons) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    appeal, outcome.rawValue, reviewer.id, moment.milliseconds,
                    try sealing.seal(Array(reasons.utf8), at: DecisionRow.reasons(appeal)),
                ])
            try Trail.add("appeal_\(outcome.rawValue)", "", case: file.item.id, by: reviewer.id, at: moment, in: db)
            if outcome == .reversed {
                try ActionBook.takeBack(file.decision, on: file.item, at: moment, in: db)
            }
            let ruling = AppealRuling(outcome: outcome, reasons: reasons, ruledBy: reviewer.id, at: moment)
            try self.tellReporter(of: appeal, ruling, on: file.item.id, by: reviewer, at: moment, in: db)
            return try self.appealFile(appeal, visible, in: db)
        }
    }

    private func tellReporter(
        of appeal: Int64, _ ruling: AppealRuling, on caseID: Int64, by reviewer: Reviewer, at moment: Timestamp,
        in db: Database
    ) throws {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT reports.number, reporter FROM appeals JOIN reports ON reports.number = appeals.report
                WHERE appeals.number = ? AND length(said) > 0
                """, arguments: [appeal])
        guard let row else { return }
        let language = try DecisionBook.language(
            of: row[0], sealed: row[1], ReportSealing(self, report: row[0], in: db))
        try add(
            ruling.notice(in: language).text, to: row[0], by: reviewer.id, at: moment, on: caseID, isOwed: true, in: db)
    }
}
