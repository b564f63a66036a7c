/// The words of all patterns in one hash table each for whole words and prefixes. A word of a text is looked up in one
/// walk over its bytes: the hash of every beginning falls out of the hash of the whole (FNV-1a, 64 bits).
struct LiteralTable: Sendable {
    private let pool: FrozenArray<UInt8>
    private let starts: FrozenArray<Int32>
    private let hashes: FrozenArray<UInt64>
    /// Index of a literal plus one, open addressing; 0 is free.
    private let words: FrozenArray<UInt32>
    private let prefixes: FrozenArray<UInt32>
    /// One bit for each hash of a prefix, so that nearly every byte costs one test.
    private let filter: FrozenArray<UInt64>
    private let filterMask: UInt64
    private let longestPrefix: Int
    private let shortestPrefix: Int

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    /// Spreads a hash, since the low bits of FNV vary little.
    @inline(__always)
    static func spread(_ hash: UInt64) -> UInt64 {
        let mixed = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ (mixed >> 29)
    }

    /// The bit of the filter for a hash.
    @inline(__always)
    private static func filterBit(_ hash: UInt64) -> UInt64 { hash ^ (hash >> 32) }

    var count: Int { hashes.count }

    init(_ literals: [Pattern.Literal]) {
        let prefixCount = literals.count { $0.isPrefix }
        var words = Self.emptyTable(for: literals.count - prefixCount)
        var prefixes = Self.emptyTable(for: prefixCount)
        var bits: UInt64 = 4096
        while bits < UInt64(prefixCount) * 64, bits < 1 << 20 { bits *= 2 }
        var filter = [UInt64](repeating: 0, count: Int(bits / 64))
        filterMask = bits - 1
        var pool: [UInt8] = []
        var starts: [Int32] = [0]
        var hashes: [UInt64] = []
        for (index, literal) in literals.enumerated() {
            let hash = literal.bytes.reduce(Self.seed, Self.step)
            pool += literal.bytes
            starts.append(Int32(pool.count))
            hashes.append(hash)
            if literal.isPrefix {
                Self.insert(UInt32(index + 1), hash, into: &prefixes)
                let bit = Self.filterBit(hash) & filterMask
                filter[Int(bit >> 6)] |= 1 << (bit & 63)
            } else {
                Self.insert(UInt32(index + 1), hash, into: &words)
            }
        }
        let lengths = literals.filter(\.isPrefix).map(\.bytes.count)
        longestPrefix = lengths.max() ?? 0
        shortestPrefix = lengths.min() ?? .max
        self.words = FrozenArray(words)
        self.prefixes = FrozenArray(prefixes)
        self.filter = FrozenArray(filter)
        self.pool = FrozenArray(pool)
        self.starts = FrozenArray(starts)
        self.hashes = FrozenArray(hashes)
    }

    private static func emptyTable(for count: Int) -> [UInt32] {
        var size = 16
        while size < count * 2 { size *= 2 }
        return [UInt32](repeating: 0, count: size)
    }

    private static func insert(_ value: UInt32, _ hash: UInt64, into table: inout [UInt32]) {
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: spread(hash) >> 20) & mask
        while table[slot] != 0 { slot = (slot + 1) & mask }
        table[slot] = value
    }

    /// Looks a word up.
    /// - Parameter found: gets the index of each literal that the word is or begins with.
    @inline(__always)
    func look(up word: UnsafeBufferPointer<UInt8>, into found: inout [UInt32]) {
        var hash = Self.seed
        let prefixEnd = min(word.count, longestPrefix)
        let head = min(word.count, max(0, shortestPrefix - 1))
        var index = 0
        while index < head {
            hash = Self.step(hash, word[index])
            index &+= 1
        }
        while index < prefixEnd {
            hash = Self.step(hash, word[index])
            index &+= 1
            let bit = Self.filterBit(hash) & filterMask
            if filter[Int(truncatingIfNeeded: bit >> 6)] & (1 << (bit & 63)) != 0 {
                search(prefixes, hash, UnsafeBufferPointer(rebasing: word[..<index]), &found)
            }
        }
        guard word.count <= WordLattice.longestForm else { return }
        while index < word.count {
            hash = Self.step(hash, word[index])
            index &+= 1
        }
        search(words, hash, word, &found)
    }

    @inline(__always)
    private func search(
        _ table: FrozenArray<UInt32>, _ hash: UInt64, _ word: UnsafeBufferPointer<UInt8>, _ found: inout [UInt32]
    ) {
        let mask = table.count &- 1
        var slot = Int(truncatingIfNeeded: Self.spread(hash) >> 20) & mask
        while table[slot] != 0 {
            let index = Int(table[slot]) &- 1
            if hashes[index] == hash, isEqual(index, word) { found.append(UInt32(truncatingIfNeeded: index)) }
            slot = (slot &+ 1) & mask
        }
    }

    /// Compares the bytes, so that a text made to collide finds nothing that it does not hold.
    private func isEqual(_ literal: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[literal])
        guard Int(starts[literal + 1]) - start == word.count else { return false }
        for offset in 0..<word.count where pool[start + offset] != word[offset] { return false }
        return true
    }
}
