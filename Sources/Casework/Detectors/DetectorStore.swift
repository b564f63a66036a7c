public import SafetyModel

/// What is known of the detectors, and the thresholds that people set. Every method takes the reviewer and answers only
/// what ``Visibility`` lets that reviewer know: figures about staff are for guardians alone.
public protocol DetectorStore: Sendable {
    /// Figures of all detectors, about the subjects of one scope.
    /// - Throws: ``CaseStepError/notAllowed``
    func detectorFigures(
        _ scope: ThresholdScope, windows: FigureWindows, for reviewer: Reviewer
    ) async throws -> DetectorFigures

    /// Thresholds that were set for a policy, newest first.
    /// - Throws: ``CaseStepError/notAllowed``
    func thresholdChanges(
        _ policy: PolicyCode, _ scope: ThresholdScope, limit: Int, for reviewer: Reviewer
    ) async throws -> [ThresholdChange]

    /// Sets a threshold, and puts it on the audit trail in the same transaction. In a running service it goes through
    /// the pipeline, which knows from which event on it holds.
    /// - Parameter sequence: the number of the last event that the old threshold holds for.
    /// - Throws: ``ThresholdError``
    func changeThreshold(
        _ order: ThresholdOrder, after sequence: Int64, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> ThresholdChange
}

/// From when on figures are taken.
public struct FigureWindows: Sendable, Hashable {
    /// For signals by day.
    public var signals: Timestamp
    /// For what became of cases.
    public var cases: Timestamp
    /// For cases that count as recent: see ``CaseScores/recent``.
    public var recent: Timestamp
    /// For scores and cues, in days since 1970.
    public var firstDay: Int

    public init(signals: Timestamp, cases: Timestamp, recent: Timestamp, firstDay: Int) {
        self.signals = signals
        self.cases = cases
        self.recent = recent
        self.firstDay = firstDay
    }
}

/// Figures of all detectors, about the subjects of one scope.
public struct DetectorFigures: Sendable, Hashable {
    public var signals: [DetectorSignals]
    public var judgements: [DetectorJudgements]
    public var cases: [CaseScores]
    public var scores: [ScoreCount]
    public var cues: [CueCount]
    /// The first day on which anything was counted, in days since 1970; `nil` while nothing was.
    public var countedSince: Int?
    /// The newest change of each policy's threshold.
    public var changes: [PolicyCode: ThresholdChange]

    public init(
        signals: [DetectorSignals] = [], judgements: [DetectorJudgements] = [], cases: [CaseScores] = [],
        scores: [ScoreCount] = [], cues: [CueCount] = [], countedSince: Int? = nil,
        changes: [PolicyCode: ThresholdChange] = [:]
    ) {
        self.signals = signals
        self.judgements = judgements
        self.cases = cases
        self.scores = scores
        self.cues = cues
        self.countedSince = countedSince
        self.changes = changes
    }
}

/// How many signals a detector raised on a day.
public struct DetectorSignals: Sendable, Hashable {
    public var detector: String
    public var policy: PolicyCode
    /// Days since 1970 (UTC), by event time.
    public var day: Int
    public var count: Int

    public init(detector: String, policy: PolicyCode, day: Int, count: Int) {
        self.detector = detector
        self.policy = policy
        self.day = day
        self.count = count
    }
}

/// What reviewers made of the cases that a detector had a part in.
public struct DetectorJudgements: Sendable, Hashable {
    public var detector: String
    public var policy: PolicyCode
    public var judged: Judged

    public init(detector: String, policy: PolicyCode, judged: Judged) {
        self.detector = detector
        self.policy = policy
        self.judged = judged
    }
}

/// Cases by what reviewers made of them. Upheld is every outcome but "no action".
public struct Judged: Sendable, Hashable {
    public var upheld: Int
    public var dismissed: Int
    public var undecided: Int

    public init(upheld: Int = 0, dismissed: Int = 0, undecided: Int = 0) {
        self.upheld = upheld
        self.dismissed = dismissed
        self.undecided = undecided
    }

    public var decided: Int { upheld + dismissed }

    /// From how many decisions on a share says something.
    public static let enough = 10

    /// The share that was upheld, with the interval that it lies in 19 times of 20; `nil` for too few decisions.
    public var precision: WilsonInterval? {
        decided >= Self.enough ? WilsonInterval(upheld, of: decided) : nil
    }

    public static func + (left: Judged, right: Judged) -> Judged {
        Judged(
            upheld: left.upheld + right.upheld, dismissed: left.dismissed + right.dismissed,
            undecided: left.undecided + right.undecided)
    }
}

/// Cases with signals of a policy, by the highest score among those.
public struct CaseScores: Sendable, Hashable {
    public var policy: PolicyCode
    /// See ``ScoreBins``.
    public var bin: Int
    public var judged: Judged
    /// How many of them had such a signal in the recent window.
    public var recent: Int

    public init(policy: PolicyCode, bin: Int, judged: Judged, recent: Int) {
        self.policy = policy
        self.bin = bin
        self.judged = judged
        self.recent = recent
    }
}
