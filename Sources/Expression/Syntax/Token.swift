/// The smallest parts of the text.
struct Token {
    enum Kind: Equatable {
        case identifier(String)
        /// Between backquotes, only for fields.
        case quotedIdentifier(String)
        /// Without its sign, because the smallest `int` has no positive counterpart.
        case int(UInt64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        /// An operator, a bracket or a separator.
        case symbol(String)
        case end
    }

    let kind: Kind
    /// In code points from the start of the text.
    let range: Range<Int>

    /// As a message names it.
    var description: String {
        switch kind {
        case .identifier(let name), .symbol(let name): "'\(name)'"
        case .quotedIdentifier(let name): "'`\(name)`'"
        case .int, .uint, .double: "a number"
        case .string: "a string"
        case .bytes: "bytes"
        case .end: "the end"
        }
    }

    /// Names that expressions may not use, except for fields.
    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]
}

/// What stopped the lexer or the parser.
struct SyntaxError: Error {
    let message: String
    let offset: Int
}
