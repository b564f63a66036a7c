import Casework
import Foundation
import GRDB
public import SafetyModel

/// The lineage, and what programmes are evaluated on.
extension SQLiteStore: ProvenanceStore {
    public func lineageState() async throws -> StoredLineage? {
        try await read { db in
            try Row.fetchOne(db.cachedStatement(sql: "SELECT position, bytes FROM lineage")).map {
                StoredLineage(sequence: $0[0], bytes: [UInt8]($0[1] as Data))
            }
        }
    }

    public func saveLineage(_ state: StoredLineage) async throws {
        try await write { db in
            // Whoever read less far has nothing to add.
            try db.execute(
                sql: """
                    INSERT INTO lineage (only, position, bytes) VALUES (1, ?1, ?2)
                    ON CONFLICT (only) DO UPDATE SET position = ?1, bytes = ?2 WHERE position <= ?1
                    """, arguments: [state.sequence, Data(state.bytes)])
        }
    }

    public func eventsWithoutTexts(after sequence: Int64, limit: Int) async throws -> [LoggedEvent] {
        try await read { db in
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT sequence, body, NULL FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?
                        """), arguments: [sequence, min(max(limit, 0), Self.readLimit)])
            var events: [LoggedEvent] = []
            while let row = try rows.next() {
                let stored = try StoredEvent(row: row, path: self.path)
                events.append(LoggedEvent(sequence: stored.sequence, event: stored.event))
            }
            return events
        }
    }

    public func communityFacts(
        _ community: String, from: Timestamp, until: Timestamp, withStaff: Bool
    ) async throws -> CommunityFacts {
        try await read { db in
            var facts = CommunityFacts()
            facts.reports = try self.receivedReports(
                from: from, before: until, until: until, withStaff: withStaff, community: community, in: db
            ).map { report in
                CommunityFacts.Report(
                    filedAt: report.receivedAt, lookBy: report.lookBy, lookedAt: report.lookedAt,
                    decideBy: report.dueAt, decidedAt: report.answeredAt)
            }
            let cases = try Self.decidedCases(
                from: from, before: until, withStaff: withStaff, community: community, in: db)
            let appeals = try self.filedAppeals(
                from: from, before: until, withStaff: withStaff, community: community, in: db
            ).map(\.appeal)
            var reversed: [Int64: Timestamp] = [:]
            for appeal in appeals {
                guard let ruling = appeal.ruling else { continue }
                let isReversed = ruling.outcome == .reversed
                facts.rulings.append(.init(caseID: appeal.caseID, at: ruling.at, isReversed: isReversed))
                if isReversed { reversed[appeal.caseID] = ruling.at }
            }
            facts.decisions = cases.compactMap { item in
                guard let decision = item.decision else { return nil }
                return CommunityFacts.Decision(
                    caseID: item.id, openedAt: item.openedAt,
                    decidedAt: Timestamp(milliseconds: decision.decidedAt), severity: item.severity.level,
                    isAboutStaff: item.subjectIsStaff, isUpheld: decision.outcome.isTold,
                    reversedAt: decision.outcome.isTold ? reversed[item.id] : nil)
            }
            return facts
        }
    }
}
