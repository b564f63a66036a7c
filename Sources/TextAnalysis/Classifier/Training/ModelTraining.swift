import SafetyModel

/// The whole way from labelled texts to a calibrated model: settings are chosen on a validation split, the model is learned
/// from all but the test split, and calibrated on texts that it was not learned from. Deterministic.
public struct ModelTraining: Sendable {
    /// What a text is for.
    public enum Split: Sendable, Hashable { case train, validation, test }

    /// How the result came about.
    public struct Result: Sendable {
        public var part: LinearModel.Part
        /// The settings that were chosen.
        public var settings: TrainingSettings
        /// Average precision on the validation split.
        public var validation: Double
        /// The probability from which a text counts as flagged: where macro-F1 is best, over texts held out in turn.
        public var threshold: Double
        /// Raw log-odds of the test texts, in the order of the set; empty where there are none.
        public var test: [(raw: Double, isPositive: Bool)]
    }

    /// Contrasts that are tried, unless one is given.
    public var contrasts = [0.0, 0.5, 0.8]
    /// Strengths that are tried, as liblinear's C.
    public var costs = [0.3, 1.0, 3.0, 10.0]
    public var usesIsotonic = false
    public var settings: TrainingSettings
    /// The largest share of negative texts that the threshold may flag.
    public var mostFlagged = 1.0
    private let folds = 5

    public init(settings: TrainingSettings) { self.settings = settings }

    /// The split of a text that none is given for: a fifth validates. The same text always falls on the same side.
    public static func split(of text: String) -> Split {
        var state = SplitMix(seed: StableHash.of(text, seed: 0x7370_6c69_7400_0001))
        return state.next() % 5 == 0 ? .validation : .train
    }

    /// - Parameter progress: called with the share of the work that is done, 0…1.
    public func run(
        _ set: TrainingSet, splits: [Split], name: String, progress: ((Double) -> Void)? = nil
    ) -> Result {
        let train = set.labels.indices.filter { splits[$0] == .train }
        let validation = set.labels.indices.filter { splits[$0] == .validation }
        let both = train + validation
        let total = Double(contrasts.count * costs.count + folds + 1)
        var done = 0.0
        func advance() {
            done += 1
            progress?(done / total)
        }
        var best = (score: -1.0, settings: settings)
        for contrast in contrasts {
            for cost in costs {
                var tried = settings
                tried.contrast = contrast
                tried.l2 = 1 / (cost * Double(max(1, train.count)))
                let learned = LogisticTrainer(settings: tried).train(set, rows: train, validation: validation)
                if let score = learned.score, score > best.score + 1e-9 {
                    tried.epochs = max(2, learned.epochs)
                    best = (score, tried)
                }
                advance()
            }
        }
        let trainer = LogisticTrainer(settings: best.settings)
        var raw: [Double] = []
        var positive: [Bool] = []
        var weights: [Double] = []
        for fold in 0..<folds {
            let held = both.enumerated().filter { $0.offset % folds == fold }.map(\.element)
            let kept = both.enumerated().filter { $0.offset % folds != fold }.map(\.element)
            raw += LogisticTrainer.raw(set, held, trainer.train(set, rows: kept))
            positive += held.map { set.labels[$0] }
            weights += held.map { Double(set.weights[$0]) }
            advance()
        }
        let calibration: Calibration =
            usesIsotonic
            ? .fitIsotonic(raw: raw, positive: positive) : .fitPlatt(raw: raw, positive: positive, weights: weights)
        let learned = trainer.train(set, rows: both)
        advance()
        let test = set.labels.indices.filter { splits[$0] == .test }
        let scored = zip(LogisticTrainer.raw(set, test, learned), test).map { ($0, set.labels[$1]) }
        return Result(
            part: LinearModel.Part(name: name, learned: learned, calibration: calibration), settings: best.settings,
            validation: max(0, best.score),
            threshold: Self.threshold(raw.map(calibration.probability), positive, weights, mostFlagged),
            test: scored.map { (raw: $0.0, isPositive: $0.1) })
    }

    /// The probability with the best macro-F1, the mean of the F1 of both classes, among those that flag few negatives.
    static func threshold(
        _ probabilities: [Double], _ positive: [Bool], _ weights: [Double], _ mostFlagged: Double
    ) -> Double {
        let total = weights.reduce(0, +)
        let positives = zip(positive, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
        var best = (score: -1.0, threshold: 0.5)
        var flagged = (hits: 0.0, all: 0.0)
        let order = probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
        for (place, index) in order.enumerated() {
            flagged.all += weights[index]
            if positive[index] { flagged.hits += weights[index] }
            let next = place + 1 < order.count ? probabilities[order[place + 1]] : 0
            guard next < probabilities[index] else { continue }
            guard flagged.all - flagged.hits <= mostFlagged * (total - positives) else { break }
            let cleared = total - flagged.all
            let passed = cleared - (positives - flagged.hits)
            let score =
                2 * flagged.hits / max(1e-9, flagged.all + positives)
                + 2 * passed / max(1e-9, cleared + total - positives)
            if score > best.score { best = (score, (probabilities[index] + next) / 2) }
        }
        return max(0.01, min(0.99, (best.threshold * 1000).rounded() / 1000))
    }
}
