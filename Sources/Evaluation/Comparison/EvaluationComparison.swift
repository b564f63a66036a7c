import SafetyModel

/// One evaluation held against another over the cases that both have: the difference of each figure, with the interval
/// in which it lies when the cases are drawn anew (``Bootstrap``).
public struct EvaluationComparison: Sendable, Hashable {
    /// One figure of both.
    public struct Row: Sendable, Hashable {
        public var measure: Measure
        public var this: Double?
        public var other: Double?
        /// `this` less `other`; `nil` where one does not exist.
        public var difference: Double?
        /// The middle 95 % of the difference; `nil` where it exists in too few samples.
        public var interval: Bootstrap.Interval?
    }

    /// What the other was called: its path.
    public let name: String
    public let rows: [Row]
    /// Cases that both have; those of one id count once.
    public let shared: Int
    public let onlyHere: Int
    public let onlyThere: Int
    /// Cases whose labels differ; this evaluation's are used.
    public let labelsDiffer: Int
    public let resamples: Int

    private init(
        name: String, pairing: Pairing, resamples: Int, measures: [Measure],
        figures: (_ weights: [Int]?) -> (this: [Double?], other: [Double?])
    ) {
        self.name = name
        self.resamples = resamples
        shared = pairing.pairs.count
        onlyHere = pairing.onlyHere
        onlyThere = pairing.onlyThere
        labelsDiffer = pairing.labelsDiffer
        let whole = figures(nil)
        let intervals = Bootstrap(resamples: resamples).intervals(count: pairing.pairs.count) { weights in
            let sample = figures(weights)
            return zip(sample.this, sample.other).map(Self.difference)
        }
        rows = measures.indices.map { index in
            Row(
                measure: measures[index], this: whole.this[index], other: whole.other[index],
                difference: Self.difference(whole.this[index], whole.other[index]),
                interval: intervals.indices.contains(index) ? intervals[index] : nil)
        }
    }

    private static func difference(_ this: Double?, _ other: Double?) -> Double? {
        guard let this, let other else { return nil }
        return this - other
    }

    // MARK: Messages

    /// Holds an evaluation of messages against an earlier one.
    /// - Throws: ``SavedEvaluationError``
    public init(
        _ this: MessageEvaluation, against other: SavedEvaluation, name: String, resamples: Int = 1000
    ) throws(SavedEvaluationError) {
        guard !other.isOfConversations else { throw .otherKind(isOfConversations: true) }
        let pairing = Pairing(this.items.map { ($0.id, $0.label) }, other)
        guard !pairing.pairs.isEmpty else { throw .nothingShared }
        let labels = pairing.pairs.map { this.items[$0.here].label }
        let mine = ScoredSide(
            scores: pairing.pairs.map { this.items[$0.here].score }, labels: labels, threshold: this.setting.threshold)
        let theirs = ScoredSide(
            scores: pairing.pairs.map { other.entries[$0.there].score }, labels: labels,
            threshold: other.threshold ?? this.setting.threshold)
        self.init(name: name, pairing: pairing, resamples: resamples, measures: ScoredSide.measures) { weights in
            (mine.figures(weights), theirs.figures(weights))
        }
    }

    // MARK: Conversations

    /// Holds an evaluation of conversations against an earlier one.
    /// - Throws: ``SavedEvaluationError``
    public init(
        _ this: ConversationEvaluation, against other: SavedEvaluation, name: String, resamples: Int = 1000
    ) throws(SavedEvaluationError) {
        guard other.isOfConversations else { throw .otherKind(isOfConversations: false) }
        let pairing = Pairing(this.items.map { ($0.id, $0.label) }, other)
        guard !pairing.pairs.isEmpty else { throw .nothingShared }
        let mine = pairing.pairs.map { this.items[$0.here] }
        let theirs = pairing.pairs.map { pair in
            let (item, entry) = (this.items[pair.here], other.entries[pair.there])
            return ConversationEvaluation.Item(
                id: item.id, score: entry.score, label: item.label, alarmAt: entry.alarmAt, of: entry.of ?? item.of)
        }
        let k50 = ConversationEvaluation.early(mine).k50
        let here = EarlySide(mine, k50: k50, threshold: this.threshold)
        let there = EarlySide(theirs, k50: k50, threshold: other.threshold ?? this.threshold)
        self.init(name: name, pairing: pairing, resamples: resamples, measures: EarlySide.measures) { weights in
            (here.figures(weights), there.figures(weights))
        }
    }

