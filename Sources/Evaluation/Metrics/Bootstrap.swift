/// Intervals by resampling (Efron 1979): a figure is computed anew over many samples, each drawn from the items with
/// putting back, and the middle 95 % of the results are the interval.
///
/// Paired: both figures of a difference are computed over the same sample. The draws come from a seed, so that the same
/// items give the same interval.
public struct Bootstrap: Sendable {
    /// From the 2.5th to the 97.5th percentile.
    public struct Interval: Sendable, Hashable {
        public var lower: Double
        public var upper: Double

        public init(lower: Double, upper: Double) {
            self.lower = lower
            self.upper = upper
        }

        /// Whether zero lies outside: a difference that chance alone hardly explains.
        public var excludesZero: Bool { lower > 0 || upper < 0 }
    }

    public var resamples: Int
    public var seed: UInt64

    public init(resamples: Int = 1000, seed: UInt64 = 20_260_105) {
        self.resamples = max(1, resamples)
        self.seed = seed
    }

    /// - Parameters:
    ///   - count: how many items there are.
    ///   - figures: computes the figures, always as many, from how often each item was drawn; `nil` for one that does
    ///     not exist in that sample.
    /// - Returns: an interval for each figure; `nil` where it exists in fewer than half of the samples.
    public func intervals(count: Int, figures: (_ weights: [Int]) -> [Double?]) -> [Interval?] {
        guard count > 0 else { return [] }
        var random = SplitMix(seed: seed)
        var weights = [Int](repeating: 0, count: count)
        var results: [[Double]] = []
        for _ in 0..<resamples {
            for index in weights.indices { weights[index] = 0 }
            for _ in 0..<count { weights[random.below(count)] += 1 }
            let values = figures(weights)
            if results.isEmpty { results = Array(repeating: [], count: values.count) }
            for (index, value) in values.enumerated() where index < results.count {
                if let value, value.isFinite { results[index].append(value) }
            }
        }
        return results.map { values in
            guard values.count * 2 >= resamples else { return nil }
            let sorted = values.sorted()
            return Interval(lower: Self.quantile(sorted, 0.025), upper: Self.quantile(sorted, 0.975))
        }
    }

    /// With straight lines between the values (type 7 of Hyndman and Fan 1996, the default of R and NumPy).
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let place = share * Double(sorted.count - 1)
        let below = Int(place.rounded(.down))
        guard below + 1 < sorted.count else { return last }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers from the same seed, on every machine.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to, and without, `bound`, which is at least 1.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }
}
