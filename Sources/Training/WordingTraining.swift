import TextAnalysis
import Watch

/// Learns how those who harm and those who are harmed word things, in two ways whose mean is taken. Each text has the label
/// of the whole conversation, right or not, so what somebody wrote is judged as a whole, once up to the middle and once to
/// the end, as the watch adds it up (``Watch/WordingShares``): that tells conversations apart best. And each text is judged
/// alone, strongly held back: that goes less astray on a few short messages.
struct WordingTraining: Sendable {
    /// What the two parties of a conversation wrote, as places in a training set.
    struct Talk: Sendable {
        var group: Int
        var isHarm: Bool
        var weight: Float
        var actor: [Int] = []
        var target: [Int] = []

        func texts(_ act: SpeechAct) -> [Int] { act == .harmfulActor ? actor : target }
    }

    var talks: [Talk] = []

    /// The parts of a conversation, from its beginning, that are judged: the first so that a risk is seen early.
    private static let parts = [0.5, 1]
    /// The inverse of the penalty (liblinear's C).
    private static let cost = 100.0
    /// Rare words tell more here than in single messages.
    private static let rarity = 2.0
    private static let passes = 60
    /// How much surer a model is of texts that it was learned from than of others: what their log-odds came to on
    /// conversations that were held out.
    private static let sureness = 0.4
    /// What is added then, for the same share of leads among messages as before.
    private static let lead = 0.3
    /// The penalty where each text is judged alone.
    private static let penaltyAlone = 2.0
    /// How much a message of a harmful conversation counts where log-odds of single messages are calibrated.
    private static let positiveWeight = 3.0

    /// - Parameters:
    ///   - act: ``TextAnalysis/SpeechAct/harmfulActor`` or ``TextAnalysis/SpeechAct/harmedTarget``.
    ///   - group: a part of the data to leave out.
    /// - Returns: weights whose sums are log-odds of single messages.
    func learn(_ act: SpeechAct, from set: TrainingSet, without group: Int?, seed: UInt64) -> LearnedWeights {
        let used = talks.filter { (group == nil || $0.group != group) && !$0.texts(act).isEmpty }
        let bags = used.flatMap { Self.bags($0, act) }
        let joined = set.joined(bags)
        let settings = TrainingSettings(
            l2: 1 / (Self.cost * Double(max(1, bags.count))), epochs: Self.passes, positiveWeight: 1, contrast: 0,
            rarity: Self.rarity, seed: seed)
        let learned = LogisticTrainer(settings: settings).train(joined, rows: Array(0..<joined.count))
        var single: (texts: [Int], isHarm: [Bool], weights: [Double]) = ([], [], [])
        for talk in used {
            for text in talk.texts(act) {
                single.texts.append(text)
                single.isHarm.append(talk.isHarm)
                single.weights.append(Double(talk.weight) * (talk.isHarm ? Self.positiveWeight : 1))
            }
        }
        let raw = LogisticTrainer.raw(set, single.texts, learned)
        let calibration = Calibration.fitPlatt(raw: raw, positive: single.isHarm, weights: single.weights)
        guard case .platt(let slope, let offset) = calibration else { return learned }
        let whole = learned.rescaled(slope: Self.sureness * slope, offset: Self.sureness * offset + Self.lead)
        return whole.mean(with: alone(single.texts, single.isHarm, from: set, seed: seed))
    }

    /// Each text by itself, with the label of its conversation.
    private func alone(_ texts: [Int], _ isHarm: [Bool], from set: TrainingSet, seed: UInt64) -> LearnedWeights {
        var labels = [Bool](repeating: false, count: set.count)
        for (text, isHarm) in zip(texts, isHarm) { labels[text] = isHarm }
        let settings = TrainingSettings(
            l2: Self.penaltyAlone / Double(max(1, texts.count)), epochs: 12, positiveWeight: Self.positiveWeight,
            contrast: 0.5, seed: seed)
        return LogisticTrainer(settings: settings).train(set.relabelled(labels), rows: texts)
    }

    /// What a party of a conversation wrote, up to each of the ``parts``.
    private static func bags(_ talk: Talk, _ act: SpeechAct) -> [TrainingSet.Bag] {
        let texts = talk.texts(act)
        let counts = Set(parts.map { max(1, Int((Double(texts.count) * $0).rounded())) }).sorted()
        return counts.map { count in
            let parts = zip(texts[..<count].reversed(), WordingShares.of(count)).map { (text: $0, share: $1) }
            return TrainingSet.Bag(
                parts: parts, isPositive: talk.isHarm, weight: talk.weight / Float(counts.count))
        }
    }
}
