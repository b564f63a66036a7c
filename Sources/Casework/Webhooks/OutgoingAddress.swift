/// Where messages of Vigie's own may go to.
public enum OutgoingAddress {
    /// Which networks a message may go to.
    public enum Reach: Sendable, Hashable {
        /// The public internet, and this machine where the address says so in so many words.
        case publicOnly
        /// Networks of the operator's own too.
        case anywhere
    }

    /// Names of this machine that an operator can have meant only so.
    private static let thisMachine: Set = ["localhost", "127.0.0.1", "::1"]

    /// An `https` address without name or password in it; `http` on this machine, or where the operator allows it in so
    /// many words.
    public static func isWebhook(_ address: String, allowingHTTP: Bool = false) -> Bool {
        guard address.utf8.count <= 2000, address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let host = host(of: address)
        else { return false }
        return address.hasPrefix("https://") || allowingHTTP || thisMachine.contains(host.lowercased())
    }

    /// The host of an address as it is written, without the brackets of IPv6; `nil` where it has none, or a name or
    /// password before it.
    public static func host(of address: String) -> String? {
        let isSecure = address.hasPrefix("https://")
        guard isSecure || address.hasPrefix("http://") else { return nil }
        let authority = address.dropFirst(isSecure ? 8 : 7).prefix { !"/?#\\".contains($0) }
        guard !authority.contains("@") else { return nil }
        let isNumber = authority.hasPrefix("[")
        let host = isNumber ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        return host.isEmpty ? nil : String(host)
    }

    /// Whether a message to that host may go to that number of a network (4 or 16 bytes). To be asked of the very number
    /// that is connected to, for a name may lead somewhere else a second later.
    public static func allows(_ number: [UInt8], for host: String, _ reach: Reach) -> Bool {
        if reach == .anywhere || isPublic(number) { return true }
        return thisMachine.contains(host.lowercased()) && isLoopback(number)
    }

    private static func isLoopback(_ number: [UInt8]) -> Bool {
        number.count == 4 ? number[0] == 127 : number == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// Whether a number is one of the public internet: none of IANA's special-purpose registries (RFC 6890), not
    /// multicast, and no IPv4 number of that kind inside one of IPv6.
    static func isPublic(_ number: [UInt8]) -> Bool {
        switch number.count {
        case 4: !specialIPv4.contains { isWithin(number, $0.network, bits: $0.bits) }
        case 16:
            if let inner = innerIPv4(number) {
                isPublic(inner)
            } else {
                isWithin(number, [0x20], bits: 3)
                    && !specialIPv6.contains { isWithin(number, $0.network, bits: $0.bits) }
            }
        default: false
        }
    }

    /// IPv4-mapped (RFC 4291), and the translated ones of NAT64 (RFC 6052).
    private static func innerIPv4(_ number: [UInt8]) -> [UInt8]? {
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
        return number.starts(with: mapped) || number.starts(with: translated) ? Array(number.suffix(4)) : nil
    }

    private static func isWithin(_ number: [UInt8], _ network: [UInt8], bits: Int) -> Bool {
        (0..<bits).allSatisfy { bit in
            let mask: UInt8 = 0x80 >> (bit % 8)
            let wanted = bit / 8 < network.count ? network[bit / 8] : 0
            return number[bit / 8] & mask == wanted & mask
        }
    }

    private static let specialIPv4: [(network: [UInt8], bits: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
        ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
        ([203, 0, 113], 24), ([224], 3),
    ]

    /// Within 2000::/3, outside of which nothing is public: protocol assignments (Teredo among them), documentation, 6to4.
    private static let specialIPv6: [(network: [UInt8], bits: Int)] = [
        ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16), ([0x3F, 0xFF], 20),
    ]
}
