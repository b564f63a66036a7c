import SafetyModel

/// The state of proximal stochastic dual coordinate ascent for logistic loss: one dual variable a text, and the sum of the
/// texts that they stand for.
struct DualAscent {
    private let set: TrainingSet
    private let rows: [Int]
    private let scales: [Float]
    /// λ n of the paper.
    private let strength: Float
    private let threshold: Float
    private let importance: [Float]
    private let norms: [Float]
    private var duals: [Float]
    /// Σ αᵢ xᵢ / (λ n), before the L1 threshold.
    private var sums: [Float]
    private var biasSum: Float = 0

    init(
        _ set: TrainingSet, _ rows: [Int], _ scales: [Float], _ settings: TrainingSettings,
        _ classWeights: (positive: Float, negative: Float)
    ) {
        self.set = set
        self.rows = rows
        self.scales = scales
        strength = Float(settings.l2) * Float(max(1, rows.count))
        threshold = Float(settings.l1)
        importance = rows.map {
            set.weights[$0] * (set.labels[$0] ? classWeights.positive : classWeights.negative)
        }
        norms = rows.map { row in
            var sum: Float = 1
            for place in set.starts[row]..<set.starts[row + 1] {
                let value = scales[Int(set.indices[place])] * set.values[place]
                sum += value * value
            }
            return sum
        }
        duals = [Float](repeating: 0, count: rows.count)
        sums = [Float](repeating: 0, count: set.shape.buckets)
    }

    /// The weights, for scaled features.
    var weights: [Float] { sums.map { Self.soft($0, threshold) } }
    var bias: Float { biasSum }

    @inline(__always)
    private static func soft(_ value: Float, _ threshold: Float) -> Float {
        guard threshold > 0 else { return value }
        return value > threshold ? value - threshold : value < -threshold ? value + threshold : 0
    }

    /// The raw log-odds of any text of the set.
    func margin(_ row: Int) -> Float {
        var sum = biasSum
        for place in set.starts[row]..<set.starts[row + 1] {
            let index = Int(set.indices[place])
            sum += Self.soft(sums[index], threshold) * scales[index] * set.values[place]
        }
        return sum
    }

    /// Goes through the texts once.
    /// - Returns: how far the dual variables moved, as a share of their size.
    mutating func pass(_ order: [Int]) -> Double {
        var moved = 0.0
        var size = 1e-9
        for item in order {
            let row = rows[item]
            let label: Float = set.labels[row] ? 1 : -1
            let weight = importance[item]
            guard weight > 0 else { continue }
            let margin = margin(row) * label
            let goal = label * weight * Float(Arithmetic.probability(logOdds: Double(-margin)))
            let share = 1 / (1 + norms[item] * weight / (4 * strength))
            let change = (goal - duals[item]) * share
            duals[item] += change
            moved += Double(abs(change))
            size += Double(abs(duals[item]))
            let step = change / strength
            guard step != 0 else { continue }
            biasSum += step
            for place in set.starts[row]..<set.starts[row + 1] {
                let index = Int(set.indices[place])
                sums[index] += step * scales[index] * set.values[place]
            }
        }
        return moved / size
    }
}
