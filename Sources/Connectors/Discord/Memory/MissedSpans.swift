/// What is still to be fetched of what nobody told Vigie of, and whose turn it is: the audit log before all else, for
/// what is held back waits for its entries; then the channels by turns, so that none waits for a long one to end.
///
/// Several are fetched at a time, of each one page. A span that grows while its page is under way is not taken for
/// fetched when that page turns out to be the last: what was asked for may have been answered before it grew.
public struct MissedSpans: Sendable {
    private var spans: [String: MissedSpan] = [:]
    /// Whose page is under way.
    private var underWay: Set<String> = []
    /// Which of them grew meanwhile.
    private var grown: Set<String> = []
    /// When each was served last, counted in pages.
    private var served: [String: Int] = [:]
    private var pages = 0

    /// - Parameter kept: what an earlier run stored.
    public init(_ kept: [String: MissedSpan] = [:]) { spans = kept }

    public var isEmpty: Bool { spans.isEmpty }
    /// How many channels are still to be fetched from.
    public var channels: Int { spans.values.count { $0.channel != nil } }
    /// Guilds whose audit log is still to be fetched from.
    public var auditLogs: [String] { spans.values.filter { $0.channel == nil }.map(\.guild).sorted() }

    /// Whether entries of a guild's audit log are still to be fetched.
    public func hasAudit(of guild: String) -> Bool { spans.values.contains { $0.channel == nil && $0.guild == guild } }

    /// Takes in what was missed. Of a place that is not fetched yet the span reaches from the earlier to the later.
    /// - Returns: the spans as they are to be stored.
    public mutating func add(_ missed: [MissedSpan]) -> [MissedSpan] {
        missed.map { span in
            var span = span
            if let open = spans[span.key] {
                if Snowflake.isLater(span.after, than: open.after) { span.after = open.after }
                if let one = span.upTo, let other = open.upTo, Snowflake.isLater(other, than: one) { span.upTo = other }
                if underWay.contains(span.key) { grown.insert(span.key) }
            }
            spans[span.key] = span
            return span
        }
    }

    /// The span of which a page is to be fetched now; nil where none is free.
    public mutating func take() -> MissedSpan? {
        let free = spans.values.filter { !underWay.contains($0.key) }
        guard let span = free.min(by: { rank($0) < rank($1) }) else { return nil }
        underWay.insert(span.key)
        pages += 1
        served[span.key] = pages
        return span
    }

    private func rank(_ span: MissedSpan) -> (Int, Int, String) {
        (span.channel == nil ? 0 : 1, served[span.key] ?? 0, span.key)
    }

    /// A page came, or could not be had for now.
    /// - Parameter rest: what is left of the span; nil where that was all, or where it cannot be had at all.
    /// - Returns: whether the rest counts; a span that grew meanwhile stays, and its page comes twice.
    public mutating func finish(_ span: MissedSpan, rest: MissedSpan?) -> Bool {
        underWay.remove(span.key)
        guard grown.remove(span.key) == nil else { return false }
        spans[span.key] = rest
        if rest == nil { served[span.key] = nil }
        return true
    }
}
