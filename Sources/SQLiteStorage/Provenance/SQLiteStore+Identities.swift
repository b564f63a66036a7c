public import Casework
import Foundation
import GRDB
public import SafetyModel

/// Leads that accounts are one person's, and what they are computed from.
extension SQLiteStore {
    /// Events of an account that are looked at, the newest.
    static let actionsOfSubject = 500

    public func identityLeads(
        _ member: String, community: String, at moment: Timestamp, for reviewer: Reviewer
    ) async throws -> [StoredIdentityLead] {
        guard Visibility.includesStaffCases(reviewer) else { return [] }
        return try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM identity_leads
                        WHERE ((one = ?1 AND one_community = ?2) OR (other = ?1 AND other_community = ?2)) AND until > ?3
                        ORDER BY kind = 'linked' DESC, score DESC, other, one LIMIT 20
                        """), arguments: [member, community, moment.milliseconds]
            ).map(Self.lead)
        }
    }

    private static func lead(_ row: Row) -> StoredIdentityLead {
        let reasons = try? JSONDecoder().decode([Contribution].self, from: Data((row["reasons"] as String).utf8))
        return StoredIdentityLead(
            one: .init(community: row["one_community"], id: row["one"]),
            other: .init(community: row["other_community"], id: row["other"]),
            kind: StoredIdentityLead.Kind(rawValue: row["kind"]) ?? .likeness, score: row["score"],
            reasons: reasons ?? [], at: CaseRow.moment(row["at"]), until: CaseRow.moment(row["until"]))
    }

    /// Every lead that stands: for the operator's command, so it asks for no reviewer.
    /// - Throws: ``StorageError``
    public func allIdentityLeads(at moment: Timestamp) async throws -> [StoredIdentityLead] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM identity_leads WHERE until > ? ORDER BY score DESC, one, other",
                arguments: [moment.milliseconds]
            ).map(Self.lead)
        }
    }

    /// Puts leads of likeness in the place of all those before, and takes out what has ended.
    /// - Throws: ``StorageError``
    public func replaceLikeness(_ leads: [StoredIdentityLead], at moment: Timestamp) async throws {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM identity_leads WHERE kind = 'likeness' OR until <= ?",
                arguments: [moment.milliseconds])
            for lead in leads { try Self.insert(lead, in: db) }
            try Trail.add("identities_compared", "", case: nil, by: nil, at: moment, in: db)
        }
    }

    /// Notes that a person said two accounts are theirs.
    /// - Throws: ``StorageError``
    public func linkAccounts(_ lead: StoredIdentityLead) async throws {
        try await write { db in
            try Self.insert(lead, in: db)
            // Whose they are is for guardians alone.
            try Trail.add("accounts_linked", "", case: nil, by: nil, at: lead.at, in: db)
        }
    }

    /// Takes a link back.
    /// - Returns: whether there was one.
    /// - Throws: ``StorageError``
    public func unlinkAccounts(
        _ one: StoredIdentityLead.Account, _ other: StoredIdentityLead.Account, at moment: Timestamp
    ) async throws -> Bool {
        let (first, second) = (min(one, other), max(one, other))
        return try await write { db in
            try db.execute(
                sql: """
                    DELETE FROM identity_leads
                    WHERE one = ? AND one_community = ? AND other = ? AND other_community = ? AND kind = 'linked'
                    """, arguments: [first.id, first.community, second.id, second.community])
            guard db.changesCount > 0 else { return false }
            try Trail.add("accounts_unlinked", "", case: nil, by: nil, at: moment, in: db)
            return true
        }
    }

    private static func insert(_ lead: StoredIdentityLead, in db: Database) throws {
        let reasons = String(decoding: try JSONEncoder().encode(lead.reasons), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO identity_leads
                    (one_community, one, other_community, other, kind, score, reasons, at, until)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                lead.one.community, lead.one.id, lead.other.community, lead.other.id, lead.kind.rawValue, lead.score,
                reasons, lead.at.milliseconds, lead.until.milliseconds,
            ])
    }

    /// Accounts that cases are about, unless they were dismissed, with what they did towards others: the newest cases
    /// first. Never whoever may have been harmed, and never whoever reported.
    /// - Throws: ``StorageError``
    public func identitySubjects(since: Timestamp, limit: Int, at moment: Timestamp) async throws -> [IdentitySubject] {
        let accounts = try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT members.number, communities.name, members.id, members.name, max(cases.last_event) AS last
                    FROM cases JOIN communities ON communities.name = cases.community
                        JOIN members ON members.community = communities.number AND members.id = cases.subject
                    WHERE cases.last_event >= ?1 AND coalesce(outcome, '') <> 'no_action'
                        AND NOT EXISTS (SELECT 1 FROM case_counterparts JOIN cases AS theirs ON theirs.id = case_id
                            WHERE member = cases.subject AND theirs.community = cases.community)
                    GROUP BY members.number ORDER BY last DESC, members.number LIMIT ?2
                    """, arguments: [since.milliseconds, limit]
            )
            var accounts: [Int64: IdentitySubject] = [:]
            var order: [Int64] = []
            for row in rows {
                let account = StoredIdentityLead.Account(community: row[1], id: row[2])
                let isReporter = try Bool.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT EXISTS (SELECT 1 FROM reporters_watched WHERE mark = ? AND until >= ?)"),
                    arguments: [self.reporterMark(of: account.id, in: account.community), moment.milliseconds])
                if isReporter == true { continue }
                order.append(row[0])
                accounts[row[0]] = IdentitySubject(account: account, name: row[3], actions: [])
            }
            return order.compactMap { number in accounts[number].map { (number, $0) } }
        }
        var subjects: [IdentitySubject] = []
        for (number, subject) in accounts {
            var subject = subject
            subject.actions = try await actions(of: number)
            subjects.append(subject)
        }
        return subjects
    }

    private func actions(of number: Int64) async throws -> [IdentitySubject.Action] {
        try await read { db in
            var reading = TextReading(self)
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(StoredEvent.columns) FROM events
                        WHERE sequence IN (SELECT sequence FROM events WHERE actor = ? AND target IS NOT NULL
                            ORDER BY time DESC LIMIT ?)
                        """), arguments: [number, Self.actionsOfSubject])
            var actions: [IdentitySubject.Action] = []
            for row in rows {
                let stored = try StoredEvent(row: row, path: self.path)
                let event = try reading.writing(of: stored, in: db)?.restored(to: stored.event) ?? stored.event
                actions.append(
                    IdentitySubject.Action(
                        time: event.time, contact: event.target?.id, text: event.text,
                        avatar: event.unknown.first { $0.path == "data.actor.avatar" }?.json))
            }
            return actions
        }
    }

    /// How many members there are, and how many have each of some names.
    /// - Parameter key: what makes two names the same.
    /// - Throws: ``StorageError``
    public func nameCounts(
        of wanted: Set<String>, key: @escaping @Sendable (String) -> String?
    ) async throws -> (counts: [String: Int], members: Int) {
        try await read { db in
            var counts: [String: Int] = [:]
            var members = 0
            let names = try String.fetchCursor(db, sql: "SELECT coalesce(name, '') FROM members")
            while let name = try names.next() {
                members += 1
                if let key = key(name), wanted.contains(key) { counts[key, default: 0] += 1 }
            }
            return (counts, members)
        }
    }
}
