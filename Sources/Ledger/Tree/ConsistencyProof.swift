/// Proves that a tree holds all that an earlier, smaller one held, in the same order (RFC 9162, section 2.1.4).
public struct ConsistencyProof: Sendable, Hashable {
    /// How many entries the earlier tree has; at least 1, since everything follows from an empty tree.
    public var first: UInt64
    /// How many entries the later tree has.
    public var second: UInt64
    public var hashes: [TreeHash]

    public init(from first: UInt64, to second: UInt64, hashes: [TreeHash]) {
        (self.first, self.second, self.hashes) = (first, second, hashes)
    }

    /// What does not fit.
    public enum Fault: Error, Sendable, Hashable {
        /// The earlier tree is empty: a proof from there would prove nothing.
        case fromNothing
        /// The later tree is the smaller one.
        case shrinks
        /// Between these sizes a proof has another number of hashes.
        case wrongLength
        /// The hashes do not lead to the root of the earlier tree.
        case otherFirstRoot
        /// The hashes do not lead to the root of the later tree.
        case otherSecondRoot
    }

    /// Checks that the proof leads to both roots (RFC 9162, section 2.1.4.2).
    /// - Throws: ``Fault``
    public func verify(firstRoot: TreeHash, secondRoot: TreeHash) throws(Fault) {
        guard first > 0 else { throw .fromNothing }
        guard first <= second else { throw .shrinks }
        if first == second {
            guard hashes.isEmpty else { throw .wrongLength }
            guard firstRoot == secondRoot else { throw .otherSecondRoot }
            return
        }
        // A complete earlier tree is a subtree of the later one, and its root need not be told.
        var path = first & (first - 1) == 0 ? [firstRoot] : []
        path += hashes
        guard !hashes.isEmpty, let start = path.first else { throw .wrongLength }
        var (place, last) = (first - 1, second - 1)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        var (earlier, later) = (start, start)
        for hash in path.dropFirst() {
            guard last != 0 else { throw .wrongLength }
            if place & 1 == 1 || place == last {
                earlier = .node(hash, earlier)
                later = .node(hash, later)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                later = .node(later, hash)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        guard last == 0 else { throw .wrongLength }
        guard earlier == firstRoot else { throw .otherFirstRoot }
        guard later == secondRoot else { throw .otherSecondRoot }
    }
}
