public import Casework
import Crypto
import Foundation
import GRDB
public import SafetyModel

/// What other instances tell, and what is told to them.
extension SQLiteStore: KnownStore {
    // MARK: Others

    public func knownElsewhere(
        _ member: String, community: String, at moment: Timestamp, for reviewer: Reviewer
    ) async throws -> [KnownElsewhere] {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny else { return [] }
        let isGuardian = Visibility.includesStaffCases(reviewer)
        return try await read { db in
            // Whether there is a case about the member must not show: only what everybody may know counts here.
            if !isGuardian, try CaseBook.isKnownAsStaff(member, in: community, db) { return [] }
            var found: [KnownElsewhere] = []
            for row in try Row.fetchAll(
                db.cachedStatement(sql: "SELECT name, secret FROM known_exchanges ORDER BY name"))
            {
                let name: String = row[0]
                let secret = try Sealer.open(
                    row[1], under: self.evidenceKey, source: "vigie known", id: name, purpose: .exchange)
                let rows = try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT entries.issuer, severity, count, since, standing, files.until
                            FROM known_entries AS entries JOIN known_files AS files
                                ON files.exchange = entries.exchange AND files.issuer = entries.issuer
                            WHERE mark = ?1 AND entries.exchange = ?2 AND files.until > ?3 AND guardians <= ?4
                            ORDER BY severity, since, entries.issuer
                            """),
                    arguments: [
                        Self.mark(of: member, under: secret), name, moment.milliseconds, isGuardian ? 1 : 0,
                    ])
                for row in rows {
                    guard let standing = KnownFile.Entry.Standing(rawValue: row[4]) else { continue }
                    found.append(
                        KnownElsewhere(
                            issuer: row[0], severity: Severity(row[1]), count: row[2], since: row[3],
                            standing: standing, until: CaseRow.moment(row[5])))
                }
            }
            return found
        }
    }

    /// The keyed hash that stands for an account. It is of 32 bytes, and nothing without the secret.
    static func mark(of account: String, under secret: [UInt8]) -> Data {
        let message = Array("vigie known 1\0".utf8) + Array(account.utf8)
        return Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
    }

    /// Takes a file whose signature was checked in the place of what its issuer told before.
    /// - Returns: how many entries are in it, and how many of the ones before it withdraws.
    /// - Throws: ``KnownFileError``, ``StorageError``
    public func importKnown(
        _ file: KnownFile, issuer: String, secret: ExchangeSecret, at moment: Timestamp
    ) async throws -> (entries: Int, withdrawn: Int) {
        try file.check(for: secret.name, at: moment)
        let hash = Data(SHA256.hash(data: file.text))
        return try await write { db in
            try self.keep(secret, in: db)
            let held = try Row.fetchOne(
                db, sql: "SELECT issued, hash FROM known_files WHERE exchange = ? AND issuer = ?",
                arguments: [secret.name, issuer])
            if let held {
                if held[1] as Data == hash { throw KnownFileError.again }
                let issued = CaseRow.moment(held[0])
                if issued >= file.issued { throw KnownFileError.superseded(issued) }
            }
            let key: StatementArguments = [secret.name, issuer]
            let before = Set(
                try Data.fetchAll(
                    db, sql: "SELECT mark FROM known_entries WHERE exchange = ? AND issuer = ?", arguments: key))
            try db.execute(sql: "DELETE FROM known_entries WHERE exchange = ? AND issuer = ?", arguments: key)
            try db.execute(
                sql: """
                    INSERT INTO known_files (exchange, issuer, issued, until, hash) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (exchange, issuer) DO UPDATE
                        SET issued = excluded.issued, until = excluded.until, hash = excluded.hash
                    """,
                arguments: [secret.name, issuer, file.issued.milliseconds, file.until.milliseconds, hash])
            let marks = try Self.insert(file.entries, of: issuer, in: secret.name, db)
            // What it holds is not said: it would tell how much others know of staff.
            try Trail.add("known_imported", "\(issuer), \(file.issued.rfc3339)", case: nil, by: nil, at: moment, in: db)
            return (file.entries.count, before.subtracting(marks).count)
        }
    }

    private static func insert(
        _ entries: [KnownFile.Entry], of issuer: String, in exchange: String, _ db: Database
    ) throws -> Set<Data> {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO known_entries (mark, exchange, issuer, standing, severity, count, since, guardians)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var marks: Set<Data> = []
        for entry in entries {
            let mark = Data(
                stride(from: 0, to: 64, by: 2).map { offset in
                    UInt8(entry.mark.dropFirst(offset).prefix(2), radix: 16) ?? 0
                })
            marks.insert(mark)
            try statement.execute(
                arguments: [
                    mark, exchange, issuer, entry.standing.rawValue, entry.severity, entry.count, entry.since,
                    entry.isForGuardians,
                ])
        }
        return marks
    }

    private func keep(_ secret: ExchangeSecret, in db: Database) throws {
        let held = try Data.fetchOne(
            db, sql: "SELECT secret FROM known_exchanges WHERE name = ?", arguments: [secret.name])
        if let held {
            let bytes = try Sealer.open(
                held, under: evidenceKey, source: "vigie known", id: secret.name, purpose: .exchange)
            guard bytes == secret.bytes else { throw KnownFileError.otherSecret(secret.name) }
            return
        }
        var sealer = Sealer()
        try db.execute(
            sql: "INSERT INTO known_exchanges (name, secret) VALUES (?, ?)",
            arguments: [
                secret.name,
                try sealer.seal(
                    secret.bytes, under: evidenceKey, source: "vigie known", id: secret.name, purpose: .exchange),
            ])
    }

    /// Forgets an exchange with all that was told in it.
    /// - Returns: whether there was one.
    /// - Throws: ``StorageError``
    public func forgetExchange(_ name: String, at moment: Timestamp) async throws -> Bool {
        try await write { db in
            for table in ["known_entries", "known_files"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE exchange = ?", arguments: [name])
            }
            try db.execute(sql: "DELETE FROM known_exchanges WHERE name = ?", arguments: [name])
            guard db.changesCount > 0 else { return false }
            try Trail.add("known_forgotten", name, case: nil, by: nil, at: moment, in: db)
            return true
        }
    }

    // MARK: For others

    /// What is exported.
    public struct KnownSelection: Sendable {
        /// The mildest severity.
        public var severity = 2
        /// Cases whose last event is older are left out.
        public var since: Timestamp
        /// Communities; none for all.
        public var communities: [String] = []
        /// Whether what nobody has looked at yet is among it.
        public var withUnreviewed = false

        public init(since: Timestamp) { self.since = since }
    }

    /// What this instance tells others: accounts about which people decided that something happened, unless an appeal made
    /// it fall.
    /// - Throws: ``KnownFileError/tooMany``, ``StorageError``
    public func exportKnown(
        _ selection: KnownSelection, secret: ExchangeSecret, until: Timestamp, at moment: Timestamp
    ) async throws -> KnownFile {
        try await write { db in
            var entries = try Self.entries(Self.upheldAccounts, .upheld, selection, secret, in: db)
            if selection.withUnreviewed {
                entries += try Self.entries(Self.unreviewedAccounts, .unreviewed, selection, secret, in: db)
            }
            guard entries.count <= KnownFile.mostEntries else { throw KnownFileError.tooMany }
            // No count: with the cases that a lead sees, it would tell of those about staff.
            try Trail.add("known_exported", secret.name, case: nil, by: nil, at: moment, in: db)
            return KnownFile(exchange: secret.name, issued: moment, until: until, entries: entries)
        }
    }

    private static func entries(
        _ sql: String, _ standing: KnownFile.Entry.Standing, _ selection: KnownSelection, _ secret: ExchangeSecret,
        in db: Database
    ) throws -> [KnownFile.Entry] {
        let communities = String(decoding: try JSONEncoder().encode(selection.communities), as: UTF8.self)
        return try Row.fetchAll(
            db, sql: sql, arguments: [selection.severity, selection.since.milliseconds, communities]
        ).map { row in
            KnownFile.Entry(
                mark: hexadecimal([UInt8](mark(of: row[0], under: secret.bytes))), severity: row[1], count: row[2],
                since: CalendarDay(CaseRow.moment(row[3])).monthText, standing: standing, isForGuardians: row[4])
        }
    }

    private static let selected = """
        cases.severity <= ?1 AND cases.last_event >= ?2
            AND (?3 = '[]' OR cases.community IN (SELECT value FROM json_each(?3)))
        """

    private static let upheldAccounts = """
        SELECT subject, min(severity), count(*), min(decided_at), max(staff) FROM cases
        WHERE state = 'decided' AND outcome IN ('warn', 'time_out', 'ban') AND \(selected)
            AND NOT EXISTS (
                SELECT 1 FROM decisions JOIN appeals ON appeals.decision = decisions.number
                    JOIN appeal_rulings ON appeal_rulings.appeal = appeals.number
                WHERE decisions.number = (SELECT max(number) FROM decisions AS own
                        WHERE own.case_id = cases.id AND own.final = 1)
                    AND appeal_rulings.outcome = 'reversed')
        GROUP BY subject
        """

    private static let unreviewedAccounts = """
        SELECT subject, min(severity), count(*), min(opened_at), max(staff) FROM cases
        WHERE state <> 'decided' AND \(selected) GROUP BY subject
        """
}
