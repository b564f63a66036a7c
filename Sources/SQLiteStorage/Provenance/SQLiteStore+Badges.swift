public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore: BadgeStore {
    public func decide(
        _ decision: BadgeDecision, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RecordedBadgeDecision {
        guard Visibility.decidesOnBadges(reviewer) else { throw CaseStepError.notAllowed }
        let made = try decision.checked()
        return try await write { db in
            if made.isPublished, try Self.namesStaffCase(made, in: db) { throw BadgeDecisionError.namesStaffCase }
            try Trail.add(made.trailAction, made.trailDetail, case: nil, by: reviewer.id, at: moment, in: db)
            let line = try Int64.fetchOne(db, sql: "SELECT max(number) FROM audit")
            try db.execute(
                sql: """
                    INSERT INTO badge_decisions
                        (platform, community, badge, outcome, reasons, published, reviewer, line, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    made.platform, made.community, made.badge, made.outcome.rawValue, made.reasons, made.isPublished,
                    reviewer.id, line, moment.milliseconds,
                ])
            return RecordedBadgeDecision(
                number: db.lastInsertedRowID, decision: made, at: moment, byName: reviewer.name)
        }
    }

    /// Whether the words hold the number of a case about staff, or the id or name of somebody whom one is about.
    private static func namesStaffCase(_ decision: BadgeDecision, in db: Database) throws -> Bool {
        let words = decision.reasons.lowercased()
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, subject, subject_name FROM cases WHERE staff = 1 AND community = ?",
            arguments: [decision.community])
        return rows.contains { row in
            let traces = [String(row["id"] as Int64), row["subject"] as String?, row["subject_name"] as String?]
            return traces.contains { trace in
                guard let trace = trace?.lowercased(), trace.count > 2 else { return false }
                return words.contains(trace)
            }
        }
    }

    public func badgeDecisions(
        platform: String, community: String, for reviewer: Reviewer
    ) async throws -> [RecordedBadgeDecision] {
        guard Visibility.readsProvenance(reviewer) else { return [] }
        let isGuardian = Visibility.decidesOnBadges(reviewer)
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT badge_decisions.*, reviewers.name FROM badge_decisions
                        LEFT JOIN reviewers ON reviewers.id = badge_decisions.reviewer
                    WHERE platform = ? AND community = ? AND (published = 1 OR ?) ORDER BY number DESC LIMIT 100
                    """, arguments: [platform, community, isGuardian]
            ).compactMap { Self.badgeDecision($0, withName: isGuardian) }
        }
    }

    public func publishedBadgeDecisions(limit: Int) async throws -> [RecordedBadgeDecision] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM badge_decisions WHERE published = 1 ORDER BY number DESC LIMIT ?",
                arguments: [limit]
            ).compactMap { Self.badgeDecision($0, withName: false) }
        }
    }

    private static func badgeDecision(_ row: Row, withName: Bool) -> RecordedBadgeDecision? {
        guard let outcome = BadgeDecision.Outcome(rawValue: row["outcome"]) else { return nil }
        return RecordedBadgeDecision(
            number: row["number"],
            decision: BadgeDecision(
                platform: row["platform"], community: row["community"], badge: row["badge"], outcome: outcome,
                reasons: row["reasons"], isPublished: row["published"]),
            at: CaseRow.moment(row["at"]), byName: withName ? row["name"] : nil)
    }
}
