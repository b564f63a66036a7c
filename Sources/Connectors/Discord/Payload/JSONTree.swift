public import SafetyModel

/// A JSON value as it came, for payloads of which only a few members are used.
///
/// Numbers keep their digits, so that ids never go through a floating-point number. Looking for what is not there
/// gives ``null``: a platform leaves members out, and adds others, as it likes.
public enum JSONTree: Sendable, Hashable {
    case object([Member])
    case array([JSONTree])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    /// A member of an object.
    public struct Member: Sendable, Hashable {
        public var key: String
        public var value: JSONTree

        public init(key: String, value: JSONTree) {
            self.key = key
            self.value = value
        }
    }

    /// - Throws: ``JSONError`` where the bytes are no JSON value.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes)
        self = try Self.read(&reader)
        try reader.end()
    }

    /// - Throws: ``JSONError`` where the bytes are no JSON value.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        let result: Result<JSONTree, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONError) { return .success(try JSONTree(buffer)) } catch { return .failure(error) }
        }
        self = try result.get()
    }

    /// Reads bytes whose text may not be UTF-8: what is not becomes U+FFFD.
    public init(repairing bytes: [UInt8]) throws(JSONError) {
        do {
            self = try JSONTree(bytes)
        } catch {
            guard error.reason == .invalidUTF8 else { throw error }
            self = try JSONTree(Array(String(decoding: bytes, as: UTF8.self).utf8))
        }
    }

    private static func read(_ reader: inout JSONReader) throws(JSONError) -> JSONTree {
        switch try reader.peek() {
        case .object:
            var members: [Member] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                let name = key.string
                members.append(Member(key: name, value: try read(&reader)))
            }
            return .object(members)
        case .array:
            var elements: [JSONTree] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try read(&reader)) }
            return .array(elements)
        case .string: return .string(try reader.string())
        case .number: return .number(try reader.numberText())
        case .bool: return .bool(try reader.bool())
        case .null:
            try reader.null()
            return .null
        case .end:
            throw JSONError(.unexpectedEnd, at: reader.offset)
        }
    }

    // MARK: Looking into it

    /// The member of that name; ``null`` where there is none. Of two of one name the last counts.
    public subscript(_ key: String) -> JSONTree {
        guard case .object(let members) = self else { return .null }
        return members.last { $0.key == key }?.value ?? .null
    }

    /// Whether an object has a member of that name, be it `null`.
    public func has(_ key: String) -> Bool {
        guard case .object(let members) = self else { return false }
        return members.contains { $0.key == key }
    }

    public var isNull: Bool { self == .null }

    /// The elements of an array; none for anything else.
    public var elements: [JSONTree] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members of an object; none for anything else.
    public var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// A string, nil where it is empty or none.
    public var text: String? {
        if case .string(let text) = self { text.ifAny } else { nil }
    }

    /// An id: a string, or a number as its digits.
    public var id: String? {
        switch self {
        case .string(let text), .number(let text): text.ifAny
        default: nil
        }
    }

    /// A whole number, written as a number or as a string of digits.
    public var integer: Int64? {
        switch self {
        case .string(let text), .number(let text): Int64(text)
        default: nil
        }
    }

    /// A number that may have a fraction.
    public var double: Double? {
        if case .number(let text) = self { Double(text).flatMap { $0.isFinite ? $0 : nil } } else { nil }
    }

    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// A moment written as RFC 3339.
    public var moment: Timestamp? { text.flatMap { Timestamp(rfc3339: $0) } }
}
