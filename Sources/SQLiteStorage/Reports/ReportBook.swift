import Casework
import Crypto
import Foundation
import GRDB
import Ledger
import SafetyModel

/// Enters a report within the transaction of the caller: itself, its files, its cases.
struct ReportBook {
    /// How many earlier reports about a subject a new one is compared with.
    static let comparedVoices = 100

    private let store: SQLiteStore
    private let moment: Timestamp
    private let key = SymmetricKey(size: .bits256)
    private var sealing: ReportSealing
    private var cases: CaseBook

    init(_ store: SQLiteStore, at moment: Timestamp) {
        self.store = store
        self.moment = moment
        sealing = ReportSealing(newReport: key)
        cases = CaseBook(store, at: moment)
    }

    mutating func add(_ filing: ReportFiling, receipt: Data, in db: Database) throws -> FilingResult {
        let report = filing.report
        if let origin = report.origin, let known = try Self.known(origin, in: db) { return known }
        let number = try Self.freeNumber(in: "reports", db)
        let severity = ReportSignals.severity(of: report, taxonomy: store.taxonomy)
        let policy = report.happening.policy(byStaff: report.accusedIsStaff)
        let deadlines = store.clocks.deadlines(
            severity: severity, dangerNow: report.dangerNow,
            policyDeadline: store.folding.deadline(for: policy, from: moment), from: moment)
        try insert(report, number: number, receipt: receipt, deadlines: deadlines, in: db)
        try ReportKeys.keep(key, of: number, under: store.evidenceKey, in: db)
        for file in filing.files { try insert(file, of: number, in: db) }
        for subject in try subjects(of: report, number: number, in: db) {
            try open(report, number: number, about: subject, due: deadlines.decide, in: db)
        }
        try watchOver(report, in: db)
        // In the transaction that stores it, so that there is no report without its entry and no entry without it.
        guard let content = try LedgerContents.report(number, in: db)?.first else {
            throw StorageError.engine(detail: "a report cannot be read back")
        }
        let entry = try LedgerBook.append(
            .report, at: moment, EntryReference(.report, number), content: content, in: db)
        try db.execute(
            sql: "UPDATE reports SET entry = ? WHERE number = ?", arguments: [Int64(clamping: entry), number])
        return FilingResult(number: number, isNew: true, filedAt: moment, deadlines: deadlines)
    }

