import SafetyModel

/// How much reporting is let through. Nobody who reports is turned away for what others do, as long as it can be helped:
/// first a proof is asked for that costs a machine work or a person a short wait, and only far beyond it the answer is
/// "later". Addresses are kept in memory alone, as long as their buckets are not full again.
actor ReportLimits {
    enum Verdict: Sendable, Hashable {
        case free
        /// A proof is needed: of work, or of having waited so many seconds.
        case proof(seconds: Int)
        /// Not now; again after so many seconds.
        case later(seconds: Int)
    }

    /// A bucket of tokens: `size` at once, then one each `interval`.
    struct Rate: Sendable {
        var size: Double
        var interval: Duration
    }

    /// Reports from one address that need no proof, and reports from one address at all. A school is one address.
    static let freeOfAddress = Rate(size: 5, interval: .minutes(2))
    static let mostOfAddress = Rate(size: 40, interval: .seconds(15))
    /// Reports of everybody.
    static let freeOfAll = Rate(size: 60, interval: .seconds(1))
    static let mostOfAll = Rate(size: 1200, interval: .milliseconds(50))
    /// Receipt codes that may be tried.
    static let codesOfAddress = Rate(size: 10, interval: .seconds(30))
    static let codesOfAll = Rate(size: 300, interval: .milliseconds(250))

    private struct Bucket {
        var tokens: Double
        var at: Timestamp
    }

    private var buckets: [String: Bucket] = [:]
    private static let maximumBuckets = 40_000
    private var uploads: [String: Int] = [:]
    private static let mostUploads = 16
    private static let mostUploadsOfAddress = 3

    /// How many buckets are remembered.
    var bucketCount: Int { buckets.count }

    /// Counts a report that is being sent.
    func report(from address: String?, now: Timestamp) -> Verdict {
        let address = address.map { "r:" + $0 }
        let later =
            wait(address.map { ($0 + ":most", Self.mostOfAddress) }, now) ?? wait(("all:most", Self.mostOfAll), now)
        if let later { return .later(seconds: later) }
        let isBusyHere = address.map { wait(($0 + ":free", Self.freeOfAddress), now) != nil } ?? false
        if wait(("all:free", Self.freeOfAll), now) != nil { return .proof(seconds: 60) }
        return isBusyHere ? .proof(seconds: 20) : .free
    }

    /// What ``report(from:now:)`` would say, without counting.
    func forecast(for address: String?, now: Timestamp) -> Verdict {
        let isFull = level("all:free", Self.freeOfAll, now) < 1
        if isFull { return .proof(seconds: 60) }
        guard let address, level("r:\(address):free", Self.freeOfAddress, now) < 1 else { return .free }
        return .proof(seconds: 20)
    }

    /// Counts a code that is being tried.
    /// - Returns: how many seconds to wait, where it may not be tried yet.
    func code(from address: String?, now: Timestamp) -> Int? {
        wait(address.map { ("c:" + $0, Self.codesOfAddress) }, now) ?? wait(("c", Self.codesOfAll), now)
    }

    /// The code was right: who follows a report is no guesser.
    func codeWasRight(from address: String?) {
        for key in [address.map { "c:" + $0 }, "c"].compactMap(\.self) { buckets[key]?.tokens += 1 }
    }

    /// Begins an upload, which holds memory until ``endUpload(from:)``.
    /// - Returns: whether there is room.
    func beginUpload(from address: String?) -> Bool {
        let key = address ?? ""
        let most = address == nil ? Self.mostUploads : Self.mostUploadsOfAddress
        guard uploads.values.reduce(0, +) < Self.mostUploads, uploads[key, default: 0] < most else { return false }
        uploads[key, default: 0] += 1
        return true
    }

    func endUpload(from address: String?) {
        let key = address ?? ""
        let left = (uploads[key] ?? 1) - 1
        uploads[key] = left > 0 ? left : nil
    }

    /// Takes a token.
    /// - Returns: how many seconds until there is one, where there is none.
    private func wait(_ place: (key: String, rate: Rate)?, _ now: Timestamp) -> Int? {
        guard let place else { return nil }
        let level = level(place.key, place.rate, now)
        if level < 1 {
            buckets[place.key] = Bucket(tokens: level, at: now)
            let missing = (1 - level) * Double(place.rate.interval.milliseconds)
            return max(1, Int(missing / 1000) + 1)
        }
        if buckets[place.key] == nil, buckets.count >= Self.maximumBuckets { forget() }
        buckets[place.key] = Bucket(tokens: level - 1, at: now)
        return nil
    }

    private func level(_ key: String, _ rate: Rate, _ now: Timestamp) -> Double {
        guard let bucket = buckets[key] else { return rate.size }
        let passed = Double(max(0, now.since(bucket.at).milliseconds)) / Double(max(1, rate.interval.milliseconds))
        return min(rate.size, bucket.tokens + passed)
    }

    /// Drops the half of the addresses that were seen longest ago.
    private func forget() {
        let kept = buckets.sorted { $0.value.at > $1.value.at }.prefix(Self.maximumBuckets / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
