public import Casework
import Foundation
import GRDB
public import SafetyModel

extension SQLiteStore {
    public func decide(
        _ filing: DecisionFiling, on caseID: Int64, version: Int, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> DecisionResult {
        let visible = VisibleCases(for: reviewer)
        let hash = try await slowHash(of: filing.appealCode)
        return try await write { db in
            let item = try Self.visibleCase(caseID, visible, in: db)
            let step = CaseStep.decide(filing.outcome, reason: filing.reason)
            let result = try self.carryOut(step, on: item, version: version, by: reviewer, at: moment, in: db)
            var book = DecisionBook(self, by: reviewer, at: moment)
            return try book.enter(filing, after: result, codeHash: hash, in: db)
        }
    }

    private func slowHash(of code: ReceiptCode?) async throws -> Data? {
        guard let code else { return nil }
        return try await receipts.hash(code)
    }

    public func decisions(on caseID: Int64, for reviewer: Reviewer) async throws -> [RecordedDecision] {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            _ = try Self.visibleCase(caseID, visible, in: db)
            return try DecisionRow.all(of: caseID, store: self, in: db)
        }
    }

    public func renewAppealCode(
        _ code: ReceiptCode, on caseID: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RecordedDecision {
        let visible = VisibleCases(for: reviewer)
        let hash = try await receipts.hash(code)
        return try await write { db in
            let item = try Self.visibleCase(caseID, visible, in: db)
            let newest = try DecisionRow.all(of: caseID, store: self, in: db).first
            guard item.state == .decided, let decision = newest, decision.isFinal, decision.outcome.isTold else {
                throw CaseStepError.notDecided
            }
            // Who was not told until now has six months from now.
            let start = decision.form.withholding == nil ? decision.at : moment
            let book = DecisionBook(self, by: reviewer, at: moment)
            try book.add(hash, to: decision, until: Appeal.end(from: start), in: db)
            try Trail.add("appeal_code", "", case: caseID, by: reviewer.id, at: moment, in: db)
            return decision
        }
    }

    // MARK: For public figures

    /// The forms of decisions that were taken in a span of time, the newest of each case: for the operator's figures. It
    /// asks for no reviewer, so nothing that a reviewer opens may call it.
    /// - Throws: ``StorageError``
    public func decisionForms(from: Timestamp, before: Timestamp) async throws -> [Int64: ReasonedDecision] {
        try await read { try self.decisionForms(from: from, before: before, in: $0) }
    }

    func decisionForms(from: Timestamp, before: Timestamp, in db: Database) throws -> [Int64: ReasonedDecision] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(DecisionRow.columns) FROM decisions
                WHERE final = 1 AND at >= ? AND at < ? ORDER BY number
                """, arguments: [from.milliseconds, before.milliseconds])
        let sealing = ReportSealing(decisionsOf: self)
        var forms: [Int64: ReasonedDecision] = [:]
        for row in rows {
            forms[row["case_id"]] = try sealing.value(
                ReasonedDecision.self, in: row["form"], at: DecisionRow.form(row["number"]))
        }
        return forms
    }

    /// Appeals that were made in a span of time, for the same use.
    /// - Throws: ``StorageError``
    public func filedAppeals(
        from: Timestamp, before: Timestamp
    ) async throws -> [(appeal: Appeal, measures: ReasonedDecision.Measures)] {
        try await read { try self.filedAppeals(from: from, before: before, withStaff: true, in: $0) }
    }

    func filedAppeals(
        from: Timestamp, before: Timestamp, withStaff: Bool, community: String? = nil, in db: Database
    ) throws -> [(appeal: Appeal, measures: ReasonedDecision.Measures)] {
        let apart = """
            AND (SELECT cases.staff FROM decisions AS contested JOIN cases ON cases.id = contested.case_id
                WHERE contested.number = appeals.decision) = 0
            """
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(DecisionRow.appealColumns) FROM \(DecisionRow.appealTables)
                WHERE filed_at >= ?1 AND filed_at < ?2 \(withStaff ? "" : apart)
                    AND (?3 IS NULL OR (SELECT cases.community FROM decisions AS contested
                        JOIN cases ON cases.id = contested.case_id WHERE contested.number = appeals.decision) = ?3)
                ORDER BY filed_at, appeals.number
                """, arguments: [from.milliseconds, before.milliseconds, community])
        var found: [(appeal: Appeal, measures: ReasonedDecision.Measures)] = []
        for row in rows {
            let decision = try DecisionRow.one(row["decision"], store: self, in: db)
            let appeal = try DecisionRow.appeal(row, store: self)
            found.append((appeal: appeal, measures: decision?.form.measures ?? .init()))
        }
        return found
    }
}
