/// The two functions that scores need, written out so that every machine gives the same bits: the C library's differ
/// in the last place from one system to the next, and a replay elsewhere must give the same signals.
enum Arithmetic {
    /// 2 to the power of `exponent`, to about 1e-15 relative; exponents beyond ±1000 count as ±1000.
    static func powerOfTwo(_ exponent: Double) -> Double {
        guard !exponent.isNaN else { return 0 }
        let bounded = max(-1000, min(1000, exponent))
        let whole = bounded.rounded()
        let rest = (bounded - whole) * 0.693_147_180_559_945_3
        var term = 1.0
        var sum = 1.0
        var count = 1.0
        while count <= 14 {
            term *= rest / count
            sum += term
            count += 1
        }
        return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
    }

    /// The probability that log-odds (natural logarithm) stand for.
    static func probability(logOdds: Double) -> Double {
        1 / (1 + powerOfTwo(-logOdds * 1.442_695_040_888_963_4))
    }

    /// What remains of evidence after `elapsed` seconds; never more than all of it.
    static func remaining(after elapsed: UInt32, halfLife: UInt32) -> Float {
        guard elapsed > 0, halfLife > 0 else { return 1 }
        return Float(powerOfTwo(-Double(elapsed) / Double(halfLife)))
    }
}
