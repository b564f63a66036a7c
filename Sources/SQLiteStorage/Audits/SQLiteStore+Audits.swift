public import Casework
import Foundation
import GRDB
public import SafetyModel

extension SQLiteStore: AuditStore {
    /// How many audits of a community are kept: a year of daily ones, and a day.
    static let auditsKept = 366

    public func keepAudit(
        community: String, report: [UInt8], forLeads: [UInt8], at moment: Timestamp
    ) async throws {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO community_audits (community, at, report, for_leads) VALUES (?, ?, ?, ?)",
                arguments: [community, moment.milliseconds, Data(report), Data(forLeads)])
            try db.execute(
                sql: """
                    DELETE FROM community_audits WHERE community = ?1 AND number <=
                        (SELECT number FROM community_audits WHERE community = ?1
                            ORDER BY number DESC LIMIT 1 OFFSET \(Self.auditsKept))
                    """, arguments: [community])
        }
    }

    public func auditedCommunities(for reviewer: Reviewer) async throws -> [String] {
        guard Visibility.readsAudits(reviewer) else { return [] }
        return try await read { db in
            try String.fetchAll(
                db, sql: "SELECT community FROM community_audits GROUP BY community ORDER BY max(number) DESC LIMIT 200"
            )
        }
    }

    public func keptAudits(of community: String, limit: Int, withStaff: Bool) async throws -> [KeptAudit] {
        let column = withStaff ? "report" : "for_leads"
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT at, \(column) AS report FROM community_audits WHERE community = ?
                    ORDER BY number DESC LIMIT ?
                    """, arguments: [community, min(max(limit, 0), Self.auditsKept)]
            ).map { row in
                KeptAudit(
                    community: community, at: Timestamp(milliseconds: row["at"]),
                    report: Array(row["report"] as Data? ?? Data()))
            }
        }
    }
}
