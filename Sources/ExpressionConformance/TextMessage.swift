/// A message of protocol buffers as the text format writes it, without knowing its type: fields by name, each any number
/// of times.
struct TextMessage: Sendable {
    /// One field as it was written. Names of extensions and of types in `Any` keep their brackets.
    struct Field: Sendable {
        let name: String
        let content: Content
    }

    indirect enum Content: Sendable {
        /// A number, or the name of an enumeration's value.
        case word(String)
        case bytes([UInt8])
        case message(TextMessage)
    }

    var fields: [Field] = []

    /// All contents of a repeated field.
    func all(_ name: String) -> [Content] { fields.filter { $0.name == name }.map(\.content) }

    func messages(_ name: String) -> [TextMessage] { all(name).compactMap(\.message) }

    func message(_ name: String) -> TextMessage? { messages(name).last }

    func text(_ name: String) -> String? { all(name).last?.text }

    func flag(_ name: String) -> Bool { text(name) == "true" }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}

extension TextMessage.Content {
    var message: TextMessage? {
        if case .message(let message) = self { message } else { nil }
    }

    /// A word, or bytes as a text.
    var text: String? {
        switch self {
        case .word(let word): word
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .message: nil
        }
    }

    var bytes: [UInt8]? {
        if case .bytes(let bytes) = self { bytes } else { nil }
    }
}

/// Why a file is not of the text format.
public struct TextFormatError: Error, Sendable, CustomStringConvertible {
    public let message: String
    /// From 1.
    public let line: Int
    public var description: String { "line \(line): \(message)" }
}
