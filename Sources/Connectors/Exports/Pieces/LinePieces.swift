/// Goes through a text of any size and finds its lines, in constant memory.
struct LinePieces {
    private let feed: ByteFeed

    init(_ feed: ByteFeed) {
        self.feed = feed
    }

    /// The next line without its end (`\n` or `\r\n`); its bytes are `nil` where it is over the limit. `nil` at the
    /// end of the text.
    mutating func next() throws(ExportFault) -> (range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>?)? {
        guard try feed.peek() != nil else { return nil }
        feed.beginPiece()
        repeat {
            let (bytes, end) = (feed.bytes, feed.filled)
            var index = feed.index
            while index < end && bytes[index] != 0x0A { index &+= 1 }
            feed.index = index
            if index < end { return finish(takingEnd: true) }
        } while try feed.refill()
        return finish(takingEnd: false)
    }

    private func finish(takingEnd: Bool) -> (range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>?) {
        var (range, bytes) = feed.endPiece()
        if takingEnd { feed.index += 1 }
        if let whole = bytes {
            var slice = whole[...]
            if range.lowerBound == 0 && slice.starts(with: [0xEF, 0xBB, 0xBF]) { slice = slice.dropFirst(3) }
            if slice.last == 0x0D { slice = slice.dropLast() }
            range = (range.lowerBound + slice.startIndex)..<(range.lowerBound + slice.endIndex)
            bytes = UnsafeBufferPointer(rebasing: slice)
        }
        return (range, bytes)
    }
}
