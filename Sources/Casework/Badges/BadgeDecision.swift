public import SafetyModel

/// What guardians decided on a community's badge. Vigie takes no badge away: whoever grants it reads the decision.
public struct BadgeDecision: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case keep
        case suspend
        case withdraw
    }

    /// The most characters of ``reasons``.
    public static let longestReasons = 4_000

    public var platform: String
    public var community: String
    /// The kind, as events call it.
    public var badge: String
    public var outcome: Outcome
    public var reasons: String
    /// Whether anybody may read it. Where not, guardians alone know of it.
    public var isPublished: Bool

    public init(
        platform: String, community: String, badge: String, outcome: Outcome, reasons: String, isPublished: Bool
    ) {
        self.platform = platform
        self.community = community
        self.badge = badge
        self.outcome = outcome
        self.reasons = reasons
        self.isPublished = isPublished
    }

    /// With its reasons as they are kept.
    public func checked() throws(BadgeDecisionError) -> BadgeDecision {
        var decision = self
        decision.reasons = String(reasons.prefix { $0 != "\0" }).withoutOuterSpace
        guard !decision.reasons.isEmpty else { throw .reasonsMissing }
        guard decision.reasons.count <= Self.longestReasons else { throw .reasonsTooLong(limit: Self.longestReasons) }
        return decision
    }

    /// What stands on the audit trail, and so on the ledger.
    public var trailDetail: String { "\(platform) \(community) \(badge): \(outcome.rawValue): \(reasons)" }
    public var trailAction: String { isPublished ? "badge_published" : Self.hiddenAction }
    /// On the trail of guardians alone: that they looked at a badge may tell why.
    public static let hiddenAction = "badge_decided"
}

/// A decision that was recorded.
public struct RecordedBadgeDecision: Sendable, Hashable {
    public var number: Int64
    public var decision: BadgeDecision
    public var at: Timestamp
    /// Who made it; told to guardians alone.
    public var byName: String?

    public init(number: Int64, decision: BadgeDecision, at: Timestamp, byName: String?) {
        self.number = number
        self.decision = decision
        self.at = at
        self.byName = byName
    }
}

/// Why a decision on a badge was not taken.
public enum BadgeDecisionError: Error, Sendable, Hashable {
    case reasonsMissing
    case reasonsTooLong(limit: Int)
    /// What would be published names a case about staff, or somebody whom one is about: nobody but guardians may learn
    /// that there is one.
    case namesStaffCase
}

/// Decisions on badges.
public protocol BadgeStore: Sendable {
    /// Records a decision, with its line on the trail and so on the ledger. For guardians.
    /// - Throws: ``BadgeDecisionError``, ``CaseStepError/notAllowed``
    func decide(_ decision: BadgeDecision, by reviewer: Reviewer, at moment: Timestamp) async throws
        -> RecordedBadgeDecision
    /// Those on a community's badges, the newest first: guardians read all, others what was published.
    func badgeDecisions(platform: String, community: String, for reviewer: Reviewer) async throws
        -> [RecordedBadgeDecision]
    /// What anybody may read, the newest first.
    func publishedBadgeDecisions(limit: Int) async throws -> [RecordedBadgeDecision]
}

extension Visibility {
    /// Whether this reviewer decides on badges.
    public static func decidesOnBadges(_ reviewer: Reviewer) -> Bool { includesStaffCases(reviewer) }
}
