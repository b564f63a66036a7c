/// `base64.encode` and `base64.decode` (RFC 4648, section 4).
enum EncoderFunctions {
    static let all: [Function] = [
        Function(
            "base64.encode",
            [
                Overload(
                    [.bytes], .string, cost: .sizes,
                    .unary { value throws(EvaluationError) in .string(encode(try value.asBytes())) })
            ]),
        Function(
            "base64.decode",
            [
                Overload(
                    [.string], .bytes, cost: .sizes,
                    .unary { value throws(EvaluationError) in
                        guard let bytes = decode(try value.asString()) else {
                            throw EvaluationError(.invalidArgument("the text is not base64"))
                        }
                        return .bytes(bytes)
                    })
            ]),
    ]

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                let six = Int(bits >> UInt32(18 - 6 * index) & 63)
                output.append(index <= group.count ? alphabet[six] : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// With or without padding.
    private static func decode(_ text: String) -> [UInt8]? {
        var symbols = Array(text.utf8)
        let hasPadding = symbols.last == UInt8(ascii: "=")
        guard !hasPadding || symbols.count % 4 == 0 else { return nil }
        for _ in 0..<2 where symbols.last == UInt8(ascii: "=") { symbols.removeLast() }
        guard symbols.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for symbol in symbols {
            guard let six = alphabet.firstIndex(of: symbol) else { return nil }
            bits = bits << 6 | UInt32(six)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
