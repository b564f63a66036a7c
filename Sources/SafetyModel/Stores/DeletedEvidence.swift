/// That evidence of a case was deleted: when, and under which rule.
public struct DeletedEvidence: Sendable, Hashable {
    public var at: Timestamp
    /// The policy and its days, as `spam 30d`.
    public var rule: String

    public init(at: Timestamp, rule: String) {
        self.at = at
        self.rule = rule
    }
}
