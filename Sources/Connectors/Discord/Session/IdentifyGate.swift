public import SafetyModel

/// When a shard may open a fresh session: `max_concurrency` shards in 5 seconds, and so many in a day. Past the day's
/// number Discord resets the token, so the last few are left alone
/// (https://docs.discord.com/developers/events/gateway#session-start-limit-object).
public struct IdentifyGate: Sendable {
    private var concurrency: Int
    private var remaining: Int
    private var resetsAt: Timestamp
    private var freeAt: [Int: Timestamp] = [:]
    /// Fresh sessions that are never used up, for the person who mends what makes them so many.
    public static let reserve = 20

    /// - Parameter limit: the `session_start_limit` of `GET /gateway/bot`.
    public init(limit: JSONTree, at now: Timestamp) {
        concurrency = 1
        remaining = 1
        resetsAt = now
        renew(limit, at: now)
    }

    /// Takes what Discord says now.
    public mutating func renew(_ limit: JSONTree, at now: Timestamp) {
        concurrency = Int(clamping: min(max(limit["max_concurrency"].integer ?? 1, 1), 1000))
        remaining = Int(clamping: limit["remaining"].integer ?? 1)
        resetsAt = now + .milliseconds(min(max(limit["reset_after"].integer ?? 0, 0), 86_400_000))
    }

    /// The moment from which this shard may identify; it is then taken to do so.
    public mutating func reserve(shard: Int, at now: Timestamp) -> Timestamp {
        var moment = max(now, freeAt[shard % concurrency] ?? now)
        if remaining <= Self.reserve, resetsAt > moment { moment = resetsAt }
        if moment >= resetsAt { remaining = max(remaining, Self.reserve + 1) }
        remaining -= 1
        freeAt[shard % concurrency] = moment + .seconds(5)
        return moment
    }
}