    /// A number drawn at random: numbers in a row would tell, by their gaps, how many reports somebody may not see.
    static func freeNumber(in table: String, _ db: Database) throws -> Int64 {
        while true {
            let number = Int64.random(in: 1..<1 << 53)
            let isTaken = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE number = ?)", arguments: [number])
            if isTaken != true { return number }
        }
    }

    private static func known(_ origin: ReportOrigin, in db: Database) throws -> FilingResult? {
        try Row.fetchOne(
            db, sql: "SELECT \(ReportRow.columns) FROM reports WHERE source = ? AND source_id = ?",
            arguments: [origin.source, origin.id]
        ).map {
            FilingResult(
                number: $0["number"], isNew: false, filedAt: CaseRow.moment($0["filed_at"]),
                deadlines: ReportRow.deadlines($0))
        }
    }

    private mutating func insert(
        _ report: Report, number: Int64, receipt: Data, deadlines: Deadlines, in db: Database
    ) throws {
        let said = CaseReport.Said(accused: report.accused, place: report.place, text: report.text)
        try db.execute(
            sql: """
                INSERT INTO reports (number, receipt, source, source_id, happening, danger, filed_at, acknowledge_by,
                    look_by, decide_by, said, reporter) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, receipt, report.origin?.source, report.origin?.id, report.happening.rawValue,
                report.dangerNow, moment.milliseconds, deadlines.acknowledge.milliseconds,
                deadlines.firstLook.milliseconds, deadlines.decide.milliseconds,
                try sealing.seal(json: said, at: ReportSealing.said(number)),
                try sealing.seal(json: report.reporter, at: ReportSealing.reporter(number), multiple: 2048),
            ])
    }

    private mutating func insert(_ file: ReportFiling.File, of report: Int64, in db: Database) throws {
        let number = try Self.freeNumber(in: "report_attachments", db)
        let copy = try file.checked.copy.map { try sealing.seal($0, at: ReportSealing.copy(number, of: report)) }
        try db.execute(
            sql: """
                INSERT INTO report_attachments (number, report, kind, bytes, sha256, original, copy)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, report, file.checked.kind.rawValue, file.original.count, Data(SHA256.hash(data: file.original)),
                try sealing.seal(file.original, at: ReportSealing.original(number, of: report)), copy,
            ])
    }

    /// Folds the report into the undecided case about a subject, or opens one.
    private mutating func open(
        _ report: Report, number: Int64, about subject: ReportSignals.Subject, due: Timestamp, in db: Database
    ) throws {
        let current = try Self.undecidedCase(subject.id, in: report.community, db)
        let voice = Self.voice(text: report.text, reporter: report.reporter, at: moment)
        var before = 0
        var isIndependent = true
        if let current {
            let earlier = try earlierVoices(on: current, in: db)
            isIndependent = Brigading.isIndependent(voice, of: earlier)
            before = try Self.voices(on: current, in: db)
        }
        let signals = ReportSignals.signals(
            of: report, number: number, about: subject, voices: before + (isIndependent ? 1 : 0),
            isIndependent: isIndependent, taxonomy: store.taxonomy, at: moment)
        for signal in signals { try cases.add(signal, due: due, in: db) }
        guard let id = try Self.undecidedCase(subject.id, in: report.community, db) else { return }
        try db.execute(
            sql: "INSERT INTO report_cases (case_id, report, independent) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [id, number, isIndependent])
        try CaseBook.note(report.reporter.language.rawValue, of: id, in: db)
        try Trail.add("reported", "", case: id, by: nil, at: moment, in: db)
    }

    private static func undecidedCase(_ subject: String, in community: String, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT id FROM cases WHERE community = ? AND subject = ? AND state <> 'decided'"),
            arguments: [community, subject])
    }

    static func voices(on id: Int64, in db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT coalesce(sum(independent), 0) FROM report_cases WHERE case_id = ?"),
            arguments: [id]) ?? 0
    }

    private func earlierVoices(on id: Int64, in db: Database) throws -> [Voice] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT number, filed_at, said, reporter
                    FROM report_cases JOIN reports ON reports.number = report_cases.report
                    WHERE case_id = ? AND length(said) > 0 ORDER BY filed_at DESC LIMIT ?
                    """), arguments: [id, Self.comparedVoices]
        ).map { row in
            let number: Int64 = row["number"]
            let sealing = try ReportSealing(store, report: number, in: db)
            let said = try sealing.value(CaseReport.Said.self, in: row["said"], at: ReportSealing.said(number))
            let reporter = try sealing.value(Reporter.self, in: row["reporter"], at: ReportSealing.reporter(number))
            return Self.voice(text: said.text, reporter: reporter, at: CaseRow.moment(row["filed_at"]))
        }
    }

    private static func voice(text: String, reporter: Reporter, at time: Timestamp) -> Voice {
        Voice(
            text: text, account: reporter.account, isNewAccount: reporter.isNewAccount, invite: reporter.invite,
            originMark: reporter.originMark, time: time)
    }

    private func watchOver(_ report: Report, in db: Database) throws {
        guard let account = report.reporter.account else { return }
        let ids = try Accused(account, in: report.community, db).ids
        for id in Set(ids + [account]) {
            try db.execute(
                sql: """
                    INSERT INTO reporters_watched (mark, since, until) VALUES (?, ?, ?)
                    ON CONFLICT (mark) DO UPDATE SET until = max(until, excluded.until)
                    """,
                arguments: [
                    store.reporterMark(of: id, in: report.community), moment.milliseconds,
                    (moment + Retaliation.watch).milliseconds,
                ])
        }
    }
}

// MARK: Whom it is about

extension ReportBook {
    /// The accused as the community knows them; where none is named, the report stands for itself. Whoever is staff,
    /// has a name like that of staff, or is said to be staff, makes the case one for guardians; so does a report that names
    /// staff or a reviewer anywhere.
    private func subjects(of report: Report, number: Int64, in db: Database) throws -> [ReportSignals.Subject] {
        let isForGuardians = try report.accusedIsStaff || namesInsiders(report, in: db)
        if report.accused.isEmpty {
            return [
                ReportSignals.Subject(id: "report:\(String(number, radix: 36))", name: nil, isStaff: isForGuardians)
            ]
        }
        var subjects: [ReportSignals.Subject] = []
        for handle in report.accused {
            let accused = try Accused(handle, in: report.community, db)
            if subjects.contains(where: { $0.id == accused.id }) { continue }
            subjects.append(
                ReportSignals.Subject(
                    id: accused.id, name: accused.name, isStaff: isForGuardians || accused.mayBeStaff))
        }
        // Those first: a case about another that somebody holds already takes up no report that is about staff too.
        return subjects.filter(\.isStaff) + subjects.filter { !$0.isStaff }
    }

    private func namesInsiders(_ report: Report, in db: Database) throws -> Bool {
        let people = NamedPeople(accused: report.accused, in: report.text + "\n" + report.place)
        let reviewers = try Row.fetchAll(
            db, sql: "SELECT \(ReviewerRow.columns) FROM reviewers WHERE active = 1"
        ).map(ReviewerRow.reviewer)
        if reviewers.contains(where: { !Visibility.includesStaffCases($0) && people.include($0.name) }) { return true }
        let staff = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT id, name FROM members WHERE staff = 1
                        AND community = (SELECT number FROM communities WHERE name = ?)
                    """), arguments: [report.community])
        while let row = try staff.next() {
            let id: String = row[0]
            let name: String? = row[1]
            if people.include(id: id) { return true }
            if let name, people.include(name) { return true }
        }
        return false
    }
}

