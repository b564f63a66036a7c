/// A moment in UTC between the years 1 and 9999, exact to the nanosecond.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z.
    public let seconds: Int64
    /// 0 to 999,999,999, counted forwards also before 1970.
    public let nanoseconds: Int32

    /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
    static let epoch = Timestamp(unchecked: 0, 0)

    private init(unchecked seconds: Int64, _ nanoseconds: Int32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Nil outside the range.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard Self.range.contains(seconds), 0..<1_000_000_000 ~= nanoseconds else { return nil }
        self.init(unchecked: seconds, nanoseconds)
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The moment so much later; nil outside the range.
    func adding(_ span: TimeSpan) -> Timestamp? {
        let (whole, rest) = span.wholeSeconds
        let nanoseconds = Int64(nanoseconds) + rest
        let carry: Int64 = nanoseconds >= 1_000_000_000 ? 1 : 0
        let (sum, overflow) = seconds.addingReportingOverflow(whole + carry)
        guard !overflow else { return nil }
        return Timestamp(seconds: sum, nanoseconds: Int32(nanoseconds - carry * 1_000_000_000))
    }

    /// The time between; nil where it does not fit a duration.
    func since(_ earlier: Timestamp) -> TimeSpan? {
        let (product, overflow) = (seconds - earlier.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return nil }
        let (sum, sumOverflow) = product.addingReportingOverflow(Int64(nanoseconds) - Int64(earlier.nanoseconds))
        return sumOverflow ? nil : TimeSpan(nanoseconds: sum)
    }

    /// What calendar and clock show at so many seconds east of UTC.
    func civil(offset: Int64) -> CivilTime { CivilTime(seconds: seconds + offset) }
}

extension Timestamp: CustomStringConvertible {
    /// As RFC 3339 has it, in UTC.
    public var description: String {
        let time = civil(offset: 0)
        let date = "\(Self.digits(time.year, 4))-\(Self.digits(time.month, 2))-\(Self.digits(time.day, 2))"
        let clock = "\(Self.digits(time.hour, 2)):\(Self.digits(time.minute, 2)):\(Self.digits(time.second, 2))"
        return "\(date)T\(clock)\(TimeSpan.fraction(Int64(nanoseconds)))Z"
    }

    static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    /// From the form of RFC 3339, such as `2009-02-13T23:31:30.5Z` or `2009-02-13T23:31:30+01:00`.
    public init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(digits: 4), reader.skip("-"),
            let month = reader.number(digits: 2), reader.skip("-"),
            let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t"),
            let hour = reader.number(digits: 2), reader.skip(":"),
            let minute = reader.number(digits: 2), reader.skip(":"),
            let second = reader.number(digits: 2),
            let nanoseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd,
            1...12 ~= month, year >= 1, day >= 1, day <= CivilTime.daysInMonth(month, of: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        self.init(seconds: time.seconds - offset, nanoseconds: Int32(nanoseconds))
    }
}

/// Reads the fixed forms of dates and offsets.
struct DigitReader {
    private var bytes: Substring.UTF8View

    init(_ text: String) {
        bytes = Substring(text).utf8
    }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = bytes.first, UInt32(first) == character.value else { return false }
        bytes.removeFirst()
        return true
    }

    mutating func digit() -> Int64? {
        guard let first = bytes.first, 48...57 ~= first else { return nil }
        bytes.removeFirst()
        return Int64(first) - 48
    }

    mutating func number(digits: Int) -> Int64? {
        var number: Int64 = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    /// The fraction of a second after a dot, in nanoseconds; 0 without a dot. Nil for more than nine digits.
    mutating func fraction() -> Int64? {
        guard skip(".") else { return 0 }
        var (fraction, count) = (Int64(0), 0)
        while let digit = digit() {
            count += 1
            guard count <= 9 else { return nil }
            fraction = fraction * 10 + digit
        }
        guard count > 0 else { return nil }
        for _ in count..<9 { fraction *= 10 }
        return fraction
    }

    /// `Z`, `+hh:mm` or `-hh:mm`, in seconds east of UTC.
    mutating func offset() -> Int64? {
        if skip("Z") || skip("z") { return 0 }
        return signedOffset(signIsNeeded: true)
    }

    /// `+hh:mm`, `-hh:mm`, or without a sign where that is allowed.
    mutating func signedOffset(signIsNeeded: Bool) -> Int64? {
        let isNegative = skip("-")
        guard isNegative || skip("+") || !signIsNeeded else { return nil }
        guard let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2), hours < 24, minutes < 60 else {
            return nil
        }
        return (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
    }
}
