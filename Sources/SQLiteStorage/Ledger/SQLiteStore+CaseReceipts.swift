import Casework
import Foundation
import GRDB
public import Ledger
import SafetyModel

extension SQLiteStore {
    /// The receipts of what a case rests on: its reports, its evidence, its decisions; by number. Those of evidence bring
    /// the text, so that whoever reads it can prove that it is the one that was kept; the others prove that the entry was
    /// made, and bring nothing.
    /// For the operator alone, as ``exportCase(_:purpose:at:)``.
    /// - Throws: ``StorageError``, ``LedgerError``
    public func receipts(ofCase id: Int64) async throws -> [Receipt] {
        let (evidence, others) = try await read { db in
            let evidence = try Int64.fetchAll(db, sql: Self.evidenceEntries, arguments: [id])
            var others = try Int64.fetchAll(db, sql: Self.reportEntries, arguments: [id])
            for row in try Row.fetchAll(
                db, sql: "SELECT number, action FROM audit WHERE case_id = ? ORDER BY number", arguments: [id])
            where LedgerContents.kind(ofAction: row[1]) == .decision {
                if let entry = try LedgerBook.entry(ofLine: row[0], in: db) { others.append(entry) }
            }
            return (evidence.map { UInt64(clamping: $0) }, others.map { UInt64(clamping: $0) })
        }
        let receipts = try await self.receipts(of: evidence, isOpen: true) + self.receipts(of: others)
        return receipts.sorted { $0.index < $1.index }
    }

    /// Evidence that was deleted has no key any more, and nothing to prove.
    private static let evidenceEntries = """
        SELECT entry FROM evidence_cases JOIN evidence_keys ON evidence_keys.sequence = evidence_cases.sequence
        WHERE case_id = ? AND entry IS NOT NULL
        """

    private static let reportEntries = """
        SELECT entry FROM report_cases JOIN reports ON reports.number = report_cases.report
        WHERE case_id = ? AND entry IS NOT NULL
        """
}

extension LedgerBook {
    /// The entry of a line of the audit trail. Lines and their entries were made in the same order, so it takes a few
    /// looks however long the ledger is.
    static func entry(ofLine line: Int64, in db: Database) throws -> Int64? {
        var low: Int64 = 0
        var high = Int64(clamping: try size(in: db))
        while low < high {
            let middle = low + (high - low) / 2
            guard let next = try firstLine(from: middle, below: high, in: db) else {
                high = middle
                continue
            }
            if next.line == line { return next.entry }
            if next.line < line { low = next.entry + 1 } else { high = middle }
        }
        return nil
    }

    /// The first entry in a range that is of a line.
    private static func firstLine(
        from low: Int64, below high: Int64, in db: Database
    ) throws -> (entry: Int64, line: Int64)? {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT number, entry FROM ledger_entries WHERE number >= ? AND number < ? ORDER BY number"),
            arguments: [low, high])
        while let row = try rows.next() {
            if case (.audit, let line)? = Entry([UInt8](row[1] as Data))?.reference.row { return (row[0], line) }
        }
        return nil
    }
}
