/// Where tiles are kept.
public protocol TileSource {
    /// The hashes of a tile, at least as many as there were when the size was taken that a caller goes by; fewer, or
    /// none, where they are lost.
    func tile(_ place: TilePlace) throws -> [TreeHash]
}

/// A hash is not there that a tree of this size must have.
public struct MissingHash: Error, Sendable, Hashable {
    /// The tile that should hold it.
    public var place: TilePlace
}

/// A tree over tiles: roots and proofs, for which it reads no more tiles than lie on a path. Each is read once.
public struct TileTree<Source: TileSource> {
    private let source: Source
    private var known: [TilePlace: [TreeHash]] = [:]

    public init(_ source: Source) { self.source = source }

    /// The root of the tree of the first `size` entries (RFC 9162, section 2.1.1).
    /// - Throws: ``MissingHash``, and what the source throws.
    public mutating func root(size: UInt64) throws -> TreeHash {
        size == 0 ? .empty : try subtree(0..<size)
    }

    /// `PATH(index, D_size)` of RFC 9162, section 2.1.3.1; `nil` where the tree has no such entry.
    /// - Throws: ``MissingHash``, and what the source throws.
    public mutating func inclusionProof(of index: UInt64, size: UInt64) throws -> InclusionProof? {
        guard index < size else { return nil }
        var range = 0..<size
        var hashes: [TreeHash] = []
        while range.upperBound - range.lowerBound > 1 {
            let (left, right) = Self.halves(of: range)
            let isLeft = left.contains(index)
            hashes.append(try subtree(isLeft ? right : left))
            range = isLeft ? left : right
        }
        return InclusionProof(index: index, size: size, hashes: hashes.reversed())
    }

    /// `PROOF(first, D_second)` of RFC 9162, section 2.1.4.1; `nil` unless 0 < first ≤ second.
    /// - Throws: ``MissingHash``, and what the source throws.
    public mutating func consistencyProof(from first: UInt64, to second: UInt64) throws -> ConsistencyProof? {
        guard first > 0, first <= second else { return nil }
        var range = 0..<second
        var hashes: [TreeHash] = []
        while range.upperBound != first {
            let (left, right) = Self.halves(of: range)
            let isLeft = first <= left.upperBound
            hashes.append(try subtree(isLeft ? right : left))
            range = isLeft ? left : right
        }
        // Where the earlier tree is itself a subtree of the later one, the verifier has its root.
        if range.lowerBound != 0 { hashes.append(try subtree(range)) }
        return ConsistencyProof(from: first, to: second, hashes: hashes.reversed())
    }

    /// The hash over a range of entries that begins at a multiple of the next power of two.
    private mutating func subtree(_ range: Range<UInt64>) throws -> TreeHash {
        let count = range.upperBound - range.lowerBound
        if count & (count - 1) == 0 {
            return try node(height: count.trailingZeroBitCount, index: range.lowerBound / count)
        }
        let (left, right) = Self.halves(of: range)
        return .node(try subtree(left), try subtree(right))
    }

    /// The left half is the largest complete subtree that is smaller than the whole.
    private static func halves(of range: Range<UInt64>) -> (Range<UInt64>, Range<UInt64>) {
        let count = range.upperBound - range.lowerBound
        let half = UInt64(1) << UInt64(63 - (count - 1).leadingZeroBitCount)
        let middle = range.lowerBound + half
        return (range.lowerBound..<middle, middle..<range.upperBound)
    }

    /// The hash of the complete subtree of 2^height entries.
    private mutating func node(height: Int, index: UInt64) throws -> TreeHash {
        let first = index << UInt64(height % 8)
        let place = TilePlace(level: height / 8, index: first >> 8)
        let hashes: [TreeHash]
        if let found = known[place] {
            hashes = found
        } else {
            hashes = try source.tile(place)
            known[place] = hashes
        }
        let start = Int(first & 255)
        let end = start + (1 << (height % 8))
        guard end <= hashes.count else { throw MissingHash(place: place) }
        return .subtree(over: hashes[start..<end])
    }
}
