/// How a linear model is learned.
public struct TrainingSettings: Sendable, Hashable {
    /// Strength of the L2 penalty, for mean loss and texts of mean length one (liblinear's 1 / (C n)).
    public var l2: Double
    /// Share of the L1 penalty, which sets weights that matter little to nothing: 0 for none.
    public var l1: Double
    /// Passes over the data at most.
    public var epochs: Int
    /// Passes without a better validation score after which it stops.
    public var patience: Int
    /// How much a positive text counts against a negative one; `nil` balances the classes.
    public var positiveWeight: Double?
    /// How far features are scaled by how differently they occur in the classes, 0…1 (Wang and Manning 2012).
    public var contrast: Double
    /// How strongly features are scaled by rarity: the power of the inverse document frequency, 0…4.
    public var rarity: Double
    /// The order of texts follows from it, so that the same data give the same model.
    public var seed: UInt64

    public init(
        l2: Double = 1e-4, l1: Double = 0, epochs: Int = 20, patience: Int = 5, positiveWeight: Double? = nil,
        contrast: Double = 0.5, rarity: Double = 1, seed: UInt64 = 1
    ) {
        self.l2 = max(1e-9, l2)
        self.l1 = max(0, l1)
        self.epochs = max(1, min(1000, epochs))
        self.patience = max(1, patience)
        self.positiveWeight = positiveWeight
        self.contrast = max(0, min(1, contrast))
        self.rarity = max(0, min(4, rarity))
        self.seed = seed
    }
}

/// Weights as they were learned, before they are cut to eight bits.
public struct LearnedWeights: Sendable {
    public internal(set) var weights: [Float]
    public internal(set) var bias: Float
    /// Passes after which the validation score was best (or how many were made where there was no validation).
    public internal(set) var epochs: Int
    /// The best validation score (average precision), where texts were held back for it.
    public internal(set) var score: Double?

    /// Weights whose raw log-odds are half way between those of both.
    public func mean(with other: LearnedWeights) -> LearnedWeights {
        var copy = self
        copy.weights = zip(weights, other.weights).map { ($0 + $1) / 2 }
        copy.bias = (bias + other.bias) / 2
        return copy
    }

    /// The same with raw log-odds stretched and shifted.
    public func rescaled(slope: Double, offset: Double) -> LearnedWeights {
        var copy = self
        copy.weights = weights.map { $0 * Float(slope) }
        copy.bias = Float(Double(bias) * slope + offset)
        return copy
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, fast, the same everywhere.
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
