public import Casework
import GRDB
import SafetyModel

extension SQLiteStore {
    /// The most hits of one search, and the longest text that is searched for, in bytes.
    static let searchLimit = 200
    static let searchTextLimit = 256

    /// See ``CaseStore/search(_:limit:for:)``. Ids are found by their beginning, names by any part of them, whatever
    /// the case of the letters; a number finds the case of that number. Cases come before members.
    public func search(_ text: String, limit: Int, for reviewer: Reviewer) async throws -> [SearchHit] {
        let visible = VisibleCases(for: reviewer)
        let wanted = SearchText(text)
        let limit = min(max(limit, 0), Self.searchLimit)
        guard visible.includesAny, limit > 0, let wanted else { return [] }
        return try await read { db in
            var hits = try Row.fetchAll(
                db, sql: Self.searchCases(visible),
                arguments: [wanted.number, wanted.first, wanted.end, wanted.pattern, limit]
            ).map { SearchHit.item(CaseRow.item($0)) }
            for sql in [Self.searchMemberIDs, Self.searchMemberNames] where hits.count < limit {
                let rows = try Row.fetchAll(
                    db, sql: sql,
                    arguments: ["first": wanted.first, "end": wanted.end, "pattern": wanted.pattern, "limit": limit])
                for row in rows where hits.count < limit {
                    let hit = SearchHit.member(id: row[0], community: row[1], name: row[2])
                    if !hits.contains(hit) { hits.append(hit) }
                }
            }
            return hits
        }
    }

    static func searchCases(_ visible: VisibleCases) -> String {
        """
        SELECT \(CaseRow.columns) FROM cases
        WHERE (id = ? OR (subject >= ? AND subject < ?) OR subject_name_folded LIKE ? ESCAPE '\\')
            AND \(visible.condition)
        ORDER BY state = 'decided', severity, score DESC, imminence DESC, due_at, id LIMIT ?
        """
    }

    /// By the beginning of the id: each community's part of the index.
    static let searchMemberIDs = """
        SELECT members.id, communities.name, members.name
        FROM communities JOIN members ON members.community = communities.number
        WHERE members.id >= :first AND members.id < :end AND :pattern IS NOT NULL
        ORDER BY length(members.id), members.id LIMIT :limit
        """

    /// By any part of the name. No index can serve this; it reads the members, not the events.
    static let searchMemberNames = """
        SELECT members.id, communities.name, members.name
        FROM members JOIN communities ON communities.number = members.community
        WHERE members.name_folded LIKE :pattern ESCAPE '\\' AND :first IS NOT NULL AND :end IS NOT NULL
        ORDER BY length(members.name_folded), members.id LIMIT :limit
        """
}

/// What somebody typed into the search box, made safe: nothing in it has a meaning of its own.
struct SearchText {
    /// Where it is a number: a case may have it.
    let number: Int64?
    /// The span of strings that begin with it.
    let first: String
    let end: String
    /// For `LIKE … ESCAPE '\'`, folded.
    let pattern: String

    init?(_ text: String) {
        guard text.utf8.count <= SQLiteStore.searchTextLimit, !text.utf8.contains(0) else { return nil }
        var trimmed = text[...]
        while let character = trimmed.first, character.isWhitespace { trimmed.removeFirst() }
        while let character = trimmed.last, character.isWhitespace { trimmed.removeLast() }
        if trimmed.isEmpty { return nil }
        number = Int64(trimmed)
        first = String(trimmed)
        // The greatest scalar follows anything that may come after the beginning.
        end = first + "\u{10FFFF}"
        var escaped = ""
        for character in first.lowercased() {
            if character == "%" || character == "_" || character == "\\" { escaped.append("\\") }
            escaped.append(character)
        }
        pattern = "%\(escaped)%"
    }
}
