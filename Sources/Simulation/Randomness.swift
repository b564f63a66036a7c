/// Numbers that look random and are the same on every machine: xoshiro256** by Blackman and Vigna
/// (https://prng.di.unimi.it), seeded through SplitMix64 from the same authors. Whole numbers only.
struct Randomness: Sendable {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    /// - Parameter stream: Generators of one seed with different streams are independent of each other.
    init(seed: UInt64, stream: UInt64 = 0) {
        var state = Self.mix(seed, stream)
        func draw() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            return Self.finish(state)
        }
        a = draw()
        b = draw()
        c = draw()
        d = draw() | 1
    }

    mutating func next() -> UInt64 {
        let five = b &* 5
        let result = ((five &<< 7) | (five &>> 57)) &* 9
        let shifted = b &<< 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = (d &<< 45) | (d &>> 19)
        return result
    }

    /// A whole number from 0 up to, not including, `bound`; 0 where `bound` is not positive.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// Whether something that happens `perThousand` times in a thousand happens now.
    mutating func chance(_ perThousand: Int) -> Bool { below(1000) < perThousand }

    /// One of `choices`; `nil` where there are none.
    mutating func pick<T>(_ choices: [T]) -> T? {
        choices.isEmpty ? nil : choices[below(choices.count)]
    }

    /// A place among `count` where low places are far more frequent: `count * u³` for an even `u`.
    mutating func skewed(_ count: Int) -> Int {
        Self.cube(next(), count)
    }

    static func cube(_ bits: UInt64, _ count: Int) -> Int {
        let square = bits.multipliedFullWidth(by: bits).high
        let cube = square.multipliedFullWidth(by: bits).high
        return Int(cube.multipliedFullWidth(by: UInt64(max(count, 0))).high)
    }

    /// A well-mixed number of two: what a member is like is worked out from its place this way, and never stored.
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        finish(finish(left &+ 0x9E37_79B9_7F4A_7C15) ^ (right &* 0xD6E8_FEB8_6659_FD93))
    }

    private static func finish(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed &>> 31)
    }
}
