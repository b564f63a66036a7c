public import SafetyModel

/// The figures of one whole month as they were published, once and for all.
///
/// They are about members. What concerns staff is not in them, for whoever works on cases could count what is not shown
/// to them, and take the difference; it is one count by itself, and is told a whole month later.
public struct PublishedMonth: Sendable {
    /// As `2026-03`.
    public var month: String
    public var figures: TransparencyFigures
    /// Decisions about staff in that month; `nil` until the month after it is over too.
    public var staffDecisions: DisclosedCount?
    public var publishedAt: Timestamp
    /// Why and when the operator corrected it, if they did.
    public var correction: String?
    public var correctedAt: Timestamp?

    public init(
        month: String, figures: TransparencyFigures, staffDecisions: DisclosedCount? = nil, publishedAt: Timestamp,
        correction: String? = nil, correctedAt: Timestamp? = nil
    ) {
        self.month = month
        self.figures = figures
        self.staffDecisions = staffDecisions
        self.publishedAt = publishedAt
        self.correction = correction
        self.correctedAt = correctedAt
    }

    /// Months as JSON, oldest first: those of ``TransparencyFigures/json``, with when each was published.
    public static func json(_ months: [PublishedMonth]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("smallestCountTold")
        writer.integer(CountSuppression.smallest)
        writer.key("months")
        writer.beginArray()
        for month in months { month.write(&writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("month")
        writer.string(month)
        writer.key("publishedAt")
        writer.timestamp(publishedAt)
        if let correction, let correctedAt {
            writer.key("correctedAt")
            writer.timestamp(correctedAt)
            writer.key("correction")
            writer.string(correction)
        }
        writer.key("decisionsAboutStaff")
        switch staffDecisions {
        case .exact(let count)?: writer.integer(count)
        case let other?: writer.string(other.text)
        case nil: writer.null()
        }
        figures.write(contentOf: month, withStaff: false, &writer)
        writer.endObject()
    }
}

/// Where public figures are kept.
public protocol PublicFiguresStore: Sendable {
    /// The last twelve whole months, oldest first, without those before anything was reported or raised. A month that was
    /// not published yet is, now; one that was stays as it is.
    func publishedMonths(at moment: Timestamp) async throws -> [PublishedMonth]

    /// Counts a published month anew. The page then says when and why.
    /// - Returns: whether there was anything to correct.
    func correctPublishedMonth(_ month: String, note: String, at moment: Timestamp) async throws -> Bool
}
