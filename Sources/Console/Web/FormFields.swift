/// The fields of a form or a query string: `application/x-www-form-urlencoded`, read strictly
/// (https://url.spec.whatwg.org/#application/x-www-form-urlencoded). Broken percent signs, bytes that are not UTF-8
/// and NUL are refused instead of guessed at.
struct FormFields: Sendable, Hashable {
    static let maximumFields = 100

    private(set) var pairs: [(name: String, value: String)] = []

    init() {}

    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    init(parsing text: some Collection<UInt8>) throws(Refusal) {
        guard !text.isEmpty else { return }
        for part in text.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < Self.maximumFields else { throw .badRequest }
            let sign = part.firstIndex(of: UInt8(ascii: "="))
            let name = try Self.decode(part[..<(sign ?? part.endIndex)], plusIsSpace: true)
            let value = try sign.map { sign throws(Refusal) in
                try Self.decode(part[part.index(after: sign)...], plusIsSpace: true)
            }
            pairs.append((name, value ?? ""))
        }
    }

    /// The first value of that name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    static func == (left: Self, right: Self) -> Bool { left.pairs.elementsEqual(right.pairs, by: ==) }

    func hash(into hasher: inout Hasher) {
        for pair in pairs {
            hasher.combine(pair.name)
            hasher.combine(pair.value)
        }
    }

    static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) throws(Refusal) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexDigit), let low = iterator.next().flatMap(hexDigit) else {
                    throw .badRequest
                }
                decoded.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: decoded.append(UInt8(ascii: " "))
            default: decoded.append(byte)
            }
        }
        guard !decoded.contains(0), let text = String(validating: decoded, as: UTF8.self) else { throw .badRequest }
        return text
    }

    /// Writes a value for use in a query string: everything but letters, digits and `-._~` is percent-encoded.
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
