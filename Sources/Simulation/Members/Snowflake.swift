import SafetyModel

/// Ids as Discord makes them: milliseconds since 2015 and 22 more bits, written in decimal
/// (https://discord.com/developers/docs/reference#snowflakes).
enum Snowflake {
    /// 2015-01-01T00:00:00Z.
    static let epoch: Int64 = 1_420_070_400_000
    /// How many ids one millisecond holds.
    static let perMillisecond = 1 << 22

    static func text(_ time: Timestamp, _ low: Int) -> String {
        let elapsed = UInt64(max(time.milliseconds - epoch, 1))
        return digits((elapsed &<< 22) | UInt64(low & (perMillisecond - 1)))
    }

    static func digits(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: 20) { buffer in
            var rest = value
            var place = 20
            repeat {
                place -= 1
                buffer[place] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            let count = 20 - place
            for offset in 0..<count { buffer[offset] = buffer[place + offset] }
            return count
        }
    }
}
