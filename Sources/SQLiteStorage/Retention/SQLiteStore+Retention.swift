public import Casework
import GRDB
public import SafetyModel

/// Evidence past its time is deleted; what is held is not.
extension SQLiteStore: RetentionStore {
    /// How many pieces one transaction deletes.
    private static let retentionPortion = 200

    /// Deletes evidence whose cases were decided long enough ago, by destroying its keys. Who is killed in between has
    /// deleted whole pieces, and the next run goes on.
    /// - Parameter isTrial: counts what is due and changes nothing.
    /// - Throws: ``StorageError``
    public func applyRetention(
        _ rules: RetentionRules, isTrial: Bool = false, at moment: Timestamp
    ) async throws -> RetentionReport {
        if isTrial { return try await read { try RetentionRun(rules, at: moment, in: $0).report } }
        var report = RetentionReport()
        while true {
            let (part, isLast) = try await write { db in
                let run = try RetentionRun(rules, at: moment, in: db)
                try run.delete(Self.retentionPortion, in: db)
                return (run.report(first: Self.retentionPortion), run.due.count <= Self.retentionPortion)
            }
            report.due.merge(part.due, uniquingKeysWith: +)
            (report.held, report.waiting) = (part.held, part.waiting)
            if isLast { break }
        }
        if !report.due.isEmpty { try await truncateLog() }
        return report
    }

    // MARK: Holds

    public func hold(on id: Int64, for reviewer: Reviewer) async throws -> LegalHold? {
        let visible = VisibleCases(for: reviewer)
        return try await read { db in
            _ = try Self.visibleCase(id, visible, in: db)
            return try Self.hold(on: id, in: db)
        }
    }

    public func perform(_ step: HoldStep, on id: Int64, by reviewer: Reviewer, at moment: Timestamp) async throws {
        let visible = VisibleCases(for: reviewer)
        try await write { db in
            _ = try Self.visibleCase(id, visible, in: db)
            let current = try Self.hold(on: id, in: db)
            let outcome = try HoldOutcome.of(step, current: current, by: reviewer)
            switch outcome {
            case .set(let reason):
                try db.execute(
                    sql: "INSERT INTO legal_holds (case_id, set_by, set_at, reason) VALUES (?, ?, ?, ?)",
                    arguments: [id, reviewer.id, moment.milliseconds, reason])
            case .proposed(let reason):
                try db.execute(
                    sql: "UPDATE legal_holds SET proposed_by = ?, proposal = ? WHERE number = ?",
                    arguments: [reviewer.id, reason, current?.number])
            case .kept:
                try db.execute(
                    sql: "UPDATE legal_holds SET proposed_by = NULL, proposal = NULL WHERE number = ?",
                    arguments: [current?.number])
            case .lifted:
                try db.execute(
                    sql: "UPDATE legal_holds SET lifted_at = ? WHERE number = ?",
                    arguments: [moment.milliseconds, current?.number])
            }
            try Trail.add(outcome.action, outcome.reason, case: id, by: reviewer.id, at: moment, in: db)
        }
    }

    private static func hold(on id: Int64, in db: Database) throws -> LegalHold? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM legal_holds WHERE case_id = ? AND lifted_at IS NULL"),
            arguments: [id]
        ).map {
            LegalHold(
                number: $0["number"], setBy: $0["set_by"], setAt: CaseRow.moment($0["set_at"]), reason: $0["reason"],
                proposedBy: $0["proposed_by"], proposal: $0["proposal"])
        }
    }

    /// What became of a piece of evidence that is no longer kept.
    static func deletion(of sequence: Int64, in db: Database) throws -> DeletedEvidence? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT at, rule FROM evidence_deleted WHERE sequence = ?"), arguments: [sequence]
        ).map { DeletedEvidence(at: CaseRow.moment($0[0]), rule: $0[1]) }
    }
}

/// One look at which evidence is past its time.
private struct RetentionRun {
    struct Piece {
        var sequence: Int64
        var rule: String
        var cases: [Int64]
    }

    private(set) var due: [Piece] = []
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
            for row in try Row.fetchAll(db.cachedStatement(sql: Self.pieces), arguments: [id]) {
                let sequence: Int64 = row[0]
                guard seen.insert(sequence).inserted else { continue }
                let cases = (row[1] as String).split(separator: ",").compactMap { Int64($0) }
                if held.contains(sequence) {
                    report.held += 1
                } else if row[2] || cases.contains(where: { expired[$0] == nil }) {
                    report.waiting += 1
                } else if let rule = cases.compactMap({ expired[$0] }).max(by: { $0.days < $1.days }) {
                    due.append(Piece(sequence: sequence, rule: rule.description, cases: cases))
                }
            }
        }
        for piece in due { report.due[piece.rule, default: 0] += 1 }
    }

    /// The report with only the first pieces counted.
    func report(first count: Int) -> RetentionReport {
        var part = report
        part.due = [:]
        for piece in due.prefix(count) { part.due[piece.rule, default: 0] += 1 }
        return part
    }

    /// Deletes the first pieces; the trail of each case says how many, and under which rule.
    func delete(_ count: Int, in db: Database) throws {
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        var told: [Int64: [String: Int]] = [:]
        for piece in due.prefix(count) {
            try EvidenceVault.destroy(piece.sequence, under: piece.rule, at: moment, in: db)
            for id in piece.cases { told[id, default: [:]][piece.rule, default: 0] += 1 }
        }
        for (id, rules) in told.sorted(by: { $0.key < $1.key }) {
            for (rule, count) in rules.sorted(by: { $0.key < $1.key }) {
                try Trail.add("evidence_deleted", "\(count): \(rule)", case: id, by: nil, at: moment, in: db)
            }
        }
    }

    /// Decided cases that have evidence: when, their policies, whether an appeal waits.
    private static let decidedCases = """
        SELECT cases.id, decided_at, (
                SELECT group_concat(policy) FROM (
                    SELECT policy FROM signals WHERE case_id = cases.id UNION SELECT cases.policy)),
            EXISTS (
                SELECT 1 FROM decisions JOIN appeals ON appeals.decision = decisions.number
                WHERE decisions.case_id = cases.id
                    AND NOT EXISTS (SELECT 1 FROM appeal_rulings WHERE appeal = appeals.number))
        FROM cases WHERE state = 'decided' AND decided_at IS NOT NULL
            AND EXISTS (
                SELECT 1 FROM evidence_cases JOIN evidence ON evidence.sequence = evidence_cases.sequence
                WHERE evidence_cases.case_id = cases.id)
        """

    private static let heldPieces = """
        SELECT sequence FROM evidence_cases JOIN legal_holds ON legal_holds.case_id = evidence_cases.case_id
        WHERE lifted_at IS NULL
        """

    /// The pieces of a case: all cases each belongs to, and whether its text still lies in the context window.
    private static let pieces = """
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
