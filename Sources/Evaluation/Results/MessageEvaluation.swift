public import SafetyModel

/// What scores of single messages are worth.
public struct MessageEvaluation: Sendable {
    /// One message, judged.
    public struct Item: Sendable, Hashable {
        public var id: String
        /// 0…1.
        public var score: Double
        public var label: Bool
        /// Values of ``Setting/by``.
        public var groups: [String]

        public init(id: String, score: Double, label: Bool, groups: [String] = []) {
            self.id = id
            self.score = score.isFinite ? score : 0
            self.label = label
            self.groups = groups
        }
    }

    /// What was judged, and how.
    public struct Setting: Sendable, Hashable {
        public var policy: String
        /// What gave the scores, in words.
        public var scorer: LocalizedText
        /// A message is flagged from this score on.
        public var threshold: Double
        /// Columns to look at group by group.
        public var by: [String]

        public init(policy: String, scorer: LocalizedText, threshold: Double = 0.5, by: [String] = []) {
            self.policy = policy
            self.scorer = scorer
            self.threshold = threshold
            self.by = by
        }
    }

    /// The precision for which the best threshold is told.
    public static let wantedPrecision = 0.95

    public let items: [Item]
    public let setting: Setting
    public let source: EvaluationSource
    public let confusion: Confusion
    public let ranking: Ranking
    public let reliability: Reliability
    public let columns: [GroupColumn]

    public init(items: [Item], setting: Setting, source: EvaluationSource) {
        self.items = items
        self.setting = setting
        self.source = source
        let labels = items.map(\.label)
        let scores = items.map(\.score)
        ranking = Ranking(scores: scores, labels: labels)
        confusion = ranking.confusion(threshold: setting.threshold)
        reliability = Reliability(scores: scores, labels: labels)
        columns = setting.by.enumerated().map { place, name in
            GroupColumn(
                name: name,
                groups: GroupFigures.of(
                    items.map { item in
                        GroupFigures.Case(
                            value: item.groups.indices.contains(place) ? item.groups[place] : "", label: item.label,
                            flagged: item.score >= setting.threshold, score: item.score)
                    }))
        }
    }

    /// The figures, in the order in which they are shown.
    public var measures: [Measured] {
        [
            Measured(.macroF1, confusion.macroF1), Measured(.rocAUC, ranking.rocAUC()),
            Measured(.prAUC, ranking.averagePrecision()), Measured(.ece, reliability.expectedError),
            Measured(.precision, confusion.precision), Measured(.recall, confusion.recall),
            Measured(.f1, confusion.f1), Measured(.f05, confusion.f05), Measured(.accuracy, confusion.accuracy),
            Measured(.falseAlarmRate, confusion.falseAlarmRate),
            Measured(.falseAlarmsPer10000, confusion.falseAlarmsPer10000), Measured(.brier, reliability.brier),
        ]
    }
}

/// Where an evaluation's cases came from.
public struct EvaluationSource: Sendable, Hashable {
    /// Paths as they were given.
    public var files: [String]
    public var problems: DatasetProblems
    /// Rows left out because they were not asked for.
    public var filtered: Int

    public init(files: [String], problems: DatasetProblems = .init(), filtered: Int = 0) {
        self.files = files
        self.problems = problems
        self.filtered = filtered
    }
}
