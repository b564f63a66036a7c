import SafetyModel

/// Lets each one do something so often: `burst` times at once, then once every so long. What it remembers is bounded.
struct MatrixTempo: Sendable {
    private let burst: Double
    private let interval: Double
    private var buckets: [String: (tokens: Double, at: Timestamp)] = [:]
    private static let most = 10_000

    init(burst: Int, every interval: Duration) {
        self.burst = Double(burst)
        self.interval = Double(max(1, interval.milliseconds))
    }

    /// Whether it may be done now; counts it, where it may.
    mutating func admits(_ key: String, at moment: Timestamp) -> Bool {
        if buckets.count >= Self.most { forget(at: moment) }
        let tokens = level(key, moment)
        // A clock that goes back and forth gives nothing away.
        let latest = max(moment, buckets[key]?.at ?? moment)
        buckets[key] = (tokens >= 1 ? tokens - 1 : tokens, latest)
        return tokens >= 1
    }

    private func level(_ key: String, _ moment: Timestamp) -> Double {
        guard let bucket = buckets[key] else { return burst }
        return min(burst, bucket.tokens + Double(max(0, moment.since(bucket.at).milliseconds)) / interval)
    }

    /// Full buckets say nothing; where all are in use, the emptiest stay, for they are whom it is made for.
    private mutating func forget(at moment: Timestamp) {
        buckets = buckets.filter { level($0.key, moment) < burst }
        guard buckets.count >= Self.most else { return }
        let kept = buckets.sorted { $0.value.tokens < $1.value.tokens }.prefix(Self.most / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
