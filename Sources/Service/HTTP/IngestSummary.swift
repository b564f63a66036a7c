public import SafetyModel

/// What became of a post of events.
public struct IngestSummary: Sendable {
    public var read: Int
    public var stored: Int
    public var duplicates: Int
    public var rejected: [DeadLetter]

    /// Rejected lines that the answer lists; the rest is counted.
    static let listed = 100

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, count) in [
            ("read", read), ("stored", stored), ("duplicates", duplicates), ("rejected", rejected.count),
        ] {
            writer.key(name)
            writer.integer(Int64(count))
        }
        writer.key("problems")
        writer.beginArray()
        for letter in rejected.prefix(Self.listed) {
            writer.beginObject()
            writer.key("line")
            writer.integer(Int64(letter.line))
            writer.key("reason")
            writer.string(letter.reason.rawValue)
            writer.key("detail")
            writer.string(letter.reason.sentence)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
