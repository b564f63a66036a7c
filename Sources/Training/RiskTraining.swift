public import Evaluation
public import SafetyModel
public import TextAnalysis
public import Watch

/// Learns how much each reason of conversation risk counts from labelled conversations: regularised towards the hand-set
/// weights, with signs that cannot change, calibrated.
public struct RiskTraining: Sendable {
    /// A conversation with the moments at which the watch knew something of its pair.
    struct Sample: Sendable {
        /// The conversation without its words.
        var item: ConversationEvaluation.Item
        var group: Int
        var weight: Double
        /// Messages seen, and what the pair looked like then.
        var moments: [(seen: Int, features: RiskFeatures)]

        var isHarm: Bool { item.label }
    }

    /// The hand-set reasons of conversation risk whose factors are learned.
    public static let reasons = ContributionTexts.codes.filter {
        ($0.hasPrefix("stage.") || $0.hasPrefix("order.") || $0.hasPrefix("context.") || $0.hasPrefix("feature."))
            && $0 != "context.prior" && $0 != "context.bounded"
    }

    /// The score from which figures count a conversation as flagged: that of the shipped policies.
    public static let threshold = 0.6
    /// Strength of the pull towards the priors.
    public var strength = 0.001
    /// What a hand-set reason is expected to be worth beside what is learned from words.
    public var priorFactor = 0.5
    /// How much the last moment of a conversation counts against each of the earlier ones that are taken.
    public var lastWeight = 1.0
    private(set) var samples: [Sample] = []

    public init() {}

    /// Puts a conversation through the watch and remembers what its pair looked like.
    /// - Parameter reader: with a model of acts that was not learned from this conversation.
    public mutating func add(
        _ conversation: LabelledConversation, group: Int, weight: Double = 1, reader: TextReader, taxonomy: Taxonomy
    ) {
        let run = ConversationRun(reader: reader, settings: WatchSettings(), taxonomy: taxonomy)
        var moments: [(seen: Int, features: RiskFeatures)] = []
        _ = run.run(conversation) { index, watch, event, _ in
            guard
                let features = watch.riskFeatures(
                    of: conversation.actor, towards: conversation.target,
                    community: ConversationStream.community, at: event.time)
            else { return }
            if features != moments.last?.features { moments.append((index + 1, features)) }
        }
        let item = ConversationEvaluation.Item(
            id: conversation.id, score: 0, label: conversation.label, alarmAt: nil, of: conversation.messages.count,
            policy: conversation.policy?.code, language: conversation.language, pattern: conversation.pattern)
        samples.append(Sample(item: item, group: group, weight: weight, moments: moments))
    }

    /// Learns from all samples, or from those outside one group.
    public func learn(without group: Int? = nil) -> RiskModel {
        let used = samples.filter { $0.group != group && !$0.moments.isEmpty }
        let fit = RiskFit(weights: Self.bounds(priorFactor), strength: strength)
        return Self.model(fit.fit(used.flatMap { Self.rows($0, lastWeight) }))
    }

    /// Learns from all samples, calibrated on the scores that conversations have at their end under what was learned
    /// without them.
    /// - Parameter shift: log-odds added at the end.
    /// - Returns: what was learned, and how each conversation of weight 1 fared under what was learned without its group.
    public func calibrated(groups: [Int], shift: Double = 0) -> (
        model: RiskModel, items: [ConversationEvaluation.Item]
    ) {
        let fitted = crossFitted(groups: groups)
        let scored = fitted.compactMap { entry in entry.logOdds.last.map { (entry.sample.isHarm, $0) } }
        let calibration = Calibration.fitPlatt(raw: scored.map { $0.1 }, positive: scored.map { $0.0 })
        guard case .platt(let slope, let offset) = calibration else { return (learn(), []) }
        let items = fitted.filter { $0.sample.weight == 1 }.map { entry in
            Self.judged(entry.sample, entry.logOdds.map { $0 * slope + offset + shift })
        }
        return (learn().calibrated(slope: slope, offset: offset + shift), items)
    }

