import SafetyModel

/// Logistic regression with AdaGrad (Duchi, Hazan and Singer 2011), L1 and L2 applied lazily to the weights that a text
/// touches. Features are scaled by rarity and by how differently they occur in the two classes. Deterministic.
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
        var state = State(buckets: set.shape.buckets)
        var order = rows
        var random = SplitMix(seed: settings.seed)
        let (positive, negative) = classWeights(set, rows)
        var best: (weights: [Float], bias: Float, epoch: Int, score: Double)?
        var made = 0
        for epoch in 1...settings.epochs {
            order.shuffle(using: &random)
            state.pass(set, order, scales, settings, positive, negative)
            state.settle(settings)
            made = epoch
            progress?(epoch)
            guard !validation.isEmpty else { continue }
            let score = averagePrecision(set, validation, scales, state)
            if score > (best?.score ?? -1) + 1e-5 { best = (state.weights, state.bias, epoch, score) }
            if let best, epoch - best.epoch >= settings.patience { break }
        }
        let final = best ?? (state.weights, state.bias, made, 0)
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
        return documents.indices.map { index in
            guard documents[index] > 0 else { return 0 }
            let rarity = Arithmetic.logarithm((1 + total) / (1 + Double(documents[index]))) + 1
            return Float(rarity * (1 - settings.contrast + settings.contrast * ratios[index] / average))
        }
    }

    private func averagePrecision(
        _ set: TrainingSet, _ rows: [Int], _ scales: [Float], _ state: borrowing State
    ) -> Double {
        var scored: [(score: Float, isPositive: Bool)] = []
        for row in rows { scored.append((state.margin(set, row, scales), set.labels[row])) }
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

    /// Weights while they are learned.
    private struct State {
        var weights: [Float]
        var bias: Float = 0
        private var squares: [Float]
        /// The step at which each weight last paid its penalties.
        private var paid: [Int32]
        private var step: Int32 = 0
        private var biasSquare: Float = 1e-2

        init(buckets: Int) {
            weights = [Float](repeating: 0, count: buckets)
            squares = [Float](repeating: 1e-2, count: buckets)
            paid = [Int32](repeating: 0, count: buckets)
        }

        func margin(_ set: TrainingSet, _ row: Int, _ scales: [Float]) -> Float {
            var sum = bias
            for place in set.starts[row]..<set.starts[row + 1] {
                let index = Int(set.indices[place])
                sum += weights[index] * scales[index] * set.values[place]
            }
            return sum
        }

        mutating func pass(
            _ set: TrainingSet, _ order: [Int], _ scales: [Float], _ settings: TrainingSettings, _ positive: Float,
            _ negative: Float
        ) {
            let rate = Float(settings.rate)
            let l1 = Float(settings.l1)
            let l2 = Float(settings.l2)
            let starts = set.starts
            set.indices.withUnsafeBufferPointer { indices in
                set.values.withUnsafeBufferPointer { values in
                    scales.withUnsafeBufferPointer { scales in
                        for row in order {
                            step &+= 1
                            let range = starts[row]..<starts[row + 1]
                            var sum = bias
                            for place in range {
                                let index = Int(indices[place])
                                pay(index, rate, l1, l2)
                                sum += weights[index] * scales[index] * values[place]
                            }
                            let label: Float = set.labels[row] ? 1 : 0
                            let probability = Float(Arithmetic.probability(logOdds: Double(sum)))
                            let weight = (set.labels[row] ? positive : negative) * set.weights[row]
                            let error = (probability - label) * weight
                            guard abs(error) > 1e-6 else { continue }
                            biasSquare += error * error
                            bias -= rate * error / biasSquare.squareRoot()
                            for place in range {
                                let index = Int(indices[place])
                                let gradient = error * values[place] * scales[index]
                                squares[index] += gradient * gradient
                                weights[index] -= rate * gradient / squares[index].squareRoot()
                            }
                        }
                    }
                }
            }
        }

        /// The penalties of the steps in which the weight was not touched, all at once.
        @inline(__always)
        private mutating func pay(_ index: Int, _ rate: Float, _ l1: Float, _ l2: Float) {
            let steps = Float(step &- paid[index])
            paid[index] = step
            let weight = weights[index]
            guard weight != 0, steps > 0 else { return }
            let size = rate / squares[index].squareRoot()
            let shrunk = weight / (1 + size * l2 * steps)
            let cut = size * l1 * steps
            weights[index] = shrunk > cut ? shrunk - cut : shrunk < -cut ? shrunk + cut : 0
        }

        /// Lets every weight pay what is due.
        mutating func settle(_ settings: TrainingSettings) {
            for index in weights.indices {
                pay(index, Float(settings.rate), Float(settings.l1), Float(settings.l2))
            }
        }
    }
}
