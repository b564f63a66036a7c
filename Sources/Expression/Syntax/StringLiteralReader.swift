/// Reads string and bytes literals with their quotes and escapes.
struct StringLiteralReader {
    private let scalars: [Unicode.Scalar]
    private var position: Int
    private let isRaw: Bool
    private let isBytes: Bool
    private var text = String.UnicodeScalarView()
    private var bytes: [UInt8] = []

    private init(_ scalars: [Unicode.Scalar], _ position: Int, isRaw: Bool, isBytes: Bool) {
        self.scalars = scalars
        self.position = position
        self.isRaw = isRaw
        self.isBytes = isBytes
    }

    /// From the opening quote at `position`, which moves behind the closing one.
    static func string(
        _ scalars: [Unicode.Scalar], _ position: inout Int, isRaw: Bool
    ) throws(SyntaxError) -> String {
        var reader = StringLiteralReader(scalars, position, isRaw: isRaw, isBytes: false)
        try reader.read()
        position = reader.position
        return String(reader.text)
    }

    static func bytes(
        _ scalars: [Unicode.Scalar], _ position: inout Int, isRaw: Bool
    ) throws(SyntaxError) -> [UInt8] {
        var reader = StringLiteralReader(scalars, position, isRaw: isRaw, isBytes: true)
        try reader.read()
        position = reader.position
        return reader.bytes
    }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    private mutating func read() throws(SyntaxError) {
        let start = position
        guard let quote = peek(0) else { return }
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        while true {
            guard let scalar = peek(0), isTriple || (scalar != "\n" && scalar != "\r") else {
                throw SyntaxError(message: "the string is not closed", offset: start)
            }
            if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                position += isTriple ? 3 : 1
                return
            }
            if scalar == "\\", !isRaw {
                try escape()
            } else {
                append(scalar)
                position += 1
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if isBytes {
            bytes += Array(String(scalar).utf8)
        } else {
            text.append(scalar)
        }
    }

    /// A number that stands for a code point in strings and for an octet in bytes.
    private mutating func append(number: UInt32, at start: Int) throws(SyntaxError) {
        if isBytes {
            guard let byte = UInt8(exactly: number) else { throw invalid(start) }
            bytes.append(byte)
        } else {
            guard let scalar = Unicode.Scalar(number) else {
                throw SyntaxError(message: "the escape is not a valid code point", offset: start)
            }
            text.append(scalar)
        }
    }

    private func invalid(_ start: Int) -> SyntaxError {
        SyntaxError(message: "the escape sequence is not valid", offset: start)
    }

    private mutating func escape() throws(SyntaxError) {
        let start = position
        guard let kind = peek(1) else { throw SyntaxError(message: "the string is not closed", offset: start) }
        position += 2
        switch kind {
        case "a": append("\u{07}")
        case "b": append("\u{08}")
        case "f": append("\u{0C}")
        case "n": append("\n")
        case "r": append("\r")
        case "t": append("\t")
        case "v": append("\u{0B}")
        case "\\", "?", "\"", "'", "`": append(kind)
        case "x", "X": try append(number: digits(2, radix: 16, start), at: start)
        case "u" where !isBytes: try append(number: digits(4, radix: 16, start), at: start)
        case "U" where !isBytes: try append(number: digits(8, radix: 16, start), at: start)
        case "0"..."3":
            position -= 1
            try append(number: digits(3, radix: 8, start), at: start)
        default: throw invalid(start)
        }
    }

    private mutating func digits(_ count: Int, radix: UInt32, _ start: Int) throws(SyntaxError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<count {
            guard let digit = peek(0)?.hexadecimalValue, digit < radix else { throw invalid(start) }
            number = number << (radix == 16 ? 4 : 3) | digit
            position += 1
        }
        return number
    }
}
