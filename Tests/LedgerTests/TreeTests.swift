import Testing

@testable import Ledger

@Suite("The tree")
struct TreeTests {
    /// Around powers of two and of 256, where the shape changes.
    static let sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 255, 256, 257, 300, 511, 512, 513]

    @Test("has the hashes of RFC 9162")
    func hashes() {
        #expect(TreeHash.empty.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(TreeHash.leaf([]).base64 == "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=")
        #expect(TreeHash([1, 2, 3]) == nil)
    }

    @Test("has the root that the definition gives, from tiles and built entry by entry", arguments: sizes)
    func roots(size: Int) throws {
        let plain = PlainTree(size)
        var builder = TreeBuilder()
        var full: [TreeBuilder.Tile] = []
        for leaf in plain.leaves { full += builder.append(leaf) }
        #expect(builder.size == UInt64(size))
        #expect(builder.root == plain.root(0..<size))
        var tree = TileTree(plain)
        #expect(try tree.root(size: UInt64(size)) == plain.root(0..<size))
        #expect(full.count == size / 256)
        for tile in full + builder.partialTiles {
            #expect(tile.hashes == plain.tile(tile.place))
            #expect(tile.hashes.count == tile.place.width(inTreeOf: UInt64(size)))
        }
        #expect(TreeBuilder().root == .empty)
    }

    @Test("the builder fills tiles of the second level too")
    func secondLevel() throws {
        var builder = TreeBuilder()
        var full: [TreeBuilder.Tile] = []
        for number in 0..<65_536 { full += builder.append(.leaf([UInt8(number & 255), UInt8(number >> 8)])) }
        #expect(full.count == 257)
        #expect(full.last?.place == TilePlace(level: 1, index: 0))
        #expect(full.last?.hashes.first == TreeHash.subtree(over: full[0].hashes[...]))
        #expect(builder.partialTiles.map(\.place) == [TilePlace(level: 2, index: 0)])
        #expect(builder.partialTiles.first?.hashes.first == builder.root)
    }

    @Test("proves each entry, and no entry with the proof of another", arguments: sizes)
    func inclusion(size: Int) throws {
        let plain = PlainTree(size)
        var tree = TileTree(plain)
        let root = plain.root(0..<size)
        for index in stride(from: 0, to: size, by: size > 40 ? 17 : 1) {
            let proof = try #require(try tree.inclusionProof(of: UInt64(index), size: UInt64(size)))
            try proof.verify(leaf: plain.leaves[index], root: root)
            let other = plain.leaves[(index + 1) % size]
            if size > 1 {
                #expect(throws: InclusionProof.Fault.otherRoot) { try proof.verify(leaf: other, root: root) }
            }
        }
        #expect(try tree.inclusionProof(of: UInt64(size), size: UInt64(size)) == nil)
    }

    @Test("proves that it only grew, from each size to each other", arguments: [1, 2, 3, 7, 8, 9, 33, 257])
    func consistency(size: Int) throws {
        let plain = PlainTree(size)
        var tree = TileTree(plain)
        let root = plain.root(0..<size)
        for first in 1...size {
            let proof = try #require(try tree.consistencyProof(from: UInt64(first), to: UInt64(size)))
            try proof.verify(firstRoot: plain.root(0..<first), secondRoot: root)
            #expect(throws: ConsistencyProof.Fault.self) { try proof.verify(firstRoot: .empty, secondRoot: root) }
            var longer = proof
            longer.hashes.append(root)
            #expect(throws: ConsistencyProof.Fault.self) {
                try longer.verify(firstRoot: plain.root(0..<first), secondRoot: root)
            }
        }
        #expect(try tree.consistencyProof(from: 0, to: UInt64(size)) == nil)
        #expect(try tree.consistencyProof(from: UInt64(size) + 1, to: UInt64(size)) == nil)
    }

    @Test("a proof from an empty tree is refused, whatever it says")
    func fromNothing() {
        #expect(throws: ConsistencyProof.Fault.fromNothing) {
            try ConsistencyProof(from: 0, to: 0, hashes: []).verify(firstRoot: .empty, secondRoot: .empty)
        }
    }

    @Test("a lost tile is told by its place, and nothing traps")
    func lostTile() throws {
        var plain = PlainTree(300)
        plain.leaves.removeLast(60)
        var tree = TileTree(plain)
        #expect(throws: MissingHash(place: TilePlace(level: 1, index: 0))) { try tree.root(size: 300) }
        #expect(throws: MissingHash.self) { try tree.root(size: .max) }
    }

    @Test("a tile's path is taken in the one way in which it is written")
    func paths() {
        #expect(TilePath("0/000")?.place == TilePlace(level: 0, index: 0))
        #expect(TilePath("1/x001/x234/067")?.place == TilePlace(level: 1, index: 1_234_067))
        #expect(TilePath("0/x001/000.p/17")?.width == 17)
        #expect(TilePath("0/x001/000")?.width == 256)
        for path in [
            "", "/", "0", "0/", "0/0", "0/00", "0/0000", "00/000", "64/000", "-1/000", "0/x000/001", "0/001/002",
            "0/x01/002", "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p", "0/000.p/", "0/../000", "0/%30",
            "0/x001/x001/x001/x001/x001/x001/x001/001", "a/000", "0/000/", "0/00٣", "entries/000", "0/x999",
            String(repeating: "0/", count: 10_000),
        ] {
            #expect(TilePath(path) == nil, "\(path.prefix(40))")
        }
    }

    @Test("a tile's place says which entries stand beneath it, and how wide it is")
    func places() {
        #expect(TilePlace(level: 0, index: 3).entries == 768..<1024)
        #expect(TilePlace(level: 1, index: 1).entries == 65_536..<131_072)
        #expect(TilePlace(level: 0, index: 273).width(inTreeOf: 70_000) == 112)
        #expect(TilePlace(level: 1, index: 1).width(inTreeOf: 70_000) == 17)
        #expect(TilePlace(level: 2, index: 0).width(inTreeOf: 70_000) == 1)
        #expect(TilePlace(level: 0, index: 274).width(inTreeOf: 70_000) == 0)
        #expect(TilePlace(level: 63, index: .max).width(inTreeOf: .max) == 0)
        #expect(!TilePlace(level: 63, index: .max).entries.contains(0))
    }
}
