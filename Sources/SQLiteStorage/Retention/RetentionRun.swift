import Casework
import GRDB
import SafetyModel

/// One look at what is past its time.
struct RetentionRun {
    /// A piece of evidence, by its sequence number, or a report.
    struct Due {
        var number: Int64
        var rule: String
        var cases: [Int64]
    }

    /// What one transaction deletes: pieces of evidence, and reports, which may have files.
    private static let (pieces, reports) = (200, 20)

    private(set) var due: [Due] = []
    private(set) var dueReports: [Due] = []
    private(set) var report = RetentionReport()
    private let moment: Timestamp

    init(_ rules: RetentionRules, at moment: Timestamp, in db: Database) throws {
        self.moment = moment
        var expired: [Int64: RetentionRule] = [:]
        for row in try Row.fetchAll(db, sql: Self.decidedCases) {
            let policies = (row[2] as String? ?? "").split(separator: ",").map { PolicyCode(String($0)) }
            guard let rule = rules.rule(for: policies),
                rule.hasRunOut(decidedAt: CaseRow.moment(row[1]), at: moment)
            else { continue }
            // One who waits for a ruling may need what the decision rests on.
            if !row[3] { expired[row[0]] = rule }
        }
        let held = try Set(Int64.fetchAll(db, sql: Self.heldPieces))
        var seen: Set<Int64> = []
        for id in expired.keys.sorted() {
            for row in try Row.fetchAll(db.cachedStatement(sql: Self.piecesOfCase), arguments: [id]) {
                let sequence: Int64 = row[0]
                guard seen.insert(sequence).inserted else { continue }
                let cases = (row[1] as String).split(separator: ",").compactMap { Int64($0) }
                if held.contains(sequence) {
                    report.held += 1
                } else if row[2] || cases.contains(where: { expired[$0] == nil }) {
                    report.waiting += 1
                } else if let rule = cases.compactMap({ expired[$0] }).max(by: { $0.days < $1.days }) {
                    due.append(Due(number: sequence, rule: rule.description, cases: cases))
                }
            }
        }
        for piece in due { report.due[piece.rule, default: 0] += 1 }
        try lookAtReports(expired, in: db)
    }

    /// A report goes once all its cases are past their time.
    private mutating func lookAtReports(_ expired: [Int64: RetentionRule], in db: Database) throws {
        if expired.isEmpty { return }
        let held = try Set(Int64.fetchAll(db, sql: "SELECT case_id FROM legal_holds WHERE lifted_at IS NULL"))
        for row in try Row.fetchAll(db, sql: Self.keptReports) {
            let cases = (row[1] as String).split(separator: ",").compactMap { Int64($0) }
            let rules = cases.compactMap { expired[$0] }
            guard let rule = rules.max(by: { $0.days < $1.days }) else { continue }
            if cases.contains(where: held.contains) {
                report.reportsHeld += 1
            } else if rules.count < cases.count {
                report.reportsWaiting += 1
            } else {
                dueReports.append(Due(number: row[0], rule: rule.description, cases: cases))
                report.reports[rule.description, default: 0] += 1
            }
        }
    }

    var isLast: Bool { due.count <= Self.pieces && dueReports.count <= Self.reports }

    /// The report with only that counted which one transaction deletes.
    var reportOfPortion: RetentionReport {
        var part = report
        (part.due, part.reports) = ([:], [:])
        for piece in due.prefix(Self.pieces) { part.due[piece.rule, default: 0] += 1 }
        for one in dueReports.prefix(Self.reports) { part.reports[one.rule, default: 0] += 1 }
        return part
    }

    /// Deletes as much as one transaction is to; the trail of each case says how many, and under which rule.
    func deletePortion(in store: SQLiteStore, _ db: Database) throws {
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        var told: [Int64: [String: Int]] = [:]
        for piece in due.prefix(Self.pieces) {
            try EvidenceVault.destroy(piece.number, under: piece.rule, at: moment, in: db)
            for id in piece.cases { told[id, default: [:]][piece.rule, default: 0] += 1 }
        }
        try tell("evidence_deleted", told, in: db)
        told = [:]
        for one in dueReports.prefix(Self.reports) {
            try ReportKeys.destroy(one.number, under: one.rule, at: moment, in: store, db)
            for id in one.cases { told[id, default: [:]][one.rule, default: 0] += 1 }
        }
        try tell("reports_deleted", told, in: db)
    }

    private func tell(_ action: String, _ told: [Int64: [String: Int]], in db: Database) throws {
        for (id, rules) in told.sorted(by: { $0.key < $1.key }) {
            for (rule, count) in rules.sorted(by: { $0.key < $1.key }) {
                try Trail.add(action, "\(count): \(rule)", case: id, by: nil, at: moment, in: db)
            }
        }
    }

    /// Decided cases that have evidence or reports: when, their policies, whether an appeal waits.
    private static let decidedCases = """
        SELECT cases.id, decided_at, (
                SELECT group_concat(policy) FROM (
                    SELECT policy FROM signals WHERE case_id = cases.id UNION SELECT cases.policy)),
            EXISTS (
                SELECT 1 FROM decisions JOIN appeals ON appeals.decision = decisions.number
                WHERE decisions.case_id = cases.id
                    AND NOT EXISTS (SELECT 1 FROM appeal_rulings WHERE appeal = appeals.number))
        FROM cases WHERE state = 'decided' AND decided_at IS NOT NULL
            AND (
                EXISTS (
                    SELECT 1 FROM evidence_cases JOIN evidence ON evidence.sequence = evidence_cases.sequence
                    WHERE evidence_cases.case_id = cases.id)
                OR EXISTS (
                    SELECT 1 FROM report_cases JOIN reports ON reports.number = report_cases.report
                    WHERE report_cases.case_id = cases.id AND length(said) > 0))
        """

    /// The reports whose words are kept, and the cases each belongs to.
    private static let keptReports = """
        SELECT reports.number, group_concat(case_id) FROM reports JOIN report_cases ON report = reports.number
        WHERE length(said) > 0 GROUP BY reports.number ORDER BY reports.number
        """

    private static let heldPieces = """
        SELECT sequence FROM evidence_cases JOIN legal_holds ON legal_holds.case_id = evidence_cases.case_id
        WHERE lifted_at IS NULL
        """

    /// The pieces of a case: all cases each belongs to, and whether its text still lies in the context window.
    private static let piecesOfCase = """
        SELECT evidence.sequence, (
                SELECT group_concat(case_id) FROM evidence_cases AS all_cases
                WHERE all_cases.sequence = evidence.sequence),
            EXISTS (
                SELECT 1 FROM day_keys
                WHERE day = events.time / 86400000 - (events.time % 86400000 < 0)
                    AND tag = substr(events.sealed, -4))
        FROM evidence_cases JOIN evidence ON evidence.sequence = evidence_cases.sequence
            JOIN events ON events.sequence = evidence.sequence
        WHERE evidence_cases.case_id = ?
        """
}
