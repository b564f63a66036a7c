/// The fewest decimal digits that stand for one double and no other.
struct ShortestDecimal {
    private let value: Double
    private let digits: String
    /// Where the point stands, counted from the first digit.
    private let point: Int

    init(_ value: Double) {
        self.value = value
        // Swift writes the shortest digits, in one of the forms 1.5, 0.00015 and 1.5e-05.
        let parts = "\(value.magnitude)".split(separator: "e")
        let number = (parts.first ?? "0").split(separator: ".")
        let whole = String(number.first ?? "0")
        let fraction = number.count > 1 && number[1] != "0" ? String(number[1]) : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = whole + fraction
        let zeros = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(zeros))
        while digits.hasSuffix("0") { digits.removeLast() }
        self.digits = digits.isEmpty ? "0" : digits
        point = digits.isEmpty ? 1 : whole.count + exponent - zeros
    }

    private var special: String? {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return nil
    }

    private var sign: String { value.sign == .minus ? "-" : "" }

    /// With an exponent below 0.0001 and from 10^21 on.
    var general: String {
        if let special { return special }
        let exponent = point - 1
        guard exponent < -4 || exponent >= 21 else { return plain }
        let rest = digits.dropFirst()
        return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e" + (exponent < 0 ? "-" : "+")
            + Timestamp.digits(Int64(exponent.magnitude), 2)
    }

    /// Without an exponent.
    var plain: String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "Infinity" : "-Infinity" }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
