import Casework
import Crypto
import Foundation
import GRDB
import Ledger
import SafetyModel

/// What entries commit to, as bytes that are made the same way when a thing is entered and when it is checked.
enum LedgerContents {
    /// A line of the audit trail as JSON, with everything that its row says, and a hash of the signal that it is of.
    static func trailLine(
        _ number: Int64, _ action: String, _ detail: String, case id: Int64?, by reviewer: Int64?, at: Timestamp,
        signal: StoredSignal? = nil
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("line")
        writer.integer(number)
        writer.key("at")
        writer.integer(at.milliseconds)
        writer.key("by")
        if let reviewer { writer.integer(reviewer) } else { writer.null() }
        writer.key("case")
        if let id { writer.integer(id) } else { writer.null() }
        writer.key("action")
        writer.string(action)
        writer.key("detail")
        writer.string(detail)
        if let signal {
            writer.key("signal_sha256")
            writer.string(signal.digest)
        }
        writer.endObject()
        return writer.bytes
    }

    /// A text that is kept, with the event as it lies in the log: when it was, who did it to whom, and a hash of the
    /// rest, which says where and of what kind. Before, there was only of which event it is.
    /// - Returns: `nil` where there is no such event.
    static func evidence(_ sequence: Int64, plain: [UInt8], in db: Database) throws -> [[UInt8]]? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT sources.name, events.id, events.time, CAST(events.body AS BLOB),
                        actors.id, actors_in.name, targets.id, targets_in.name
                    FROM events JOIN sources ON sources.number = events.source
                        LEFT JOIN members AS actors ON actors.number = events.actor
                        LEFT JOIN communities AS actors_in ON actors_in.number = actors.community
                        LEFT JOIN members AS targets ON targets.number = events.target
                        LEFT JOIN communities AS targets_in ON targets_in.number = targets.community
                    WHERE events.sequence = ?
                    """), arguments: [sequence])
        guard let row else { return nil }
        let event = eventKey(row[0], row[1])
        let time: Int64 = row[2]
        let body: Data = row[3]
        var older = ByteWriter()
        older.write(event.source)
        older.write(event.id)
        var whole = ByteWriter()
        whole.write("vigie-evidence/v2")
        whole.write(event.source)
        whole.write(event.id)
        whole.write(time)
        for index in 4...7 { whole.write(row[index] as String?) }
        whole.write(hexadecimal(SHA256.hash(data: body)))
        return [whole.bytes + plain, older.bytes + plain]
    }

    /// Of which kind the entry of a line is.
    static func kind(ofAction action: String) -> EntryKind {
        switch action {
        case "signal_added": .signal
        case "proposed", "confirmed", "decided", "reopened", "badge_published", BadgeDecision.hiddenAction: .decision
        case "revealed", "learned_from", "rules_tried": .access
        case let action where action.contains("quer"): .access
        case let action where action.hasPrefix("threshold"): .thresholdChange
        case let action where action.hasPrefix("rule"): .ruleChange
        case let action where action.hasPrefix("report"): .report
        case let action where ["account", "password", "sign"].contains { action.hasPrefix($0) }: .account
        default: .step
        }
    }

    /// What an entry's reference leads to.
    enum Found {
        /// What it may have been entered as, the newest form first. An older form says less of the same row.
        case contents([[UInt8]])
        /// The row is gone.
        case missing
        /// It is kept elsewhere, or by a part of Vigie that this version does not know.
        case elsewhere
    }

    static func contents(
        of reference: EntryReference, evidenceKey: SymmetricKey, in db: Database
    ) throws -> Found {
        guard let row = reference.row else { return .elsewhere }
        switch row.table {
        case .audit:
            guard let line = try TrailRow.find(row.number, in: db) else { return .missing }
            return .contents(line.forms(signal: try StoredSignal.ofLine(row.number, in: db)))
        case .evidence: return try evidence(row.number, under: evidenceKey, in: db).map { .contents($0) } ?? .missing
        case .day, .entry: return .contents([[]])
        case .report: return try report(row.number, in: db).map { .contents($0) } ?? .missing
        case .rules: return try rules(row.number, in: db).map { .contents([$0]) } ?? .missing
        case .document, .decision: return .elsewhere
        }
    }

    /// A revision of the rules: who wanted it, why, upon which, and hashes of all its files. Whether it went live is on
    /// the trail.
    static func rules(_ number: Int64, in db: Database) throws -> [UInt8]? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT base, author, at, reason FROM rule_revisions WHERE number = ?"),
            arguments: [number])
        guard let row else { return nil }
        let files = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT name, hash FROM rule_files WHERE revision = ? ORDER BY name"),
            arguments: [number])
        let figures: [(key: String, value: Int64?)] = [
            ("revision", number), ("base", row[0]), ("author", row[1]), ("at", row[2]),
        ]
        var writer = JSONWriter()
        writer.beginObject()
        for (key, value) in figures {
            writer.key(key)
            if let value { writer.integer(value) } else { writer.null() }
        }
        writer.key("reason")
        writer.string(row[3])
        writer.key("files")
        writer.beginObject()
        for file in files {
            writer.key(file[0])
            writer.string(file[1])
        }
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private static func evidence(_ sequence: Int64, under key: SymmetricKey, in db: Database) throws -> [[UInt8]]? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT sources.name, events.id, evidence.sealed FROM evidence
                        JOIN events ON events.sequence = evidence.sequence
                        JOIN sources ON sources.number = events.source
                    WHERE evidence.sequence = ?
                    """), arguments: [sequence])
        guard let row else { return nil }
        let event = eventKey(row[0], row[1])
        // What does not open any more counts as gone: it is not what was entered.
        guard
            let plain = try? EvidenceVault.open(row[2] as Data, of: sequence, event: event, under: key, in: db)
        else { return nil }
        return try evidence(sequence, plain: plain, in: db)
    }

    static func eventKey(_ source: Data, _ id: Data) -> EventKey {
        EventKey(source: String(decoding: source, as: UTF8.self), id: String(decoding: id, as: UTF8.self))
    }
}

