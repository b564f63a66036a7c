import SafetyModel

/// A set of accounts in bounded memory: the smallest hashes of a stable hash function, of which sizes and overlaps are
/// estimated ("bottom-k": Cohen and Kaplan, "Summarizing data using bottom-k sketches", 2007). No id can be read from it.
public struct MemberSketch: Sendable, Hashable {
    /// How many hashes are kept; the standard error of an estimate is about 1/√most.
    public let most: Int
    /// Ascending.
    private(set) var smallest: [UInt64] = []
    /// Whether nothing was left out, so that all figures are exact.
    public private(set) var isExact = true

    public init(most: Int) { self.most = max(2, most) }

    /// The same hash for the same account in every community of a platform.
    static func hash(_ account: String, platform: String) -> UInt64 {
        StableHash.of(account, seed: StableHash.of(platform, seed: 0x6c69_6e65_6167_6521))
    }

    mutating func insert(_ hash: UInt64) {
        if smallest.count == most, let last = smallest.last, hash >= last {
            if hash > last { isExact = false }
            return
        }
        var (low, high) = (0, smallest.count)
        while low < high {
            let middle = (low + high) / 2
            if smallest[middle] < hash { low = middle + 1 } else { high = middle }
        }
        if low < smallest.count, smallest[low] == hash { return }
        smallest.insert(hash, at: low)
        if smallest.count > most {
            smallest.removeLast()
            isExact = false
        }
    }

    mutating func merge(_ other: MemberSketch) {
        for hash in other.smallest { insert(hash) }
        if !other.isExact { isExact = false }
    }

    /// How many accounts.
    public var estimate: Double {
        guard !isExact, smallest.count == most, let last = smallest.last, last > 0 else {
            return Double(smallest.count)
        }
        return Double(most - 1) / (Double(last) / 0x1p64)
    }

    /// The share of accounts in both among those in either, 0…1.
    public func jaccard(_ other: MemberSketch) -> Double {
        // Below this bound both sketches are complete.
        let bound = min(isExact ? .max : smallest.last ?? 0, other.isExact ? .max : other.smallest.last ?? 0)
        var (left, right, either, both) = (0, 0, 0, 0)
        while left < smallest.count || right < other.smallest.count {
            let one = left < smallest.count ? smallest[left] : .max
            let two = right < other.smallest.count ? other.smallest[right] : .max
            guard min(one, two) <= bound else { break }
            either += 1
            if one == two { both += 1 }
            if one <= two { left += 1 }
            if two <= one { right += 1 }
        }
        return either == 0 ? 0 : Double(both) / Double(either)
    }

    /// How many accounts are in both.
    public func shared(with other: MemberSketch) -> Double {
        var union = MemberSketch(most: max(most, other.most))
        union.merge(self)
        union.merge(other)
        return jaccard(other) * union.estimate
    }

    // MARK: Snapshots

    func encode(into writer: inout ByteWriter) {
        writer.write(isExact)
        writer.write(smallest)
    }

    init(most: Int, decoding reader: inout ByteReader) throws(ByteCodingError) {
        self.init(most: most)
        isExact = try reader.readBool()
        smallest = try reader.readAscending()
        guard smallest.count <= self.most else { throw .malformed(offset: reader.offset) }
    }
}

extension ByteWriter {
    /// Ascending numbers, each as its distance from the one before.
    mutating func write(_ ascending: [UInt64]) {
        write(ascending.count)
        var previous: UInt64 = 0
        for value in ascending {
            write(value &- previous)
            previous = value
        }
    }
}

extension ByteReader {
    mutating func readAscending() throws(ByteCodingError) -> [UInt64] {
        var values: [UInt64] = []
        var previous: UInt64 = 0
        for index in 0..<(try readCount()) {
            let (value, isOver) = previous.addingReportingOverflow(try readUInt64())
            guard !isOver, index == 0 || value > previous else { throw .malformed(offset: offset) }
            values.append(value)
            previous = value
        }
        return values
    }
}
