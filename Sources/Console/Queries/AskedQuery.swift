import Casework
import SafetyModel

/// A query as the form asks for it.
struct AskedQuery: Sendable, Hashable {
    /// How far back a query looks.
    enum Span: String, Sendable, Hashable, CaseIterable {
        case day, week, month, quarter, all

        var length: Duration? {
            switch self {
            case .day: .days(1)
            case .week: .days(7)
            case .month: .days(30)
            case .quarter: .days(90)
            case .all: nil
            }
        }
    }

    var kind: QueryKind
    var expression: String
    var top: String
    var span: Span
    /// Days, as `2026-11-01`, which go before the span.
    var from: String
    var to: String

    init(_ fields: FormFields) {
        kind = fields["kind"].flatMap(QueryKind.init(rawValue:)) ?? .events
        expression = (fields["q"] ?? "").replacing("\r\n", with: "\n").trimmed
        top = (fields["by"] ?? "").trimmed
        span = fields["span"].flatMap(Span.init(rawValue:)) ?? .month
        from = Self.day(fields["from"]) == nil ? "" : fields["from"] ?? ""
        to = Self.day(fields["to"]) == nil ? "" : fields["to"] ?? ""
    }

    init(_ kind: QueryKind, _ expression: String, top: String = "", span: Span = .month) {
        self.kind = kind
        self.expression = expression
        self.top = top
        self.span = span
        from = ""
        to = ""
    }

    /// A saved query.
    init(_ text: QueryText) {
        self.init(text.kind, text.expression, top: text.top, span: Span(rawValue: text.span) ?? .month)
        let days = text.span.split(separator: "–", omittingEmptySubsequences: false).map(String.init)
        if days.count == 2 {
            from = Self.day(days[0]) == nil ? "" : days[0]
            to = Self.day(days[1]) == nil ? "" : days[1]
        }
    }

    var isEmpty: Bool { expression.isEmpty }

    /// As it is saved and put on the trail.
    var text: QueryText {
        QueryText(kind: kind, expression: expression, top: top, span: hasDays ? "\(from)–\(to)" : span.rawValue)
    }

    private var hasDays: Bool { !from.isEmpty || !to.isEmpty }

    /// The last of the days belongs to the range.
    func range(now: Timestamp) -> QueryRange {
        guard hasDays else { return QueryRange(from: span.length.map { now - $0 }, to: nil) }
        return QueryRange(from: Self.day(from), to: Self.day(to).map { $0 + .days(1) })
    }

    /// The beginning of a day, as date fields write it.
    private static func day(_ text: String?) -> Timestamp? {
        guard let text, text.utf8.count == 10 else { return nil }
        return Timestamp(rfc3339: text + "T00:00:00Z")
    }

    /// The query string of this query.
    var fields: String {
        [("kind", kind.rawValue), ("q", expression), ("by", top), ("span", span.rawValue), ("from", from), ("to", to)]
            .filter { !$0.1.isEmpty }.map { "\($0.0)=\(FormFields.encode($0.1))" }.joined(separator: "&")
    }
}
