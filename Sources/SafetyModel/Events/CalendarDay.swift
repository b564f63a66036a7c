/// A day of the Gregorian calendar, in the years 0000…9999; a moment's day is the one in UTC.
public struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int
    /// 1…12
    public let month: Int
    /// 1…31
    public let day: Int

    /// `nil` where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        self.init(existing: year, month, day)
    }

    /// Reads `2026-10-01` (ISO 8601, extended), and nothing else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day of a moment, in UTC.
    public init(_ moment: Timestamp) {
        let bytes = Array(moment.rfc3339.utf8)
        self.init(
            existing: Self.number(bytes[0..<4]) ?? 0, Self.number(bytes[5..<7]) ?? 1, Self.number(bytes[8..<10]) ?? 1)
    }

    private init(existing year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// `2026-10-01`
    public var description: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

    /// `2026-10`
    public var monthText: String { String(description.prefix(7)) }

    /// The same day some months later or earlier; the last day of a month that is shorter. Stays within 0000…9999.
    public func adding(months: Int) -> CalendarDay {
        let months = min(max(months, -120_000), 120_000)
        let count = min(max(year * 12 + month - 1 + months, 0), 9999 * 12 + 11)
        let (year, month) = (count / 12, count % 12 + 1)
        return CalendarDay(existing: year, month, min(day, Self.length(ofMonth: month, year: year)))
    }

    /// The last day of this day's month.
    public var endOfMonth: CalendarDay {
        CalendarDay(existing: year, month, Self.length(ofMonth: month, year: year))
    }

    /// As people of a language write it: `1er octobre 2026`, `1 October 2026`.
    public func text(in language: Language) -> String {
        let day = language == .french && day == 1 ? "1er" : String(day)
        return "\(day) \(Self.monthName(month, in: language)) \(year)"
    }

    /// `octobre`, `October`.
    public static func monthName(_ month: Int, in language: Language) -> String {
        let names =
            switch language {
            case .french:
                [
                    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                    "novembre", "décembre",
                ]
            case .english:
                [
                    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                    "November", "December",
                ]
            }
        return names[min(max(month, 1), 12) - 1]
    }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
