/// A sketch of a text's words in 64 bits: one byte for each of at most eight words. Texts that are nearly the same share
/// nearly all of them.
///
/// A bottom-k sketch (Broder 1997; Cohen and Kaplan 2007): of all words, those stay that come first in an order made by
/// a hash, long words before short ones. So a word that is changed, added or left out changes at most one byte, however
/// short the text is; SimHash, which was here before, moved 12 to 20 of its 64 bits for one word in six.
/// Order, repetition, numbers and emoji count for nothing.
struct Fingerprint {
    /// The words kept, in their order; the lowest first.
    private var kept: Words = (.max, .max, .max, .max, .max, .max, .max, .max)
    private typealias Words = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    private var keptCount = 0
    /// All words, repetitions and emoji among them.
    private(set) var wordCount = 0

    /// A text of fewer different words has no fingerprint: too many texts would share it.
    static let fewestWords = 4
    static let mostWords = 8

    /// Stands for every number, so that a template with another number in it keeps its fingerprint.
    private static let number: UInt64 = 0x6E75_6D62_6572_0001
    /// Words of up to this many bytes come last in the order: they are in every other text.
    private static let short = 2

    mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ traits: WordLattice.Traits) {
        wordCount += 1
        let isNumber = traits.contains(.digit) && !traits.contains(.letter)
        guard isNumber || !traits.contains(.emoji) else { return }
        let hash = Self.mix(isNumber ? Self.number : word.reduce(LiteralTable.seed, LiteralTable.step))
        keep(hash >> 1 | (word.count <= Self.short || isNumber ? 1 << 63 : 0))
    }

    @inline(__always)
    private mutating func keep(_ order: UInt64) {
        guard order < kept.7 else { return }
        insert(order)
    }

    private mutating func insert(_ order: UInt64) {
        let last = min(keptCount, Self.mostWords - 1)
        let isNew = withUnsafeMutableBytes(of: &kept) { bytes in
            let kept = bytes.assumingMemoryBound(to: UInt64.self)
            var place = 0
            while kept[place] < order { place += 1 }
            guard kept[place] != order else { return false }
            var next = last
            while next > place {
                kept[next] = kept[next - 1]
                next -= 1
            }
            kept[place] = order
            return true
        }
        if isNew, keptCount < Self.mostWords { keptCount += 1 }
    }

    /// The fingerprint; 0 where the text has fewer than four different words, and never 0 otherwise.
    var value: UInt64 {
        guard keptCount >= Self.fewestWords else { return 0 }
        return withUnsafeBytes(of: kept) { bytes in
            let kept = bytes.assumingMemoryBound(to: UInt64.self)
            var value: UInt64 = 0
            for place in 0..<keptCount {
                // The low bits play no part in the order: what came first says nothing about them.
                value |= ((kept[place] & 0xFFFF) % 255 + 1) << UInt64(8 * place)
            }
            return value
        }
    }

    /// The finaliser of MurmurHash3, which spreads every bit over all.
    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }
}

/// Compares the fingerprints of two texts.
///
/// ```swift
/// let one = reader.read("salut Léa tu veux parler un peu").fingerprint
/// let other = reader.read("slt Léa, tu veux parler un peu ? 😊").fingerprint
/// Fingerprints.areNearlySame(one, other)  // true: one word of seven differs
/// ```
public enum Fingerprints {
    /// How many of eight words may differ in texts that count as nearly the same.
    public static let usualDifference = 2

    /// How many words the larger of two sketches holds, and how many of these the other lacks.
    public static func difference(_ one: UInt64, _ other: UInt64) -> (words: Int, apart: Int) {
        let words = max(count(one), count(other))
        return (words, words - min(shared(one, in: other), shared(other, in: one)))
    }

    /// Whether two texts are nearly the same: of eight words at most `allowed` differ, of fewer in proportion (one of
    /// four to seven, where two of eight may). Texts without a fingerprint are never the same as another.
    public static func areNearlySame(_ one: UInt64, _ other: UInt64, allowing allowed: Int = usualDifference) -> Bool {
        guard one != 0, other != 0 else { return false }
        if one == other { return true }
        let (words, apart) = difference(one, other)
        return apart * Fingerprint.mostWords <= allowed * words
    }

    /// One bit for each word: two sketches that share few bits share few words. For looking through many at a time.
    package static func mask(_ fingerprint: UInt64) -> UInt64 {
        var mask: UInt64 = 0
        var rest = fingerprint
        while rest != 0 {
            mask |= 1 << (rest & 63)
            rest >>= 8
        }
        return mask
    }

    /// Bytes in use; they fill the lowest places.
    private static func count(_ fingerprint: UInt64) -> Int { 8 - fingerprint.leadingZeroBitCount / 8 }

    /// How many bytes of one are found in the other.
    private static func shared(_ one: UInt64, in other: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var shared = 0
        var rest = one
        while rest != 0 {
            // A byte of `apart` is zero where the other holds the word (Mycroft's test).
            let apart = other ^ ((rest & 0xFF) &* ones)
            if (apart &- ones) & ~apart & (ones << 7) != 0 { shared += 1 }
            rest >>= 8
        }
        return shared
    }
}