/// Enters what was there before there was a ledger.
enum LedgerBeginning {
    /// The lines of the audit trail.
    static func enterTrail(in db: Database) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT number, at, reviewer, case_id, action, detail FROM audit ORDER BY number")
        while let row = try rows.next() {
            let time = Timestamp(milliseconds: row[1])
            let line = LedgerContents.trailLine(row[0], row[4], row[5], case: row[3], by: row[2], at: time)
            try LedgerBook.append(
                LedgerContents.kind(ofAction: row[4]), at: time, EntryReference(.audit, row[0]), content: line,
                in: db)
        }
    }

    /// The evidence, once; it takes the key to open it.
    static func enterEvidence(under key: SymmetricKey, at time: Timestamp, in pool: DatabasePool) throws {
        // By the connection that writes: one that reads, once opened, would leave the log behind when the store closes.
        let isDone = try pool.writeWithoutTransaction {
            try Bool.fetchOne($0, sql: "SELECT evidence_entered FROM ledger_beginning")
        }
        if isDone != false { return }
        try pool.write { db in
            guard try Bool.fetchOne(db, sql: "SELECT evidence_entered FROM ledger_beginning") == false else { return }
            for sequence in try Int64.fetchAll(db, sql: "SELECT sequence FROM evidence ORDER BY sequence") {
                let reference = EntryReference(.evidence, sequence)
                guard
                    case .contents(let forms) = try LedgerContents.contents(
                        of: reference, evidenceKey: key, in: db), let content = forms.first
                else { throw StorageError.engine(detail: "a piece of evidence cannot be read") }
                try LedgerBook.append(.evidence, at: time, reference, content: content, in: db)
            }
            try db.execute(sql: "UPDATE ledger_beginning SET evidence_entered = 1")
        }
    }
}
