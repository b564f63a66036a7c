/// 32 random bytes that hide what an entry commits to. Whoever deletes the salt and the content leaves an entry that
/// says nothing: no guess at the content can be tried against it.
public struct Salt: Sendable, Hashable {
    public static let length = 32
    public let bytes: [UInt8]

    /// `nil` for anything but 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    public static func random(using generator: inout some RandomNumberGenerator) -> Salt {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        for _ in 0..<4 {
            withUnsafeBytes(of: generator.next() as UInt64) { bytes.append(contentsOf: $0) }
        }
        return Salt(known: bytes)
    }

    private init(known bytes: [UInt8]) { self.bytes = bytes }

    /// The commitment to a content: SHA-256 of salt and content.
    public func commitment(to content: [UInt8]) -> TreeHash { .plain([bytes, content]) }
}
