extension Timestamp {
    /// Reads a date and time of RFC 3339 (section 5.6).
    ///
    /// Taken: any length of fraction (what is finer than a millisecond is cut off), `Z`, `z` or an offset such as
    /// `+02:00`, and `T`, `t` or a space before the time (the note in 5.6 allows it). A leap second (`23:59:60` in
    /// UTC) becomes the last millisecond before it, `23:59:59.999`, so that it stays in its day and order holds.
    /// - Returns: `nil` where the text is anything else, where the day does not exist, or where the moment in UTC lies
    ///   outside the years 0000…9999.
    public init?(rfc3339 text: String) {
        var text = text
        guard let moment = text.withUTF8({ Timestamp(rfc3339: $0) }) else { return nil }
        self = moment
    }

    /// Reads a date and time of RFC 3339 from bytes; see ``init(rfc3339:)-(String)``.
    public init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let century = Self.pair(bytes, 0), let yearOfCentury = Self.pair(bytes, 2),
            let month = Self.pair(bytes, 5), let day = Self.pair(bytes, 8), let hour = Self.pair(bytes, 11),
            let minute = Self.pair(bytes, 14), let second = Self.pair(bytes, 17),
            let (fraction, zone) = Self.fraction(bytes, 19), let offset = Self.offset(bytes, zone)
        else { return nil }
        let year = century * 100 + yearOfCentury
        guard (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        let dayNumber = Self.dayNumber(year: year, month: month, day: day)
        let minutes = dayNumber * 1440 + hour * 60 + minute - offset
        let isLeap = second == 60
        // 1439 is 23:59; the offset may make the number of minutes negative, hence the double remainder.
        if isLeap, ((minutes % 1440) + 1440) % 1440 != 1439 { return nil }
        let moment = minutes * 60_000 + (isLeap ? 59_999 : second * 1000 + fraction)
        guard moment >= Self.earliest, moment <= Self.latest else { return nil }
        self.init(milliseconds: Int64(moment))
    }

    /// The moment in UTC with milliseconds, as `2026-06-16T20:14:03.120Z`. What lies outside the years 0000…9999 is
    /// written as their first or last millisecond.
    public var rfc3339: String {
        var bytes: [UInt8] = []
        appendRFC3339(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the 24 bytes of ``rfc3339``.
    func appendRFC3339(to bytes: inout [UInt8]) {
        let moment = min(max(Int(milliseconds), Self.earliest), Self.latest)
        // Counted from 0000-01-01, so that nothing is negative.
        let sinceZero = moment - Self.earliest
        let (days, time) = (sinceZero / 86_400_000, sinceZero % 86_400_000)
        let (year, month, day) = Self.civil(days)
        func two(_ value: Int) {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10))
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
        }
        two(year / 100)
        two(year % 100)
        bytes.append(UInt8(ascii: "-"))
        two(month)
        bytes.append(UInt8(ascii: "-"))
        two(day)
        bytes.append(UInt8(ascii: "T"))
        two(time / 3_600_000)
        bytes.append(UInt8(ascii: ":"))
        two(time / 60_000 % 60)
        bytes.append(UInt8(ascii: ":"))
        two(time / 1000 % 60)
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: time % 1000 / 100))
        two(time % 100)
        bytes.append(UInt8(ascii: "Z"))
    }

    // MARK: Pieces

    /// 0000-01-01T00:00:00.000Z, in milliseconds.
    private static let earliest = -62_167_219_200_000
    /// 9999-12-31T23:59:59.999Z, in milliseconds.
    private static let latest = 253_402_300_799_999

    /// Two digits.
    @inline(__always)
    private static func pair(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        let tens = bytes[index] &- UInt8(ascii: "0")
        let ones = bytes[index + 1] &- UInt8(ascii: "0")
        guard tens <= 9, ones <= 9 else { return nil }
        return Int(tens) * 10 + Int(ones)
    }

    /// The fraction at `start`, if there is one, in milliseconds, and where it ends.
    @inline(__always)
    private static func fraction(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (Int, Int)? {
        guard bytes[start] == UInt8(ascii: ".") else { return (0, start) }
        var value = 0
        var weight = 100
        var index = start + 1
        while index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value += Int(digit) * weight
            weight /= 10
            index += 1
        }
        return index > start + 1 ? (value, index) : nil
    }

    /// The offset from UTC at `start`, in minutes; it has to end the text.
    @inline(__always)
    private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        if bytes[start] | 0x20 == UInt8(ascii: "z") { return start + 1 == bytes.count ? 0 : nil }
        guard bytes.count - start == 6, bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-"),
            bytes[start + 3] == UInt8(ascii: ":"), let hours = pair(bytes, start + 1),
            let minutes = pair(bytes, start + 4), hours < 24, minutes < 60
        else { return nil }
        return bytes[start] == UInt8(ascii: "-") ? -(hours * 60 + minutes) : hours * 60 + minutes
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar, for years from 0.
    /// (`days_from_civil` of H. Hinnant, chrono-Compatible Low-Level Date Algorithms.)
    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        // The year is counted from March, and 400 years are added so that January and February of year 0 stay positive.
        let marchYear = (month <= 2 ? year - 1 : year) + 400
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468 - 146_097
    }

    /// The date that lies `days` after 0000-01-01 (`civil_from_days`, ibidem).
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        // From 0000-03-01 of the era before: 146,097 days an era, less the 60 days of January and February.
        let shifted = days + 146_097 - 60
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + (era - 1) * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

/// As text of RFC 3339.
extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let moment = Timestamp(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a moment as 2026-06-16T20:14:03.120Z")
        }
        self = moment
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}
