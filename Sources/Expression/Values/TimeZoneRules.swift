/// How far a zone is from UTC over time, from a file in the TZif format (RFC 8536).
public struct TimeZoneRules: Sendable {
    /// Moments of change in seconds since 1970, ascending.
    private let changes: [Int64]
    /// Seconds east of UTC from each change on.
    private let offsets: [Int64]
    /// Before the first change.
    private let first: Int64
    /// After the last change, where the file gives a rule that goes on.
    private let rule: TimeZoneRule?

    /// Nil when the bytes are not of the format.
    public init?(file: [UInt8]) {
        guard let header = Header(file, at: 0) else { return nil }
        var (start, width, current) = (Header.size, 4, header)
        if header.version >= 2 {
            let second = Header.size + header.dataSize(timeWidth: 4)
            guard let next = Header(file, at: second) else { return nil }
            (start, width, current) = (second + Header.size, 8, next)
        }
        guard start + current.dataSize(timeWidth: width) <= file.count else { return nil }
        let kindsStart = start + current.timeCount * width
        let typesStart = kindsStart + current.timeCount
        let offsetsOfKinds = (0..<current.typeCount).map { Self.integer(file, at: typesStart + $0 * 6, width: 4) }
        guard let first = offsetsOfKinds.first else { return nil }
        var offsets: [Int64] = []
        for index in 0..<current.timeCount {
            let kind = Int(file[kindsStart + index])
            guard offsetsOfKinds.indices.contains(kind) else { return nil }
            offsets.append(offsetsOfKinds[kind])
        }
        changes = (0..<current.timeCount).map { Self.integer(file, at: start + $0 * width, width: width) }
        self.offsets = offsets
        self.first = first
        let footer = file[(start + current.dataSize(timeWidth: width))...].drop { $0 == 10 }.prefix { $0 != 10 }
        rule = width == 8 ? TimeZoneRule(String(decoding: footer, as: UTF8.self)) : nil
    }

    /// Seconds east of UTC.
    public func offset(at seconds: Int64) -> Int64 {
        guard let last = changes.last, let latest = offsets.last else { return rule?.offset(at: seconds) ?? first }
        if seconds >= last { return rule?.offset(at: seconds) ?? latest }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    private static func integer(_ bytes: [UInt8], at start: Int, width: Int) -> Int64 {
        var bits: UInt64 = 0
        for byte in bytes[start..<start + width] { bits = bits << 8 | UInt64(byte) }
        return width == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
    }

    /// The counts at the start of each part of the file.
    private struct Header {
        static let size = 44
        let version: Int
        let utcCount, standardCount, leapCount, timeCount, typeCount, characterCount: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard start >= 0, bytes.count >= start + Self.size, Array(bytes[start..<start + 4]) == Array("TZif".utf8)
            else { return nil }
            version = bytes[start + 4] == 0 ? 1 : Int(bytes[start + 4]) - 48
            let counts = (0..<6).map { Int(TimeZoneRules.integer(bytes, at: start + 20 + $0 * 4, width: 4)) }
            guard counts.allSatisfy({ 0...1_000_000 ~= $0 }) else { return nil }
            (utcCount, standardCount, leapCount) = (counts[0], counts[1], counts[2])
            (timeCount, typeCount, characterCount) = (counts[3], counts[4], counts[5])
        }

        func dataSize(timeWidth: Int) -> Int {
            timeCount * (timeWidth + 1) + typeCount * 6 + characterCount + leapCount * (timeWidth + 4)
                + standardCount + utcCount
        }
    }
}
