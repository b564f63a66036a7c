/// Cuts a stream of bytes, given in chunks of any size, into lines.
///
/// A line ends at LF; a CR before it is dropped, and a byte order mark before the first line too. A last line without
/// LF counts. Lines of white space only are counted and not given. A line over the limit is given as
/// ``Line/isTooLong``, without its bytes: the splitter goes over it in constant memory.
public struct LineSplitter: Sendable {
    /// One line of the stream.
    public struct Line {
        /// From 1.
        public let number: Int
        /// The line without its end; empty where ``isTooLong``. Valid only during the call that gives it.
        public let bytes: UnsafeBufferPointer<UInt8>
        /// Whether the line was over the limit (``RejectionReason/lineTooLong``).
        public let isTooLong: Bool
    }

    /// The longest line that is taken by default: 1 MiB.
    public static let defaultMaximumLength = 1 << 20

    /// How many lines were begun.
    public private(set) var lineCount = 0

    /// How many bytes of a line whose end has not come yet are held; never more than the limit and a few.
    public var heldCount: Int { carry.count }

    private let maximumLength: Int
    /// The beginning of a line whose end has not come yet; at most the limit and a few bytes.
    private var carry: [UInt8] = []
    private var isSkipping = false
    private var isInLine = false

    /// - Parameter maximumLength: in bytes, without the line's end; at least 1.
    public init(maximumLength: Int = LineSplitter.defaultMaximumLength) {
        self.maximumLength = max(maximumLength, 1)
    }

    /// Takes the next chunk and gives the lines that end in it, in order.
    public mutating func push(_ chunk: UnsafeBufferPointer<UInt8>, _ body: (Line) throws -> Void) rethrows {
        var start = 0
        while start < chunk.count {
            if !isInLine {
                isInLine = true
                lineCount += 1
            }
            guard let end = Self.newline(in: chunk, from: start) else {
                hold(chunk, start..<chunk.count)
                return
            }
            let piece = start..<end
            start = end + 1
            if carry.isEmpty, !isSkipping {
                isInLine = false
                try give(UnsafeBufferPointer(rebasing: chunk[piece]), body)
            } else {
                hold(chunk, piece)
                try giveCarried(body)
            }
        }
    }

    /// Takes the next chunk and gives the lines that end in it, in order.
    public mutating func push(_ chunk: [UInt8], _ body: (Line) throws -> Void) rethrows {
        try chunk.withUnsafeBufferPointer { try push($0, body) }
    }

    /// Gives the last line, where the stream did not end with LF. The splitter is then ready for another stream.
    public mutating func finish(_ body: (Line) throws -> Void) rethrows {
        defer { lineCount = 0 }
        if isInLine { try giveCarried(body) }
    }

    /// A byte order mark (3) and a CR do not count, and may be waiting.
    private var mostToHold: Int { maximumLength.addingReportingOverflow(4).partialValue }

    private mutating func hold(_ chunk: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>) {
        guard !isSkipping else { return }
        if piece.count > mostToHold - carry.count {
            isSkipping = true
            carry.removeAll(keepingCapacity: false)
        } else {
            carry.append(contentsOf: chunk[piece])
        }
    }

    private mutating func giveCarried(_ body: (Line) throws -> Void) rethrows {
        let held = carry
        let wasSkipping = isSkipping
        carry = []
        isSkipping = false
        isInLine = false
        guard !wasSkipping else { return try giveTooLong(body) }
        try held.withUnsafeBufferPointer { try give($0, body) }
    }

    private func give(_ line: UnsafeBufferPointer<UInt8>, _ body: (Line) throws -> Void) rethrows {
        var (start, end) = (0, line.count)
        if end > 0, line[end - 1] == 0x0D { end -= 1 }
        if lineCount == 1, end >= 3, line[0] == 0xEF, line[1] == 0xBB, line[2] == 0xBF { start = 3 }
        guard end - start <= maximumLength else { return try giveTooLong(body) }
        var first = start
        while first < end, line[first] == 0x20 || line[first] == 0x09 || line[first] == 0x0D { first += 1 }
        guard first < end else { return }
        let content = UnsafeBufferPointer(rebasing: line[start..<end])
        try body(Line(number: lineCount, bytes: content, isTooLong: false))
    }

    private func giveTooLong(_ body: (Line) throws -> Void) rethrows {
        try body(Line(number: lineCount, bytes: UnsafeBufferPointer(start: nil, count: 0), isTooLong: true))
    }

    /// The next LF, eight bytes at a time (the "has zero byte" test, on bytes that are 0 where they were LF).
    @inline(__always)
    private static func newline(in chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(chunk)
        var index = start
        while chunk.count - index >= 8 {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let zeros = word ^ (ones &* 0x0A)
            let found = (zeros &- ones) & ~zeros & (ones &* 0x80)
            guard found == 0 else { return index + found.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < chunk.count {
            if chunk[index] == 0x0A { return index }
            index += 1
        }
        return nil
    }
}
