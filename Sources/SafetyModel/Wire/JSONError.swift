/// The kind of a JSON value, as seen from its first byte.
public enum JSONKind: Sendable, Hashable {
    case object, array, string, number, bool, null
    /// Nothing but white space is left.
    case end
}

/// What is wrong with JSON, and where. Holds nothing of the content.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// The bytes end inside a value.
        case unexpectedEnd
        /// A byte that the grammar of RFC 8259 does not allow there.
        case unexpectedByte
        /// A value has another kind than the caller asked for.
        case wrongKind(expected: JSONKind, found: JSONKind)
        /// Bytes of a string are not UTF-8 (RFC 3629: overlong forms, surrogates and truncated sequences included).
        case invalidUTF8
        /// A backslash is followed by what is not an escape of RFC 8259, section 7.
        case invalidEscape
        /// A control character (below U+0020) stands unescaped in a string.
        case controlCharacter
        /// A number is not written as RFC 8259, section 6 says.
        case invalidNumber
        /// A number does not fit the type that was asked for.
        case numberOutOfRange
        /// Objects and arrays are nested deeper than the reader's limit.
        case nestingTooDeep
        /// Something other than white space follows the value.
        case trailingBytes
    }

    /// What is wrong.
    public var reason: Reason
    /// Offset from the beginning of the bytes, in bytes, where the fault was seen.
    public var offset: Int

    /// An error of a kind, seen at a byte.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// A sentence, with the place.
    public var description: String {
        let what =
            switch reason {
            case .unexpectedEnd: "the JSON ends too early"
            case .unexpectedByte: "the text is not JSON"
            case .wrongKind(let expected, let found): "expected \(expected) and found \(found)"
            case .invalidUTF8: "the text is not UTF-8"
            case .invalidEscape: "a string holds an invalid escape"
            case .controlCharacter: "a string holds an unescaped control character"
            case .invalidNumber: "a number is not written as JSON asks"
            case .numberOutOfRange: "a number does not fit"
            case .nestingTooDeep: "the JSON is nested too deep"
            case .trailingBytes: "something follows the JSON value"
            }
        return "\(what) (at byte \(offset))"
    }
}
