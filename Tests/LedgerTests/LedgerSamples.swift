import SafetyModel
import Testing

@testable import Ledger

/// A tree in memory, computed by the definition of RFC 9162, section 2.1.1, and nothing cleverer.
struct PlainTree: TileSource {
    var leaves: [TreeHash]

    init(_ count: Int) { leaves = (0..<count).map { .leaf(Array("entry \($0)".utf8)) } }

    func root(_ range: Range<Int>) -> TreeHash {
        if range.isEmpty { return .empty }
        if range.count == 1 { return leaves[range.lowerBound] }
        var half = 1
        while half * 2 < range.count { half *= 2 }
        let middle = range.lowerBound + half
        return .node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
    }

    func tile(_ place: TilePlace) -> [TreeHash] {
        guard place.level < 7, place.index < 1 << 30 else { return [] }
        let size = 1 << (8 * place.level)
        let first = Int(place.index) * 256
        return (first..<first + 256).filter { ($0 + 1) * size <= leaves.count }.map {
            root($0 * size..<($0 + 1) * size)
        }
    }
}

/// Keys and receipts to work with. All names are invented.
enum Sample {
    static let start = Timestamp(milliseconds: 1_781_640_000_000)

    static func signer(_ name: String = "ledger.example/one", seed: UInt8 = 7) throws -> SignerKey {
        try SignerKey(name: name, seed: [UInt8](repeating: seed, count: 32))
    }

    static func salt(_ number: Int) throws -> Salt {
        try #require(Salt((0..<32).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }))
    }

    static func content(_ number: Int) -> [UInt8] { Array("a decision, number \(number)".utf8) }

    static func entry(_ number: Int) throws -> Entry {
        Entry(
            number: UInt64(number), kind: .decision, time: start + .minutes(number),
            reference: EntryReference(.audit, Int64(number + 1)),
            commitment: try salt(number).commitment(to: content(number)))
    }

    /// A receipt of one of a number of entries.
    static func receipt(_ index: Int, of count: Int, isOpen: Bool = true) throws -> Receipt {
        var tree = PlainTree(0)
        let entries = try (0..<count).map { try entry($0).bytes }
        tree.leaves = entries.map { .leaf($0) }
        var tiles = TileTree(tree)
        let proof = try #require(try tiles.inclusionProof(of: UInt64(index), size: UInt64(count)))
        let root = try tiles.root(size: UInt64(count))
        let key = try signer()
        let note = try #require(
            Checkpoint(origin: key.verifier.name, size: UInt64(count), root: root).signed(with: key))
        let opening = Receipt.Opening(salt: try salt(index), content: content(index))
        return Receipt(entry: entries[index], proof: proof, checkpoint: note, opening: isOpen ? opening : nil)
    }
}
