public import SafetyModel

/// What somebody reported, in the words of the report. Nothing of who reported is in it.
public struct ReportedMatter: Sendable, Hashable {
    /// A file that came with it: what it is, never its content or its name.
    public struct File: Sendable, Hashable {
        /// As `png`.
        public var kind: String
        /// Size of the original.
        public var bytes: Int
        /// Of the original, in lower-case hexadecimal.
        public var sha256: String

        public init(kind: String, bytes: Int, sha256: String) {
            (self.kind, self.bytes, self.sha256) = (kind, bytes, sha256)
        }
    }

    public var filedAt: Timestamp
    /// A stable code, as `pictures`.
    public var code: String
    /// What happened, as it was chosen on the form.
    public var happening: LocalizedText
    /// Whether somebody felt in danger when it was written.
    public var isDanger: Bool
    /// As they were written.
    public var accused: [String] = []
    public var place = ""
    public var text = ""
    public var files: [File] = []
    /// Words and files were deleted: when, and under which rule.
    public var deleted: DeletedEvidence?

    public init(filedAt: Timestamp, code: String, happening: LocalizedText, isDanger: Bool) {
        (self.filedAt, self.code, self.happening, self.isDanger) = (filedAt, code, happening, isDanger)
    }
}

extension EscalationCase {
    /// Why the case was raised, each reason once.
    public var allReasons: [LocalizedText] {
        var all: [LocalizedText] = []
        for reason in signals.flatMap({ reasons[$0.id] ?? [] }) where !all.contains(reason) { all.append(reason) }
        return all
    }

    /// The reports as lines of text, in English.
    var reportLines: [String] {
        zip(1..., reports).flatMap { number, report -> [String] in
            var lines = ["Report \(number), \(report.filedAt.rfc3339): \(report.happening.en)."]
            if report.isDanger { lines.append("Somebody felt in danger when it was written.") }
            if let gone = report.deleted {
                lines.append("Its words and files were deleted on \(gone.at.rfc3339) under the rule \"\(gone.rule)\".")
            }
            if !report.accused.isEmpty {
                lines.append("Accused, as written: \(report.accused.joined(separator: ", "))")
            }
            if !report.place.isEmpty { lines.append("Where, as written: \(report.place)") }
            if !report.text.isEmpty { lines.append("In the words of the report: \(report.text)") }
            lines += report.files.map { "File, not included: \($0.kind), \($0.bytes) bytes, SHA-256 \($0.sha256)" }
            return lines
        }
    }

    /// A report as members of a line of JSON.
    static func write(_ report: ReportedMatter, _ writer: inout JSONWriter) {
        writer.key("at")
        writer.timestamp(report.filedAt)
        writer.key("happening")
        writer.string(report.code)
        writer.key("dangerNow")
        writer.bool(report.isDanger)
        if let gone = report.deleted {
            writer.key("deletedAt")
            writer.timestamp(gone.at)
            writer.key("deletedUnder")
            writer.string(gone.rule)
        }
        writer.key("accused")
        writer.strings(report.accused)
        writer.key("place")
        writer.string(report.place)
        writer.key("text")
        writer.string(report.text)
        writer.key("files")
        writer.beginArray()
        for file in report.files {
            writer.beginObject()
            writer.key("kind")
            writer.string(file.kind)
            writer.key("bytes")
            writer.integer(file.bytes)
            writer.key("sha256")
            writer.string(file.sha256)
            writer.endObject()
        }
        writer.endArray()
    }

    /// Reasons in both languages, as an array of objects.
    static func write(_ reasons: [LocalizedText], _ writer: inout JSONWriter) {
        writer.beginArray()
        for reason in reasons { writer.texts(reason) }
        writer.endArray()
    }
}
