import Casework
import Crypto
import Foundation
import GRDB
import SafetyModel

/// The keys of reports: each report has its own, which the vault's key wraps. To destroy it is to delete what was said,
/// who said it, the files and the dialogue.
enum ReportKeys {
    /// Keeps the key of a report that was inserted.
    static func keep(_ key: SymmetricKey, of report: Int64, under vault: SymmetricKey, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO report_keys (report, wrapped) VALUES (?, ?)",
            arguments: [report, try KeyWrapping.wrap(key, under: vault, label: label(report))])
    }

    /// Reports from before they had keys of their own are sealed with the vault's.
    static func key(of report: Int64, under vault: SymmetricKey, in db: Database) throws -> SymmetricKey {
        let wrapped = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT wrapped FROM report_keys WHERE report = ?"), arguments: [report])
        return try wrapped.map { try KeyWrapping.unwrap($0, under: vault, label: label(report)) } ?? vault
    }

    private static func label(_ report: Int64) -> String { "vigie report \(report)" }

    /// Destroys a report's words, files and dialogue, in the transaction of the caller: its key goes, what it sealed is
    /// overwritten, the salt of its entry goes, and the ledger says so. What is left is that there was a report, when, of
    /// what kind, on which cases and how its clocks ran.
    static func destroy(
        _ report: Int64, under rule: String, at moment: Timestamp, in store: SQLiteStore, _ db: Database
    ) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT entry, reporter FROM reports WHERE number = ? AND length(said) > 0", arguments: [report])
        guard let row else { return }
        let who = try ReportSealing(store, report: report, in: db)
            .value(Reporter.self, in: row["reporter"], at: ReportSealing.reporter(report))
        try db.execute(sql: "PRAGMA secure_delete = ON")
        for table in ["report_keys", "report_messages", "report_attachments"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE report = ?", arguments: [report])
        }
        try db.execute(
            sql: "UPDATE reports SET said = X'', reporter = X'', source = NULL, source_id = NULL WHERE number = ?",
            arguments: [report])
        // Public figures count trusted flaggers.
        try db.execute(
            sql: "INSERT INTO reports_deleted (report, at, rule, trusted) VALUES (?, ?, ?, ?)",
            arguments: [report, moment.milliseconds, rule, who.isTrustedFlagger])
        if let entry = row["entry"] as Int64? { try LedgerBook.erase(UInt64(clamping: entry), at: moment, in: db) }
    }

    /// What became of a report whose words are no longer kept.
    static func deletion(of report: Int64, in db: Database) throws -> (deleted: DeletedEvidence, wasTrusted: Bool)? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT at, rule, trusted FROM reports_deleted WHERE report = ?"),
            arguments: [report]
        ).map { (DeletedEvidence(at: CaseRow.moment($0[0]), rule: $0[1]), $0[2]) }
    }
}
