/// A range of addresses that begin with the same bits, such as `10.0.0.0/8`.
final class NetworkRange: ObjectValue {
    static let objectType = ObjectType("net.CIDR")

    /// As it was written; its bits after the prefix may be set.
    let address: NetworkAddress
    /// In bits.
    let prefixLength: Int

    init(address: NetworkAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    convenience init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = NetworkAddress(String(parts[0])), 1...3 ~= parts[1].utf8.count,
            parts[1].utf8.allSatisfy({ 48...57 ~= $0 }), parts[1] == "0" || parts[1].first != "0",
            let length = Int(parts[1]), length <= address.bytes.count * 8
        else { return nil }
        self.init(address: address, prefixLength: length)
    }

    var type: ObjectType { Self.objectType }
    func value(at field: Int) -> Value? { nil }
    func isEqual(to other: any ObjectValue) -> Bool {
        guard let other = other as? NetworkRange else { return false }
        return other.address.bytes == address.bytes && other.prefixLength == prefixLength
    }
    var text: String? { "\(address.canonicalText)/\(prefixLength)" }

    /// With the bits after the prefix cleared.
    var masked: NetworkRange {
        NetworkRange(
            address: NetworkAddress(bytes: Self.masked(address.bytes, prefixLength)), prefixLength: prefixLength)
    }

    func contains(_ other: NetworkAddress) -> Bool {
        other.bytes.count == address.bytes.count
            && Self.masked(other.bytes, prefixLength) == Self.masked(address.bytes, prefixLength)
    }

    func contains(_ other: NetworkRange) -> Bool {
        other.prefixLength >= prefixLength && contains(other.address)
    }

    private static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let bits = min(8, max(0, length - index * 8))
            return byte & UInt8(truncatingIfNeeded: 0xFF00 >> bits)
        }
    }
}
