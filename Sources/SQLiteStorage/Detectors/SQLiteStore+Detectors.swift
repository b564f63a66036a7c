public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    public func detectorFigures(
        _ scope: ThresholdScope, windows: FigureWindows, for reviewer: Reviewer
    ) async throws -> DetectorFigures {
        guard Visibility.scopes(of: reviewer).contains(scope) else { throw CaseStepError.notAllowed }
        return try await read { db in
            DetectorFigures(
                signals: try Self.signalsByDetector(scope, since: windows.signals, in: db),
                judgements: try Self.judgements(scope, since: windows.cases, in: db),
                cases: try Self.caseScores(scope, windows, in: db),
                scores: try Self.scoreCounts(scope, from: windows.firstDay, in: db),
                cues: try Self.cueCounts(scope, from: windows.firstDay, in: db),
                countedSince: try Int.fetchOne(
                    db.cachedStatement(sql: Self.countedSince), arguments: [scope == .staff]),
                changes: try Self.newestChanges(scope, in: db))
        }
    }

    private static func signalsByDetector(
        _ scope: ThresholdScope, since: Timestamp, in db: Database
    ) throws -> [DetectorSignals] {
        try Row.fetchAll(
            db.cachedStatement(sql: signalsByDetector), arguments: [since.milliseconds, scope == .staff, overviewLimit]
        ).map { DetectorSignals(detector: $0[0], policy: PolicyCode($0[1]), day: $0[2], count: $0[3]) }
    }

    private static func judgements(
        _ scope: ThresholdScope, since: Timestamp, in db: Database
    ) throws -> [DetectorJudgements] {
        try Row.fetchAll(db.cachedStatement(sql: casesByDetector), arguments: [since.milliseconds, scope == .staff])
            .map {
                DetectorJudgements(
                    detector: $0[0], policy: PolicyCode($0[1]),
                    judged: Judged(upheld: $0[2], dismissed: $0[3], undecided: $0[4]))
            }
    }

    private static func caseScores(
        _ scope: ThresholdScope, _ windows: FigureWindows, in db: Database
    ) throws -> [CaseScores] {
        try Row.fetchAll(
            db.cachedStatement(sql: casesByScore),
            arguments: [windows.cases.milliseconds, scope == .staff, windows.recent.milliseconds]
        ).map {
            CaseScores(
                policy: PolicyCode($0[0]), bin: min(max($0[1], 0), ScoreBins.count - 1),
                judged: Judged(upheld: $0[2], dismissed: $0[3], undecided: $0[4]), recent: $0[5])
        }
    }

    // MARK: Queries

    /// A signal's id begins with the name of its detector.
    private static let detectorName = "substr(signals.id, 1, instr(signals.id, '/') - 1)"

    static let signalsByDetector = """
        SELECT \(detectorName) AS detector, signals.policy,
            signals.time / 86400000 - (signals.time % 86400000 < 0) AS day, count(*)
        FROM signals JOIN cases ON cases.id = signals.case_id
        WHERE signals.time >= ?1 AND +cases.staff = ?2
        GROUP BY detector, signals.policy, day ORDER BY detector, signals.policy, day LIMIT ?3
        """

    /// A case counts once for each detector and policy that had a part in it.
    static let casesByDetector = """
        SELECT \(detectorName) AS detector, signals.policy,
            count(DISTINCT CASE WHEN cases.state = 'decided' AND cases.outcome <> 'no_action' THEN cases.id END),
            count(DISTINCT CASE WHEN cases.state = 'decided' AND cases.outcome = 'no_action' THEN cases.id END),
            count(DISTINCT CASE WHEN cases.state <> 'decided' THEN cases.id END)
        FROM signals JOIN cases ON cases.id = signals.case_id
        WHERE signals.time >= ?1 AND +cases.staff = ?2
        GROUP BY detector, signals.policy ORDER BY detector, signals.policy
        """

    /// Cases by the highest score among their signals of a policy.
    static let casesByScore = """
        SELECT part.policy, CAST(part.top * \(ScoreBins.count) AS INTEGER) AS bin,
            sum(cases.state = 'decided' AND cases.outcome <> 'no_action'),
            sum(cases.state = 'decided' AND cases.outcome = 'no_action'), sum(cases.state <> 'decided'),
            sum(part.last >= ?3)
        FROM (
            SELECT policy, case_id, max(score) AS top, max(time) AS last FROM signals WHERE time >= ?1
            GROUP BY policy, case_id
        ) AS part JOIN cases ON cases.id = part.case_id
        WHERE +cases.staff = ?2
        GROUP BY part.policy, bin ORDER BY part.policy, bin
        """
}
