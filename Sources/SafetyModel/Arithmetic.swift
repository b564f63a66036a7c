/// The functions that scores need, written out so that every machine gives the same bits: the C library's differ in the
/// last place from one system to the next, and a replay elsewhere must give the same signals.
package enum Arithmetic {
    /// 2 to the power of `exponent`, to about 1e-15 relative; exponents beyond ±1000 count as ±1000.
    package static func powerOfTwo(_ exponent: Double) -> Double {
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

    /// e to the power of `exponent`.
    package static func exponential(_ exponent: Double) -> Double { powerOfTwo(exponent * 1.442_695_040_888_963_4) }

    /// The probability that log-odds (natural logarithm) stand for.
    package static func probability(logOdds: Double) -> Double {
        1 / (1 + powerOfTwo(-logOdds * 1.442_695_040_888_963_4))
    }

    /// The natural logarithm, to about 1e-15; of zero, a negative number or no number, that of the least positive one.
    package static func logarithm(_ value: Double) -> Double {
        guard value > 0 else { return -744.440_071_921_381_2 }
        guard value.isFinite else { return 709.782_712_893_384 }
        var exponent = Double(value.exponent)
        var significand = value.significand
        if significand > 1.414_213_562_373_095 {
            significand /= 2
            exponent += 1
        }
        // ln m = 2 artanh((m − 1) / (m + 1)), whose argument is at most 0.172 here.
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var power = ratio
        var sum = 0.0
        var odd = 1.0
        while odd < 24 {
            sum += power / odd
            power *= square
            odd += 2
        }
        return 2 * sum + exponent * 0.693_147_180_559_945_3
    }

    /// The log-odds of a probability, which is moved into 1e-12 … 1 − 1e-12 first.
    package static func logOdds(_ probability: Double) -> Double {
        let bounded = max(1e-12, min(1 - 1e-12, probability))
        return logarithm(bounded / (1 - bounded))
    }

    /// What remains of evidence after `elapsed` seconds; never more than all of it.
    package static func remaining(after elapsed: UInt32, halfLife: UInt32) -> Float {
        guard elapsed > 0, halfLife > 0 else { return 1 }
        return Float(powerOfTwo(-Double(elapsed) / Double(halfLife)))
    }
}
