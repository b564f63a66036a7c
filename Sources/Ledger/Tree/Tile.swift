/// Up to 256 hashes that stand side by side on a level of the tree (c2sp.org/tlog-tiles). Level 0 holds the hashes of
/// entries; a hash of each level above is that of a full tile below.
public struct TilePlace: Sendable, Hashable {
    /// Hashes in a full tile.
    public static let width = 256
    /// The highest level that a tree of 2⁶⁴ entries has.
    public static let highestLevel = 7

    public var level: Int
    /// Which of its level, from 0.
    public var index: UInt64

    public init(level: Int, index: UInt64) { (self.level, self.index) = (level, index) }

    /// How many hashes this tile has in a tree of a size; 0 where it has none.
    public func width(inTreeOf size: UInt64) -> Int {
        let atLevel = level > Self.highestLevel ? 0 : size >> UInt64(8 * level)
        guard index <= atLevel >> 8 else { return 0 }
        return Int(min(UInt64(Self.width), atLevel - index << 8))
    }

    /// The first entry beneath it, and the first beyond.
    public var entries: Range<UInt64> {
        let shift = UInt64(8 * (min(level, Self.highestLevel) + 1))
        let start = index << shift
        let (end, isOver) = (index &+ 1).multipliedReportingOverflow(by: shift >= 64 ? 0 : 1 << shift)
        return start..<(isOver || end < start ? .max : end)
    }
}

/// A tile by its path below `/tile/`, as `0/x001/x234/067` or `1/000.p/17`.
public struct TilePath: Sendable, Hashable {
    public var place: TilePlace
    /// How many hashes are asked for; 256 for a full tile.
    public var width: Int

    /// `nil` for anything but the one way in which c2sp.org/tlog-tiles writes the path.
    public init?(_ path: String) {
        guard path.utf8.count <= 40 else { return nil }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map { Array($0.utf8) }
        guard parts.count >= 2, let level = Self.decimal(parts.removeFirst()), level <= 63 else { return nil }
        width = TilePlace.width
        if parts.count >= 2, parts[parts.count - 2].suffix(2).elementsEqual(".p".utf8) {
            guard let partial = Self.decimal(parts.removeLast()), (1...255).contains(partial) else { return nil }
            width = partial
            parts[parts.count - 1].removeLast(2)
        }
        // Six elements of three digits are more than any tree has, and fit.
        guard parts.count <= 6 else { return nil }
        var index: UInt64 = 0
        for (position, part) in parts.enumerated() {
            var digits = part[...]
            if position < parts.count - 1 {
                guard digits.popFirst() == UInt8(ascii: "x") else { return nil }
            }
            guard digits.count == 3, let value = Self.number(digits) else { return nil }
            if position == 0, parts.count > 1, value == 0 { return nil }
            index = index * 1000 + UInt64(value)
        }
        place = TilePlace(level: level, index: index)
    }

    /// A number without leading zeros.
    private static func decimal(_ digits: [UInt8]) -> Int? {
        guard (1...3).contains(digits.count), digits.count == 1 || digits[0] != UInt8(ascii: "0") else { return nil }
        return number(digits[...])
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
