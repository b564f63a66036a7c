/// SimHash (Charikar 2002; Manku, Jain and Das Sarma 2007) over words and pairs of words: texts that are nearly the same
/// have fingerprints that differ in few bits. Counts are kept bit-sliced: plane k holds bit k of 64 counters.
struct Fingerprint {
    private var planes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
    private var higher: [UInt64] = []
    private var features = 0
    private var previous: UInt64 = 0
    private(set) var wordCount = 0

    /// A text of fewer words has no fingerprint: too many texts would share it.
    static let fewestWords = 4

    /// Stands for every number, so that a template with another number in it keeps its fingerprint.
    private static let number: UInt64 = 0x6E75_6D62_6572_0001

    mutating func add(_ word: UnsafeBufferPointer<UInt8>, isNumber: Bool) {
        let hash = isNumber ? Self.number : word.reduce(LiteralTable.seed, LiteralTable.step)
        let mixed = Self.mix(hash)
        count(mixed)
        if wordCount > 0 { count(Self.mix(previous &* 0x9E37_79B9_7F4A_7C15 &+ mixed)) }
        previous = mixed
        wordCount += 1
    }

    /// The fingerprint; 0 where the text has fewer than four words, and never 0 otherwise.
    var value: UInt64 {
        guard wordCount >= Self.fewestWords else { return 0 }
        let half = features / 2
        // For every bit at once: is its count greater than half? Compared from the highest plane down.
        var greater: UInt64 = 0
        var equal: UInt64 = .max
        for index in higher.indices.reversed() {
            Self.compare(higher[index], half & (1 << (index + 8)) != 0, &greater, &equal)
        }
        Self.compare(planes.7, half & 128 != 0, &greater, &equal)
        Self.compare(planes.6, half & 64 != 0, &greater, &equal)
        Self.compare(planes.5, half & 32 != 0, &greater, &equal)
        Self.compare(planes.4, half & 16 != 0, &greater, &equal)
        Self.compare(planes.3, half & 8 != 0, &greater, &equal)
        Self.compare(planes.2, half & 4 != 0, &greater, &equal)
        Self.compare(planes.1, half & 2 != 0, &greater, &equal)
        Self.compare(planes.0, half & 1 != 0, &greater, &equal)
        return greater == 0 ? 1 : greater
    }

    /// One plane of a comparison of 64 counters with one number.
    @inline(__always)
    private static func compare(_ plane: UInt64, _ isSet: Bool, _ greater: inout UInt64, _ equal: inout UInt64) {
        let bit: UInt64 = isSet ? .max : 0
        greater |= equal & plane & ~bit
        equal &= ~(plane ^ bit)
    }

    @inline(__always)
    private mutating func count(_ hash: UInt64) {
        features += 1
        var carry = hash
        Self.half(&planes.0, &carry)
        Self.half(&planes.1, &carry)
        Self.half(&planes.2, &carry)
        Self.half(&planes.3, &carry)
        Self.half(&planes.4, &carry)
        Self.half(&planes.5, &carry)
        Self.half(&planes.6, &carry)
        Self.half(&planes.7, &carry)
        var index = 0
        while carry != 0 {
            if index == higher.count { higher.append(0) }
            Self.half(&higher[index], &carry)
            index += 1
        }
    }

    /// Adds one bit to each counter's plane and passes the carry on.
    @inline(__always)
    private static func half(_ plane: inout UInt64, _ carry: inout UInt64) {
        let overflow = plane & carry
        plane ^= carry
        carry = overflow
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
