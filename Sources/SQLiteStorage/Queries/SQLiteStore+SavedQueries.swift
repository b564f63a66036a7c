public import Casework
import GRDB
public import SafetyModel

extension SQLiteStore {
    public func recordQuery(
        _ query: QueryText, isExport: Bool, by reviewer: Reviewer, at moment: Timestamp
    ) async throws {
        guard Visibility.allowsQueries(reviewer) else { throw CaseStepError.notAllowed }
        try await write { db in
            try Trail.add(
                Visibility.queryAction(isExport: isExport, by: reviewer), query.detail, case: nil, by: reviewer.id,
                at: moment, in: db)
        }
    }

    public func savedQueries(for reviewer: Reviewer) async throws -> [SavedQuery] {
        guard Visibility.allowsQueries(reviewer) else { return [] }
        let sql = Self.savedQueries(withGuardians: Visibility.includesStaffCases(reviewer))
        return try await read { db in
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [reviewer.id]).compactMap { row in
                guard let kind = QueryKind(rawValue: row["kind"]) else { return nil }
                return SavedQuery(
                    name: row["name"],
                    query: QueryText(kind: kind, expression: row["expression"], top: row["top"], span: row["span"]),
                    author: row["author"], authorName: row["author_name"], isShared: row["shared"])
            }
        }
    }

    /// What a guardian saved may name staff: other guardians alone see it, whoever is meant to share it.
    static func savedQueries(withGuardians: Bool) -> String {
        """
        SELECT saved.name, saved.kind, saved.expression, saved.top, saved.span, saved.author, saved.shared,
            reviewers.name AS author_name
        FROM saved_queries AS saved LEFT JOIN reviewers ON reviewers.id = saved.author
        WHERE (saved.author = ? OR saved.shared = 1)\(withGuardians ? "" : " AND saved.guardians = 0")
        ORDER BY saved.name, saved.author LIMIT 500
        """
    }

    public func saveQuery(
        _ query: QueryText, name: String, isShared: Bool, by reviewer: Reviewer, at moment: Timestamp
    ) async throws {
        guard Visibility.allowsQueries(reviewer) else { throw CaseStepError.notAllowed }
        guard name.contains(where: { !$0.isWhitespace }) else { throw SavedQueryError.nameMissing }
        let texts =
            [(name, SavedQuery.maximumName), (query.expression, SavedQuery.maximumExpression)]
            + [query.top, query.span].map { ($0, SavedQuery.maximumExpression) }
        guard texts.allSatisfy({ $0.0.utf8.count <= $0.1 * 4 && $0.0.unicodeScalars.count <= $0.1 }) else {
            throw SavedQueryError.tooLong
        }
        try await write { db in
            let others =
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM saved_queries WHERE author = ? AND name <> ?"),
                    arguments: [reviewer.id, name]) ?? 0
            guard others < SavedQuery.maximumCount else { throw SavedQueryError.tooMany }
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO saved_queries
                        (author, name, kind, expression, top, span, shared, guardians, saved_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                reviewer.id, name, query.kind.rawValue, query.expression, query.top, query.span, isShared,
                Visibility.includesStaffCases(reviewer), moment.milliseconds,
            ])
        }
    }

    public func deleteQuery(named name: String, by reviewer: Reviewer) async throws {
        guard Visibility.allowsQueries(reviewer) else { throw CaseStepError.notAllowed }
        try await write { db in
            try db.cachedStatement(sql: "DELETE FROM saved_queries WHERE author = ? AND name = ?")
                .execute(arguments: [reviewer.id, name])
        }
    }
}
