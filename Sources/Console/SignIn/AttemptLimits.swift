import SafetyModel

/// Slows down guessing: each failure of a name, and each failure from an address, doubles the wait for the next try.
/// A try counts as failed from its beginning, so that many at once do not slip through together.
actor AttemptLimits {
    struct Limit: Sendable {
        /// Failures that cost nothing: people mistype.
        var free: Int
        /// The longest wait.
        var longest: Duration
    }

    private struct Record {
        var failures: Int
        var last: Timestamp
        var next: Timestamp
    }

    /// A name's wait stays short: a stranger who guesses must not lock its owner out for long.
    static let name = Limit(free: 4, longest: .minutes(5))
    static let address = Limit(free: 12, longest: .minutes(30))
    private static let forgetAfter = Duration.hours(2)
    private static let maximumRecords = 20_000

    private var records: [String: Record] = [:]

    /// Begins a try.
    /// - Returns: how many seconds to wait, where it may not be made yet.
    func begin(name: String, address: String, now: Timestamp) -> Int? {
        let keys = [("n:" + name.lowercased(), Self.name), ("a:" + address, Self.address)]
        let wait = keys.compactMap { key, _ in records[key].map { $0.next.since(now).milliseconds } }.max() ?? 0
        if wait > 0 { return Int((wait + 999) / 1000) }
        for (key, limit) in keys { count(key, limit, now: now) }
        return nil
    }

    /// The try succeeded: the name starts afresh, the address is forgiven this one.
    func succeeded(name: String, address: String) {
        records["n:" + name.lowercased()] = nil
        if var record = records["a:" + address] {
            record.failures = max(0, record.failures - 1)
            record.next = record.last
            records["a:" + address] = record.failures == 0 ? nil : record
        }
    }

    private func count(_ key: String, _ limit: Limit, now: Timestamp) {
        var record = records[key] ?? Record(failures: 0, last: now, next: now)
        if now.since(record.last) > Self.forgetAfter { record.failures = 0 }
        record.failures += 1
        record.last = now
        let doublings = min(max(record.failures - limit.free, 0), 16)
        record.next = doublings == 0 ? now : now + min(.seconds(1 << doublings), limit.longest)
        if records[key] == nil, records.count >= Self.maximumRecords { forget(now: now) }
        records[key] = record
    }

    /// Drops what is old; where a flood of names fills the table, the half that waits least.
    private func forget(now: Timestamp) {
        records = records.filter { now.since($0.value.last) <= Self.forgetAfter }
        guard records.count >= Self.maximumRecords else { return }
        let kept = records.sorted { $0.value.next > $1.value.next }.prefix(Self.maximumRecords / 2)
        records = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
