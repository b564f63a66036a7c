import Casework
import Foundation
import GRDB
import Ledger
import SafetyModel

/// Enters signals: each into its case, with the texts it rests on and its lines on the audit trail, within the
/// transaction of the caller.
struct CaseBook {
    private let store: SQLiteStore
    private let moment: Timestamp
    private var sealer = Sealer()
    private var reading: TextReading

    init(_ store: SQLiteStore, at moment: Timestamp) {
        self.store = store
        self.moment = moment
        reading = TextReading(store)
    }

    /// - Parameter due: by when its case is to be decided, where the clocks of a report are shorter than the policy's.
    /// - Returns: whether the signal was new.
    @discardableResult
    mutating func add(_ signal: Signal, due: Timestamp? = nil, in db: Database) throws -> Bool {
        let isKnown = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM signals WHERE id = ?)"), arguments: [signal.id])
        if isKnown == true { return false }
        let current = try Self.currentCase(of: signal, in: db)
        let isKnownAsStaff = try Self.isKnownAsStaff(signal.subject, in: signal.community, db)
        var folded = store.folding.fold(
            signal, into: current,
            id: try Self.nextID(aboutStaff: signal.subjectIsStaff || isKnownAsStaff, in: db),
            subjectKnownAsStaff: isKnownAsStaff,
            claimant: try current?.claimedBy.flatMap { try SQLiteStore.reviewer($0, in: db) }, at: moment)
        if let due { folded.item.dueAt = min(folded.item.dueAt, due) }
        if folded.isNew {
            try CaseRow.insert(folded.item, in: db)
            try Trail.add("opened", signal.policy.code, case: folded.item.id, by: nil, at: moment, in: db)
        } else if let current {
            try CaseRow.update(folded.item, from: current.version, in: db)
        }
        if folded.releasedFrom != nil {
            try Trail.add("released", "the subject is staff", case: folded.item.id, by: nil, at: moment, in: db)
        }
        let ownDue = store.folding.deadline(for: signal.policy, from: moment)
        let number = try insert(signal, of: folded.item, due: due.map { min($0, ownDue) } ?? ownDue, in: db)
        try Trail.add(
            "signal_added", "\(signal.policy.code) \(signal.detector.name)/\(signal.detector.version)",
            case: folded.item.id, by: nil, at: moment, signal: number, in: db)
        try keepEvidence(of: signal, of: folded.item.id, in: db)
        return true
    }

    /// - Returns: the number of its row.
    private func insert(_ signal: Signal, of item: Case, due: Timestamp, in db: Database) throws -> Int64 {
        let detail = SignalDetail(signal, severity: store.taxonomy.severity(of: signal.policy), due: due)
        try db.cachedStatement(
            sql: "INSERT INTO signals (id, case_id, policy, score, time, detail) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(
            arguments: [
                signal.id, item.id, signal.policy.code, signal.score.isNaN ? 0 : signal.score,
                signal.time.milliseconds, try detail.json(),
            ])
        let number = db.lastInsertedRowID
        for language in Set(signal.evidence.flatMap(\.cues).compactMap { Self.language(ofCue: $0.cue) }) {
            try Self.note(language, of: item.id, in: db)
        }
        if let counterpart = signal.counterpart, counterpart != signal.subject {
            try db.cachedStatement(
                sql: "INSERT INTO case_counterparts (case_id, member) VALUES (?, ?) ON CONFLICT DO NOTHING"
            ).execute(arguments: [item.id, counterpart])
        }
        return number
    }

    /// The language of a cue, which its id begins with (`fr.request.picture`).
    private static func language(ofCue id: String) -> String? {
        id.firstIndex(of: ".").map { String(id[..<$0]) }.flatMap { ReviewerSkill.isLanguage($0) ? $0 : nil }
    }

    /// Notes that a case speaks a language, for those who read it.
    static func note(_ language: String, of id: Int64, in db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT INTO case_languages (case_id, language) VALUES (?, ?) ON CONFLICT DO NOTHING"
        ).execute(arguments: [id, language])
    }

    /// Copies the texts that a signal rests on, sealed under a key that the rolling window does not delete.
    private mutating func keepEvidence(of signal: Signal, of id: Int64, in db: Database) throws {
        for key in Set(signal.evidence.map(\.event) + [signal.event]) {
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT \(StoredEvent.columns) FROM events
                        WHERE source = (SELECT number FROM sources WHERE name = CAST(? AS TEXT))
                            AND id = CAST(? AS TEXT) AND sealed IS NOT NULL
                            AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.sequence = events.sequence)
                        """), arguments: [Data(key.source.utf8), Data(key.id.utf8)])
            if let row {
                let stored = try StoredEvent(row: row, path: store.path)
                guard let plain = try reading.bytes(of: stored, in: db) else { continue }
                try EvidenceVault.keep(
                    plain, of: stored.sequence, event: key, under: store.evidenceKey, at: moment, with: &sealer,
                    in: db)
            }
            // Evidence is kept as long as any of its cases needs it.
            try db.cachedStatement(sql: Self.evidenceOfCase)
                .execute(arguments: [id, Data(key.source.utf8), Data(key.id.utf8)])
        }
    }

    private static let evidenceOfCase = """
        INSERT INTO evidence_cases (sequence, case_id)
        SELECT evidence.sequence, ? FROM events JOIN evidence ON evidence.sequence = events.sequence
        WHERE source = (SELECT number FROM sources WHERE name = CAST(? AS TEXT)) AND id = CAST(? AS TEXT)
        ON CONFLICT DO NOTHING
        """

    /// The undecided case of the signal's subject, or else its newest decided one.
    private static func currentCase(of signal: Signal, in db: Database) throws -> Case? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(CaseRow.columns) FROM cases WHERE subject = ? AND community = ?
                    ORDER BY state <> 'decided' DESC, opened_at DESC, id DESC LIMIT 1
                    """), arguments: [signal.subject, signal.community]
        ).map(CaseRow.item)
    }

    private static func nextID(aboutStaff: Bool, in db: Database) throws -> Int64 {
        let sql = Visibility.greatestNumber("id", in: "cases", aboutStaff: aboutStaff)
        return Visibility.number(
            after: try Int64.fetchOne(db.cachedStatement(sql: sql)), aboutStaff: aboutStaff)
    }

    static func isKnownAsStaff(_ member: String, in community: String, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT staff FROM members
                    WHERE community = (SELECT number FROM communities WHERE name = ?) AND id = ?
                    """), arguments: [community, member]) ?? false
    }
}

/// Writes the audit trail, and enters each line on the ledger.
enum Trail {
    /// - Parameter signal: the number of the row that the line is of; its entry covers that too.
    static func add(
        _ action: String, _ detail: String, case id: Int64?, by reviewer: Int64?, at moment: Timestamp,
        signal: Int64? = nil, in db: Database
    ) throws {
        // What follows a NUL does not reach the table, and the ledger commits to what the table holds.
        let detail = detail.contains("\0") ? String(detail.prefix { $0 != "\0" }) : detail
        try db.cachedStatement(
            sql: "INSERT INTO audit (at, reviewer, case_id, action, detail) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [moment.milliseconds, reviewer, id, action, detail])
        let number = db.lastInsertedRowID
        // As the table holds it, which may differ from what was to be written.
        let stored = try signal.flatMap { try StoredSignal.find($0, in: db) }
        try LedgerBook.append(
            LedgerContents.kind(ofAction: action), at: moment, EntryReference(.audit, number),
            content: LedgerContents.trailLine(
                number, action, detail, case: id, by: reviewer, at: moment, signal: stored),
            in: db)
    }

    /// Columns to select from `audit LEFT JOIN reviewers`, in the order that ``entry(_:)`` reads.
    static let columns =
        "audit.number, audit.at, audit.reviewer, reviewers.name, audit.case_id, audit.action, audit.detail"

    static func entry(_ row: Row) -> AuditEntry {
        AuditEntry(
            id: row[0], at: CaseRow.moment(row[1]), by: row[2], byName: row[3], caseID: row[4], action: row[5],
            detail: row[6])
    }
}
