/// Writes values into bytes, little-endian with variable-length integers (LEB128): the form of snapshots.
public struct ByteWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}
    public init(reserving capacity: Int) { bytes.reserveCapacity(capacity) }

    public mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Zigzag, so that small negative numbers stay short.
    public mutating func write(_ value: Int64) {
        write(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    public mutating func write(_ value: Int) { write(Int64(value)) }
    public mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    public mutating func write(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    public mutating func write(_ value: Float) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    public mutating func write(_ value: String) {
        write(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    public mutating func write(_ value: String?) {
        write(value != nil)
        if let value { write(value) }
    }
}

/// What is wrong with bytes that were to be read.
public enum ByteCodingError: Error, Sendable, Hashable {
    case truncated(offset: Int)
    case malformed(offset: Int)
}

/// Reads what ``ByteWriter`` wrote. Never traps: bytes that do not fit are an error.
public struct ByteReader: Sendable {
    private let bytes: [UInt8]
    public private(set) var offset = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var isAtEnd: Bool { offset == bytes.count }

    public mutating func readUInt64() throws(ByteCodingError) -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard offset < bytes.count else { throw .truncated(offset: offset) }
            let byte = bytes[offset]
            offset += 1
            guard shift < 63 || byte <= 1 else { throw .malformed(offset: offset) }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
            guard shift <= 63 else { throw .malformed(offset: offset) }
        }
    }

    public mutating func readInt64() throws(ByteCodingError) -> Int64 {
        let zigzag = try readUInt64()
        return Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    }

    public mutating func readInt() throws(ByteCodingError) -> Int {
        guard let value = Int(exactly: try readInt64()) else { throw .malformed(offset: offset) }
        return value
    }

    public mutating func readBool() throws(ByteCodingError) -> Bool {
        guard offset < bytes.count else { throw .truncated(offset: offset) }
        defer { offset += 1 }
        guard bytes[offset] <= 1 else { throw .malformed(offset: offset) }
        return bytes[offset] == 1
    }

    public mutating func readDouble() throws(ByteCodingError) -> Double {
        Double(bitPattern: try readFixed(UInt64.self))
    }

    public mutating func readFloat() throws(ByteCodingError) -> Float {
        Float(bitPattern: try readFixed(UInt32.self))
    }

    public mutating func readString() throws(ByteCodingError) -> String {
        guard let count = Int(exactly: try readUInt64()), count <= bytes.count - offset else {
            throw .truncated(offset: offset)
        }
        guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
            throw .malformed(offset: offset)
        }
        offset += count
        return text
    }

    public mutating func readOptionalString() throws(ByteCodingError) -> String? {
        try readBool() ? try readString() : nil
    }

    private mutating func readFixed<Value: FixedWidthInteger & UnsignedInteger>(
        _ type: Value.Type
    ) throws(ByteCodingError) -> Value {
        let width = MemoryLayout<Value>.size
        guard width <= bytes.count - offset else { throw .truncated(offset: offset) }
        var value: Value = 0
        for index in 0..<width { value |= Value(bytes[offset + index]) << Value(8 * index) }
        offset += width
        return value
    }
}
