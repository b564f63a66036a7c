/// Goes through a CSV text (RFC 4180) of any size and finds its records; a quoted field may hold line ends.
struct CSVPieces {
    private let feed: ByteFeed

    init(_ feed: ByteFeed) {
        self.feed = feed
    }

    /// The next record without its line end; its bytes are `nil` where it is over the limit. `nil` at the end.
    /// - Throws: `truncated` where the text ends inside quotes.
    mutating func next() throws(ExportFault) -> (range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>?)? {
        guard try feed.peek() != nil else { return nil }
        feed.beginPiece()
        var isQuoted = false
        repeat {
            let (bytes, end) = (feed.bytes, feed.filled)
            var index = feed.index
            while index < end {
                if bytes[index] == UInt8(ascii: "\"") {
                    isQuoted.toggle()
                } else if bytes[index] == 0x0A && !isQuoted {
                    feed.index = index
                    let piece = feed.endPiece()
                    feed.index += 1
                    return piece
                }
                index &+= 1
            }
            feed.index = end
        } while try feed.refill()
        if isQuoted { throw ExportFault(.truncated, offset: feed.offset) }
        return feed.endPiece()
    }

    /// The fields of a record. Invalid UTF-8 is replaced by U+FFFD.
    static func fields(_ record: UnsafeBufferPointer<UInt8>) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = record.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let end = record.last == 0x0D ? record.count - 1 : record.count
        while index < end {
            let byte = record[index]
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && index + 1 < end && record[index + 1] == byte:
                field.append(byte)
                index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            default: field.append(byte)
            }
            index += 1
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }
}
