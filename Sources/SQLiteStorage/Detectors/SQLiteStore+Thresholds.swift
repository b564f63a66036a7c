public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    public func thresholdSettings() async throws -> [ThresholdSetting] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.changes(where: "1") + " ORDER BY changes.after, changes.number")
                .compactMap(Self.change).map(\.setting)
        }
    }

    public func thresholdChanges(
        _ policy: PolicyCode, _ scope: ThresholdScope, limit: Int, for reviewer: Reviewer
    ) async throws -> [ThresholdChange] {
        guard Visibility.scopes(of: reviewer).contains(scope) else { throw CaseStepError.notAllowed }
        return try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: Self.changesOfPolicy),
                arguments: [scope.rawValue, policy.code, min(max(limit, 0), Self.trailLimit)]
            ).compactMap(Self.change)
        }
    }

    public func changeThreshold(
        _ order: ThresholdOrder, after sequence: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> ThresholdChange {
        let rules = ThresholdRules(taxonomy: taxonomy)
        return try await write { db in
            let newest = try Row.fetchOne(
                db.cachedStatement(sql: Self.changesOfPolicy), arguments: [order.scope.rawValue, order.policy.code, 1]
            ).flatMap(Self.change)
            // Changes hold in the order in which they were made, whatever number a caller names.
            let last = try Int64.fetchOne(db, sql: "SELECT max(after) FROM threshold_changes") ?? 0
            var change = try rules.change(
                order, newest: newest, after: max(sequence, last), by: reviewer, at: moment)
            let greatest = Visibility.greatestNumber(
                "number", in: "threshold_changes", aboutStaff: order.scope == .staff)
            change.number = Visibility.number(
                after: try Int64.fetchOne(db, sql: greatest), aboutStaff: order.scope == .staff)
            try db.execute(
                sql: """
                    INSERT INTO threshold_changes
                        (number, scope, policy, threshold, previous, current, reason, reviewer, at, after)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    change.number, order.scope.rawValue, order.policy.code, change.setting.threshold, change.previous,
                    change.current,
                    change.reason, reviewer.id, moment.milliseconds, change.setting.after,
                ])
            try Trail.add(change.action, change.detail, case: nil, by: reviewer.id, at: moment, in: db)
            return change
        }
    }

    /// The newest change of each policy.
    static func newestChanges(_ scope: ThresholdScope, in db: Database) throws -> [PolicyCode: ThresholdChange] {
        let rows = try Row.fetchAll(db.cachedStatement(sql: newestChanges), arguments: [scope.rawValue])
        return Dictionary(
            rows.compactMap(change).map { ($0.setting.policy, $0) },
            uniquingKeysWith: { $0.number > $1.number ? $0 : $1 })
    }

    // MARK: Queries

    private static func changes(where condition: String) -> String {
        """
        SELECT changes.number, changes.scope, changes.policy, changes.threshold, changes.previous, changes.current,
            changes.reason, changes.reviewer, reviewers.name, changes.at, changes.after
        FROM threshold_changes AS changes LEFT JOIN reviewers ON reviewers.id = changes.reviewer WHERE \(condition)
        """
    }

    static let changesOfPolicy =
        changes(where: "changes.scope = ? AND changes.policy = ?") + " ORDER BY changes.number DESC LIMIT ?"

    static let newestChanges = changes(
        where: """
            changes.number IN (SELECT max(number) FROM threshold_changes WHERE scope = ? GROUP BY policy)
            """)

    private static func change(_ row: Row) -> ThresholdChange? {
        guard let scope = ThresholdScope(rawValue: row[1]) else { return nil }
        return ThresholdChange(
            number: row[0],
            setting: ThresholdSetting(policy: PolicyCode(row[2]), scope: scope, threshold: row[3], after: row[10]),
            previous: row[4], current: row[5], reason: row[6], by: row[7], byName: row[8], at: CaseRow.moment(row[9]))
    }
}
