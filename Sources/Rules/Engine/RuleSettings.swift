/// Bounds of a rule engine.
public struct RuleSettings: Sendable, Hashable {
    /// Keys that one counter holds.
    public var maximumKeysPerCounter = 200_000
    /// Members with labels.
    public var maximumLabelledMembers = 200_000
    /// Steps that one rule may take for one event.
    public var costLimit = RuleLanguage.costLimit
    /// A rule that hits the cost limit more often within an hour rests until the hour is over.
    public var exhaustionsPerHour = 20
    /// Whether rules in shadow have effects too: for tests.
    public var runsShadowRules = false

    public init() {}
}
