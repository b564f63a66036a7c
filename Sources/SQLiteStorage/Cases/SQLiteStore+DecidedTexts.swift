public import Casework
import Foundation
import GRDB
public import SafetyModel

/// A text that a decided case rests on, and what became of the case.
public struct DecidedText: Sendable, Hashable {
    public var caseID: Int64
    /// Who decided.
    public var reviewer: Int64
    public var outcome: Decision.Outcome
    public var text: String

    /// Whether the reviewer saw something to act on.
    public var isUpheld: Bool { outcome != .noAction }

    public init(caseID: Int64, reviewer: Int64, outcome: Decision.Outcome, text: String) {
        self.caseID = caseID
        self.reviewer = reviewer
        self.outcome = outcome
        self.text = text
    }
}

extension SQLiteStore {
    /// What the subjects of decided cases wrote, as far as signals of a policy rest on it: for the operator, to learn a
    /// model from. It asks for no reviewer, so nothing that a reviewer opens may call it. Every case whose texts are
    /// read gets a line on its trail, in the same transaction.
    ///
    /// Only cases whose gravest policy is the one asked for count, since a decision is about the whole case; what
    /// counterparts wrote is left out, since it was not judged. Each text comes once, by case and then by time.
    /// - Parameter purpose: what the trail says.
    /// - Throws: ``StorageError``
    public func decidedTexts(of policy: PolicyCode, purpose: String, at moment: Timestamp) async throws -> [DecidedText]
    {
        try await write { db in
            let cases = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(CaseRow.columns) FROM cases WHERE state = 'decided' AND policy = ? ORDER BY id
                    """, arguments: [policy.code]
            ).map(CaseRow.item)
            var reading = TextReading(self)
            var texts: [DecidedText] = []
            for item in cases {
                guard let decision = item.decision else { continue }
                let found = try self.writings(of: item, &reading, in: db)
                guard !found.isEmpty else { continue }
                texts += found.map {
                    DecidedText(caseID: item.id, reviewer: decision.decidedBy, outcome: decision.outcome, text: $0)
                }
                try Trail.add("learned_from", purpose, case: item.id, by: nil, at: moment, in: db)
            }
            return texts
        }
    }

    /// What the subject wrote among the evidence of the signals of the case's own policy, oldest first.
    private func writings(of item: Case, _ reading: inout TextReading, in db: Database) throws -> [String] {
        var keys: Set<EventKey> = []
        let signals = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT policy, score, time, detail FROM signals WHERE case_id = ? AND policy = ?"),
            arguments: [item.id, item.policy.code])
        for row in signals {
            keys.formUnion(try SignalDetail.signal(row).evidence.map(\.event))
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(StoredEvent.columns) FROM events
                WHERE source = (SELECT number FROM sources WHERE name = CAST(? AS TEXT)) AND id = CAST(? AS TEXT)
                    AND sealed IS NOT NULL
                """)
        var found: [StoredEvent] = []
        for key in keys {
            guard let row = try Row.fetchOne(statement, arguments: [Data(key.source.utf8), Data(key.id.utf8)]) else {
                continue
            }
            let stored = try StoredEvent(row: row, path: path)
            if stored.event.actor?.id == item.subject { found.append(stored) }
        }
        found.sort { ($0.event.time, $0.sequence) < ($1.event.time, $1.sequence) }
        return try found.compactMap { stored in
            guard let text = try reading.writing(of: stored, in: db)?.text, !text.isEmpty else { return nil }
            return text
        }
    }
}
