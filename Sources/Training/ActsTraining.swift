public import Evaluation
public import TextAnalysis

/// Learns what messages do (``TextAnalysis/SpeechAct``) from messages that carry what an annotator saw, and from the labels
/// of whole conversations.
public struct ActsTraining: Sendable {
    /// Buckets of the model: 16 weights each, so that the file stays under 2 MiB.
    public static let buckets = 120_000

    private var set: TrainingSet
    private var rows: [Row] = []
    private var wording = WordingTraining()

    /// What is known of one message.
    private struct Row {
        var acts: Set<SpeechAct>
        /// Of which acts it says whether they are there: a cue's example speaks for its own stage alone, and a message
        /// that nobody annotated for none.
        var known: Known
        /// Which part of the data it belongs to; −1 for all.
        var group: Int
        /// Nothing marked means that nothing is known.
        var isSparse = false
    }

    private enum Known {
        case all, none
        case one(SpeechAct)

        func contains(_ act: SpeechAct) -> Bool {
            switch self {
            case .all: true
            case .none: false
            case .one(let one): one == act
            }
        }
    }

    public init(cues: CueMatcher) {
        set = TrainingSet(shape: .init(buckets: Self.buckets), cues: cues)
    }

    public var count: Int { rows.count }

    /// The acts that annotators' words stand for.
    public static func acts(_ names: [String]) -> Set<SpeechAct> {
        Set(names.compactMap { $0 == "resist" ? .resistance : SpeechAct(rawValue: $0) })
            .subtracting([.harmfulActor, .harmedTarget])
    }

    /// Adds the messages of a conversation.
    /// - Parameters:
    ///   - group: the part of the data that it belongs to (``learn(without:)``).
    ///   - weight: how much its messages count.
    ///   - isAnnotated: whether messages without acts are known to do nothing.
    public mutating func add(
        _ conversation: LabelledConversation, group: Int, weight: Float = 1, isAnnotated: Bool = true
    ) {
        var talk = WordingTraining.Talk(group: group, isHarm: conversation.label, weight: weight)
        for line in conversation.messages {
            if line.from == conversation.actor { talk.actor.append(rows.count) }
            if line.from == conversation.target { talk.target.append(rows.count) }
            set.add(line.text, isPositive: false, weight: weight)
            var row = Row(acts: Self.acts(line.acts), known: isAnnotated ? .all : .none, group: group)
            row.isSparse = conversation.actsAreSparse && row.acts.isEmpty
            rows.append(row)
        }
        wording.talks.append(talk)
    }

    /// Adds a single message with its acts.
    public mutating func add(_ text: String, acts: Set<SpeechAct>, only: SpeechAct? = nil, weight: Float = 1) {
        set.add(text, isPositive: false, weight: weight)
        rows.append(Row(acts: acts, known: only.map { .one($0) } ?? .all, group: -1))
    }

    /// Adds the examples of the stages' cues: those that must match, and those that must not.
    public mutating func add(examplesOf packs: [CuePack], weight: Float = 0.5) {
        for cue in packs.flatMap(\.cues) {
            guard let stage = cue.stage, let act = SpeechAct(rawValue: stage.rawValue) else { continue }
            for text in cue.matches { add(text, acts: [act], only: act, weight: weight) }
            for text in cue.misses { add(text, acts: [], weight: weight) }
        }
    }

    /// Learns all outputs.
    /// - Parameters:
    ///   - group: a part of the data to leave out, so that it can be judged with what was learned from the others.
    ///   - progress: called with the number of outputs learned.
    public func learn(without group: Int? = nil, seed: UInt64 = 1, progress: ((Int) -> Void)? = nil)
        -> [LinearModel.Part]
    {
        let kept = rows.indices.filter { group == nil || rows[$0].group != group }
        return SpeechAct.allCases.map { act in
            let learned =
                switch act {
                case .harmfulActor, .harmedTarget: wording.learn(act, from: set, without: group, seed: seed)
                default: learn(act, kept, seed)
                }
            progress?(act.place + 1)
            return LinearModel.Part(name: act.rawValue, learned: learned, calibration: .none)
        }
    }

    private func learn(_ act: SpeechAct, _ kept: [Int], _ seed: UInt64) -> LearnedWeights {
        let labels = rows.map { label($0, act) ?? false }
        let weights = rows.indices.map { label(rows[$0], act) == nil ? 0 : set.weights[$0] }
        let settings = TrainingSettings(
            l2: 1 / (2 * Double(max(1, kept.count))), epochs: 12, positiveWeight: 3, contrast: 0.5, seed: seed)
        return LogisticTrainer(settings: settings)
            .train(set.relabelled(labels).reweighted(weights), rows: kept.filter { weights[$0] > 0 })
    }

    /// Whether a row is an example of an act, a counter-example, or neither.
    private func label(_ row: Row, _ act: SpeechAct) -> Bool? {
        guard row.known.contains(act) else { return nil }
        // What tells harm from its look-alikes is marked only where it was plain.
        if row.isSparse, act.place >= SpeechAct.resistance.place { return nil }
        return row.acts.contains(act)
    }

    /// The model's file.
    public func file(_ parts: [LinearModel.Part], card: ModelCard) -> [UInt8] {
        LinearModel.file(parts: parts, shape: set.shape, card: card)
    }
}
