public import SafetyModel

/// What the risk of conversations, and the alarms about them, are worth.
public struct ConversationEvaluation: Sendable {
    /// One conversation, judged.
    public struct Item: Sendable, Hashable {
        public var id: String
        /// The risk after its last message, 0…1.
        public var score: Double
        public var label: Bool
        /// Messages seen when the first signal fired, from 1; `nil` for never.
        public var alarmAt: Int?
        /// Messages in all.
        public var of: Int
        /// The policy it is an example of, or looks like.
        public var policy: String?
        /// The policy of the signal that fired first.
        public var alarmPolicy: String?
        public var language: String?
        public var pattern: String?

        public init(
            id: String, score: Double, label: Bool, alarmAt: Int?, of: Int, policy: String? = nil,
            alarmPolicy: String? = nil, language: String? = nil, pattern: String? = nil
        ) {
            self.id = id
            self.score = score.isFinite ? score : 0
            self.label = label
            self.alarmAt = alarmAt
            self.of = of
            self.policy = policy
            self.alarmPolicy = alarmPolicy
            self.language = language
            self.pattern = pattern
        }
    }

    public let items: [Item]
    /// The score from which a signal fires.
    public let threshold: Double
    /// What judged them, in words.
    public let scorer: LocalizedText
    public let source: EvaluationSource
    public let early: EarlyDetection
    public let ranking: Ranking
    public let reliability: Reliability

    public init(items: [Item], threshold: Double, scorer: LocalizedText, source: EvaluationSource) {
        self.items = items
        self.threshold = threshold
        self.scorer = scorer
        self.source = source
        early = Self.early(items)
        ranking = Ranking(scores: items.map(\.score), labels: items.map(\.label))
        confusion = ranking.confusion(threshold: threshold)
        reliability = Reliability(scores: items.map(\.score), labels: items.map(\.label))
    }

    static func early(_ items: [Item], k50: Double? = nil) -> EarlyDetection {
        EarlyDetection(items.map { .init(label: $0.label, alarmAt: $0.alarmAt, messages: $0.of) }, k50: k50)
    }

    /// How they are judged at their end: flagged is what scores the ``threshold`` or more then. What raised a signal
    /// on its way, and may have been explained since, is counted in ``early``.
    public let confusion: Confusion

    /// The figures, in the order in which they are shown.
    public var measures: [Measured] {
        [
            Measured(.auc, ranking.rocAUC()), Measured(.precision, confusion.precision),
            Measured(.recall, confusion.recall), Measured(.f05, confusion.f05), Measured(.f1, confusion.f1),
            Measured(.erde5, early.erde(5)), Measured(.erde20, early.erde(20)), Measured(.erde50, early.erde(50)),
            Measured(.latencyF1, early.latencyF1), Measured(.speed, early.speed), Measured(.k50, early.k50),
            Measured(.shareBeforeHalf, early.shareBeforeHalf), Measured(.alarmPrecision, early.confusion.precision),
            Measured(.alarmRecall, early.confusion.recall),
            Measured(.falseAlarmRate, confusion.falseAlarmRate),
            Measured(.falseAlarmsPer10000, confusion.falseAlarmsPer10000),
            Measured(.prAUC, ranking.averagePrecision()),
            Measured(.ece, reliability.expectedError), Measured(.brier, reliability.brier),
        ]
    }

    /// By policy, language and pattern, as far as the conversations name them.
    public var columns: [GroupColumn] {
        [column("policy", \.policy), column("language", \.language), column("pattern", \.pattern)].compactMap { $0 }
    }

    private func column(_ name: String, _ value: (Item) -> String?) -> GroupColumn? {
        let cases = items.compactMap { item in
            value(item).map {
                GroupFigures.Case(value: $0, label: item.label, flagged: item.score >= threshold, score: item.score)
            }
        }
        return cases.isEmpty ? nil : GroupColumn(name: name, groups: GroupFigures.of(cases))
    }
}
