import SafetyModel

/// A value that is part of a snapshot: written as bytes, the same for the same value, and read back.
protocol Storable: Sendable {
    func write(into writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(ByteCodingError)
}

extension Int: Storable {
    func write(into writer: inout ByteWriter) { writer.write(self) }
    init(from reader: inout ByteReader) throws(ByteCodingError) { self = try reader.readInt() }
}

extension UInt64: Storable {
    func write(into writer: inout ByteWriter) { writer.write(self) }
    init(from reader: inout ByteReader) throws(ByteCodingError) { self = try reader.readUInt64() }
}

extension Double: Storable {
    func write(into writer: inout ByteWriter) { writer.write(self) }
    init(from reader: inout ByteReader) throws(ByteCodingError) {
        self = try reader.readDouble()
        guard isFinite else { throw .malformed(offset: reader.offset) }
    }
}

extension Bool: Storable {
    func write(into writer: inout ByteWriter) { writer.write(self) }
    init(from reader: inout ByteReader) throws(ByteCodingError) { self = try reader.readBool() }
}

extension String: Storable {
    func write(into writer: inout ByteWriter) { writer.write(self) }
    init(from reader: inout ByteReader) throws(ByteCodingError) { self = try reader.readString() }
}

extension Timestamp: Storable {
    func write(into writer: inout ByteWriter) { writer.write(milliseconds) }
    init(from reader: inout ByteReader) throws(ByteCodingError) { self = try reader.readTimestamp() }
}

extension EvidenceReference: Storable {
    func write(into writer: inout ByteWriter) {
        event.source.write(into: &writer)
        event.id.write(into: &writer)
        time.write(into: &writer)
        author.write(into: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        self.init(
            event: EventKey(source: try reader.readString(), id: try reader.readString()),
            time: try reader.readTimestamp(), author: try reader.readOptionalString())
    }
}

extension Optional: Storable where Wrapped: Storable {
    func write(into writer: inout ByteWriter) {
        writer.write(self != nil)
        self?.write(into: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        self = try reader.readBool() ? try Wrapped(from: &reader) : nil
    }
}

extension Array: Storable where Element: Storable {
    func write(into writer: inout ByteWriter) {
        writer.write(count)
        for element in self { element.write(into: &writer) }
    }

    /// The count is not trusted: nothing is reserved, and the bytes run out before the memory does.
    init(from reader: inout ByteReader) throws(ByteCodingError) {
        self = []
        for _ in 0..<(try reader.readCount()) { append(try Element(from: &reader)) }
    }
}

extension Dictionary: Storable where Key: Storable & Comparable, Value: Storable {
    /// In the order of the keys, so that the same state gives the same bytes.
    func write(into writer: inout ByteWriter) {
        writer.write(count)
        for (key, value) in sorted(by: { $0.key < $1.key }) {
            key.write(into: &writer)
            value.write(into: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        self = [:]
        for _ in 0..<(try reader.readCount()) {
            let key = try Key(from: &reader)
            self[key] = try Value(from: &reader)
        }
    }
}

extension Remembered where Key: Storable, Value: Storable {
    func encode(into writer: inout ByteWriter) {
        encode(into: &writer) { writer, key, value in
            key.write(into: &writer)
            value.write(into: &writer)
        }
    }

    mutating func decode(from reader: inout ByteReader) throws(ByteCodingError) {
        try decode(from: &reader) { reader throws(ByteCodingError) in
            (try Key(from: &reader), try Value(from: &reader))
        }
    }
}

/// An account, or a community, of one platform.
struct Account: Hashable, Comparable, Storable {
    var platform: String
    var id: String

    init(platform: String, id: String) {
        self.platform = platform
        self.id = id
    }

    /// - Parameter event: its source's part before the first colon names the platform.
    init(_ id: String, of event: Event) {
        self.init(platform: PowerPair.platform(of: event.source), id: id)
    }

    static func < (left: Account, right: Account) -> Bool {
        (left.platform, left.id) < (right.platform, right.id)
    }

    func write(into writer: inout ByteWriter) {
        platform.write(into: &writer)
        id.write(into: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        self.init(platform: try reader.readString(), id: try reader.readString())
    }
}
