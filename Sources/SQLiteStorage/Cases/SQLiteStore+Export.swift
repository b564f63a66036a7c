public import Casework
import GRDB
public import SafetyModel

/// A case with all that belongs to it, texts included, as the operator takes it out for an authority.
public struct ExportedCase: Sendable, Hashable {
    public var item: Case
    /// Oldest first.
    public var signals: [Signal]
    /// Oldest first, before this export.
    public var trail: [AuditEntry]
    /// The evidence, and what the people concerned wrote to each other around it, oldest first; with their texts as far as
    /// these are kept.
    public var events: [Event]
    /// Which of the events the signals rest on.
    public var evidence: Set<EventKey>
    /// The reports behind it, oldest first: what was said and the hashes of files, nothing of who reported.
    public var reports: [CaseReport]
    /// What the reviewers may do who are on the trail, by their id, as of this export.
    public var roles: [Int64: Set<ReviewerRole>]
    /// Names of members by id.
    public var names: [String: String]
    /// Evidence that was deleted: when, and under which rule.
    public var deleted: [EventKey: DeletedEvidence]
}

/// A case without anybody's words: enough to say whether it can be taken out, and by whom.
public struct CaseOutline: Sendable, Hashable {
    public var item: Case
    /// Of its signals, the gravest first as far as the scores say.
    public var policies: [PolicyCode]
    /// Oldest first.
    public var trail: [AuditEntry]
}

extension SQLiteStore {
    /// The most events that an export holds: the evidence, and what is nearest to it.
    static let exportLimit = 1_000

    /// What is to be known before a case is taken out; for the operator alone, as ``exportCase(_:purpose:at:)``.
    /// - Throws: ``CaseStepError/notFound``, ``StorageError``
    public func caseOutline(_ id: Int64) async throws -> CaseOutline {
        try await read { db in
            let item = try Self.anyCase(id, in: db)
            let signals = try Self.signals(of: id, limit: Self.signalLimit, in: db).sorted { $0.score > $1.score }
            var policies: [PolicyCode] = []
            for signal in signals where !policies.contains(signal.policy) { policies.append(signal.policy) }
            return CaseOutline(item: item, policies: policies, trail: try Self.trail(of: id, in: db))
        }
    }

    /// Takes a case out, whoever it is about: for the operator alone. It asks for no reviewer, so nothing that a reviewer
    /// opens may call it. A line on the case's trail says so, in the same transaction: no text leaves without it.
    /// - Parameter purpose: what the trail says.
    /// - Throws: ``CaseStepError/notFound``, ``StorageError``
    public func exportCase(_ id: Int64, purpose: String, at moment: Timestamp) async throws -> ExportedCase {
        try await write { db in
            let item = try Self.anyCase(id, in: db)
            let signals = try Self.signals(of: id, limit: Self.signalLimit, in: db)
            let trail = try Self.trail(of: id, in: db)
            let evidence = CaseEvidence(signals)
            var reading = TextReading(self)
            var events: [Event] = []
            var deleted: [EventKey: DeletedEvidence] = [:]
            for stored in try self.exchange(of: item, evidence, only: nil, limit: Self.exportLimit, in: db) {
                let writing = try reading.writing(of: stored, in: db)
                events.append(writing?.restored(to: stored.event) ?? stored.event)
                if writing == nil { deleted[stored.event.key] = try Self.deletion(of: stored.sequence, in: db) }
            }
            let ids =
                [item.subject] + item.counterparts
                + events.flatMap { [$0.actor?.id, $0.target?.id].compactMap(\.self) }
            let names = try Self.names(of: Set(ids), in: item.community, db)
            try Trail.add("exported", purpose, case: id, by: nil, at: moment, in: db)
            return ExportedCase(
                item: item, signals: signals.reversed(), trail: trail, events: events,
                evidence: Set(evidence.keys), reports: try self.exportedReports(of: id, in: db),
                roles: try Self.roles(of: trail, in: db), names: names,
                deleted: deleted)
        }
    }

    /// Puts on a case's trail what became of an export: its check sum, or the reference that an authority gave.
    /// - Throws: ``CaseStepError/notFound``, ``StorageError``
    public func recordOnTrail(_ action: ExportAction, detail: String, of id: Int64, at moment: Timestamp) async throws {
        try await write { db in
            _ = try Self.anyCase(id, in: db)
            try Trail.add(action.rawValue, detail, case: id, by: nil, at: moment, in: db)
        }
    }

    private static func roles(of trail: [AuditEntry], in db: Database) throws -> [Int64: Set<ReviewerRole>] {
        var roles: [Int64: Set<ReviewerRole>] = [:]
        for id in Set(trail.compactMap(\.by)) { roles[id] = try reviewer(id, in: db)?.roles }
        return roles
    }

    /// The newest lines, and whatever is older but one of those that every signal adds: nothing that a person did to the
    /// case is pushed out by many signals or reports.
    private static func trail(of id: Int64, in db: Database) throws -> [AuditEntry] {
        let newest = try Row.fetchAll(db.cachedStatement(sql: trailOfCase), arguments: [id, trailLimit])
        let oldest = newest.count < trailLimit ? nil : newest.last?["number"] as Int64?
        guard let oldest else { return newest.reversed().map(Trail.entry) }
        let older = try Row.fetchAll(
            db,
            sql: """
                SELECT \(Trail.columns) FROM audit LEFT JOIN reviewers ON reviewers.id = audit.reviewer
                WHERE audit.case_id = ? AND audit.number < ? AND audit.action <> 'signal_added' ORDER BY audit.number
                """, arguments: [id, oldest])
        return older.map(Trail.entry) + newest.reversed().map(Trail.entry)
    }

    private static func anyCase(_ id: Int64, in db: Database) throws -> Case {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(CaseRow.columns) FROM cases WHERE id = ?"), arguments: [id])
        guard let row else { throw CaseStepError.notFound }
        return CaseRow.item(row)
    }
}

/// What can be said of an export on the trail.
public enum ExportAction: String, Sendable, Hashable {
    case written = "export_written"
    case referenceRecorded = "reference_recorded"
}
