public import SafetyModel

/// What somebody wants a threshold to be.
public struct ThresholdOrder: Sendable, Hashable {
    public var policy: PolicyCode
    public var scope: ThresholdScope
    /// One of ``Thresholds/choices``; `nil` goes back to the taxonomy's.
    public var threshold: Double?
    /// The ``ThresholdChange/number`` of the change that was in force when it was prepared; 0 for none.
    public var version: Int64
    public var reason: String

    public init(policy: PolicyCode, scope: ThresholdScope, threshold: Double?, version: Int64, reason: String) {
        self.policy = policy
        self.scope = scope
        self.threshold = threshold
        self.version = version
        self.reason = reason
    }
}

/// A threshold that was set: by whom, when and why.
public struct ThresholdChange: Sendable, Hashable {
    public var number: Int64
    public var setting: ThresholdSetting
    /// What was in force before, and what is now.
    public var previous: Double
    public var current: Double
    public var reason: String
    public var by: Int64
    public var byName: String?
    public var at: Timestamp

    public init(
        number: Int64, setting: ThresholdSetting, previous: Double, current: Double, reason: String, by: Int64,
        byName: String?, at: Timestamp
    ) {
        self.number = number
        self.setting = setting
        self.previous = previous
        self.current = current
        self.reason = reason
        self.by = by
        self.byName = byName
        self.at = at
    }

    /// What stands for it on the audit trail.
    public var action: String { Self.action(setting.scope) }

    /// Changes for staff are an action of their own: those lines are for guardians alone.
    public static func action(_ scope: ThresholdScope) -> String {
        scope == .staff ? "staff_threshold_changed" : "threshold_changed"
    }

    /// The line of the audit trail.
    public var detail: String {
        let file = setting.threshold == nil ? " (taxonomy)" : ""
        return "\(setting.policy.code) \(Self.text(previous)) → \(Self.text(current))\(file): \(reason)"
    }

    private static func text(_ threshold: Double) -> String {
        let hundredths = Int((min(max(threshold, 0), 1) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// Why a threshold was not changed.
public enum ThresholdError: Error, Sendable, Hashable, CustomStringConvertible {
    case notAllowed
    case unknownPolicy
    case outOfRange
    case unchanged
    case reasonMissing
    case reasonTooLong(limit: Int)
    /// Somebody else changed it since it was looked at.
    case changedMeanwhile

    public var description: String {
        switch self {
        case .notAllowed: "your role does not allow this; ask a lead or a guardian"
        case .unknownPolicy: "the taxonomy has no such policy"
        case .outOfRange: "a threshold is 0.30 to 0.95, in steps of 0.05"
        case .unchanged: "this is the threshold already"
        case .reasonMissing: "say why"
        case .reasonTooLong(let limit): "the reason is longer than \(limit) characters"
        case .changedMeanwhile: "somebody changed this threshold in the meantime; look at it again"
        }
    }
}

/// Whether a threshold may be changed, and into what. Stores call it inside the transaction that writes the change.
public struct ThresholdRules: Sendable {
    private let taxonomy: Taxonomy

    public init(taxonomy: Taxonomy) {
        self.taxonomy = taxonomy
    }

    /// - Parameters:
    ///   - newest: the newest change of the same policy and scope.
    ///   - sequence: the number of the last event that the old threshold holds for.
    /// - Returns: the change; a number is for the store to give.
    /// - Throws: ``ThresholdError``
    public func change(
        _ order: ThresholdOrder, newest: ThresholdChange?, after sequence: Int64, by reviewer: Reviewer,
        at moment: Timestamp
    ) throws(ThresholdError) -> ThresholdChange {
        guard Visibility.allowsThresholds(reviewer, of: order.scope) else { throw .notAllowed }
        guard taxonomy[order.policy] != nil else { throw .unknownPolicy }
        guard order.version == newest?.number ?? 0 else { throw .changedMeanwhile }
        if let wanted = order.threshold, !Thresholds.choices.contains(wanted) { throw .outOfRange }
        let usual = taxonomy.threshold(of: order.policy)
        let previous = newest?.setting.threshold ?? usual
        let current = order.threshold ?? usual
        guard order.threshold != newest?.setting.threshold, previous != current || order.threshold == nil else {
            throw .unchanged
        }
        let reason: String
        do {
            reason = try CaseSteps.checked(order.reason)
        } catch {
            if case .textTooLong(let limit) = error { throw .reasonTooLong(limit: limit) }
            throw .reasonMissing
        }
        return ThresholdChange(
            number: 0,
            setting: ThresholdSetting(
                policy: order.policy, scope: order.scope, threshold: order.threshold, after: sequence),
            previous: previous, current: current, reason: reason, by: reviewer.id, byName: reviewer.name, at: moment)
    }
}
