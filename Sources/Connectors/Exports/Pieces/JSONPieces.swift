/// Goes through a JSON export of any size in constant memory and finds its pieces: the members of the root object,
/// and each element of the array of messages (the member `messages`, or the root itself where it is an array).
///
/// It looks at brackets and quotes only. Each piece is then read by `JSONReader`, which is strict.
struct JSONPieces {
    /// A part of the export; bytes are `nil` where it is over the limit, and valid until the next one.
    enum Piece {
        case member(name: String, bytes: UnsafeBufferPointer<UInt8>?)
        case message(range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>?)
    }

    private enum Expecting {
        case root, memberOrEnd, member, separatorOrEnd, messageOrEnd, message, messageSeparator, nothing
    }

    private let feed: ByteFeed
    private var expecting = Expecting.root
    private var rootIsArray = false
    /// Whether an array of messages was seen.
    private(set) var sawMessages = false

    init(_ feed: ByteFeed) {
        self.feed = feed
    }

    /// The next piece, or `nil` at the export's proper end.
    /// - Throws: `truncated` or `broken_json` with the offset.
    mutating func next() throws(ExportFault) -> Piece? {
        while true {
            guard let byte = try nonSpace() else {
                if expecting == .nothing { return nil }
                throw ExportFault(.truncated, offset: feed.offset)
            }
            switch expecting {
            case .root: try beginRoot(byte)
            case .memberOrEnd, .member:
                if byte == UInt8(ascii: "}") && expecting == .memberOrEnd { close(); continue }
                if let piece = try member(byte) { return piece }
            case .separatorOrEnd:
                feed.index += 1
                if byte == UInt8(ascii: "}") { expecting = .nothing; continue }
                guard byte == UInt8(ascii: ",") else { throw broken(back: 1) }
                expecting = .member
            case .messageOrEnd, .message:
                if byte == UInt8(ascii: "]") && expecting == .messageOrEnd { close(); continue }
                feed.beginPiece()
                try skipValue(byte)
                expecting = .messageSeparator
                let (range, bytes) = feed.endPiece()
                return .message(range: range, bytes: bytes)
            case .messageSeparator:
                if byte == UInt8(ascii: "]") { close(); continue }
                guard byte == UInt8(ascii: ",") else { throw broken(back: 0) }
                feed.index += 1
                expecting = .message
            case .nothing:
                throw broken(back: 0)
            }
        }
    }

    private mutating func beginRoot(_ byte: UInt8) throws(ExportFault) {
        feed.index += 1
        switch byte {
        case UInt8(ascii: "{"): expecting = .memberOrEnd
        case UInt8(ascii: "["):
            (rootIsArray, sawMessages) = (true, true)
            expecting = .messageOrEnd
        default: throw ExportFault(.notJSON)
        }
    }

    /// Takes a closing bracket of the message array or the root.
    private mutating func close() {
        feed.index += 1
        switch expecting {
        case .messageOrEnd, .messageSeparator: expecting = rootIsArray ? .nothing : .separatorOrEnd
        default: expecting = .nothing
        }
    }

    private mutating func member(_ byte: UInt8) throws(ExportFault) -> Piece? {
        guard byte == UInt8(ascii: "\"") else { throw broken(back: 0) }
        feed.beginPiece()
        try skipString()
        let key =
            feed.endPiece().bytes.map { String(decoding: $0.dropFirst().dropLast().prefix(256), as: UTF8.self) } ?? ""
        guard let colon = try nonSpace() else { throw ExportFault(.truncated, offset: feed.offset) }
        guard colon == UInt8(ascii: ":") else { throw broken(back: 0) }
        feed.index += 1
        guard let first = try nonSpace() else { throw ExportFault(.truncated, offset: feed.offset) }
        if key == "messages" && first == UInt8(ascii: "[") {
            feed.index += 1
            sawMessages = true
            expecting = .messageOrEnd
            return nil
        }
        feed.beginPiece()
        try skipValue(first)
        expecting = .separatorOrEnd
        return .member(name: key, bytes: feed.endPiece().bytes)
    }

    private func broken(back: Int) -> ExportFault { ExportFault(.brokenJSON, offset: feed.offset - back) }

    /// The next byte that is no white space, not taken.
    private func nonSpace() throws(ExportFault) -> UInt8? {
        while let byte = try feed.peek() {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: feed.index += 1
            // A byte order mark may stand at the very beginning.
            case 0xEF where feed.offset == 0, 0xBB where feed.offset == 1, 0xBF where feed.offset == 2: feed.index += 1
            default: return byte
            }
        }
        return nil
    }

    private func skipValue(_ first: UInt8) throws(ExportFault) {
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            while let byte = try feed.peek() {
                switch byte {
                case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return
                default: feed.index += 1
                }
            }
        default: throw broken(back: 0)
        }
    }

    /// Skips a string, its quotes included.
    private func skipString() throws(ExportFault) {
        feed.index += 1
        var isEscaped = false
        repeat {
            let (bytes, end) = (feed.bytes, feed.filled)
            var index = feed.index
            while index < end {
                let byte = bytes[index]
                index &+= 1
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\"") {
                    feed.index = index
                    return
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                }
            }
            feed.index = end
        } while try feed.refill()
        throw ExportFault(.truncated, offset: feed.offset)
    }

    /// Skips an object or array with all that is in it; how deep it goes costs nothing.
    private func skipNested() throws(ExportFault) {
        var depth = 0
        var isString = false
        var isEscaped = false
        repeat {
            let (bytes, end) = (feed.bytes, feed.filled)
            var index = feed.index
            while index < end {
                let byte = bytes[index]
                index &+= 1
                if isString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\"") {
                        isString = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    }
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): isString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth &-= 1
                    if depth == 0 {
                        feed.index = index
                        return
                    }
                default: break
                }
            }
            feed.index = end
        } while try feed.refill()
        throw ExportFault(.truncated, offset: feed.offset)
    }
}
