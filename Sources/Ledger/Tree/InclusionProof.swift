/// Proves that an entry is on the tree of a size: the hashes of the subtrees beside its path, from the entry up to the
/// root (RFC 9162, section 2.1.3).
public struct InclusionProof: Sendable, Hashable {
    /// The place of the entry, from 0.
    public var index: UInt64
    /// How many entries the tree has.
    public var size: UInt64
    public var hashes: [TreeHash]

    public init(index: UInt64, size: UInt64, hashes: [TreeHash]) {
        (self.index, self.size, self.hashes) = (index, size, hashes)
    }

    /// What does not fit.
    public enum Fault: Error, Sendable, Hashable {
        /// The tree has no entry at this place.
        case outsideTree
        /// The path from that place to the root has another number of hashes.
        case wrongLength
        /// The hashes lead to another root.
        case otherRoot
    }

    /// Checks that the proof leads from an entry's hash to a root (RFC 9162, section 2.1.3.2).
    /// - Throws: ``Fault``
    public func verify(leaf: TreeHash, root: TreeHash) throws(Fault) {
        guard try impliedRoot(leaf: leaf) == root else { throw .otherRoot }
    }

    /// The root to which the proof leads.
    func impliedRoot(leaf: TreeHash) throws(Fault) -> TreeHash {
        guard index < size else { throw .outsideTree }
        var (place, last) = (index, size - 1)
        var hash = leaf
        for sibling in hashes {
            guard last != 0 else { throw .wrongLength }
            if place & 1 == 1 || place == last {
                hash = .node(sibling, hash)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = .node(hash, sibling)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        guard last == 0 else { throw .wrongLength }
        return hash
    }
}
