/// A content read from its beginning to its end, with a window that can hold on to what was read last.
///
/// The scanners of JSON, CSV and lines work on it in constant memory: a piece that grows over its limit is let go,
/// and only its length is still known.
final class ByteFeed {
    private let content: Content
    private let buffer: Buffer
    private let limit: Int
    /// Takes in every byte that is read, in order, for the input's digest.
    private let observe: (UnsafeRawBufferPointer) throws(ExportFault) -> Void

    /// Where the window begins in the content.
    private(set) var base = 0
    private(set) var filled = 0
    /// The next byte, as an index into the window.
    var index = 0
    /// Where the piece that must be kept begins, in the content.
    private var pieceStart: Int?
    /// Whether that piece was let go because it is over the limit.
    private(set) var isOverLimit = false

    init(
        _ content: Content, pieceLimit: Int, windowBytes: Int = 1 << 20,
        observe: @escaping (UnsafeRawBufferPointer) throws(ExportFault) -> Void = { _ in }
    ) {
        self.content = content
        // A record keeps its length in 32 bits.
        self.limit = min(pieceLimit, 1 << 30)
        self.observe = observe
        buffer = Buffer(count: windowBytes)
    }

    /// Where the next byte is in the content.
    var offset: Int { base + index }
    var size: Int { content.size }

    /// The window's bytes; valid until ``refill()``.
    var bytes: UnsafePointer<UInt8> { UnsafePointer(buffer.base.assumingMemoryBound(to: UInt8.self)) }

    /// From here on everything is kept, until ``endPiece()``.
    func beginPiece() {
        pieceStart = offset
        isOverLimit = false
    }

    /// The kept bytes, or `nil` where they were over the limit. Valid until the next refill.
    func endPiece() -> (range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>?) {
        let start = pieceStart ?? offset
        pieceStart = nil
        let range = start..<offset
        guard !isOverLimit, range.count <= limit else { return (range, nil) }
        return (range, UnsafeBufferPointer(start: bytes + (start - base), count: range.count))
    }

    /// Reads on when the window is used up. `false` at the end.
    func refill() throws(ExportFault) -> Bool {
        var keep = 0
        if let pieceStart, !isOverLimit {
            keep = offset - pieceStart
            if keep > limit {
                isOverLimit = true
                keep = 0
            }
        }
        if keep > 0 {
            if keep * 2 > buffer.raw.count { buffer.grow(to: keep * 2) }
            buffer.raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer.raw[(index - keep)..<index]))
        }
        base = offset - keep
        index = keep
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer.raw[keep...])
        let count = try content.read(at: base + keep, into: rest)
        filled = keep + count
        if count > 0 { try observe(UnsafeRawBufferPointer(rebasing: rest[..<count])) }
        return count > 0
    }

    /// The next byte without taking it, or `nil` at the end.
    func peek() throws(ExportFault) -> UInt8? {
        if index == filled {
            guard try refill() else { return nil }
        }
        return bytes[index]
    }

    /// Reads to the end, for the digest's sake.
    func drain() throws(ExportFault) {
        pieceStart = nil
        repeat { index = filled } while try refill()
    }
}
