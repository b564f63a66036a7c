import Crypto

/// A SHA-256 hash in the tree: of an entry, of a node, or the root (RFC 9162, section 2.1.1).
public struct TreeHash: Sendable, Hashable {
    /// In bytes.
    public static let length = 32

    // In the order of memory, so that reading and writing are copies.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// `nil` for anything but 32 bytes.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.length else { return nil }
        first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        second = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        third = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        fourth = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    /// `nil` for anything but 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard let hash = bytes.withUnsafeBytes({ TreeHash($0) }) else { return nil }
        self = hash
    }

    private init(_ digest: SHA256Digest) {
        (first, second, third, fourth) = digest.withUnsafeBytes { bytes in
            (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// Appends the 32 bytes.
    public func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: (first, second, third, fourth)) { bytes.append(contentsOf: $0) }
    }

    /// As base64, 44 characters.
    public var base64: String { StrictBase64.encode(bytes) }

    // MARK: Hashing

    /// The root of a tree without entries: the hash of no bytes.
    public static let empty = TreeHash.plain([[]])

    /// The hash of bytes as they are, pieces one after the other.
    public static func plain(_ pieces: [[UInt8]]) -> TreeHash {
        var hasher = SHA256()
        for piece in pieces { piece.withUnsafeBytes { hasher.update(bufferPointer: $0) } }
        return TreeHash(hasher.finalize())
    }

    /// The hash of an entry: SHA-256 of a zero byte and the entry.
    public static func leaf(_ entry: UnsafeRawBufferPointer) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: entry)
        return TreeHash(hasher.finalize())
    }

    /// The hash of an entry: SHA-256 of a zero byte and the entry.
    public static func leaf(_ entry: [UInt8]) -> TreeHash { entry.withUnsafeBytes { leaf($0) } }

    /// The hash of two subtrees: SHA-256 of a byte 1, the left hash and the right one.
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * length, alignment: 8) { buffer in
            buffer[0] = 1
            left.store(in: buffer, at: 1)
            right.store(in: buffer, at: 1 + length)
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(hasher.finalize())
        }
    }

    private func store(in buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
        buffer.storeBytes(of: first, toByteOffset: offset, as: UInt64.self)
        buffer.storeBytes(of: second, toByteOffset: offset + 8, as: UInt64.self)
        buffer.storeBytes(of: third, toByteOffset: offset + 16, as: UInt64.self)
        buffer.storeBytes(of: fourth, toByteOffset: offset + 24, as: UInt64.self)
    }

    /// The hash of a full tile, which stands in the tile above.
    public static func complete(over tile: [TreeHash]) -> TreeHash { subtree(over: tile[...]) }

    /// The hash of the subtree over hashes whose number is a power of two.
    static func subtree(over hashes: ArraySlice<TreeHash>) -> TreeHash {
        var row = Array(hashes)
        while row.count > 1 {
            var index = 0
            while 2 * index + 1 < row.count {
                row[index] = node(row[2 * index], row[2 * index + 1])
                index += 1
            }
            row.removeLast(row.count - index)
        }
        return row.first ?? empty
    }
}

extension TreeHash: CustomStringConvertible {
    /// As base64.
    public var description: String { base64 }
}
