/// An address of version 4 or 6 of the Internet protocol, without a zone. An IPv4 address written as IPv6 is refused.
final class NetworkAddress: ObjectValue {
    static let objectType = ObjectType("net.IP")

    /// Four or sixteen.
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    convenience init?(_ text: String) {
        guard text.utf8.count <= 45 else { return nil }
        let bytes = text.utf8.contains(UInt8(ascii: ":")) ? Self.version6(text) : Self.version4(Substring(text))
        guard let bytes, !Self.isMapped(bytes) else { return nil }
        self.init(bytes: bytes)
    }

    var type: ObjectType { Self.objectType }
    func value(at field: Int) -> Value? { nil }
    func isEqual(to other: any ObjectValue) -> Bool { (other as? NetworkAddress)?.bytes == bytes }
    var text: String? { canonicalText }

    var isVersion4: Bool { bytes.count == 4 }

    private static func isMapped(_ bytes: [UInt8]) -> Bool {
        bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    }

    /// Four numbers without zeros in front.
    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard part.utf8.allSatisfy({ 48...57 ~= $0 }), part == "0" || part.first != "0", let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func version6(_ text: String) -> [UInt8]? {
        var head: [UInt8] = []
        var tail: [UInt8]?
        var rest = Substring(text)
        if rest.hasPrefix("::") {
            tail = []
            rest.removeFirst(2)
        } else if rest.hasPrefix(":") {
            return nil
        }
        while !rest.isEmpty {
            let part = rest.prefix { $0 != ":" }
            rest = rest[part.endIndex...]
            guard let bytes = part.contains(".") && rest.isEmpty ? version4(part) : group(part) else { return nil }
            if tail == nil { head += bytes } else { tail? += bytes }
            if rest.isEmpty { break }
            rest.removeFirst()
            if rest.hasPrefix(":") {
                guard tail == nil else { return nil }
                tail = []
                rest.removeFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        guard let tail else { return head.count == 16 ? head : nil }
        let missing = 16 - head.count - tail.count
        return missing >= 2 ? head + Array(repeating: 0, count: missing) + tail : nil
    }

    private static func group(_ part: Substring) -> [UInt8]? {
        guard 1...4 ~= part.utf8.count, part.unicodeScalars.allSatisfy({ $0.hexadecimalValue != nil }),
            let number = UInt16(part, radix: 16)
        else { return nil }
        return [UInt8(number >> 8), UInt8(number & 0xFF)]
    }

    /// As RFC 5952 has it.
    var canonicalText: String {
        if isVersion4 { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        let zeros = Self.longestZeros(groups)
        func text(_ range: Range<Int>) -> String {
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard zeros.count >= 2 else { return text(0..<8) }
        return text(0..<zeros.lowerBound) + "::" + text(zeros.upperBound..<8)
    }

    private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
        var (best, start) = (0..<0, 0)
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > best.count { best = start..<index }
            start = index + 1
        }
        return best
    }
}

extension NetworkAddress {
    var isLoopback: Bool { isVersion4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1] }
    var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }
    var isLinkLocalUnicast: Bool {
        isVersion4 ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    }
    var isLinkLocalMulticast: Bool {
        isVersion4 ? bytes[..<3] == [224, 0, 0] : bytes[0] == 0xFF && bytes[1] & 0x0F == 2
    }
    private var isMulticast: Bool { isVersion4 ? bytes[0] & 0xF0 == 0xE0 : bytes[0] == 0xFF }
    private var isBroadcast: Bool { bytes == [255, 255, 255, 255] }

    /// Also for private addresses.
    var isGlobalUnicast: Bool {
        !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast && !isBroadcast
    }
}
