public import SafetyModel

/// By when what has to be done about a report. No report dies in silence: each of the three moments is promised to the
/// reporter, and whoever lets it pass is overtaken by the next body.
public struct Deadlines: Sendable, Hashable {
    /// By when the reporter hears that it arrived.
    public var acknowledge: Timestamp
    /// By when a person has looked at it.
    public var firstLook: Timestamp
    /// By when it is decided.
    public var decide: Timestamp

    public init(acknowledge: Timestamp, firstLook: Timestamp, decide: Timestamp) {
        self.acknowledge = acknowledge
        self.firstLook = firstLook
        self.decide = decide
    }
}

/// The lengths of the clocks, by severity.
public struct ClockRules: Sendable, Hashable {
    /// Hours.
    public struct Lengths: Sendable, Hashable {
        public var acknowledge: Int
        public var firstLook: Int
        /// At most; a policy with a shorter deadline of its own keeps it.
        public var decide: Int

        public init(acknowledge: Int, firstLook: Int, decide: Int) {
            self.acknowledge = acknowledge
            self.firstLook = firstLook
            self.decide = decide
        }
    }

    /// Where somebody feels in danger now, whatever happened.
    public var dangerNow = Lengths(acknowledge: 1, firstLook: 1, decide: 24)
    /// By severity, 1 first; what is milder than the last has the last.
    public var bySeverity = [
        Lengths(acknowledge: 1, firstLook: 4, decide: 24), Lengths(acknowledge: 24, firstLook: 24, decide: 72),
        Lengths(acknowledge: 24, firstLook: 72, decide: 168), Lengths(acknowledge: 24, firstLook: 72, decide: 240),
    ]

    public init() {}

    /// - Parameter policyDeadline: by when the policy wants its cases decided.
    public func deadlines(
        severity: Severity, dangerNow isDanger: Bool, policyDeadline: Timestamp, from moment: Timestamp
    ) -> Deadlines {
        let index = min(max(severity.level - 1, 0), bySeverity.count - 1)
        let lengths = isDanger || bySeverity.isEmpty ? dangerNow : bySeverity[index]
        let decide = min(moment + .hours(lengths.decide), policyDeadline)
        return Deadlines(
            acknowledge: min(moment + .hours(lengths.acknowledge), decide),
            firstLook: min(moment + .hours(lengths.firstLook), decide), decide: decide)
    }
}
