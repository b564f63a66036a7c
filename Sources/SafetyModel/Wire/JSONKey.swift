/// The name of an object's member. It points into the reader's bytes: use it before those go away, or take
/// ``string``.
public struct JSONKey {
    /// What stands between the quotes, escapes included; checked already.
    @usableFromInline let raw: UnsafeBufferPointer<UInt8>
    @usableFromInline let hasEscapes: Bool

    init(raw: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) {
        self.raw = raw
        self.hasEscapes = hasEscapes
    }

    /// The name, escapes resolved.
    public var string: String { JSONText.string(raw, hasEscapes: hasEscapes) }

    /// Compares without allocating, unless the key holds escapes.
    @inlinable @inline(__always)
    public static func == (key: JSONKey, name: StaticString) -> Bool {
        guard !key.hasEscapes else { return key.string == name.description }
        return name.withUTF8Buffer { expected in
            guard expected.count == key.raw.count else { return false }
            var index = 0
            while index < expected.count {
                if expected[index] != key.raw[index] { return false }
                index &+= 1
            }
            return true
        }
    }

    /// For `switch key { case "name": … }`.
    @inlinable @inline(__always)
    public static func ~= (name: StaticString, key: JSONKey) -> Bool { key == name }
}

/// Turns the inside of a JSON string that was checked already into a `String`.
enum JSONText {
    /// - Parameter raw: what stands between the quotes; valid UTF-8 with valid escapes.
    @inline(__always)
    static func string(_ raw: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) -> String {
        hasEscapes ? unescaped(raw) : String(decoding: raw, as: UTF8.self)
    }

    /// Resolves escapes. A surrogate escape without its partner becomes U+FFFD: RFC 8259 (section 8.2) lets it pass
    /// the grammar, and refusing it would let a message hide behind one.
    @inline(never)
    static func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> String {
        // Every escape is at least as long as the UTF-8 that it stands for, so `raw.count` bytes are always enough:
        // \n is 2 → 1, \uXXXX is 6 → at most 3, a pair of them is 12 → 4.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: raw.count) { room in
            var count = 0
            var index = 0
            func put(_ byte: UInt8) {
                room.initializeElement(at: count, to: byte)
                count += 1
            }
            while index < raw.count {
                let byte = raw[index]
                guard byte == UInt8(ascii: "\\"), index + 1 < raw.count else {
                    put(byte)
                    index += 1
                    continue
                }
                let letter = raw[index + 1]
                guard letter == UInt8(ascii: "u") else {
                    put(resolve(letter))
                    index += 2
                    continue
                }
                let (scalar, length) = unicodeEscape(raw, at: index)
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(byte) }
                index += length
            }
            return String(decoding: UnsafeBufferPointer(start: room.baseAddress, count: count), as: UTF8.self)
        }
    }

    private static func resolve(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: letter
        }
    }

    /// Reads `\uXXXX` at `index`, and the low half that follows a high one.
    private static func unicodeEscape(_ raw: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard let first = hexadecimal(raw, at: index + 2) else { return (replacement, 2) }
        if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
        guard first < 0xDC00, index + 12 <= raw.count, raw[index + 6] == UInt8(ascii: "\\"),
            raw[index + 7] == UInt8(ascii: "u"), let second = hexadecimal(raw, at: index + 8),
            (0xDC00...0xDFFF).contains(second)
        else { return (replacement, 6) }
        let value = 0x10000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00)
        return (Unicode.Scalar(value) ?? replacement, 12)
    }

    /// Four hexadecimal digits at `index`, or `nil` where they are not there.
    static func hexadecimal(_ raw: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16? {
        guard index + 4 <= raw.count else { return nil }
        var value: UInt16 = 0
        for byte in raw[index..<index + 4] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
