/// Writes JSON (RFC 8259) into bytes, on one line and without spaces; puts the commas itself.
///
/// The caller opens and closes objects and arrays in order. Strings come out as UTF-8, with only those characters
/// escaped that must be.
public struct JSONWriter: Sendable {
    /// What is written so far.
    public internal(set) var bytes: [UInt8]
    private var needsComma = false

    /// - Parameter bytes: what to append to.
    public init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    /// What is written so far, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Objects and arrays

    /// Opens an object: members follow, each a ``key(_:)-(StaticString)`` and a value.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Closes the object opened last.
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Opens an array: values follow.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Closes the array opened last.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// The name of the next member of the open object; its value has to follow.
    public mutating func key(_ name: StaticString) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { buffer in
            if Self.firstToEscape(buffer) == nil { bytes.append(contentsOf: buffer) } else { escape(buffer) }
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The name of the next member of the open object, where it is not known beforehand.
    public mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: Values

    /// A string, with the escapes that it needs.
    public mutating func string(_ value: String) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        // `withUTF8` is mutating because a string that is not contiguous is made so; ours nearly always are.
        var value = value
        value.withUTF8 { buffer in
            if Self.firstToEscape(buffer) == nil { bytes.append(contentsOf: buffer) } else { escape(buffer) }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A whole number, in decimal digits.
    public mutating func integer(_ value: Int64) {
        comma()
        bytes.append(contentsOf: String(value).utf8)
        needsComma = true
    }

    /// A whole number, in decimal digits.
    public mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// The shortest text that reads back as the same number; `null` for what JSON cannot say (infinity, not a number).
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        comma()
        bytes.append(contentsOf: value.description.utf8)
        needsComma = true
    }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }
    /// `null`.
    public mutating func null() { literal("null") }

    /// A timestamp, as a string of RFC 3339.
    public mutating func timestamp(_ value: Timestamp) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        value.appendRFC3339(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// An array of strings.
    public mutating func strings(_ values: [String]) {
        beginArray()
        for value in values { string(value) }
        endArray()
    }

    /// A text in both languages: an object with `fr` and `en`.
    public mutating func texts(_ text: LocalizedText) {
        beginObject()
        key("fr")
        string(text.fr)
        key("en")
        string(text.en)
        endObject()
    }

    /// A value that is JSON already. Line breaks, which may only stand between its tokens, become spaces, so that
    /// the whole stays on one line.
    public mutating func raw(_ json: String) {
        comma()
        let start = bytes.count
        bytes.append(contentsOf: json.utf8)
        for index in start..<bytes.count where bytes[index] == 0x0A || bytes[index] == 0x0D { bytes[index] = 0x20 }
        needsComma = true
    }

    // MARK: Pieces

    @inline(__always)
    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func open(_ bracket: UInt8) {
        comma()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func literal(_ word: StaticString) {
        comma()
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    /// Eight bytes at a time, by the same test as the reader's.
    @inline(__always)
    private static func firstToEscape(_ buffer: UnsafeBufferPointer<UInt8>) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        let raw = UnsafeRawBufferPointer(buffer)
        var index = 0
        while buffer.count - index >= 8 {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            let controls = (word &- (ones &* 0x20)) & ~word
            if (((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | controls) & high != 0 { break }
            index += 8
        }
        while index < buffer.count {
            let byte = buffer[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index += 1
        }
        return nil
    }

    @inline(never)
    private mutating func escape(_ buffer: UnsafeBufferPointer<UInt8>) {
        let digits: StaticString = "0123456789abcdef"
        for byte in buffer {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x0D: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                digits.withUTF8Buffer { bytes += [$0[Int(byte >> 4)], $0[Int(byte & 15)]] }
            default: bytes.append(byte)
            }
        }
    }
}
