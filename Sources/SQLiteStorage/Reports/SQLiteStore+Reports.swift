public import Casework
import Foundation
import GRDB
public import SafetyModel

/// What reporters do.
extension SQLiteStore {
    public func file(_ filing: ReportFiling, receipt: ReceiptCode, at moment: Timestamp) async throws -> FilingResult {
        let hash = try await receipts.hash(receipt)
        return try await write { db in
            var book = ReportBook(self, at: moment)
            return try book.add(filing, receipt: hash, in: db)
        }
    }

    public func ledgerReceipt(of receipt: ReceiptCode, as form: ProofForm) async throws -> [UInt8]? {
        let hash = try await receipts.hash(receipt)
        let entry = try await read { db in
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT entry FROM reports WHERE receipt = ? AND entry IS NOT NULL"),
                arguments: [hash])
        }
        guard let entry, let number = UInt64(exactly: entry) else { return nil }
        switch form {
        case .json: return try await self.receipt(of: number, isOpen: true).json
        case .tlogProof: return try await self.receipt(of: number, isOpen: false).tlogProof
        }
    }

    public func status(of receipt: ReceiptCode) async throws -> ReportStatus? {
        let hash = try await receipts.hash(receipt)
        return try await read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT \(ReportRow.columns) FROM reports WHERE receipt = ?"),
                arguments: [hash])
            guard let row else { return nil }
            let number: Int64 = row["number"]
            let filedAt = CaseRow.moment(row["filed_at"])
            let deadlines = ReportRow.deadlines(row)
            let matters = try Self.matters(of: number, filedAt: filedAt, in: db)
            let whole = Self.together(matters, filedAt: filedAt)
            let due: Timestamp? =
                switch whole.state {
                case .received: deadlines.firstLook
                case .reading: deadlines.decide
                case .acted, .closed: try Self.answerDue(to: number, in: db)
                }
            var messages = try self.messages(of: number, withText: true, in: db)
            for index in messages.indices { messages[index].reviewer = nil }
            return ReportStatus(
                state: whole.state, since: whole.since, filedAt: filedAt, due: due, dangerNow: row["danger"],
                messages: messages, matters: matters.count > 1 ? matters : [],
                deleted: try ReportKeys.deletion(of: number, in: db)?.deleted)
        }
    }

    public func write(_ text: String, receipt: ReceiptCode, at moment: Timestamp) async throws -> Bool {
        let text = try ReportMessageText.checked(text)
        let hash = try await receipts.hash(receipt)
        return try await write { db in
            let number = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT number FROM reports WHERE receipt = ? AND length(said) > 0"),
                arguments: [hash])
            guard let number else { return false }
            let cases = try Self.casesToTell(of: number, in: db)
            try self.add(
                text, to: number, by: nil, at: moment, on: cases.isForGuardians ? cases.ids.first : nil, in: db)
            for id in cases.ids { try Trail.add("reporter_wrote", "", case: id, by: nil, at: moment, in: db) }
            try self.owe(answerTo: number, in: cases.ids, at: moment, in: db)
            return true
        }
    }

    /// The cases in which the reporter's words are read. Where one of them is about staff they are read there alone: an
    /// answer to a guardian's question would tell whoever works on the others that there is such a case.
    private static func casesToTell(
        of report: Int64, in db: Database
    ) throws -> (ids: [Int64], isForGuardians: Bool) {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT cases.id, cases.staff FROM report_cases JOIN cases ON cases.id = report_cases.case_id
                WHERE report_cases.report = ? ORDER BY cases.id
                """, arguments: [report])
        let aboutStaff = rows.filter { $0["staff"] }
        return ((aboutStaff.isEmpty ? rows : aboutStaff).map { $0["id"] }, !aboutStaff.isEmpty)
    }

    /// - Parameters:
    ///   - caseID: the case that it belongs to alone: that of an answer, or that a notice is about.
    ///   - isOwed: a notice goes beyond the limit of a dialogue.
    func add(
        _ text: String, to report: Int64, by reviewer: Int64?, at moment: Timestamp, on caseID: Int64? = nil,
        isOwed: Bool = false, in db: Database
    ) throws {
        let count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM report_messages WHERE report = ?", arguments: [report]) ?? 0
        guard isOwed || count < ReportMessageText.most else {
            throw ReportStoreError.tooManyMessages(limit: ReportMessageText.most)
        }
        let number = (try Int64.fetchOne(db, sql: "SELECT max(number) FROM report_messages") ?? 0) + 1
        var sealing = try ReportSealing(self, report: report, in: db)
        let sealed = try sealing.seal(Array(text.utf8), at: ReportSealing.message(number, of: report))
        try db.execute(
            sql: """
                INSERT INTO report_messages (number, report, reviewer, at, sealed, case_id) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [number, report, reviewer, moment.milliseconds, sealed, caseID])
    }

    /// - Parameters:
    ///   - caseID: leaves out what belongs to other cases than this one; `nil` for the reporter, who reads all.
    ///   - isGuardian: guardians read all that the reporter wrote.
    func messages(
        of report: Int64, withText: Bool, on caseID: Int64? = nil, isGuardian: Bool = false, in db: Database
    ) throws -> [ReportMessage] {
        let sealing = try ReportSealing(self, report: report, in: db)
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT number, reviewer, at, sealed FROM report_messages
                    WHERE report = ?1 AND (?2 IS NULL OR case_id IS NULL OR case_id = ?2 OR ?3 AND reviewer IS NULL)
                    ORDER BY number
                    """),
            arguments: [report, caseID, isGuardian]
        ).map { row in
            let number: Int64 = row["number"]
            var text: String?
            if withText {
                text = String(
                    decoding: try sealing.open(row["sealed"], at: ReportSealing.message(number, of: report)),
                    as: UTF8.self)
            }
            let reviewer: Int64? = row["reviewer"]
            return ReportMessage(
                isFromReporter: reviewer == nil, at: CaseRow.moment(row["at"]), text: text, reviewer: reviewer)
        }
    }

    /// Where each of its cases stands. What a reviewer did before the report came does not count: a report that is "being
    /// read" the moment it arrives would tell that there is a case already.
    private static func matters(
        of report: Int64, filedAt: Timestamp, in db: Database
    ) throws -> [ReportStatus.Matter] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(CaseRow.columns) FROM cases JOIN report_cases ON report_cases.case_id = cases.id
                    WHERE report_cases.report = ?
                    """), arguments: [report]
        ).map(CaseRow.item).map { item in
            if item.state == .decided, let decision = item.decision {
                let state: ReportStatus.State = decision.outcome == .noAction ? .closed : .acted
                return .init(state: state, since: max(Timestamp(milliseconds: decision.decidedAt), filedAt))
            }
            let since =
                item.state == .open
                ? nil
                : try Int64.fetchOne(db.cachedStatement(sql: workSince), arguments: [item.id, filedAt.milliseconds])
            return .init(
                state: since == nil ? .received : .reading, since: max(since.map(CaseRow.moment) ?? filedAt, filedAt))
        }.sorted { ($0.since, $0.state.rawValue) < ($1.since, $1.state.rawValue) }
    }

    /// The state of all its cases together: decided once all are.
    private static func together(_ matters: [ReportStatus.Matter], filedAt: Timestamp) -> ReportStatus.Matter {
        let decided = matters.filter { $0.state == .acted || $0.state == .closed }
        if !matters.isEmpty, decided.count == matters.count {
            return .init(
                state: decided.contains { $0.state == .acted } ? .acted : .closed,
                since: decided.map(\.since).max() ?? filedAt)
        }
        if let first = matters.first(where: { $0.state != .received }) {
            return .init(state: .reading, since: first.since)
        }
        return .init(state: .received, since: filedAt)
    }

    /// When a reviewer first worked on a case after a report was filed on it.
    static let workSince = """
        SELECT min(at) FROM audit WHERE case_id = ?1 AND reviewer IS NOT NULL AND number > coalesce((
            SELECT max(number) FROM audit WHERE case_id = ?1 AND action = 'reported' AND at = ?2), 0) AND at >= ?2
        """
}
