import SafetyModel

/// One moment of a conversation, as numbers.
struct RiskRow: Sendable {
    var values: [Double]
    var isHarm: Bool
    var weight: Double
}

/// Logistic regression with a bound and a prior for each weight, by accelerated projected gradient (Beck and Teboulle
/// 2009). Deterministic.
struct RiskFit: Sendable {
    /// A weight that is learned: where it is pulled to, and between what it must lie.
    struct Weight: Sendable {
        var prior: Double
        var least: Double
        var most: Double
    }

    var weights: [Weight]
    /// Strength of the pull towards the priors, for mean loss.
    var strength: Double
    var rounds = 1500

    /// - Returns: the weights in order, and the bias last.
    func fit(_ rows: [RiskRow]) -> [Double] {
        let count = weights.count
        var current = weights.map(\.prior) + [0]
        var previous = current
        var momentum = 1.0
        let step = 1 / lipschitz(rows)
        for _ in 0..<rounds {
            let next = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
            let pull = (momentum - 1) / next
            let ahead = (0...count).map { current[$0] + pull * (current[$0] - previous[$0]) }
            let gradient = gradient(rows, ahead)
            previous = current
            for place in 0...count {
                var value = ahead[place] - step * gradient[place]
                if place < count { value = max(weights[place].least, min(weights[place].most, value)) }
                current[place] = value
            }
            momentum = next
        }
        return current
    }

    private func gradient(_ rows: [RiskRow], _ at: [Double]) -> [Double] {
        let count = weights.count
        var sum = [Double](repeating: 0, count: count + 1)
        var total = 0.0
        for row in rows {
            var logOdds = at[count]
            for place in 0..<count { logOdds += at[place] * row.values[place] }
            let error = (Arithmetic.probability(logOdds: logOdds) - (row.isHarm ? 1 : 0)) * row.weight
            for place in 0..<count { sum[place] += error * row.values[place] }
            sum[count] += error
            total += row.weight
        }
        for place in 0...count { sum[place] /= max(1e-9, total) }
        for place in 0..<count { sum[place] += strength * (at[place] - weights[place].prior) }
        return sum
    }

    /// A bound on how fast the gradient changes: a quarter of the largest mean square length of a row.
    private func lipschitz(_ rows: [RiskRow]) -> Double {
        var sum = 0.0
        var total = 0.0
        for row in rows {
            sum += row.weight * row.values.reduce(1) { $0 + $1 * $1 }
            total += row.weight
        }
        return 0.25 * sum / max(1e-9, total) + strength
    }
}
