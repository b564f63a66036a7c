public import SafetyModel

/// The time zone in which the hours of a week are told: a community lives by its own evenings.
public struct AuditZone: Sendable {
    /// As in the tz database (`Europe/Paris`), or `UTC`.
    public let name: String
    private let offset: @Sendable (Timestamp) -> Duration

    public static let utc = AuditZone(name: "UTC") { _ in .zero }

    /// - Parameter offset: how far ahead of UTC the zone's clocks are at a moment, in whole minutes.
    public init(name: String, offset: @escaping @Sendable (Timestamp) -> Duration) {
        self.name = name
        self.offset = offset
    }

    /// The hour of the week, 0 for Monday 00:00, in which an hour of the calendar begins.
    /// - Parameter hour: hours since 1970-01-01T00:00Z, a Thursday.
    func placeInWeek(ofHour hour: Int) -> Int {
        let begin = Timestamp(milliseconds: Int64(hour) * 3_600_000)
        let local = begin + offset(begin)
        let hours = Int((local.milliseconds - (local.milliseconds % 3_600_000 + 3_600_000) % 3_600_000) / 3_600_000)
        return ((hours + 72) % 168 + 168) % 168
    }
}
