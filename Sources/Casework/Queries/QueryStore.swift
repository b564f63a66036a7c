public import SafetyModel

/// Queries over what is stored. Every method answers only what ``Visibility`` lets the viewer know; what is hidden is
/// left out before a query sees it, so that no expression can find out about it: not by a row, a count or an error, nor
/// by making itself costly where something hidden is met.
public protocol QueryStore: Sendable {
    /// Hands out the stored events of a range, newest first by their place in the log, without text.
    /// - Parameter body: takes some of them, possibly none, and gives whether to go on.
    func readEvents(
        in range: QueryRange, for viewer: QueryViewer, _ body: ([QueriedEvent]) async throws -> Bool
    ) async throws
    /// Hands out the stored signals of a range, those recorded last first.
    /// - Parameter body: takes some of them, possibly none, and gives whether to go on.
    func readSignals(
        in range: QueryRange, for viewer: QueryViewer, _ body: ([QueriedSignal]) async throws -> Bool
    ) async throws

    /// Puts a query on the audit trail.
    /// - Throws: ``CaseStepError/notAllowed``
    func recordQuery(_ query: QueryText, isExport: Bool, by reviewer: Reviewer, at moment: Timestamp) async throws

    /// The reviewer's own saved queries, and those that others share with it, by name.
    func savedQueries(for reviewer: Reviewer) async throws -> [SavedQuery]
    /// Saves a query under a name, in place of the reviewer's own one of that name.
    /// - Throws: ``SavedQueryError``, ``CaseStepError/notAllowed``
    func saveQuery(
        _ query: QueryText, name: String, isShared: Bool, by reviewer: Reviewer, at moment: Timestamp) async throws
    /// Deletes one of the reviewer's own saved queries; one that is not there stays so.
    func deleteQuery(named name: String, by reviewer: Reviewer) async throws
}

/// On whose behalf a query reads.
public enum QueryViewer: Sendable, Hashable {
    case reviewer(Reviewer)
    /// Whoever holds the database and its key: nothing can be hidden from them.
    case `operator`
}

/// A query as it was written.
public struct QueryText: Sendable, Hashable {
    public var kind: QueryKind
    public var expression: String
    /// By which expression the most frequent are listed; empty for none.
    public var top: String
    /// How far back, as the console's form names it.
    public var span: String

    public init(kind: QueryKind, expression: String, top: String = "", span: String = "") {
        self.kind = kind
        self.expression = expression
        self.top = top
        self.span = span
    }

    /// The line of the audit trail, cut to what a line can hold.
    public var detail: String {
        let by = top.isEmpty ? "" : " · by \(top)"
        let over = span.isEmpty ? "" : " · \(span)"
        let text = "\(kind.rawValue): \(expression)"
        let rest = by + over
        return Self.cut(text, to: 600) + Self.cut(rest, to: 300)
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(limit))) + "…"
    }
}

/// A query that somebody saved.
public struct SavedQuery: Sendable, Hashable {
    public var name: String
    public var query: QueryText
    public var author: Int64
    public var authorName: String?
    public var isShared: Bool

    public init(name: String, query: QueryText, author: Int64, authorName: String?, isShared: Bool) {
        self.name = name
        self.query = query
        self.author = author
        self.authorName = authorName
        self.isShared = isShared
    }

    /// How many one reviewer may keep.
    public static let maximumCount = 50
    /// Of a name, in code points.
    public static let maximumName = 80
    /// Of an expression, in code points.
    public static let maximumExpression = 4_000
}

/// Why a query was not saved.
public enum SavedQueryError: Error, Sendable, Hashable, CustomStringConvertible {
    case nameMissing
    case tooLong
    case tooMany

    public var description: String {
        switch self {
        case .nameMissing: "give the query a name"
        case .tooLong:
            "a name has at most \(SavedQuery.maximumName) characters, an expression \(SavedQuery.maximumExpression)"
        case .tooMany: "you keep \(SavedQuery.maximumCount) queries already; delete one first"
        }
    }
}
