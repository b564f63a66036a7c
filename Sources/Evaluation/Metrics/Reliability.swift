/// How far scores mean what they say: of all given 0.8, eight in ten should be positive.
public struct Reliability: Sendable, Hashable {
    /// How many bins of equal width there are.
    public static let binCount = 15

    /// The scores from ``lower`` up to, and without, ``upper`` (the last bin has 1 too).
    public struct Bin: Sendable, Hashable {
        public var lower: Double
        public var upper: Double
        public var count: Int
        public var positives: Int
        /// The mean of its scores; `nil` where it has none.
        public var meanScore: Double?
        /// The share of positives; `nil` where it is empty.
        public var share: Double? { count > 0 ? Double(positives) / Double(count) : nil }
    }

    /// In rising order, all of them.
    public let bins: [Bin]
    /// The expected calibration error (Naeini et al. 2015): how far mean score and share of positives lie apart, over the
    /// bins, each as it is filled. `nil` without items.
    public let expectedError: Double?
    /// The mean squared distance of score and label (Brier 1950); `nil` without items.
    public let brier: Double?

    /// - Parameters:
    ///   - scores: those outside 0…1 are moved to its ends.
    ///   - labels: one for each score.
    ///   - weights: how often each counts; `nil` for once.
    public init(scores: [Double], labels: [Bool], weights: [Int]? = nil) {
        var counts = [Int](repeating: 0, count: Self.binCount)
        var positives = counts
        var sums = [Double](repeating: 0, count: Self.binCount)
        var squares = 0.0
        var total = 0
        for index in 0..<min(scores.count, labels.count) {
            let weight = weights.map { $0[index] } ?? 1
            let score = Self.bounded(scores[index])
            let bin = Self.bin(of: score)
            counts[bin] += weight
            if labels[index] { positives[bin] += weight }
            sums[bin] += score * Double(weight)
            let distance = score - (labels[index] ? 1 : 0)
            squares += distance * distance * Double(weight)
            total += weight
        }
        var gaps = 0.0
        bins = (0..<Self.binCount).map { bin in
            gaps += abs(sums[bin] - Double(positives[bin]))
            return Bin(
                lower: Double(bin) / Double(Self.binCount), upper: Double(bin + 1) / Double(Self.binCount),
                count: counts[bin], positives: positives[bin],
                meanScore: counts[bin] > 0 ? sums[bin] / Double(counts[bin]) : nil)
        }
        expectedError = total > 0 ? gaps / Double(total) : nil
        brier = total > 0 ? squares / Double(total) : nil
    }

    private static func bounded(_ score: Double) -> Double { score.isFinite ? max(0, min(1, score)) : 0 }

    private static func bin(of score: Double) -> Int {
        min(binCount - 1, Int((score * Double(binCount)).rounded(.down)))
    }
}
