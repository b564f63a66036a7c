public import SafetyModel

extension RuleEngine {
    /// Version of the form of snapshots; another one is not read.
    private static let version: UInt64 = 2

    /// All that the engine remembers, in bytes; the same memory gives the same bytes. It holds hashes of ids, and the
    /// reasons of labels.
    public func snapshot() -> [UInt8] {
        var writer = ByteWriter()
        writer.write(Self.version)
        writer.write(UInt64(states.count))
        for (rule, state) in zip(rules, states) {
            writer.write(rule.name)
            state.write(to: &writer)
        }
        labels.write(to: &writer)
        intake.book.write(to: &writer)
        return writer.bytes
    }

    /// Takes over what an engine remembered. What belongs to rules or counters that are no longer there is left out; the
    /// engine does not change where the bytes are not a snapshot.
    public mutating func restore(_ bytes: [UInt8]) throws(ByteCodingError) {
        var reader = ByteReader(bytes)
        guard try reader.readUInt64() == Self.version else { throw .malformed(offset: 0) }
        var restored = self
        for _ in 0..<(try reader.readCount()) {
            let name = try reader.readString()
            let state = try RuleState(from: &reader)
            if let place = places[name] { restored.states[place] = state }
        }
        try restored.labels.read(from: &reader)
        try restored.intake.book.read(from: &reader)
        guard reader.isAtEnd else { throw .malformed(offset: reader.offset) }
        self = restored
    }
}

extension ByteReader {
    /// How many of something follow.
    mutating func readCount() throws(ByteCodingError) -> Int {
        let before = offset
        guard let count = Int(exactly: try readUInt64()) else { throw .malformed(offset: before) }
        return count
    }

    /// A figure that is counted on from.
    mutating func readFigure() throws(ByteCodingError) -> Int {
        let figure = try readInt()
        guard (0...1 << 48).contains(figure) else { throw .malformed(offset: offset) }
        return figure
    }
}

extension RuleEngine.RuleState {
    func write(to writer: inout ByteWriter) {
        for path in RuleCounts.figures {
            writer.write(counts[keyPath: path])
            writer.write(staff[keyPath: path])
        }
        effects.write(to: &writer)
        exhaustions.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        for path in RuleCounts.figures {
            counts[keyPath: path] = try reader.readFigure()
            staff[keyPath: path] = try reader.readFigure()
        }
        effects = try HourlyLimit(from: &reader)
        exhaustions = try HourlyLimit(from: &reader)
    }
}

extension HourlyLimit {
    func write(to writer: inout ByteWriter) {
        writer.write(hour)
        writer.write(count)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        hour = try reader.readInt64()
        count = try reader.readFigure()
    }
}
