public import SafetyModel

/// Rows as lines of CSV (RFC 4180) and NDJSON.
public enum QueryExport: String, Sendable, Hashable, CaseIterable {
    case csv, ndjson

    /// What is written before the rows.
    public func header(_ kind: QueryKind) -> [UInt8] {
        switch self {
        case .ndjson: []
        case .csv: Self.line(Self.columns(kind))
        }
    }

    /// One row, with the end of its line.
    public func line(_ row: QueryRow) -> [UInt8] {
        switch self {
        case .csv: Self.line(Self.cells(row))
        case .ndjson: Self.json(row)
        }
    }

    /// The columns of a table of rows.
    public static func columns(_ kind: QueryKind) -> [String] {
        switch kind {
        case .events:
            [
                "time", "type", "event", "source", "community", "channel", "channel_kind", "actor", "actor_name",
                "target", "target_name", "name", "policies", "cases",
            ]
        case .signals:
            [
                "time", "policy", "severity", "score", "detector", "community", "subject", "subject_name",
                "counterpart", "counterpart_name", "evidence_count", "case", "state", "outcome",
            ]
        }
    }

    private static func cells(_ row: QueryRow) -> [String] {
        switch row {
        case .event(let row):
            let event = row.event
            return [
                event.time.rfc3339, event.type.name, event.id, event.source, event.community, event.channel?.id ?? "",
                event.channel?.kind.rawValue ?? "", event.actor?.id ?? "", event.actor?.name ?? "",
                event.target?.id ?? event.addressee ?? "", event.target?.name ?? "", event.body.name ?? "",
                row.signals.map(\.signal.policy.code).joined(separator: " "),
                row.signals.map { String($0.caseID) }.joined(separator: " "),
            ]
        case .signal(let row):
            let signal = row.signal
            return [
                signal.time.rfc3339, signal.policy.code, String(row.severity.level), signal.score.description,
                signal.detector.name, signal.community, signal.subject, signal.subjectName ?? "",
                signal.counterpart ?? "", signal.counterpartName ?? "", String(signal.evidence.count),
                String(row.caseID), row.caseState, row.outcome ?? "",
            ]
        }
    }

    // MARK: CSV

    private static func line(_ cells: [String]) -> [UInt8] {
        Array(cells.map(cell).joined(separator: ",").utf8) + [0x0D, 0x0A]
    }

    /// A cell as spreadsheets may have it: what they would take for a formula begins with an apostrophe
    /// (https://owasp.org/www-community/attacks/CSV_Injection), and everything that is not plain stands between quotes.
    static func cell(_ text: String) -> String {
        let scalars = text.unicodeScalars
        var isFormula = false
        if let first = scalars.first(where: { !$0.properties.isWhitespace && $0.properties.generalCategory != .format })
        {
            // Spreadsheets take full-width forms for the plain ones.
            isFormula = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"].contains(first)
        }
        if let first = scalars.first, first == "\t" || first == "\r" || first == "\n" { isFormula = true }
        let safe = isFormula ? "'" + text : text
        let isPlain = safe.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"),
                UInt8(ascii: "/"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        if isPlain { return safe }
        var quoted = String.UnicodeScalarView(["\""])
        for scalar in safe.unicodeScalars {
            if scalar == "\"" { quoted.append("\"") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    // MARK: NDJSON

    private static func json(_ row: QueryRow) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        switch row {
        case .event(let row): write(row, to: &writer)
        case .signal(let row):
            writer.key("time")
            writer.timestamp(row.signal.time)
            write(row, to: &writer)
        }
        writer.endObject()
        return writer.bytes + [0x0A]
    }

    private static func write(_ row: QueriedEvent, to writer: inout JSONWriter) {
        let event = row.event
        writer.key("time")
        writer.timestamp(event.time)
        for (name, text) in [
            ("type", event.type.name), ("event", event.id), ("source", event.source), ("community", event.community),
        ] {
            writer.key(name)
            writer.string(text)
        }
        if let channel = event.channel {
            writer.key("channel")
            writer.beginObject()
            writer.key("id")
            writer.string(channel.id)
            writer.key("kind")
            writer.string(channel.kind.rawValue)
            writer.endObject()
        }
        let addressee = event.addressee.map { Member(id: $0) }
        for (name, member) in [("actor", event.actor), ("target", event.target ?? addressee)] {
            guard let member else { continue }
            writer.key(name)
            writer.beginObject()
            writer.key("id")
            writer.string(member.id)
            optional("name", member.name, to: &writer)
            writer.endObject()
        }
        optional("name", event.body.name, to: &writer)
        guard !row.signals.isEmpty else { return }
        writer.key("signals")
        writer.beginArray()
        for signal in row.signals {
            writer.beginObject()
            write(signal, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(_ row: QueriedSignal, to writer: inout JSONWriter) {
        let signal = row.signal
        optional("policy", signal.policy.code, to: &writer)
        writer.key("severity")
        writer.integer(row.severity.level)
        writer.key("score")
        writer.double(signal.score)
        optional("detector", signal.detector.name, to: &writer)
        optional("community", signal.community, to: &writer)
        optional("subject", signal.subject, to: &writer)
        optional("subject_name", signal.subjectName, to: &writer)
        optional("counterpart", signal.counterpart, to: &writer)
        optional("counterpart_name", signal.counterpartName, to: &writer)
        writer.key("evidence_count")
        writer.integer(signal.evidence.count)
        writer.key("case")
        writer.integer(row.caseID)
        optional("state", row.caseState, to: &writer)
        optional("outcome", row.outcome, to: &writer)
    }

    private static func optional(_ name: StaticString, _ text: String?, to writer: inout JSONWriter) {
        guard let text else { return }
        writer.key(name)
        writer.string(text)
    }
}
