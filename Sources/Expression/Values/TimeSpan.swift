/// A duration: a signed number of nanoseconds, about 292 years either way.
public struct TimeSpan: Sendable, Hashable, Comparable {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Nil when it does not fit.
    public init?(seconds: Int64, nanoseconds: Int64 = 0) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, sumOverflow) = product.addingReportingOverflow(nanoseconds)
        guard !overflow, !sumOverflow else { return nil }
        self.nanoseconds = sum
    }

    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Whole seconds rounded down, and the nanoseconds from there on.
    var wholeSeconds: (seconds: Int64, nanoseconds: Int64) {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? (quotient - 1, remainder + 1_000_000_000) : (quotient, remainder)
    }
}

extension TimeSpan: CustomStringConvertible {
    /// In seconds, such as `90s` or `-0.5s`.
    public var description: String {
        let magnitude = nanoseconds.magnitude
        let fraction = Self.fraction(Int64(magnitude % 1_000_000_000))
        return "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000_000)\(fraction)s"
    }

    /// A dot and the digits of a fraction of a second, without zeros at the end; empty for zero.
    static func fraction(_ nanoseconds: Int64) -> String {
        guard nanoseconds > 0 else { return "" }
        var digits = Timestamp.digits(nanoseconds, 9)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }

    /// From parts such as `1h30m`, `-1.5h`, `100ms` or `0`. The units are h, m, s, ms, us (or µs) and ns.
    public init?(_ text: String) {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        guard !rest.isEmpty else { return nil }
        if rest == "0" {
            self.init(nanoseconds: 0)
            return
        }
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = Self.part(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(isNegative ? -part : part)
            guard !overflow else { return nil }
            total = sum
        }
        self.init(nanoseconds: total)
    }

    /// One number with its unit, in nanoseconds.
    private static func part(_ rest: inout Substring) -> Int64? {
        let whole = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest[whole.endIndex...]
        var fraction = Substring()
        if rest.first == "." {
            rest.removeFirst()
            fraction = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest[fraction.endIndex...]
        }
        guard !whole.isEmpty || !fraction.isEmpty, let unit = unit(&rest) else { return nil }
        guard let count = whole.isEmpty ? 0 : Int64(whole) else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        // Digits beyond the nanosecond are cut off.
        var (below, scale): (Int64, Int64) = (0, unit)
        for digit in fraction.utf8 {
            scale /= 10
            below += Int64(digit - 48) * scale
        }
        let (sum, sumOverflow) = product.addingReportingOverflow(below)
        return sumOverflow ? nil : sum
    }

    private static func unit(_ rest: inout Substring) -> Int64? {
        for (name, nanoseconds) in units where rest.hasPrefix(name) {
            rest.removeFirst(name.count)
            return nanoseconds
        }
        return nil
    }

    /// Longer names first where one begins with another.
    private static let units: [(String, Int64)] = [
        ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000), ("h", 3_600_000_000_000),
        ("m", 60_000_000_000), ("s", 1_000_000_000),
    ]
}
