/// A pull reader of JSON (RFC 8259) over UTF-8 bytes: the caller asks for what it expects, value by value.
///
/// It is strict (grammar, UTF-8, depth), it never traps whatever the bytes are, and every error says at which byte.
/// It does not own the bytes: they must outlive the reader and every ``JSONKey`` that it gave. A byte order mark at
/// the very beginning is skipped. A reader is a value: a copy of it remembers a place to come back to.
///
/// ```swift
/// try reader.beginObject()
/// while let key = try reader.nextKey() {
///     switch key {
///     case "id": id = try reader.string()
///     case "size": size = try reader.int64()
///     default: _ = try reader.skipValue()
///     }
/// }
/// try reader.end()
/// ```
public struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    private var depth = 0
    /// Whether an object or array was just opened: its first member has no comma before it.
    private var isFirst = false

    /// How far the bytes are read: the offset of the next byte.
    public internal(set) var offset: Int

    /// - Parameters:
    ///   - bytes: the text; must stay valid and unchanged as long as the reader is used.
    ///   - maximumDepth: how many objects and arrays may be open at once, 1…512.
    public init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = 64) {
        self.bytes = bytes
        self.maximumDepth = min(max(maximumDepth, 1), 512)
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        offset = hasMark ? 3 : 0
    }

    // MARK: Where the reader stands

    /// The kind of the next value, white space skipped; ``JSONKind/end`` where nothing is left.
    /// - Throws: ``JSONError`` where no value begins with the next byte.
    public mutating func peek() throws(JSONError) -> JSONKind {
        skipSpace()
        guard offset < bytes.count else { return .end }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: throw JSONError(.unexpectedByte, at: offset)
        }
    }

    /// Checks that nothing but white space follows.
    public mutating func end() throws(JSONError) {
        skipSpace()
        guard offset == bytes.count else { throw JSONError(.trailingBytes, at: offset) }
    }

    // MARK: Objects and arrays

    /// Opens an object; ``nextKey()`` then gives its members.
    public mutating func beginObject() throws(JSONError) {
        try open(UInt8(ascii: "{"), .object)
    }

    /// The name of the object's next member, or `nil` at its closing brace. The member's value must be read or
    /// skipped before the next call.
    @inline(__always)
    public mutating func nextKey() throws(JSONError) -> JSONKey? {
        skipSpace()
        guard try !closes(UInt8(ascii: "}")) else { return nil }
        guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
        guard bytes[offset] == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: offset) }
        let (inside, hasEscapes) = try scanString()
        skipSpace()
        guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
        guard bytes[offset] == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte, at: offset) }
        offset += 1
        return JSONKey(raw: slice(inside), hasEscapes: hasEscapes)
    }

    /// Opens an array; ``nextElement()`` then goes through it.
    public mutating func beginArray() throws(JSONError) {
        try open(UInt8(ascii: "["), .array)
    }

    /// Whether another element follows; `false` at the closing bracket. The element must be read or skipped before
    /// the next call.
    public mutating func nextElement() throws(JSONError) -> Bool {
        skipSpace()
        guard try !closes(UInt8(ascii: "]")) else { return false }
        guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
        return true
    }

    // MARK: Values

    /// A string, escapes resolved. A surrogate escape without its partner becomes U+FFFD.
    @inline(__always)
    public mutating func string() throws(JSONError) -> String {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw mismatch(.string) }
        let (inside, hasEscapes) = try scanString()
        return JSONText.string(slice(inside), hasEscapes: hasEscapes)
    }

    /// A string, or `nil` for `null`.
    public mutating func optionalString() throws(JSONError) -> String? {
        try takeNull() ? nil : try string()
    }

    /// `true` or `false`.
    public mutating func bool() throws(JSONError) -> Bool {
        switch try peek() {
        case .bool: break
        case let found: throw wrongKind(.bool, found)
        }
        if bytes[offset] == UInt8(ascii: "t") {
            try literal("true")
            return true
        }
        try literal("false")
        return false
    }

    /// `null`.
    public mutating func null() throws(JSONError) {
        switch try peek() {
        case .null: try literal("null")
        case let found: throw wrongKind(.null, found)
        }
    }

    /// Takes `null` where it is next.
    /// - Returns: whether it was.
    @inline(__always)
    public mutating func takeNull() throws(JSONError) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "n") else { return false }
        try literal("null")
        return true
    }

    /// An integer without fraction or exponent; what does not fit 64 bits is ``JSONError/Reason/numberOutOfRange``.
    public mutating func int64() throws(JSONError) -> Int64 {
        let digits = try scanNumber()
        var value: Int64 = 0
        var index = digits.lowerBound
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        while index < digits.upperBound {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { throw JSONError(.numberOutOfRange, at: digits.lowerBound) }
            let (tenfold, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) =
                isNegative
                ? tenfold.subtractingReportingOverflow(Int64(digit)) : tenfold.addingReportingOverflow(Int64(digit))
            guard !overflows, !overflowsToo else { throw JSONError(.numberOutOfRange, at: digits.lowerBound) }
            value = sum
            index += 1
        }
        return value
    }

    /// A number as `Double`, rounded to the nearest; what would be infinite is
    /// ``JSONError/Reason/numberOutOfRange``.
    public mutating func double() throws(JSONError) -> Double {
        let digits = try scanNumber()
        guard let value = Double(text(in: digits)), value.isFinite else {
            throw JSONError(.numberOutOfRange, at: digits.lowerBound)
        }
        return value
    }

    /// A number as it is written, for identifiers that a `Double` would spoil.
    public mutating func numberText() throws(JSONError) -> String { text(in: try scanNumber()) }

    /// Goes over the next value, checking it in full.
    /// - Returns: where it stands, without white space around it.
    /// - Throws: ``JSONError`` where it is not a value.
    @discardableResult
    public mutating func skipValue() throws(JSONError) -> Range<Int> {
        let kind = try peek()
        let start = offset
        switch kind {
        case .object:
            try beginObject()
            while try nextKey() != nil { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: _ = try scanString()
        case .number: _ = try scanNumber()
        case .bool: _ = try bool()
        case .null: try null()
        case .end: throw JSONError(.unexpectedEnd, at: offset)
        }
        return start..<offset
    }

    /// The text of bytes that were read already, as the range that ``skipValue()`` gave.
    public func text(in range: Range<Int>) -> String { String(decoding: slice(range), as: UTF8.self) }

    // MARK: Pieces of the grammar

    @inline(__always)
    func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
    }

    @inline(__always)
    mutating func skipSpace() {
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            offset += 1
        }
    }

    private mutating func open(_ bracket: UInt8, _ kind: JSONKind) throws(JSONError) {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == bracket else { throw mismatch(kind) }
        guard depth < maximumDepth else { throw JSONError(.nestingTooDeep, at: offset) }
        depth += 1
        offset += 1
        isFirst = true
    }

    /// Takes the closing bracket, or the comma before the next member where there has to be one.
    @inline(__always)
    private mutating func closes(_ bracket: UInt8) throws(JSONError) -> Bool {
        guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
        if bytes[offset] == bracket {
            guard depth > 0 else { throw JSONError(.unexpectedByte, at: offset) }
            depth -= 1
            offset += 1
            isFirst = false
            return true
        }
        if isFirst {
            isFirst = false
            return false
        }
        guard bytes[offset] == UInt8(ascii: ",") else { throw JSONError(.unexpectedByte, at: offset) }
        offset += 1
        skipSpace()
        return false
    }

    private mutating func literal(_ word: StaticString) throws(JSONError) {
        let start = offset
        let length = word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { expected in
            length <= bytes.count - start && (0..<length).allSatisfy { expected[$0] == bytes[start + $0] }
        }
        guard matches else { throw JSONError(.unexpectedByte, at: start) }
        offset += length
    }

    /// The error for a value of another kind than was asked for.
    @inline(never)
    mutating func mismatch(_ expected: JSONKind) -> JSONError {
        do { return wrongKind(expected, try peek()) } catch { return error }
    }

    private func wrongKind(_ expected: JSONKind, _ found: JSONKind) -> JSONError {
        found == .end
            ? JSONError(.unexpectedEnd, at: offset)
            : JSONError(.wrongKind(expected: expected, found: found), at: offset)
    }
}