    func writeMember(to writer: inout JSONWriter) {
        writer.key("against")
        writer.beginObject()
        writer.key("file")
        writer.string(name)
        for (name, count) in [
            ("shared", shared), ("only_here", onlyHere), ("only_there", onlyThere), ("labels_differ", labelsDiffer),
            ("resamples", resamples),
        ] {
            writer.key(name)
            writer.integer(count)
        }
        writer.key("metrics")
        writer.beginObject()
        for row in rows {
            writer.key(row.measure.rawValue)
            writer.beginObject()
            for (name, value) in [("this", row.this), ("other", row.other), ("difference", row.difference)] {
                writer.key(name)
                writer.optional(value)
            }
            writer.key("interval")
            if let interval = row.interval {
                writer.beginArray()
                writer.double(interval.lower)
                writer.double(interval.upper)
                writer.endArray()
            } else {
                writer.null()
            }
            writer.endObject()
        }
        writer.endObject()
        writer.endObject()
    }
}

/// The cases that two evaluations share, by their ids.
private struct Pairing {
    var pairs: [(here: Int, there: Int)] = []
    var onlyHere = 0
    var onlyThere = 0
    var labelsDiffer = 0

    init(_ items: [(id: String, label: Bool)], _ other: SavedEvaluation) {
        var there = Dictionary(other.entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        for (index, item) in items.enumerated() where seen.insert(item.id).inserted {
            guard let place = there.removeValue(forKey: item.id) else {
                onlyHere += 1
                continue
            }
            pairs.append((index, place))
            if let label = other.entries[place].label, label != item.label { labelsDiffer += 1 }
        }
        onlyThere = there.count
    }
}

/// One side of a comparison of messages.
private struct ScoredSide {
    static let measures: [Measure] = [.macroF1, .rocAUC, .prAUC, .ece, .precision, .recall, .f1, .brier]

    let scores: [Double]
    let labels: [Bool]
    let threshold: Double
    let ranking: Ranking

    init(scores: [Double], labels: [Bool], threshold: Double) {
        self.scores = scores
        self.labels = labels
        self.threshold = threshold
        ranking = Ranking(scores: scores, labels: labels)
    }

    func figures(_ weights: [Int]?) -> [Double?] {
        let confusion = ranking.confusion(threshold: threshold, weights: weights)
        let reliability = Reliability(scores: scores, labels: labels, weights: weights)
        return [
            confusion.macroF1, ranking.rocAUC(weights: weights), ranking.averagePrecision(weights: weights),
            reliability.expectedError, confusion.precision, confusion.recall, confusion.f1, reliability.brier,
        ]
    }
}

/// One side of a comparison of conversations.
private struct EarlySide {
    static let measures: [Measure] = [
        .auc, .precision, .recall, .f05, .f1, .erde50, .latencyF1, .speed, .shareBeforeHalf, .alarmPrecision,
        .alarmRecall,
    ]

    let items: [ConversationEvaluation.Item]
    let ranking: Ranking
    let k50: Double?
    let threshold: Double

    init(_ items: [ConversationEvaluation.Item], k50: Double?, threshold: Double) {
        self.items = items
        self.k50 = k50
        self.threshold = threshold
        ranking = Ranking(scores: items.map(\.score), labels: items.map(\.label))
    }

    func figures(_ weights: [Int]?) -> [Double?] {
        var sample = items
        if let weights { sample = zip(items, weights).flatMap { Array(repeating: $0, count: $1) } }
        let early = ConversationEvaluation.early(sample, k50: k50)
        let confusion = ranking.confusion(threshold: threshold, weights: weights)
        return [
            ranking.rocAUC(weights: weights), confusion.precision, confusion.recall, confusion.f05, confusion.f1,
            early.erde(50), early.latencyF1, early.speed, early.shareBeforeHalf, early.confusion.precision,
            early.confusion.recall,
        ]
    }
}
