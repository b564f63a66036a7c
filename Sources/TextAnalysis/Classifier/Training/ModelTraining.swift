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
        /// Raw log-odds of the test texts, in the order of the set; empty where there are none.
        public var test: [(raw: Double, isPositive: Bool)]
    }

    /// Contrasts that are tried, unless one is given.
    public var contrasts = [0.0, 0.5, 0.8]
    /// Strengths that are tried, as liblinear's C.
    public var costs = [0.3, 1.0, 3.0, 10.0]
    public var usesIsotonic = false
    public var settings: TrainingSettings
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
        for fold in 0..<folds {
            let held = both.enumerated().filter { $0.offset % folds == fold }.map(\.element)
            let kept = both.enumerated().filter { $0.offset % folds != fold }.map(\.element)
            raw += LogisticTrainer.raw(set, held, trainer.train(set, rows: kept))
            positive += held.map { set.labels[$0] }
            advance()
        }
        let calibration: Calibration =
            usesIsotonic
            ? .fitIsotonic(raw: raw, positive: positive) : .fitPlatt(raw: raw, positive: positive)
        let learned = trainer.train(set, rows: both)
        advance()
        let test = set.labels.indices.filter { splits[$0] == .test }
        let scored = zip(LogisticTrainer.raw(set, test, learned), test).map { ($0, set.labels[$1]) }
        return Result(
            part: LinearModel.Part(name: name, learned: learned, calibration: calibration), settings: best.settings,
            validation: max(0, best.score), test: scored.map { (raw: $0.0, isPositive: $0.1) })
    }
}
