public import SafetyModel

/// How long evidence is kept after a case was decided, by policy. What no rule names is kept.
public struct RetentionRules: Sendable, Hashable {
    /// Shorter would take evidence away from people who are about to appeal or report.
    public static let dayRange = 30...36_500

    /// Days, for policies that have no rule of their own; `nil` to keep their evidence.
    public var standard: Int?
    public var days: [PolicyCode: Int]

    public init(standard: Int? = nil, days: [PolicyCode: Int] = [:]) {
        self.standard = standard
        self.days = days
    }

    /// The rule for a case: of all its policies the longest. `nil` where one of them is kept for good.
    public func rule(for policies: some Sequence<PolicyCode>) -> RetentionRule? {
        var longest: RetentionRule?
        for policy in policies {
            guard let days = days[policy] ?? standard else { return nil }
            if days > longest?.days ?? 0 { longest = RetentionRule(policy: policy, days: days) }
        }
        return longest
    }
}

/// What a piece of evidence was deleted under.
public struct RetentionRule: Sendable, Hashable, CustomStringConvertible {
    public var policy: PolicyCode
    public var days: Int

    public init(policy: PolicyCode, days: Int) {
        self.policy = policy
        self.days = days
    }

    /// Whether it has run out for a case that was decided at a moment.
    public func hasRunOut(decidedAt: Timestamp, at moment: Timestamp) -> Bool { decidedAt + .days(days) <= moment }

    /// `spam 30d`
    public var description: String { "\(policy.code) \(days)d" }
}

/// What a run of the retention did, or would do: pieces of evidence and reports, by rule.
public struct RetentionReport: Sendable, Hashable, Codable {
    /// Deleted, or due, by ``RetentionRule/description``.
    public var due: [String: Int] = [:]
    /// Past their time, but under a legal hold.
    public var held = 0
    /// Past their time, but an appeal waits, another case still needs them, or the text is in the context window.
    public var waiting = 0
    /// Reports whose words, files and messages were deleted, or are due, by rule.
    public var reports: [String: Int] = [:]
    /// Reports past their time that are under a legal hold, or of which another case is not.
    public var reportsHeld = 0
    public var reportsWaiting = 0

    public init() {}
}
