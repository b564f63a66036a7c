/// What the watch counted since it was last asked: no texts, only how many; and the labels that rules set meanwhile.
public struct WatchCounts: Sendable, Hashable {
    public var scores: [ScoreCount]
    public var cues: [CueCount]
    public var rules: [RuleCount]
    /// Labels that rules set. Storing one twice is storing it once.
    public var labels: [LabelSetting] = []

    public init(scores: [ScoreCount] = [], cues: [CueCount] = [], rules: [RuleCount] = []) {
        self.scores = scores
        self.cues = cues
        self.rules = rules
    }

    public var isEmpty: Bool { scores.isEmpty && cues.isEmpty && rules.isEmpty && labels.isEmpty }
}

/// How many more members reached a score on a day, as their highest. A member who scores higher later moves from one
/// bin to another, so a count may be negative.
public struct ScoreCount: Sendable, Hashable {
    /// Days since 1970 (UTC), by event time.
    public var day: Int
    public var policy: PolicyCode
    /// `nil` for the highest score of the policy, whichever detector gave it.
    public var detector: String?
    public var scope: ThresholdScope
    /// See ``ScoreBins``.
    public var bin: Int
    public var count: Int

    public init(day: Int, policy: PolicyCode, detector: String?, scope: ThresholdScope, bin: Int, count: Int) {
        self.day = day
        self.policy = policy
        self.detector = detector
        self.scope = scope
        self.bin = bin
        self.count = count
    }
}

/// How many more events of a day carried a cue of a policy.
public struct CueCount: Sendable, Hashable {
    /// Days since 1970 (UTC), by event time.
    public var day: Int
    public var policy: PolicyCode
    /// Whether a member or somebody on the staff wrote them.
    public var scope: ThresholdScope
    public var count: Int

    public init(day: Int, policy: PolicyCode, scope: ThresholdScope, count: Int) {
        self.day = day
        self.policy = policy
        self.scope = scope
        self.count = count
    }
}

/// Scores in twenty equal bins from 0 to 1. Only those from 0.3 on are counted: what lies below says nothing.
public enum ScoreBins {
    public static let count = 20
    /// The first bin that is counted: 0.30 … 0.35.
    public static let first = 6

    /// The bin of a score; `nil` where it is not counted.
    public static func bin(of score: Double) -> Int? {
        guard score >= lowerEdge(of: first) else { return nil }
        return min(count - 1, Int(min(score, 1) * Double(count)))
    }

    /// The lowest score of a bin.
    public static func lowerEdge(of bin: Int) -> Double { Double(bin * 5) / 100 }
}

extension Timestamp {
    /// Days since 1970 (UTC), counted downwards before it.
    public var dayNumber: Int { Int(milliseconds / 86_400_000 - (milliseconds % 86_400_000 < 0 ? 1 : 0)) }
}
