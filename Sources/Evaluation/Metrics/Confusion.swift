/// What became of the positives and the negatives: four counts, and the figures that follow from them. A figure whose
/// divisor would be zero does not exist and is `nil`.
public struct Confusion: Sendable, Hashable {
    public var truePositives: Int
    public var falsePositives: Int
    public var falseNegatives: Int
    public var trueNegatives: Int

    public init(truePositives: Int = 0, falsePositives: Int = 0, falseNegatives: Int = 0, trueNegatives: Int = 0) {
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
        self.trueNegatives = trueNegatives
    }

    /// Counts one more, or several of the same kind.
    public mutating func add(label: Bool, flagged: Bool, times: Int = 1) {
        switch (label, flagged) {
        case (true, true): truePositives += times
        case (false, true): falsePositives += times
        case (true, false): falseNegatives += times
        case (false, false): trueNegatives += times
        }
    }

    public var positives: Int { truePositives + falseNegatives }
    public var negatives: Int { trueNegatives + falsePositives }
    public var count: Int { positives + negatives }

    /// Of those flagged, the share that is positive.
    public var precision: Double? { Self.ratio(truePositives, truePositives + falsePositives) }
    /// Of the positives, the share that is flagged.
    public var recall: Double? { Self.ratio(truePositives, positives) }
    public var accuracy: Double? { Self.ratio(truePositives + trueNegatives, count) }
    /// Of the negatives, the share that is flagged.
    public var falseAlarmRate: Double? { Self.ratio(falsePositives, negatives) }
    /// Negatives flagged of each 10,000.
    public var falseAlarmsPer10000: Double? {
        negatives > 0 ? Double(falsePositives) * 10_000 / Double(negatives) : nil
    }

    /// F-beta (van Rijsbergen 1979): recall weighs beta times as much as precision. 0 where positives were all missed,
    /// `nil` where there are neither positives nor flags.
    public func f(beta: Double) -> Double? {
        let square = beta * beta
        let hits = (1 + square) * Double(truePositives)
        let divisor = hits + square * Double(falseNegatives) + Double(falsePositives)
        return divisor > 0 ? hits / divisor : nil
    }

    public var f1: Double? { f(beta: 1) }
    public var f05: Double? { f(beta: 0.5) }

    /// The mean of F1 for the positives and F1 for the negatives; `nil` where one of them does not occur.
    public var macroF1: Double? {
        guard positives > 0, negatives > 0, let f1 else { return nil }
        let other = Confusion(
            truePositives: trueNegatives, falsePositives: falseNegatives, falseNegatives: falsePositives,
            trueNegatives: truePositives)
        return other.f1.map { (f1 + $0) / 2 }
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }
}