/// Somebody whom a report names, looked up among the members of a community: by id, or else by a name that only one
/// has. Whoever cannot be told for certain stays the name that was written.
struct Accused {
    let id: String
    let name: String?
    let mayBeStaff: Bool
    /// All members whom it may mean.
    let ids: [String]

    init(_ handle: String, in community: String, _ db: Database) throws {
        let written = Self.bare(handle)
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, name, staff FROM members
                    WHERE community = (SELECT number FROM communities WHERE name = ?1) AND id = ?2
                    UNION
                    SELECT id, name, staff FROM members
                    WHERE community = (SELECT number FROM communities WHERE name = ?1) AND name_folded = ?3 LIMIT 20
                    """), arguments: [community, written, written.lowercased()])
        let exact = rows.first { ($0[0] as String) == written } ?? (rows.count == 1 ? rows[0] : nil)
        id = exact?[0] ?? written
        name = exact?[1] ?? written
        mayBeStaff = exact.map { $0[2] as Bool } ?? rows.contains { $0[2] as Bool }
        ids = exact.map { [$0[0] as String] } ?? rows.map { $0[0] as String }
    }

    /// Without the at sign, or the brackets of a mention (`<@123>`). In an id of Matrix (`@somebody:example.org`) the at
    /// sign is part of it.
    private static func bare(_ handle: String) -> String {
        var rest = handle[...]
        if rest.first == "@", rest.contains(":") { return handle }
        if rest.hasPrefix("<@"), rest.hasSuffix(">") {
            rest = rest.dropFirst(2).dropLast()
            if rest.first == "!" { rest = rest.dropFirst() }
        } else if rest.first == "@" {
            rest = rest.dropFirst()
        }
        return rest.isEmpty ? handle : String(rest)
    }
}

/// A report as a row.
enum ReportRow {
    static let columns =
        "reports.number, reports.happening, reports.danger, reports.filed_at, reports.acknowledge_by, reports.look_by, "
        + "reports.decide_by"

    static func deadlines(_ row: Row) -> Deadlines {
        Deadlines(
            acknowledge: CaseRow.moment(row["acknowledge_by"]), firstLook: CaseRow.moment(row["look_by"]),
            decide: CaseRow.moment(row["decide_by"]))
    }
}
