import SafetyModel

/// Turns a model's raw log-odds into a probability that means what it says: of all texts given 0.8, eight in ten are.
public enum Calibration: Sendable, Hashable {
    /// Platt scaling (Platt 1999): 1 / (1 + e^−(slope · z + offset)).
    case platt(slope: Double, offset: Double)
    /// Isotonic regression (Zadrozny and Elkan 2002) as rising points, read with straight lines between them.
    case isotonic([Point])

    /// A raw log-odds and the share of positives there.
    public struct Point: Sendable, Hashable {
        public var raw: Double
        public var probability: Double

        public init(raw: Double, probability: Double) {
            self.raw = raw
            self.probability = probability
        }
    }

    /// As it is: the raw log-odds are taken for the true ones.
    public static let none = Calibration.platt(slope: 1, offset: 0)

    /// The probability, strictly between 0 and 1.
    public func probability(raw: Double) -> Double {
        switch self {
        case .platt(let slope, let offset):
            let probability = Arithmetic.probability(logOdds: slope * raw + offset)
            return max(1e-9, min(1 - 1e-9, probability))
        case .isotonic(let points):
            return max(1e-9, min(1 - 1e-9, Self.read(points, at: raw)))
        }
    }

    private static func read(_ points: [Point], at raw: Double) -> Double {
        guard let first = points.first, let last = points.last else { return 0.5 }
        // Beyond the ends it goes on a little, so that the order of texts is kept there too.
        if raw <= first.raw { return first.probability * Arithmetic.exponential(max(-40, (raw - first.raw) / 4)) }
        if raw >= last.raw {
            return 1 - (1 - last.probability) * Arithmetic.exponential(max(-40, (last.raw - raw) / 4))
        }
        var low = 0
        var high = points.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if points[middle].raw <= raw { low = middle } else { high = middle }
        }
        let span = points[high].raw - points[low].raw
        let share = span > 0 ? (raw - points[low].raw) / span : 0
        return points[low].probability + share * (points[high].probability - points[low].probability)
    }

    /// Fits Platt's two numbers by Newton's method, with his targets, which keep small sets from claiming certainty.
    /// - Parameters:
    ///   - raw: log-odds of texts that the model was not trained on.
    ///   - positive: what they are.
    ///   - weights: how much each counts; all the same where there are none.
    public static func fitPlatt(raw: [Double], positive: [Bool], weights: [Double] = []) -> Calibration {
        // On a scale of one, whatever the model's: Newton's method strays where it begins far out.
        let count = Double(max(1, raw.count))
        let middle = raw.reduce(0, +) / count
        let spread = (raw.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / count).squareRoot()
        let isOnePlace = spread <= 1e-12
        let scaled = isOnePlace ? raw : raw.map { ($0 - middle) / spread }
        guard let line = fitLine(scaled, positive, weights) else { return .none }
        guard !isOnePlace else { return .platt(slope: line.slope, offset: line.offset) }
        return .platt(slope: line.slope / spread, offset: line.offset - line.slope * middle / spread)
    }

    /// - Returns: `nil` where there are texts of one kind only, or no rising line fits.
    private static func fitLine(
        _ raw: [Double], _ positive: [Bool], _ weights: [Double]
    ) -> (slope: Double, offset: Double)? {
        // Of mean one, so that targets stay those of as many texts.
        let mean = weights.isEmpty ? 1 : weights.reduce(0, +) / Double(weights.count)
        let shares = weights.isEmpty || mean <= 0 ? raw.map { _ in 1 } : weights.map { $0 / mean }
        let positives = zip(positive, shares).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
        let negatives = shares.reduce(0, +) - positives
        guard positives > 0, negatives > 0 else { return nil }
        let high = (positives + 1) / (positives + 2)
        let low = 1 / (negatives + 2)
        var slope = 1.0
        var offset = Arithmetic.logarithm((positives + 1) / (negatives + 1))
        for _ in 0..<100 {
            var gradient = (0.0, 0.0)
            var curve = (1e-9, 0.0, 1e-9)
            for ((z, isPositive), share) in zip(zip(raw, positive), shares) {
                let probability = Arithmetic.probability(logOdds: slope * z + offset)
                let error = share * (probability - (isPositive ? high : low))
                let weight = share * max(1e-12, probability * (1 - probability))
                gradient.0 += error * z
                gradient.1 += error
                curve.0 += weight * z * z
                curve.1 += weight * z
                curve.2 += weight
            }
            let determinant = curve.0 * curve.2 - curve.1 * curve.1
            guard abs(determinant) > 1e-18 else { break }
            let stepSlope = (curve.2 * gradient.0 - curve.1 * gradient.1) / determinant
            let stepOffset = (curve.0 * gradient.1 - curve.1 * gradient.0) / determinant
            // Newton may overshoot where the classes part cleanly.
            let limit = min(1, 4 / max(1e-12, max(abs(stepSlope), abs(stepOffset))))
            slope -= stepSlope * limit
            offset -= stepOffset * limit
            if abs(stepSlope) < 1e-9, abs(stepOffset) < 1e-9 { break }
        }
        guard slope.isFinite, offset.isFinite, slope > 0 else { return nil }
        return (slope, offset)
    }

    /// Fits by pool-adjacent-violators; each point is the middle of a pool, and pools are at least `fewest` texts.
    public static func fitIsotonic(raw: [Double], positive: [Bool], fewest: Int = 20) -> Calibration {
        let order = raw.indices.sorted { (raw[$0], $0) < (raw[$1], $1) }
        var pools: [(raw: Double, positives: Double, count: Double)] = []
        for index in order {
            pools.append((raw[index], positive[index] ? 1 : 0, 1))
            while pools.count > 1, Self.violates(pools[pools.count - 2], pools[pools.count - 1], Double(fewest)) {
                let last = pools.removeLast()
                let before = pools.removeLast()
                pools.append(
                    (before.raw + last.raw, before.positives + last.positives, before.count + last.count))
            }
        }
        let points = pools.map {
            Point(raw: $0.raw / $0.count, probability: ($0.positives + 0.5) / ($0.count + 1))
        }
        var rising: [Point] = []
        for point in points
        where (rising.last.map { point.raw > $0.raw && point.probability >= $0.probability } ?? true) {
            rising.append(point)
        }
        return rising.count >= 2 ? .isotonic(rising) : fitPlatt(raw: raw, positive: positive)
    }

    private static func violates(
        _ before: (raw: Double, positives: Double, count: Double),
        _ last: (raw: Double, positives: Double, count: Double),
        _ fewest: Double
    ) -> Bool {
        before.count < fewest || before.positives / before.count >= last.positives / last.count
    }
}
