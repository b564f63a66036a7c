public import SafetyModel

extension EscalationCase {
    /// The case as lines of JSON: `case`, then each `signal`, each `report` (in its words, without who reported), each
    /// `event` (CloudEvents, with its text) and each line of the `trail`; every line says in `kind` what it is.
    public var ndjson: [UInt8] {
        var bytes: [UInt8] = []
        line(&bytes, "case", writeCase)
        for signal in signals { line(&bytes, "signal") { Self.write(signal, reasons[signal.id] ?? [], &$0) } }
        for report in reports { line(&bytes, "report") { Self.write(report, &$0) } }
        bytes += eventLines
        for entry in trail { line(&bytes, "trail") { Self.write(entry, &$0) } }
        return bytes
    }

    /// The events alone, as lines of the same form.
    public var eventLines: [UInt8] {
        var bytes: [UInt8] = []
        let encoder = EventEncoder()
        for event in events {
            line(&bytes, "event") { writer in
                writer.key("evidence")
                writer.bool(evidence.contains(event.key))
                if let gone = deleted[event.key] {
                    writer.key("deletedAt")
                    writer.timestamp(gone.at)
                    writer.key("deletedUnder")
                    writer.string(gone.rule)
                }
                writer.key("event")
                writer.raw(String(decoding: encoder.encode(event), as: UTF8.self))
            }
        }
        return bytes
    }

    private func line(_ bytes: inout [UInt8], _ kind: String, _ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("kind")
        writer.string(kind)
        body(&writer)
        writer.endObject()
        bytes += writer.bytes
        bytes.append(0x0A)
    }

    private func writeCase(_ writer: inout JSONWriter) {
        writer.key("number")
        writer.integer(number)
        writer.key("community")
        writer.string(community)
        writer.key("policy")
        writer.string(policy.code)
        writer.key("subject")
        writer.string(subject)
        writer.key("subjectIsStaff")
        writer.bool(subjectIsStaff)
        writer.key("counterparts")
        writer.strings(counterparts)
        writer.key("names")
        writer.beginObject()
        for (id, name) in names.sorted(by: { $0.key < $1.key }) {
            writer.key(id)
            writer.string(name)
        }
        writer.endObject()
        writer.key("openedAt")
        writer.timestamp(openedAt)
        writer.key("reviewedBy")
        writer.string(reviewer)
        writer.key("exportedAt")
        writer.timestamp(madeAt)
    }

    private static func write(_ signal: Signal, _ reasons: [LocalizedText], _ writer: inout JSONWriter) {
        writer.key("id")
        writer.string(signal.id)
        writer.key("policy")
        writer.string(signal.policy.code)
        writer.key("score")
        writer.double(signal.score)
        writer.key("time")
        writer.timestamp(signal.time)
        writer.key("detector")
        writer.string("\(signal.detector.name)/\(signal.detector.version)")
        if let counterpart = signal.counterpart {
            writer.key("counterpart")
            writer.string(counterpart)
        }
        writer.key("reasons")
        write(reasons, &writer)
        writer.key("evidence")
        writer.beginArray()
        for reference in signal.evidence {
            writer.beginObject()
            writer.key("source")
            writer.string(reference.event.source)
            writer.key("id")
            writer.string(reference.event.id)
            writer.key("cues")
            writer.strings(reference.cues.map(\.cue))
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(_ entry: Line, _ writer: inout JSONWriter) {
        writer.key("at")
        writer.timestamp(entry.at)
        if let name = entry.by {
            writer.key("by")
            writer.string(name)
        }
        if !entry.roles.isEmpty {
            writer.key("roles")
            writer.strings(entry.roles)
        }
        writer.key("action")
        writer.string(entry.action)
        writer.key("detail")
        writer.string(entry.detail)
    }
}