    /// The log-odds of each moment of each sample under a model learned without its group.
    private func crossFitted(groups: [Int]) -> [(sample: Sample, logOdds: [Double])] {
        groups.flatMap { group in
            let model = learn(without: group)
            return samples.filter { $0.group == group }.map { sample in
                (sample, sample.moments.map { Self.logOdds(model, $0.features) })
            }
        }
    }

    /// A conversation with the score of its last moment, and the message at which it passed the threshold.
    private static func judged(_ sample: Sample, _ logOdds: [Double]) -> ConversationEvaluation.Item {
        var item = sample.item
        item.score = logOdds.last.map { Arithmetic.probability(logOdds: $0) } ?? 0
        let first = logOdds.firstIndex { Arithmetic.probability(logOdds: $0) >= threshold }
        item.alarmAt = first.map { sample.moments[$0].seen }
        return item
    }

    private static func rows(_ sample: Sample, _ lastWeight: Double) -> [RiskRow] {
        let last = sample.moments.count - 1
        let shares = [0.25, 0.4, 0.55, 0.7, 0.85, 1]
        let places = Set(shares.map { Int((Double(last) * $0).rounded()) }).sorted()
        return places.map { place in
            RiskRow(
                values: values(sample.moments[place].features), isHarm: sample.isHarm,
                weight: sample.weight * (place == last ? lastWeight : 1) / (Double(places.count) + lastWeight - 1))
        }
    }

    static func bounds(_ priorFactor: Double) -> [RiskFit.Weight] {
        reasons.map { reason($0, priorFactor) }
            + RiskFeatures.learned.map {
                RiskFit.Weight(prior: 0, least: $0.sign > 0 ? 0 : -20, most: $0.sign < 0 ? 0 : 20)
            }
    }

    /// How far a hand-set reason's factor may go.
    private static func reason(_ code: String, _ prior: Double) -> RiskFit.Weight {
        // Labelled conversations hold far more harm than a community does: the penalty for wording alone, which was set
        // by ordinary traffic, can only grow.
        if code == "context.wording_only" { return RiskFit.Weight(prior: 1, least: 1, most: 3) }
        // Who is new, staff or young is as often so as the authors of the conversations chose: little is learned of it.
        if code.hasPrefix("context.") { return RiskFit.Weight(prior: prior, least: 0, most: 1.2) }
        // A stage that showed always counts for something, so that a reviewer reads of it.
        return RiskFit.Weight(prior: prior, least: code.hasPrefix("stage.") ? 0.02 : 0, most: 3)
    }

    static func values(_ features: RiskFeatures) -> [Double] {
        reasons.map { features.reasons[$0] ?? 0 } + RiskFeatures.learned.map { features.values[$0.name] ?? 0 }
    }

    static func logOdds(_ model: RiskModel, _ features: RiskFeatures) -> Double {
        var sum = model.bias
        for (code, value) in features.reasons.sorted(by: { $0.key < $1.key }) {
            sum += value * (model.factors[code] ?? 1)
        }
        for (name, _) in RiskFeatures.learned { sum += (features.values[name] ?? 0) * (model.weights[name] ?? 0) }
        return sum
    }

    private static func model(_ learned: [Double]) -> RiskModel {
        var model = RiskModel(bias: learned[learned.count - 1])
        for (place, code) in reasons.enumerated() { model.factors[code] = learned[place] }
        for (place, feature) in RiskFeatures.learned.enumerated() {
            model.weights[feature.name] = learned[reasons.count + place]
        }
        return model
    }
}

extension RiskModel {
    /// The same with log-odds stretched and shifted, as calibration asks.
    public func calibrated(slope: Double, offset: Double) -> RiskModel {
        var model = self
        model.bias = bias * slope + offset
        for code in model.factors.keys { model.factors[code]? *= slope }
        for name in model.weights.keys { model.weights[name]? *= slope }
        return model
    }
}
