/// All decimal digits of a finite double, exactly, and the roundings of them that `format` writes. Halves go to the even
/// neighbour.
struct DecimalExpansion {
    private let isNegative: Bool
    /// Without zeros in front, unless the number is zero.
    private var digits: [UInt8]
    /// How many of the digits stand after the point; may be more than there are.
    private var places: Int

    init(_ value: Double) {
        isNegative = value.sign == .minus
        var number = BigNumber(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
        let exponent = (value.isNormal ? Int(value.exponentBitPattern) : 1) - 1075
        if exponent >= 0 {
            for _ in 0..<exponent { number.multiply(by: 2) }
            places = 0
        } else {
            // m / 2^k is m * 5^k / 10^k.
            for _ in 0..<(-exponent) { number.multiply(by: 5) }
            places = -exponent
        }
        digits = number.digits
    }

    /// With so many digits after the point.
    func fixed(precision: Int) -> String {
        var copy = self
        copy.round(toPlaces: precision)
        while copy.digits.count <= precision { copy.digits.insert(0, at: 0) }
        let text = String(decoding: copy.digits.map { $0 + 48 }, as: UTF8.self)
        let whole = text.dropLast(precision)
        return (isNegative ? "-" : "") + whole + (precision > 0 ? "." + text.suffix(precision) : "")
    }

    /// One digit, so many after the point, and the exponent of ten, with at least two digits.
    func scientific(precision: Int) -> String {
        var copy = self
        let isZero = digits.allSatisfy { $0 == 0 }
        if !isZero {
            copy.round(toPlaces: places - digits.count + 1 + precision)
            // Rounding up may have made one more digit.
            if copy.digits.count > precision + 1 { copy.round(toPlaces: copy.places - 1) }
        } else {
            copy.digits = Array(repeating: 0, count: precision + 1)
            copy.places = precision
        }
        let exponent = copy.digits.count - 1 - copy.places
        let text = String(decoding: copy.digits.map { $0 + 48 }, as: UTF8.self)
        let sign = exponent < 0 ? "-" : "+"
        let power = Timestamp.digits(Int64(exponent.magnitude), 2)
        return (isNegative ? "-" : "") + text.prefix(1) + (precision > 0 ? "." + text.dropFirst() : "") + "e" + sign
            + power
    }

    private mutating func round(toPlaces wanted: Int) {
        guard wanted < places else {
            digits += Array(repeating: 0, count: wanted - places)
            places = wanted
            return
        }
        let dropped = places - wanted
        places = wanted
        if dropped > digits.count {
            digits = [0]
            return
        }
        let tail = digits.suffix(dropped)
        digits.removeLast(dropped)
        if digits.isEmpty { digits = [0] }
        let half = tail.first.map { $0 == 5 && tail.dropFirst().allSatisfy { $0 == 0 } } ?? false
        let isUp = half ? (digits.last ?? 0) % 2 == 1 : (tail.first ?? 0) >= 5
        if isUp { increment() }
    }

    private mutating func increment() {
        for index in digits.indices.reversed() {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
    }
}

/// A natural number of any size, in parts of nine decimal digits, the lowest first.
private struct BigNumber {
    private var parts: [UInt64]
    private static let base: UInt64 = 1_000_000_000

    init(_ value: UInt64) {
        parts = [value % Self.base, value / Self.base % Self.base, value / Self.base / Self.base]
    }

    mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in parts.indices {
            let product = parts[index] * factor + carry
            parts[index] = product % Self.base
            carry = product / Self.base
        }
        if carry > 0 { parts.append(carry) }
    }

    var digits: [UInt8] {
        var digits: [UInt8] = []
        for part in parts.reversed() {
            digits += Timestamp.digits(Int64(part), 9).utf8.map { $0 - 48 }
        }
        let trimmed = Array(digits.drop { $0 == 0 })
        return trimmed.isEmpty ? [0] : trimmed
    }
}
