import SafetyModel
import TextAnalysis

/// How much each reason counts, as learned from labelled conversations (`vigie train --conversations`): a factor for each
/// hand-set reason of ``RiskWeights``, and a weight for what the model of acts saw. Calibrated: the sum is the log-odds of
/// harm among conversations that resemble those it was learned from.
public struct RiskModel: Sendable, Hashable {
    /// Log-odds before anything was seen.
    public var bias: Double
    /// By the code of a contribution; one that is missing counts as it was set by hand. Never negative, so that no
    /// reason changes sides.
    public var factors: [String: Double]
    /// By the name of a feature (``RiskFeatures``).
    public var weights: [String: Double] { didSet { ordered = Self.ordered(weights) } }
    /// The weights in the order of ``RiskFeatures/learned``: a pair is weighed at each of its messages.
    private(set) var ordered: [Double]
    /// What it was learned from.
    public var card: [String: String]

    public init(
        bias: Double, factors: [String: Double] = [:], weights: [String: Double] = [:], card: [String: String] = [:]
    ) {
        self.bias = bias
        self.factors = factors
        self.weights = weights
        ordered = Self.ordered(weights)
        self.card = card
    }

    private static func ordered(_ weights: [String: Double]) -> [Double] {
        RiskFeatures.learned.map { weights[$0.name] ?? 0 }
    }

    func factor(_ code: String) -> Double { factors[code] ?? 1 }
}

/// What the risk of a pair is made of at one moment: for training, and for whoever wants to know.
public struct RiskFeatures: Sendable, Hashable {
    /// The hand-set reasons with their log-odds, by code.
    public var reasons: [String: Double]
    /// What the model of acts saw, by name; see ``RiskFeatures/learned``.
    public var values: [String: Double]

    /// The names of learned features, each with the sign that its weight may have: 1 for harm, −1 against it, 0 for either.
    public static let learned: [(name: String, sign: Int)] =
        [
            ("words.actor", 1), ("words.actor_unit", 0), ("words.target", 1), ("words.target_unit", 0),
            ("words.few", -1),
        ]
        + actorActs.map { ("act.\($0.rawValue)", $0.place < 8 ? 1 : -1) }
        + targetActs.map { ("act.target.\($0.rawValue)", $0 == .resistance ? 1 : -1) }

    static let actorActs: [SpeechAct] = SpeechAct.allCases.filter { $0.place < 8 || (9...13).contains($0.place) }
    static let targetActs: [SpeechAct] = [.resistance, .request, .family, .duty, .advice, .play, .ask]
}
