/// Builds a tree entry by entry, each hash computed once: its root at any moment, and its tiles as they fill.
public struct TreeBuilder: Sendable {
    /// How many entries it has.
    public private(set) var size: UInt64 = 0
    /// The complete subtrees from left to right; their heights are the bits of the size.
    private var peaks: [TreeHash] = []
    /// For each level the tile at its end, not full.
    private var edge: [[TreeHash]] = []

    public init() {}

    /// A tile with its hashes.
    public struct Tile: Sendable, Hashable {
        public var place: TilePlace
        public var hashes: [TreeHash]
    }

    /// Adds the hash of an entry.
    /// - Returns: the tiles that are full with it, lowest level first; nearly always none.
    public mutating func append(_ leaf: TreeHash) -> [Tile] {
        var full: [Tile] = []
        push(leaf, level: 0, full: &full)
        var hash = leaf
        var height = 0
        // Each trailing one bit of the size is a complete subtree that this entry makes twice as large.
        var rest = size
        while rest & 1 == 1, let left = peaks.popLast() {
            hash = .node(left, hash)
            height += 1
            rest >>= 1
            if height % 8 == 0 { push(hash, level: height / 8, full: &full) }
        }
        peaks.append(hash)
        size += 1
        return full
    }

    private mutating func push(_ hash: TreeHash, level: Int, full: inout [Tile]) {
        if edge.count == level { edge.append([]) }
        edge[level].append(hash)
        guard edge[level].count == TilePlace.width else { return }
        // The size has not counted this entry yet, so this is the index of the tile and not of the next one.
        let place = TilePlace(level: level, index: size >> UInt64(8 * (level + 1)))
        full.append(Tile(place: place, hashes: edge[level]))
        edge[level].removeAll(keepingCapacity: true)
    }

    /// The root over what was added.
    public var root: TreeHash {
        guard var hash = peaks.last else { return .empty }
        for left in peaks.dropLast().reversed() { hash = .node(left, hash) }
        return hash
    }

    /// The tiles at the end of each level that are neither full nor empty.
    public var partialTiles: [Tile] {
        edge.enumerated().filter { !$0.element.isEmpty }.map { level, hashes in
            Tile(place: TilePlace(level: level, index: size >> UInt64(8 * (level + 1))), hashes: hashes)
        }
    }
}
