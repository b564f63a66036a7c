/// Scores with their labels, sorted once: what figures over all thresholds are read from.
///
/// Items of the same score stand together, and no figure depends on their order among themselves. Every figure takes
/// weights, how often each item counts, so that resampling needs no sorting.
public struct Ranking: Sendable {
    /// From the highest; each score is finite.
    let scores: [Double]
    let labels: [Bool]
    /// Where the sorted items stood in what was given.
    let order: [Int]
    /// Where each run of one score ends.
    let ends: [Int]

    /// - Parameters:
    ///   - scores: what is no number counts as 0.
    ///   - labels: one for each score.
    public init(scores: [Double], labels: [Bool]) {
        let clean = scores.prefix(labels.count).map { $0.isFinite ? $0 : 0 }
        order = clean.indices.sorted { (clean[$1], $0) < (clean[$0], $1) }
        let sorted = order.map { clean[$0] }
        self.scores = sorted
        self.labels = order.map { labels[$0] }
        ends = sorted.indices.filter { $0 + 1 == sorted.count || sorted[$0 + 1] != sorted[$0] }.map { $0 + 1 }
    }

    public var count: Int { scores.count }

    /// Positives and negatives of each score, from the highest score.
    private func forEachScore(_ weights: [Int]?, _ body: (_ score: Double, _ positives: Int, _ negatives: Int) -> Void)
    {
        var start = 0
        for end in ends {
            var positives = 0
            var negatives = 0
            for index in start..<end {
                let weight = weights.map { $0[order[index]] } ?? 1
                if labels[index] { positives += weight } else { negatives += weight }
            }
            if positives + negatives > 0 { body(scores[start], positives, negatives) }
            start = end
        }
    }

    /// The area under the ROC curve: how often a positive stands above a negative, a tie counting half (Mann and
    /// Whitney 1947). `nil` where either is missing.
    public func rocAUC(weights: [Int]? = nil) -> Double? {
        var above = 0
        var negatives = 0
        // Twice the number of pairs in the right order, so that it stays whole.
        var twice = 0.0
        forEachScore(weights) { _, positive, negative in
            twice += Double(negative) * Double(2 * above + positive)
            above += positive
            negatives += negative
        }
        guard above > 0, negatives > 0 else { return nil }
        return twice / (2 * Double(above) * Double(negatives))
    }

    /// The area under the precision-recall curve as average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, without
    /// interpolation. `nil` where positives or negatives are missing.
    public func averagePrecision(weights: [Int]? = nil) -> Double? {
        var hits = 0
        var flagged = 0
        var sum = 0.0
        forEachScore(weights) { _, positive, negative in
            hits += positive
            flagged += positive + negative
            sum += Double(positive) * Double(hits) / Double(flagged)
        }
        guard hits > 0, flagged > hits else { return nil }
        return sum / Double(hits)
    }

    /// What follows when every score from `threshold` on is flagged.
    public func confusion(threshold: Double, weights: [Int]? = nil) -> Confusion {
        var confusion = Confusion()
        forEachScore(weights) { score, positive, negative in
            confusion.add(label: true, flagged: score >= threshold, times: positive)
            confusion.add(label: false, flagged: score >= threshold, times: negative)
        }
        return confusion
    }

    /// A threshold and what follows from it.
    public struct Point: Sendable, Hashable {
        public var threshold: Double
        public var confusion: Confusion
    }

    /// Every threshold that makes a difference, from the highest: what ROC and precision-recall curves are drawn from.
    public func points() -> [Point] {
        let positives = labels.count { $0 }
        let negatives = count - positives
        var points: [Point] = []
        points.reserveCapacity(ends.count)
        var hits = 0
        var falses = 0
        forEachScore(nil) { score, positive, negative in
            hits += positive
            falses += negative
            points.append(
                Point(
                    threshold: score,
                    confusion: Confusion(
                        truePositives: hits, falsePositives: falses, falseNegatives: positives - hits,
                        trueNegatives: negatives - falses)))
        }
        return points
    }

    /// The threshold that finds most positives while at least this share of what is flagged is positive; of several the
    /// highest. `nil` where none does.
    public func threshold(forPrecision precision: Double) -> Point? {
        var best: Point?
        for point in points() where (point.confusion.precision ?? 0) >= precision {
            if point.confusion.truePositives > best?.confusion.truePositives ?? 0 { best = point }
        }
        return best
    }

    /// The threshold with the highest macro-F1; of several the highest.
    public func bestMacroF1() -> Point? {
        var best: (point: Point, value: Double)?
        for point in points() {
            guard let value = point.confusion.macroF1 else { continue }
            if value > best?.value ?? -1 { best = (point, value) }
        }
        return best?.point
    }
}
