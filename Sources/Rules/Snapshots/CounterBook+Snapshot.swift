import SafetyModel

extension CounterBook {
    func write(to writer: inout ByteWriter) {
        writer.write(UInt64(stores.count))
        for store in stores {
            store.definition.write(to: &writer)
            writer.write(store.droppedKeys)
            writer.write(UInt64(store.tallies.count))
            for (key, tally) in store.tallies.sorted(by: { $0.key < $1.key }) {
                writer.write(key)
                tally.write(to: &writer)
            }
        }
    }

    mutating func read(from reader: inout ByteReader) throws(ByteCodingError) {
        for _ in 0..<(try reader.readCount()) {
            let definition = try CounterDefinition(from: &reader)
            let droppedKeys = try reader.readFigure()
            var tallies: [UInt64: WindowTally] = [:]
            for _ in 0..<(try reader.readCount()) {
                let key = try reader.readUInt64()
                tallies[key] = try WindowTally(from: &reader)
            }
            guard let place = places[definition] else { continue }
            stores[place].tallies = tallies
            stores[place].droppedKeys = droppedKeys
        }
    }
}

extension CounterDefinition {
    func write(to writer: inout ByteWriter) {
        writer.write(scope.rawValue)
        writer.write(name)
        writer.write(window)
        writer.write(field?.rawValue)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        guard let scope = CounterScope(rawValue: try reader.readString()) else {
            throw .malformed(offset: reader.offset)
        }
        let name = try reader.readString()
        let window = try reader.readInt64()
        let written = try reader.readOptionalString()
        let field = written.flatMap { CounterField(rawValue: $0) }
        guard (field == nil) == (written == nil) else { throw .malformed(offset: reader.offset) }
        self.init(scope: scope, name: name, window: window, field: field)
    }
}

extension WindowTally {
    func write(to writer: inout ByteWriter) {
        writer.write(latest)
        writer.write(UInt64(exact.count))
        for entry in exact {
            writer.write(entry.time)
            writer.write(entry.item)
            writer.write(entry.amount)
        }
        writer.write(UInt64(parts.count))
        for part in parts { part.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        latest = try reader.readInt64()
        for _ in 0..<(try reader.readCount()) {
            exact.append(
                Entry(time: try reader.readInt64(), item: try reader.readUInt64(), amount: try reader.readDouble()))
        }
        for _ in 0..<(try reader.readCount()) { parts.append(try Part(from: &reader)) }
    }
}

extension WindowTally.Part {
    func write(to writer: inout ByteWriter) {
        for number in [number, Int64(count), first, last] { writer.write(number) }
        writer.write(sum)
        writer.write(sketch != nil)
        for register in sketch?.registers ?? [] { writer.write(UInt64(register)) }
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        number = try reader.readInt64()
        count = try reader.readFigure()
        first = try reader.readInt64()
        last = try reader.readInt64()
        sum = try reader.readDouble()
        guard try reader.readBool() else { return }
        var sketch = DistinctSketch()
        for place in 0..<DistinctSketch.registerCount {
            guard let register = UInt8(exactly: try reader.readUInt64()), register < 64 else {
                throw .malformed(offset: reader.offset)
            }
            sketch.registers[place] = register
        }
        self.sketch = sketch
    }
}
