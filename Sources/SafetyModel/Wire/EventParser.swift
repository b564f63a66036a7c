/// Reads one event: the envelope here, what stands in `data` in the extensions.
///
/// Its functions throw ``JSONError`` or ``Rejection``; ``EventDecoder`` turns both into the one.
struct EventParser {
    var reader: JSONReader
    /// Attributes of `data` that were not known.
    var unknown: [UnknownAttribute] = []
    /// What `data` said that is common to all types.
    var common = CommonPart()
    private let latest: Timestamp

    /// What `data` may hold for every type.
    struct CommonPart {
        var community = ""
        var channel: Channel?
        /// The channel's kind as it came, where this version does not know it.
        var oddChannelKind: String?
        var actor: Member?
        var target: Member?
    }

    init(_ line: UnsafeBufferPointer<UInt8>, latest: Timestamp) {
        reader = JSONReader(line)
        self.latest = latest
    }

    /// The envelope's attributes, as they are met.
    private struct Envelope {
        var id: String?
        var source: String?
        var type: EventType?
        var time: Timestamp?
        var isVersionOne = false
        var versionOffset: Int?
        /// A reader that stands before the value of `data`, and the type that it was read as already.
        var data: JSONReader?
        var dataReadAs: EventType?
        var unknown: [UnknownAttribute] = []
    }

