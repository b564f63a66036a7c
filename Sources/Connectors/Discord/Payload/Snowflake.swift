public import SafetyModel

/// Discord's ids carry the time they were made: milliseconds since 2015 above bit 22
/// (https://docs.discord.com/developers/reference#snowflakes).
public enum Snowflake {
    /// Milliseconds from 1970 to Discord's first second.
    static let epoch: Int64 = 1_420_070_400_000

    /// When the id was made; nil for what is no id of Discord.
    public static func time(of id: String) -> Timestamp? {
        guard id.utf8.count >= 17, let number = UInt64(id) else { return nil }
        return Timestamp(milliseconds: Int64(number >> 22) + epoch)
    }

    /// The first id that could be made at a moment.
    public static func first(at moment: Timestamp) -> UInt64 {
        let (since, isBefore) = moment.milliseconds.subtractingReportingOverflow(epoch)
        return isBefore || since <= 0 ? 0 : UInt64(clamping: since) << 22
    }

    /// The id just before another.
    public static func before(_ id: String) -> String { String(max(UInt64(id) ?? 0, 1) - 1) }

    /// Whether `id` was made after `other`; ids that are no numbers come first.
    public static func isLater(_ id: String, than other: String) -> Bool { (UInt64(id) ?? 0) > (UInt64(other) ?? 0) }
}
