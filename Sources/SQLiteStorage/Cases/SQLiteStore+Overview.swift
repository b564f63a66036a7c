public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    /// The most points that one overview answers.
    static let overviewLimit = 20_000

    public func overview(since: Timestamp, bucket: Duration, for reviewer: Reviewer) async throws -> Overview {
        let visible = VisibleCases(for: reviewer)
        let now = clock()
        let width = max(bucket.milliseconds, 1)
        return try await read { db in
            var figures = Overview(
                eventCount: Int(try Self.lastSequence(in: db)), signalCount: 0, openCases: 0, overdueCases: 0,
                decidedCases: 0,
                rejectedLines: try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT max(number) FROM dead_letters")) ?? 0,
                oldestWaiting: nil, signalsOverTime: [])
            guard visible.includesAny else { return figures }
            let states = try Row.fetchAll(
                db.cachedStatement(sql: Self.countsByState(visible)), arguments: [now.milliseconds])
            for row in states {
                if row[0] == Case.State.decided.rawValue {
                    figures.decidedCases += row[1]
                } else {
                    figures.openCases += row[1]
                    figures.overdueCases += row[2]
                }
            }
            figures.oldestWaiting = try Row.fetchOne(db.cachedStatement(sql: Self.oldestWaiting(visible)))
                .map(CaseRow.item)
            figures.signalCount =
                try Int.fetchOne(
                    db.cachedStatement(sql: Self.signalCount(visible)), arguments: [since.milliseconds]) ?? 0
            figures.signalsOverTime = try Row.fetchAll(
                db.cachedStatement(sql: Self.signalsOverTime(visible)),
                arguments: [width, since.milliseconds, Self.overviewLimit]
            ).map {
                SignalCount(
                    bucketStart: Timestamp(milliseconds: ($0[0] as Int64) * width), policy: PolicyCode($0[1]),
                    count: $0[2])
            }
            return figures
        }
    }

    static func countsByState(_ visible: VisibleCases) -> String {
        "SELECT state, count(*), sum(due_at < ?) FROM cases WHERE \(visible.condition) GROUP BY state"
    }

    static func oldestWaiting(_ visible: VisibleCases) -> String {
        """
        SELECT \(CaseRow.columns) FROM cases WHERE state <> 'decided' AND \(visible.condition)
        ORDER BY opened_at, id LIMIT 1
        """
    }

    static func signalCount(_ visible: VisibleCases) -> String {
        """
        SELECT count(*) FROM signals JOIN cases ON cases.id = signals.case_id
        WHERE signals.time >= ? AND \(visible.condition)
        """
    }

    /// Buckets are whole multiples of the width since 1970, so that they stay where they are as time goes on.
    static func signalsOverTime(_ visible: VisibleCases) -> String {
        """
        SELECT signals.time / ?1 - (signals.time % ?1 < 0) AS place, signals.policy, count(*)
        FROM signals JOIN cases ON cases.id = signals.case_id
        WHERE signals.time >= ?2 AND \(visible.condition)
        GROUP BY place, signals.policy ORDER BY place, signals.policy LIMIT ?3
        """
    }

    public func auditTrail(
        before sequence: Int64?, skipping: Int, limit: Int, for reviewer: Reviewer
    ) async throws -> [AuditEntry] {
        guard reviewer.active, !reviewer.roles.isDisjoint(with: [.lead, .guardian, .administrator]) else {
            throw CaseStepError.notAllowed
        }
        let sql = Self.auditPage(VisibleCases(for: reviewer), withStaff: Visibility.includesStaffCases(reviewer))
        return try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: sql),
                arguments: [sequence ?? .max, min(max(limit, 0), Self.trailLimit), max(skipping, 0)]
            ).map(Trail.entry)
        }
    }

    /// Lines about no case, and lines about cases that the reviewer may see. A threshold for staff, and the reason
    /// given for it, tell of cases about staff; so may what a guardian
    /// asks, or decides on a badge without telling.
    static func auditPage(_ visible: VisibleCases, withStaff: Bool) -> String {
        let actions = ([ThresholdChange.action(.staff), BadgeDecision.hiddenAction] + Visibility.queryActions(true))
            .map { "'\($0)'" }
        let hidden = withStaff ? "" : " AND audit.action NOT IN (\(actions.joined(separator: ", ")))"
        return """
            SELECT \(Trail.columns) FROM audit LEFT JOIN reviewers ON reviewers.id = audit.reviewer
                LEFT JOIN cases ON cases.id = audit.case_id
            WHERE audit.number < ? AND (audit.case_id IS NULL\(hidden) OR audit.case_id IS NOT NULL AND \(visible.condition))
            ORDER BY audit.number DESC LIMIT ? OFFSET ?
            """
    }
}