    mutating func event() throws -> Event {
        try requireObject()
        let start = reader.offset
        var envelope = Envelope()
        var body = Body.none
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if key == "data" {
                envelope.data = reader
                envelope.dataReadAs = envelope.type
                // Where the type is not known yet, `data` is only gone over now and read afterwards.
                if let type = envelope.type { body = try data(of: type) } else { try reader.skipValue() }
            } else {
                try attribute(key, &envelope)
            }
        }
        try reader.end()
        guard envelope.isVersionOne else {
            throw Rejection(.unsupportedSpecVersion, at: envelope.versionOffset ?? start)
        }
        guard let id = envelope.id, !id.isEmpty else { throw Rejection(.missingID, at: start) }
        guard let source = envelope.source, !source.isEmpty else { throw Rejection(.missingSource, at: start) }
        guard let type = envelope.type else { throw Rejection(.missingType, at: start) }
        guard let time = envelope.time else { throw Rejection(.missingTime, at: start) }
        if let before = envelope.data {
            if envelope.dataReadAs != type {
                reader = before
                body = try data(of: type)
            }
        } else {
            body = emptyBody(of: type)
        }
        if let kind = common.oddChannelKind {
            unknown.append(UnknownAttribute(path: "data.channel.kind", json: kind))
        }
        return Event(
            id: id, source: source, type: type, time: time, community: common.community, channel: common.channel,
            actor: common.actor, target: common.target, body: body, unknown: allUnknown(envelope.unknown))
    }

    /// Tells what is JSON and no object from what is no JSON.
    private mutating func requireObject() throws {
        let kind = try reader.peek()
        guard kind != .object else { return }
        let offset = reader.offset
        try reader.skipValue()
        try reader.end()
        throw Rejection(.notAnObject, at: offset)
    }

    @inline(__always)
    private mutating func attribute(_ key: JSONKey, _ envelope: inout Envelope) throws {
        switch key {
        case "specversion":
            reader.skipSpace()
            envelope.versionOffset = reader.offset
            envelope.isVersionOne = try reader.optionalString() == "1.0"
        case "id": envelope.id = try reader.optionalString()
        case "source": envelope.source = try reader.optionalString()
        case "type": envelope.type = try eventType()
        case "time": envelope.time = try time()
        default: envelope.unknown.append(try unknownAttribute(key, under: ""))
        }
    }

    @inline(__always)
    private mutating func eventType() throws -> EventType? {
        guard let (raw, hasEscapes) = try reader.optionalRawString(), !raw.isEmpty else { return nil }
        // By far the most frequent, and worth a short way.
        if JSONKey(raw: raw, hasEscapes: hasEscapes) == "message.posted" { return .messagePosted }
        return EventType(name: JSONText.string(raw, hasEscapes: hasEscapes))
    }

    private mutating func time() throws -> Timestamp? {
        reader.skipSpace()
        let offset = reader.offset
        guard let text = try reader.optionalRawString() else { return nil }
        guard let moment = Self.timestamp(text) else { throw Rejection(.badTime, at: offset) }
        guard moment <= latest else { throw Rejection(.timeInFuture, at: offset) }
        return moment
    }

    /// Sorted by path; of those that stood twice, the last.
    private func allUnknown(_ ofEnvelope: [UnknownAttribute]) -> [UnknownAttribute] {
        guard !unknown.isEmpty || !ofEnvelope.isEmpty else { return [] }
        // By bytes, not by Unicode's idea of equality, which would take two different names for one.
        let all = (ofEnvelope + unknown).enumerated().sorted { left, right in
            let (first, second) = (left.element.path.utf8, right.element.path.utf8)
            if first.elementsEqual(second) { return left.offset < right.offset }
            return first.lexicographicallyPrecedes(second)
        }
        var kept: [UnknownAttribute] = []
        kept.reserveCapacity(all.count)
        for (_, attribute) in all {
            if let last = kept.last, last.path.utf8.elementsEqual(attribute.path.utf8) { kept.removeLast() }
            kept.append(attribute)
        }
        return kept
    }

    // MARK: Values that the parts share

    /// A string of `data.text`, within the limit.
    mutating func text() throws -> String? {
        reader.skipSpace()
        let offset = reader.offset
        guard let (raw, hasEscapes) = try reader.optionalRawString() else { return nil }
        let text = JSONText.string(raw, hasEscapes: hasEscapes)
        // Escapes only ever shorten, so the raw length settles it nearly always.
        guard raw.count <= EventDecoder.maximumTextLength || text.utf8.count <= EventDecoder.maximumTextLength else {
            throw Rejection(.textTooLong, at: offset)
        }
        return text
    }

    /// A timestamp; one that is a string but not RFC 3339 is kept as unknown.
    mutating func timestamp(_ key: JSONKey, under path: String) throws -> Timestamp? {
        let before = reader
        guard let text = try reader.optionalRawString() else { return nil }
        if let moment = Self.timestamp(text) { return moment }
        reader = before
        try keep(key, under: path)
        return nil
    }

    /// An integer; a number that is none, or that does not fit, is kept as unknown.
    mutating func integer(_ key: JSONKey, under path: String) throws -> Int? {
        if try reader.takeNull() { return nil }
        let before = reader
        do {
            return Int(exactly: try reader.int64())
        } catch  where error.reason == .numberOutOfRange {
            reader = before
            try keep(key, under: path)
            return nil
        }
    }

    mutating func bool() throws -> Bool? {
        try reader.takeNull() ? nil : try reader.bool()
    }

    mutating func strings() throws -> [String] {
        if try reader.takeNull() { return [] }
        var values: [String] = []
        try reader.beginArray()
        while try reader.nextElement() { values.append(try reader.string()) }
        return values
    }

    static func timestamp(_ text: JSONReader.RawString) -> Timestamp? {
        text.hasEscapes
            ? Timestamp(rfc3339: JSONText.string(text.raw, hasEscapes: true)) : Timestamp(rfc3339: text.raw)
    }

    // MARK: What is not known

    mutating func keep(_ key: JSONKey, under path: String) throws {
        unknown.append(try unknownAttribute(key, under: path))
    }

    @inline(never)
    private mutating func unknownAttribute(_ key: JSONKey, under path: String) throws -> UnknownAttribute {
        let raw = reader.slice(try reader.skipValue())
        var json = String(decoding: raw, as: UTF8.self)
        // A batch may be spread over lines; the log writes one event a line.
        if raw.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
            json = String(decoding: raw.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
        }
        return UnknownAttribute(path: path + key.string, json: json)
    }
}

extension JSONReader {
    /// What stands between the quotes of a string, checked and not yet resolved.
    typealias RawString = (raw: UnsafeBufferPointer<UInt8>, hasEscapes: Bool)

    /// A string without making a `String` of it, or `nil` for `null`.
    @inline(__always)
    mutating func optionalRawString() throws(JSONError) -> RawString? {
        if try takeNull() { return nil }
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw mismatch(.string) }
        let (inside, hasEscapes) = try scanString()
        return (slice(inside), hasEscapes)
    }
}
