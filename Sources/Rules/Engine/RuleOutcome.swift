public import SafetyModel

/// What a rule had to say about an event.
public enum RuleOutcome: Sendable, Hashable {
    /// A signal, with the rule's reason and what it proposes.
    case signal(Signal)
    /// A label was put on a member; the engine remembers it.
    case label(Label, member: Member)
    /// Something to propose to a person.
    case proposal(RuleProposal)

    /// The rule that it comes of.
    public var rule: String {
        switch self {
        case .signal(let signal): String(signal.detector.name.dropFirst("rule.".count))
        case .label(let label, _): label.rule
        case .proposal(let proposal): proposal.rule
        }
    }
}

/// An action that a rule proposes. A person decides.
public struct RuleProposal: Sendable, Hashable {
    public var rule: String
    public var policy: PolicyCode
    public var action: ProposedAction
    public var duration: Duration?
    public var member: Member
    public var community: String
    public var event: EventKey
    public var reason: LocalizedText

    public init(
        rule: String, policy: PolicyCode, action: ProposedAction, duration: Duration?, member: Member,
        community: String, event: EventKey, reason: LocalizedText
    ) {
        self.rule = rule
        self.policy = policy
        self.action = action
        self.duration = duration
        self.member = member
        self.community = community
        self.event = event
        self.reason = reason
    }
}

/// What became of a rule so far.
public struct RuleCounts: Sendable, Hashable {
    /// Events on which its condition was evaluated.
    public var evaluated = 0
    /// Events on which it held.
    public var matched = 0
    /// Matches that had effects.
    public var effective = 0
    /// Matches beyond the hourly limit.
    public var limited = 0
    /// Evaluations that failed.
    public var failed = 0
    /// Among these, evaluations that took too many steps.
    public var exhausted = 0
    /// Events that it was not asked about because it rested.
    public var rested = 0
    /// Steps of evaluation that its condition took. A part that several rules share is charged to the first of them.
    public var steps = 0

    public init() {}

    /// Every figure of the one less that of the other.
    public static func - (left: Self, right: Self) -> Self {
        var difference = Self()
        for path in figures { difference[keyPath: path] = left[keyPath: path] - right[keyPath: path] }
        return difference
    }

    static var figures: [WritableKeyPath<RuleCounts, Int>] {
        [\.evaluated, \.matched, \.effective, \.limited, \.failed, \.exhausted, \.rested, \.steps]
    }
}
