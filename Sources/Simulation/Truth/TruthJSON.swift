import SafetyModel

extension Truth {
    /// The truth file: one JSON object in UTF-8, with a line per story and look-alike and a new line at its end.
    public var json: [UInt8] {
        var text = TruthText()
        text.raw("{\"seed\":\(seed),\"members\":\(members),\"events\":\(events),\"stories\":[")
        for (place, story) in stories.enumerated() {
            text.raw(place == 0 ? "\n{" : ",\n{")
            text.field("id", story.id, first: true)
            text.field("kind", story.kind)
            text.field("policy", story.policy.code)
            text.list("policies", story.policies.map(\.code))
            text.field("community", story.community)
            text.list("subjects", story.subjects)
            text.list("targets", story.targets)
            text.span(story.first, story.last, story.events)
        }
        text.raw("],\"lookalikes\":[")
        for (place, lookalike) in lookalikes.enumerated() {
            text.raw(place == 0 ? "\n{" : ",\n{")
            text.field("id", lookalike.id, first: true)
            text.field("kind", lookalike.kind)
            text.field("community", lookalike.community)
            text.list("members", lookalike.members)
            text.span(lookalike.first, lookalike.last, lookalike.events)
        }
        text.raw("]}\n")
        return text.bytes
    }
}

/// JSON text in the making.
private struct TruthText {
    var bytes: [UInt8] = []

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let hex = Array("0123456789abcdef".utf8)
                raw("\\u00")
                bytes.append(hex[Int(byte >> 4)])
                bytes.append(hex[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func field(_ name: String, _ value: String, first: Bool = false) {
        raw(first ? "\"\(name)\":" : ",\"\(name)\":")
        string(value)
    }

    mutating func list(_ name: String, _ values: [String]) {
        raw(",\"\(name)\":[")
        for (place, value) in values.enumerated() {
            if place > 0 { raw(",") }
            string(value)
        }
        raw("]")
    }

    mutating func span(_ first: Timestamp, _ last: Timestamp, _ events: [String]) {
        field("first", first.rfc3339)
        field("last", last.rfc3339)
        list("events", events)
        raw("}")
    }
}
