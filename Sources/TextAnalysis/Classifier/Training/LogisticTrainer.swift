import SafetyModel

/// Logistic regression with L2 and L1 penalties by proximal stochastic dual coordinate ascent (Shalev-Shwartz and Zhang
/// 2013), which needs no step size and comes to the optimum in a few passes. Features are scaled by rarity and by how
/// differently they occur in the two classes. Deterministic.
public struct LogisticTrainer: Sendable {
    public var settings: TrainingSettings

    public init(settings: TrainingSettings) { self.settings = settings }

    /// Learns from some texts of a set.
    /// - Parameters:
    ///   - rows: which texts to learn from.
    ///   - validation: which texts tell when to stop; with none, all passes are made.
    ///   - progress: called after each pass with the number of passes made.
    public func train(
        _ set: TrainingSet, rows: [Int], validation: [Int] = [], progress: ((Int) -> Void)? = nil
    ) -> LearnedWeights {
        let scales = scales(set, rows)
        var ascent = DualAscent(set, rows, scales, settings, classWeights(set, rows))
        var order = Array(rows.indices)
        var random = SplitMix(seed: settings.seed)
        var best: (weights: [Float], bias: Float, epoch: Int, score: Double)?
        var made = 0
        for epoch in 1...settings.epochs {
            order.shuffle(using: &random)
            let moved = ascent.pass(order)
            made = epoch
            progress?(epoch)
            if !validation.isEmpty {
                let score = averagePrecision(set, validation, ascent)
                if score > (best?.score ?? -1) + 1e-6 { best = (ascent.weights, ascent.bias, epoch, score) }
                if let best, epoch - best.epoch >= settings.patience { break }
            }
            if moved < 1e-4 { break }
        }
        let final = best ?? (ascent.weights, ascent.bias, made, 0)
        return LearnedWeights(
            weights: zip(final.weights, scales).map { $0 * $1 }, bias: final.bias, epochs: final.epoch,
            score: best?.score)
    }

    /// Raw log-odds of texts under learned weights.
    public static func raw(_ set: TrainingSet, _ rows: [Int], _ learned: LearnedWeights) -> [Double] {
        rows.map { row in
            var sum: Float = 0
            for place in set.starts[row]..<set.starts[row + 1] {
                sum += learned.weights[Int(set.indices[place])] * set.values[place]
            }
            return Double(sum + learned.bias)
        }
    }

    private func classWeights(_ set: TrainingSet, _ rows: [Int]) -> (Float, Float) {
        if let given = settings.positiveWeight { return (Float(given), 1) }
        let positives = max(1, rows.count { set.labels[$0] })
        let negatives = max(1, rows.count - positives)
        let all = Float(rows.count) / 2
        return (all / Float(positives), all / Float(negatives))
    }

    /// For each bucket: rarity (inverse document frequency) times contrast (the naive-Bayes log-count ratio).
    private func scales(_ set: TrainingSet, _ rows: [Int]) -> [Float] {
        var documents = [Float](repeating: 0, count: set.shape.buckets)
        var positives = documents
        var seen = [Int32](repeating: -1, count: set.shape.buckets)
        for (mark, row) in rows.enumerated() {
            for place in set.starts[row]..<set.starts[row + 1] {
                let index = Int(set.indices[place])
                guard seen[index] != Int32(mark) else { continue }
                seen[index] = Int32(mark)
                documents[index] += 1
                if set.labels[row] { positives[index] += 1 }
            }
        }
        let total = Double(rows.count)
        var sumPositive = 0.0
        var sumNegative = 0.0
        for index in documents.indices where documents[index] > 0 {
            sumPositive += Double(positives[index]) + 1
            sumNegative += Double(documents[index] - positives[index]) + 1
        }
        var ratios = [Double](repeating: 0, count: documents.count)
        var mean = (sum: 0.0, count: 0.0)
        for index in documents.indices where documents[index] > 0 {
            let inPositive = (Double(positives[index]) + 1) / sumPositive
            let inNegative = (Double(documents[index] - positives[index]) + 1) / sumNegative
            ratios[index] = abs(Arithmetic.logarithm(inPositive / inNegative))
            mean.sum += ratios[index] * Double(documents[index])
            mean.count += Double(documents[index])
        }
        let average = mean.count > 0 && mean.sum > 0 ? mean.sum / mean.count : 1
        var scales = documents.indices.map { index -> Float in
            guard documents[index] > 0 else { return 0 }
            let frequency = Arithmetic.logarithm((1 + total) / (1 + Double(documents[index]))) + 1
            let rarity = Arithmetic.exponential(settings.rarity * Arithmetic.logarithm(frequency))
            return Float(rarity * (1 - settings.contrast + settings.contrast * ratios[index] / average))
        }
        let length = meanSquare(set, rows, scales).squareRoot()
        if length > 0 { for index in scales.indices { scales[index] /= length } }
        return scales
    }

    /// The mean square of the texts' lengths as vectors: scales are divided so that it becomes one.
    private func meanSquare(_ set: TrainingSet, _ rows: [Int], _ scales: [Float]) -> Float {
        var sum = 0.0
        for row in rows {
            for place in set.starts[row]..<set.starts[row + 1] {
                let value = Double(scales[Int(set.indices[place])] * set.values[place])
                sum += value * value
            }
        }
        return rows.isEmpty ? 0 : Float(sum / Double(rows.count))
    }

    private func averagePrecision(
        _ set: TrainingSet, _ rows: [Int], _ state: borrowing DualAscent
    ) -> Double {
        var scored: [(score: Float, isPositive: Bool)] = []
        for row in rows { scored.append((state.margin(row), set.labels[row])) }
        return Self.averagePrecision(scored)
    }

    private static func averagePrecision(_ scored: [(score: Float, isPositive: Bool)]) -> Double {
        let order = scored.sorted { $0.score > $1.score }
        var hits = 0.0
        var sum = 0.0
        for (rank, item) in order.enumerated() where item.isPositive {
            hits += 1
            sum += hits / Double(rank + 1)
        }
        return hits > 0 ? sum / hits : 0
    }
}
