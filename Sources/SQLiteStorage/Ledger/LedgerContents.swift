import Casework
import Crypto
import Foundation
import GRDB
import Ledger
import SafetyModel

/// What entries commit to, as bytes that are made the same way when a thing is entered and when it is checked.
enum LedgerContents {
    /// A line of the audit trail as JSON, with everything that its row says.
    static func trailLine(
        _ number: Int64, _ action: String, _ detail: String, case id: Int64?, by reviewer: Int64?, at: Timestamp
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
        writer.endObject()
        return writer.bytes
    }

    /// A text that is kept: of which event, and what was written.
    static func evidence(source: String, id: String, plain: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(source)
        writer.write(id)
        return writer.bytes + plain
    }

    /// Of which kind the entry of a line is.
    static func kind(ofAction action: String) -> EntryKind {
        switch action {
        case "signal_added": .signal
        case "proposed", "confirmed", "decided", "reopened": .decision
        case "revealed", "learned_from": .access
        case let action where action.hasPrefix("threshold"): .thresholdChange
        case let action where action.hasPrefix("rule"): .ruleChange
        case let action where action.hasPrefix("report"): .report
        case let action where ["account", "password", "sign"].contains { action.hasPrefix($0) }: .account
        default: .step
        }
    }

    /// What an entry's reference leads to.
    enum Found {
        case content([UInt8])
        /// The row is gone.
        case missing
        /// It is kept elsewhere, or by a part of Vigie that this version does not know.
        case elsewhere
    }

    static func content(
        of reference: EntryReference, evidenceKey: SymmetricKey, in db: Database
    ) throws -> Found {
        guard let row = reference.row else { return .elsewhere }
        switch row.table {
        case .audit: return try trailLine(row.number, in: db).map { .content($0) } ?? .missing
        case .evidence: return try evidence(row.number, under: evidenceKey, in: db).map { .content($0) } ?? .missing
        case .day, .entry: return .content([])
        case .document, .report, .decision, .rules: return .elsewhere
        }
    }

    private static func trailLine(_ number: Int64, in db: Database) throws -> [UInt8]? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT at, reviewer, case_id, action, detail FROM audit WHERE number = ?"),
            arguments: [number]
        ).map {
            trailLine(number, $0[3], $0[4], case: $0[2], by: $0[1], at: Timestamp(milliseconds: $0[0]))
        }
    }

    private static func evidence(_ sequence: Int64, under key: SymmetricKey, in db: Database) throws -> [UInt8]? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT sources.name, events.id, evidence.sealed FROM evidence
                        JOIN events ON events.sequence = evidence.sequence
                        JOIN sources ON sources.number = events.source
                    WHERE evidence.sequence = ?
                    """), arguments: [sequence])
        guard let row else { return nil }
        let source = String(decoding: row[0] as Data, as: UTF8.self)
        let id = String(decoding: row[1] as Data, as: UTF8.self)
        // What does not open any more counts as gone: it is not what was entered.
        guard
            let plain = try? Sealer.open(row[2] as Data, under: key, source: source, id: id, purpose: .evidence)
        else { return nil }
        return evidence(source: source, id: id, plain: plain)
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
                    case .content(let content) = try LedgerContents.content(
                        of: reference, evidenceKey: key, in: db)
                else { throw StorageError.engine(detail: "a piece of evidence cannot be read") }
                try LedgerBook.append(.evidence, at: time, reference, content: content, in: db)
            }
            try db.execute(sql: "UPDATE ledger_beginning SET evidence_entered = 1")
        }
    }
}
