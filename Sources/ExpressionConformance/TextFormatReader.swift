/// Reads the text format of protocol buffers.
struct TextFormatReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    static func read(_ text: String) throws(TextFormatError) -> TextMessage {
        var reader = TextFormatReader(text)
        let message = try reader.message(closing: nil)
        return message
    }

    private func error(_ message: String) -> TextFormatError {
        TextFormatError(message: message, line: 1 + bytes[..<min(position, bytes.count)].count { $0 == 10 })
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current {
            if byte == UInt8(ascii: "#") {
                while let byte = current, byte != 10 { position += 1 }
            } else if byte == 32 || 9...13 ~= byte {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard let current, UInt32(current) == character.value else { return false }
        position += 1
        return true
    }

    private mutating func message(closing: Unicode.Scalar?) throws(TextFormatError) -> TextMessage {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw error("the messages are nested too deep") }
        var message = TextMessage()
        while true {
            if let closing, skip(closing) { return message }
            skipSpace()
            guard current != nil else {
                guard closing == nil else { throw error("a message is not closed") }
                return message
            }
            let name = try fieldName()
            for content in try contents() { message.fields.append(TextMessage.Field(name: name, content: content)) }
            if !skip(",") { _ = skip(";") }
        }
    }

    private mutating func fieldName() throws(TextFormatError) -> String {
        guard skip("[") else { return try word() }
        var name = "["
        while let byte = current, byte != UInt8(ascii: "]") {
            name.unicodeScalars.append(Unicode.Scalar(byte))
            position += 1
        }
        guard skip("]") else { throw error("']' is missing") }
        return name + "]"
    }

    private mutating func word() throws(TextFormatError) -> String {
        skipSpace()
        let start = position
        while let byte = current,
            65...90 ~= byte || 97...122 ~= byte || 48...57 ~= byte || byte == 95 || byte == 43 || byte == 45
                || byte == 46
        { position += 1 }
        guard position > start else { throw error("a name or a value is missing") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// What stands behind the name of a field: one content, or several in square brackets.
    private mutating func contents() throws(TextFormatError) -> [TextMessage.Content] {
        _ = skip(":")
        guard skip("[") else { return [try content()] }
        var contents: [TextMessage.Content] = []
        while !skip("]") {
            contents.append(try content())
            _ = skip(",")
        }
        return contents
    }

    private mutating func content() throws(TextFormatError) -> TextMessage.Content {
        if skip("{") { return .message(try message(closing: "}")) }
        if skip("<") { return .message(try message(closing: ">")) }
        guard current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") else { return .word(try word()) }
        var text: [UInt8] = []
        // Strings next to each other are one.
        while let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            text += try string(closing: quote)
            skipSpace()
        }
        return .bytes(text)
    }

    private mutating func string(closing quote: UInt8) throws(TextFormatError) -> [UInt8] {
        var text: [UInt8] = []
        while let byte = current, byte != quote {
            position += 1
            if byte == UInt8(ascii: "\\") {
                text += try escape()
            } else {
                text.append(byte)
            }
        }
        guard current == quote else { throw error("a string is not closed") }
        position += 1
        return text
    }

    private mutating func escape() throws(TextFormatError) -> [UInt8] {
        guard let kind = current else { throw error("a string is not closed") }
        position += 1
        switch kind {
        case UInt8(ascii: "a"): return [7]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "v"): return [11]
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return [UInt8(truncatingIfNeeded: number(radix: 16, atMost: 2))]
        case UInt8(ascii: "u"): return try utf8(number(radix: 16, atMost: 4))
        case UInt8(ascii: "U"): return try utf8(number(radix: 16, atMost: 8))
        case 48...55:
            position -= 1
            return [UInt8(truncatingIfNeeded: number(radix: 8, atMost: 3))]
        default: return [kind]
        }
    }

    private mutating func number(radix: Int, atMost count: Int) -> UInt32 {
        var digits = ""
        while digits.count < count, let byte = current, Int(String(Unicode.Scalar(byte)), radix: radix) != nil {
            digits.unicodeScalars.append(Unicode.Scalar(byte))
            position += 1
        }
        return UInt32(digits, radix: radix) ?? 0
    }

    private func utf8(_ number: UInt32) throws(TextFormatError) -> [UInt8] {
        guard let scalar = Unicode.Scalar(number) else { throw error("an escape is no code point") }
        return Array(String(scalar).utf8)
    }
}
