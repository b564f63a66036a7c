public import Casework
import GRDB
public import SafetyModel

/// Evidence and reports past their time are deleted; what is held is not.
extension SQLiteStore: RetentionStore {
    /// Deletes evidence, and what was reported, whose cases were decided long enough ago, by destroying its keys. Who is
    /// killed in between has deleted whole pieces and whole reports, each with its entry on the ledger, and the next run
    /// goes on.
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
                try run.deletePortion(in: self, db)
                return (run.reportOfPortion, run.isLast)
            }
            report.due.merge(part.due, uniquingKeysWith: +)
            report.reports.merge(part.reports, uniquingKeysWith: +)
            (report.held, report.waiting) = (part.held, part.waiting)
            (report.reportsHeld, report.reportsWaiting) = (part.reportsHeld, part.reportsWaiting)
            if isLast { break }
        }
        // Whoever was killed before this left the old bytes in the log.
        try await truncateLog()
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
