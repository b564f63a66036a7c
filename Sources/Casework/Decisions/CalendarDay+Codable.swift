public import SafetyModel

/// As `2026-10-01`.
extension CalendarDay: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = CalendarDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no day of the calendar")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension CalendarDay {
    /// The last millisecond of the day, in UTC; `nil` for days that a ``Timestamp`` does not reach.
    var end: Timestamp? { Timestamp(rfc3339: "\(self)T23:59:59.999Z") }
}
