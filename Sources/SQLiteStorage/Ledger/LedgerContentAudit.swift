import Crypto
import Foundation
import GRDB
import Ledger
import SafetyModel

/// Holds contents against the commitments of entries, and finds what is there without an entry.
struct LedgerContentAudit {
    private let db: Database
    private let evidenceKey: SymmetricKey
    private(set) var checked = 0
    private(set) var erased = 0
    /// Contents that were entered in an older form.
    private(set) var older = 0
    private var lastLine: Int64 = 0
    private var evidence: Set<Int64> = []
    /// The entries of revisions of the rules.
    private var revisions: [Int64: UInt64] = [:]
    private var lastSignal: Int64 = 0
    private var signals: RowCursor?
    /// Entries whose salt is gone and of which no entry has said yet that it was erased: what they refer to.
    private var unexplained: [UInt64: EntryReference] = [:]

    init(db: Database, evidenceKey: SymmetricKey) { (self.db, self.evidenceKey) = (db, evidenceKey) }

    mutating func check(_ entry: Entry, salt bytes: [UInt8]?) throws {
        let number = entry.number
        var ofLine: LedgerContents.Found?
        switch entry.reference.row {
        case (.audit, let line)?:
            guard line == lastLine + 1 else {
                throw LedgerProblem(
                    "line", number, "it is of line \(line) of the audit trail and should be of \(lastLine + 1)")
            }
            lastLine = line
            ofLine = try contents(ofLine: line, entry)
        case (.evidence, let sequence)?: evidence.insert(sequence)
        case (.rules, let revision)?: revisions[revision] = number
        case (.entry, let other)? where entry.kind == .deletion:
            if let reference = unexplained.removeValue(forKey: UInt64(clamping: other)) {
                erased += 1
                if case (.evidence, let sequence)? = reference.row { evidence.remove(sequence) }
            }
        default: break
        }
        guard LedgerBook.keepsSalt(entry.reference) else { return }
        guard let bytes else {
            unexplained[number] = entry.reference
            return
        }
        guard let salt = Salt(bytes) else { throw LedgerProblem("salt", number, "its salt is not whole") }
        switch try ofLine ?? LedgerContents.contents(of: entry.reference, evidenceKey: evidenceKey, in: db) {
        case .elsewhere: return
        case .missing:
            throw LedgerProblem(
                "content", number, "\(entry.reference) is gone or cannot be read, and nothing says that it was erased")
        case .contents(let forms):
            guard let form = forms.firstIndex(where: { salt.commitment(to: $0) == entry.commitment }) else {
                throw LedgerProblem(
                    "content", number,
                    "\(entry.reference) is not what was entered: it was changed, or the entry's salt was")
            }
            checked += 1
            if form > 0 { older += 1 }
        }
    }

    private mutating func contents(ofLine number: Int64, _ entry: Entry) throws -> LedgerContents.Found {
        guard let line = try TrailRow.find(number, in: db) else { return .missing }
        return .contents(line.forms(signal: line.isOfSignal ? try nextSignal(of: entry) : nil))
    }

    /// Signals and the entries of their lines are in the same order, so one walk through the table serves all.
    private mutating func nextSignal(of entry: Entry) throws -> StoredSignal {
        let sql = "SELECT \(StoredSignal.columns) FROM signals ORDER BY number"
        let rows = try signals ?? Row.fetchCursor(db, sql: sql)
        signals = rows
        lastSignal += 1
        guard let signal = try rows.next().map(StoredSignal.init), signal.number == lastSignal else {
            throw LedgerProblem(
                "signal", entry.number, "the signal \(lastSignal), of which \(entry.reference) is, is gone")
        }
        return signal
    }

    func checkEnd(entries: UInt64) throws {
        if let first = unexplained.min(by: { $0.key < $1.key }) {
            throw LedgerProblem(
                "salt", first.key, "its salt is gone, and no later entry says that its content was erased")
        }
        let extra = try Int64.fetchOne(
            db, sql: "SELECT min(number) FROM ledger_salts WHERE number < 0 OR number >= ?", arguments: [Int64(entries)]
        )
        if let extra { throw LedgerProblem("salt", nil, "there is a salt of entry \(extra), and no such entry") }
        let line = try Int64.fetchOne(
            db, sql: "SELECT min(number) FROM audit WHERE number < 1 OR number > ?", arguments: [lastLine])
        if let line { throw LedgerProblem("line", nil, "line \(line) of the audit trail was never entered") }
        let signal = try Int64.fetchOne(
            db, sql: "SELECT min(number) FROM signals WHERE number < 1 OR number > ?", arguments: [lastSignal])
        if let signal { throw LedgerProblem("signal", nil, "the signal \(signal) was never entered") }
        let sequences = try Int64.fetchCursor(db, sql: "SELECT sequence FROM evidence ORDER BY sequence")
        while let sequence = try sequences.next() {
            if evidence.contains(sequence) { continue }
            throw LedgerProblem("evidence", nil, "the evidence of event \(sequence) was never entered")
        }
        try checkRules()
        try LedgerDerivations.check(in: db)
    }

    /// Entries of revisions hold the hashes of their files; each text, once, against its hash.
    private func checkRules() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT min(files.revision), files.name, files.hash, CAST(texts.text AS BLOB)
                FROM rule_files AS files LEFT JOIN rule_texts AS texts ON texts.hash = files.hash
                GROUP BY files.hash ORDER BY 1, 2
                """)
        while let row = try rows.next() {
            let (revision, name, hash): (Int64, String, String) = (row[0], row[1], row[2])
            let text: Data? = row[3]
            if let text, hexadecimal(SHA256.hash(data: text)) == hash { continue }
            throw LedgerProblem(
                "rules", revisions[revision],
                "the text of \(name) in revision \(revision) of the rules is not what was entered, or is gone")
        }
    }
}
