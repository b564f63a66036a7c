/// How much the watch remembers, and how it weighs what it sees.
public struct WatchSettings: Sendable, Hashable {
    /// Members kept in memory; beyond it ``Watch/evictIdle()`` puts the longest idle aside.
    public var maximumMembers: Int
    /// Directed pairs kept in memory.
    public var maximumPairs: Int
    /// Pairs with evidence kept in memory; these are some twenty times as large as others.
    public var maximumFiles: Int
    /// Targets of hostile words watched for a pile-on at one time.
    public var maximumCrowds: Int
    /// Public channels whose last speakers are remembered at one time.
    public var maximumRooms: Int
    /// New accounts whose deeds are compared with those of others who joined with them.
    public var maximumRecruits: Int
    /// Members whom new accounts address, and texts that new accounts write, remembered at one time.
    public var maximumGatherings: Int
    /// Score from which a signal is raised where the taxonomy names none.
    public var defaultThreshold: Double
    /// Days without a signal after which new evidence about the same pair is told again.
    public var quietDays: Int
    /// Distinct hostile speakers within ten minutes that make a pile-on.
    public var pileOnSpeakers: Int
    /// Texts that differ in at most this many of eight words count as nearly the same (see
    /// ``TextAnalysis/Fingerprints``); of shorter ones fewer may differ.
    public var openerDistance: Int
    /// What everything weighs.
    public var weights: RiskWeights
    /// What was learned of these weights; `nil` for the hand-set ones alone.
    public var riskModel: RiskModel?
    /// What the deeds of groups weigh.
    public var groupWeights: GroupWeights

    public init(
        maximumMembers: Int = 400_000, maximumPairs: Int = 2_500_000, maximumFiles: Int = 500_000,
        maximumCrowds: Int = 16_384, maximumRooms: Int = 8192, maximumRecruits: Int = 8192,
        maximumGatherings: Int = 4096, defaultThreshold: Double = 0.6, quietDays: Int = 7, pileOnSpeakers: Int = 6,
        openerDistance: Int = 2, weights: RiskWeights = RiskWeights(), riskModel: RiskModel? = nil,
        groupWeights: GroupWeights = GroupWeights()
    ) {
        self.maximumMembers = max(1, maximumMembers)
        self.maximumPairs = max(1, maximumPairs)
        self.maximumFiles = max(1, maximumFiles)
        self.maximumCrowds = max(16, maximumCrowds)
        self.maximumRooms = max(16, maximumRooms)
        self.maximumRecruits = max(16, maximumRecruits)
        self.maximumGatherings = max(16, maximumGatherings)
        self.defaultThreshold = defaultThreshold
        self.quietDays = max(0, min(3650, quietDays))
        self.pileOnSpeakers = max(2, min(32, pileOnSpeakers))
        self.openerDistance = max(0, min(4, openerDistance))
        self.weights = weights
        self.riskModel = riskModel
        self.groupWeights = groupWeights
    }

    var quietSpan: UInt32 { UInt32(quietDays) * Span.day }
}
