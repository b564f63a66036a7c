/// Whom a threshold is for. The two are kept apart so that nobody on a community's staff can raise the bar for signals
/// about that staff: see `Casework/Visibility`.
public enum ThresholdScope: String, Sendable, Hashable, Codable, CaseIterable {
    /// Members without power over others.
    case members
    /// Members of staff.
    case staff

    /// The scope of a signal's subject.
    public init(isStaff: Bool) { self = isStaff ? .staff : .members }
}

/// Scores from which signals are raised, where people set them in place of the taxonomy's.
public struct Thresholds: Sendable, Hashable {
    private struct Key: Sendable, Hashable {
        var policy: PolicyCode
        var scope: ThresholdScope
    }

    private var values: [Key: Double] = [:]

    /// None is set: the taxonomy's are in force.
    public init() {}

    /// The threshold that was set; `nil` where the taxonomy's is in force.
    public subscript(policy: PolicyCode, scope: ThresholdScope) -> Double? {
        get { values[Key(policy: policy, scope: scope)] }
        set { values[Key(policy: policy, scope: scope)] = newValue }
    }

    /// Takes a setting over.
    public mutating func apply(_ setting: ThresholdSetting) {
        self[setting.policy, setting.scope] = setting.threshold
    }

    /// What a person may choose: 0.30 to 0.95 in steps of 0.05. A threshold of 1 would switch a policy off without
    /// saying so; below 0.30 nothing is counted that one could choose by.
    public static let choices = stride(from: 30, through: 95, by: 5).map { Double($0) / 100 }
}

/// A threshold that was set, and from which event of the log on it holds: so that reading the log again gives the very
/// signals that were given.
public struct ThresholdSetting: Sendable, Hashable {
    public var policy: PolicyCode
    public var scope: ThresholdScope
    /// `nil` goes back to the taxonomy's.
    public var threshold: Double?
    /// It holds for events with a greater sequence number than this.
    public var after: Int64

    public init(policy: PolicyCode, scope: ThresholdScope, threshold: Double?, after: Int64) {
        self.policy = policy
        self.scope = scope
        self.threshold = threshold
        self.after = after
    }
}

extension Taxonomy {
    /// The threshold of signals whose policy the taxonomy does not name, or names without a usable one.
    public static let defaultThreshold = 0.6

    /// The score from which signals of a policy are raised, where nobody set another.
    public func threshold(of code: PolicyCode, default other: Double = Taxonomy.defaultThreshold) -> Double {
        guard let threshold = self[code]?.threshold, threshold > 0, threshold <= 1 else { return other }
        return threshold
    }
}
