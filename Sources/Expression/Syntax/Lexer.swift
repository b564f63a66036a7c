/// Cuts the text into tokens.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ source: SourceText) {
        scalars = source.scalars
    }

    /// All tokens, and one for the end.
    static func tokens(of source: SourceText) throws(SyntaxError) -> [Token] {
        var lexer = Lexer(source)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private var current: Unicode.Scalar? { peek(0) }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    private mutating func next() throws(SyntaxError) -> Token {
        skipSpace()
        let start = position
        guard let first = current else { return Token(kind: .end, range: start..<start) }
        let kind: Token.Kind
        if first.isIdentifierStart {
            kind = try literalWithPrefix() ?? .identifier(word())
        } else if first.isDigit || (first == "." && peek(1)?.isDigit == true) {
            kind = try number()
        } else if first == "\"" || first == "'" {
            kind = .string(try StringLiteralReader.string(scalars, &position, isRaw: false))
        } else if first == "`" {
            kind = try quotedIdentifier()
        } else {
            kind = try symbol(first)
        }
        return Token(kind: kind, range: start..<position)
    }

    private mutating func skipSpace() {
        while let scalar = current {
            if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{0C}" {
                position += 1
            } else if scalar == "/", peek(1) == "/" {
                while let scalar = current, scalar != "\n" { position += 1 }
            } else {
                return
            }
        }
    }

    private mutating func word() -> String {
        var text = String.UnicodeScalarView()
        while let scalar = current, scalar.isIdentifierStart || scalar.isDigit {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    /// A string or bytes with `r`, `b` or both in front.
    private mutating func literalWithPrefix() throws(SyntaxError) -> Token.Kind? {
        var (length, isRaw, isBytes) = (0, false, false)
        if peek(length) == "b" || peek(length) == "B" {
            isBytes = true
            length += 1
        }
        if peek(length) == "r" || peek(length) == "R" {
            isRaw = true
            length += 1
        }
        if length == 1, isRaw, peek(1) == "b" || peek(1) == "B" {
            isBytes = true
            length += 1
        }
        guard length > 0, peek(length) == "\"" || peek(length) == "'" else { return nil }
        position += length
        return isBytes
            ? .bytes(try StringLiteralReader.bytes(scalars, &position, isRaw: isRaw))
            : .string(try StringLiteralReader.string(scalars, &position, isRaw: isRaw))
    }

    private mutating func quotedIdentifier() throws(SyntaxError) -> Token.Kind {
        let start = position
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = current, scalar != "`" {
            guard scalar.isIdentifierStart || scalar.isDigit || "._-/ ".unicodeScalars.contains(scalar) else {
                throw SyntaxError(message: "a quoted name cannot hold '\(scalar)'", offset: position)
            }
            text.append(scalar)
            position += 1
        }
        guard current == "`", !text.isEmpty else {
            throw SyntaxError(message: "the quoted name is not closed", offset: start)
        }
        position += 1
        return .quotedIdentifier(String(text))
    }

    private mutating func symbol(_ first: Unicode.Scalar) throws(SyntaxError) -> Token.Kind {
        if let second = peek(1) {
            let pair = "\(first)\(second)"
            if ["==", "!=", "<=", ">=", "&&", "||"].contains(pair) {
                position += 2
                return .symbol(pair)
            }
        }
        guard "+-*/%<>!?:.,()[]{}".unicodeScalars.contains(first) else {
            let hint = first == "=" ? "; equality is written '=='" : ""
            throw SyntaxError(message: "unexpected '\(first)'\(hint)", offset: position)
        }
        position += 1
        return .symbol(String(first))
    }

    private mutating func digits() -> String {
        var text = String.UnicodeScalarView()
        while let scalar = current, scalar.isDigit {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    private mutating func number() throws(SyntaxError) -> Token.Kind {
        let start = position
        if current == "0", peek(1) == "x", peek(2)?.hexadecimalValue != nil {
            position += 2
            var text = ""
            while let scalar = current, scalar.hexadecimalValue != nil {
                text.unicodeScalars.append(scalar)
                position += 1
            }
            return try integer(UInt64(text, radix: 16), start)
        }
        var text = digits()
        var isDouble = false
        if current == ".", peek(1)?.isDigit == true {
            position += 1
            text += "." + digits()
            isDouble = true
        }
        if current == "e" || current == "E" {
            let hasSign = peek(1) == "+" || peek(1) == "-"
            if peek(hasSign ? 2 : 1)?.isDigit == true {
                text += hasSign && peek(1) == "-" ? "e-" : "e"
                position += hasSign ? 2 : 1
                text += digits()
                isDouble = true
            }
        }
        guard isDouble else { return try integer(UInt64(text), start) }
        guard let value = Double(text.hasPrefix(".") ? "0" + text : text) else {
            throw SyntaxError(message: "the number is not valid", offset: start)
        }
        return .double(value)
    }

    private mutating func integer(_ value: UInt64?, _ start: Int) throws(SyntaxError) -> Token.Kind {
        guard let value else { throw SyntaxError(message: "the number does not fit 64 bits", offset: start) }
        if current == "u" || current == "U" {
            position += 1
            return .uint(value)
        }
        return .int(value)
    }
}

extension Unicode.Scalar {
    var isIdentifierStart: Bool {
        "a"..."z" ~= self || "A"..."Z" ~= self || self == "_"
    }

    var isDigit: Bool { "0"..."9" ~= self }

    var hexadecimalValue: UInt32? {
        switch self {
        case "0"..."9": value - 48
        case "a"..."f": value - 87
        case "A"..."F": value - 55
        default: nil
        }
    }
}
