extension JSONReader {
    // MARK: Strings

    /// Goes over a string and checks it; the next byte is its opening quote.
    /// - Returns: the range between the quotes, and whether it holds escapes.
    @inline(__always)
    mutating func scanString() throws(JSONError) -> (inside: Range<Int>, hasEscapes: Bool) {
        let start = offset + 1
        var index = start
        var hasEscapes = false
        let count = bytes.count
        let raw = UnsafeRawBufferPointer(bytes)
        while true {
            while count - index >= 8 {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let stops = Self.bytesThatStop(word)
                guard stops == 0 else {
                    index += stops.trailingZeroBitCount >> 3
                    break
                }
                index += 8
            }
            guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                offset = index + 1
                return (start..<index, hasEscapes)
            } else if byte >= 0x80 {
                index += try utf8Length(at: index)
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                index += try escapeLength(at: index)
            } else if byte < 0x20 {
                throw JSONError(.controlCharacter, at: index)
            } else {
                index += 1
            }
        }
    }

    /// Marks, in the highest bit of each byte, those that end a plain run: a quote, a backslash, a control character,
    /// what is not ASCII. The lowest mark is exact; one above it may be false, because a subtraction borrows upwards.
    /// (The "has zero byte" test of S. E. Anderson, Bit Twiddling Hacks.)
    @inline(__always)
    private static func bytesThatStop(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5C)
        let controls = (word &- (ones &* 0x20)) & ~word
        let found = ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | controls | word
        return found & high
    }

    /// The length of the UTF-8 sequence at `index`, whose first byte is not ASCII; by table 3-7 of the Unicode
    /// Standard, which leaves out overlong forms, surrogates and what lies above U+10FFFF.
    @inline(__always)
    private func utf8Length(at index: Int) throws(JSONError) -> Int {
        let first = bytes[index]
        let left = bytes.count - index
        switch first {
        case 0xC2...0xDF:
            if left >= 2, Self.isTrail(bytes[index + 1]) { return 2 }
        case 0xE0...0xEF:
            if left >= 3 {
                let second = bytes[index + 1]
                let fits = first == 0xE0 ? second >= 0xA0 : first == 0xED ? second <= 0x9F : true
                if fits, Self.isTrail(second), Self.isTrail(bytes[index + 2]) { return 3 }
            }
        case 0xF0...0xF4:
            if left >= 4 {
                let second = bytes[index + 1]
                let fits = first == 0xF0 ? second >= 0x90 : first == 0xF4 ? second <= 0x8F : true
                if fits, Self.isTrail(second), Self.isTrail(bytes[index + 2]), Self.isTrail(bytes[index + 3]) {
                    return 4
                }
            }
        default: break
        }
        throw JSONError(.invalidUTF8, at: index)
    }

    @inline(__always)
    private static func isTrail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// The length of the escape at `index`, where a backslash stands.
    private func escapeLength(at index: Int) throws(JSONError) -> Int {
        guard index + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            guard JSONText.hexadecimal(bytes, at: index + 2) != nil else {
                throw JSONError(index + 6 > bytes.count ? .unexpectedEnd : .invalidEscape, at: index)
            }
            return 6
        default:
            throw JSONError(.invalidEscape, at: index)
        }
    }

    // MARK: Numbers

    /// Goes over a number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    mutating func scanNumber() throws(JSONError) -> Range<Int> {
        switch try peek() {
        case .number: break
        case .end: throw JSONError(.unexpectedEnd, at: offset)
        case let found: throw JSONError(.wrongKind(expected: .number, found: found), at: offset)
        }
        let start = offset
        var index = start
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let leading = index
        index = try digits(from: index)
        if bytes[leading] == UInt8(ascii: "0"), index > leading + 1 { throw JSONError(.invalidNumber, at: leading) }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") { index = try digits(from: index + 1) }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            index = try digits(from: index)
        }
        offset = index
        return start..<index
    }

    /// Goes over one or more digits.
    private func digits(from start: Int) throws(JSONError) -> Int {
        var index = start
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") <= 9 { index += 1 }
        guard index > start else {
            throw JSONError(start < bytes.count ? .invalidNumber : .unexpectedEnd, at: start)
        }
        return index
    }
}
