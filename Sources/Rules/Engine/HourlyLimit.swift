/// Counts up to a limit within each hour of the events' time.
struct HourlyLimit: Sendable, Hashable {
    var hour = Int64.min
    var count = 0

    /// Whether one more is within the limit; counts it if so. Time that goes back stays in the latest hour.
    mutating func take(at milliseconds: Int64, limit: Int) -> Bool {
        enter(milliseconds)
        guard count < limit else { return false }
        count += 1
        return true
    }

    /// Whether the limit is reached.
    mutating func isReached(at milliseconds: Int64, limit: Int) -> Bool {
        enter(milliseconds)
        return count >= limit
    }

    private mutating func enter(_ milliseconds: Int64) {
        let current = milliseconds / 3_600_000
        guard current > hour else { return }
        (hour, count) = (current, 0)
    }
}
