public import Casework
import GRDB
import SafetyModel

extension SQLiteStore {
    public func member(_ id: String, community: String, for reviewer: Reviewer) async throws -> MemberFile? {
        let visible = VisibleCases(for: reviewer)
        guard visible.includesAny else { return nil }
        return try await read { db in
            let cases = try Row.fetchAll(
                db.cachedStatement(sql: Self.casesAbout(visible)), arguments: [id, community]
            ).map(CaseRow.item)
            let counterpartIn = try Row.fetchAll(
                db.cachedStatement(sql: Self.casesWithCounterpart(visible)), arguments: [id, community]
            ).map(CaseRow.item)
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT number, name, staff FROM members
                        WHERE community = (SELECT number FROM communities WHERE name = ?) AND id = ?
                        """), arguments: [community, id])
            guard let row else {
                // Known by a case alone: then only to those who may see that case.
                if cases.isEmpty, counterpartIn.isEmpty { return nil }
                return MemberFile(
                    id: id, community: community, name: cases.first?.subjectName,
                    staff: cases.contains(where: \.subjectIsStaff), cases: cases, counterpartIn: counterpartIn,
                    contacts: [], history: [])
            }
            let number: Int64 = row[0]
            return MemberFile(
                id: id, community: community, name: row[1] ?? cases.first?.subjectName, staff: row[2], cases: cases,
                counterpartIn: counterpartIn, contacts: try Self.contacts(of: number, in: db),
                history: try self.history(of: number, in: db))
        }
    }

    static func casesAbout(_ visible: VisibleCases) -> String {
        """
        SELECT \(CaseRow.columns) FROM cases WHERE subject = ? AND community = ? AND \(visible.condition)
        ORDER BY last_event DESC, id DESC LIMIT 50
        """
    }

    static func casesWithCounterpart(_ visible: VisibleCases) -> String {
        """
        SELECT \(CaseRow.columns) FROM case_counterparts JOIN cases ON cases.id = case_counterparts.case_id
        WHERE case_counterparts.member = ? AND cases.community = ? AND \(visible.condition)
        ORDER BY cases.last_event DESC, cases.id DESC LIMIT 50
        """
    }

    /// With whom a member exchanged most, in both directions; both halves come from an index alone.
    static let contactsOfMember = """
        SELECT members.id, members.name, sum(sent), sum(received), max(last) FROM (
            SELECT target AS other, count(*) AS sent, 0 AS received, max(time) AS last
                FROM events WHERE actor = ?1 AND target IS NOT NULL GROUP BY target
            UNION ALL
            SELECT actor, 0, count(*), max(time)
                FROM events WHERE target = ?1 AND target IS NOT NULL AND actor IS NOT NULL GROUP BY actor
        ) JOIN members ON members.number = other WHERE other <> ?1
        GROUP BY other ORDER BY sum(sent) + sum(received) DESC, max(last) DESC LIMIT 30
        """

    private static func contacts(of number: Int64, in db: Database) throws -> [Contact] {
        try Row.fetchAll(db.cachedStatement(sql: contactsOfMember), arguments: [number]).map {
            Contact(member: $0[0], name: $0[1], sent: $0[2], received: $0[3], last: CaseRow.moment($0[4]))
        }
    }

    /// The newest events between a member and another, by an index alone, then those 50 events themselves.
    static let historyOfMember = """
        SELECT \(StoredEvent.columnsAndWhetherKept) FROM events
        WHERE sequence IN (
            SELECT sequence FROM (
                SELECT sequence, time FROM events WHERE actor = ?1 AND target IS NOT NULL
                UNION
                SELECT sequence, time FROM events WHERE target = ?1 AND target IS NOT NULL
            ) ORDER BY time DESC, sequence DESC LIMIT 50)
        ORDER BY time DESC, sequence DESC
        """

    private func history(of number: Int64, in db: Database) throws -> [ExchangeEntry] {
        try Row.fetchAll(db.cachedStatement(sql: Self.historyOfMember), arguments: [number]).map {
            Self.entry(try StoredEvent(row: $0, path: path), text: nil, cues: [], names: [:])
        }
    }
}
