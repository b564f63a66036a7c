/// A file of rules or a list, as it was written.
public struct RuleFileText: Sendable, Hashable {
    /// As `private-contact.yaml`, `domains.words.txt`: no path.
    public var name: String
    public var text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// The files of rules that hold from an event of the log on, until the next setting.
public struct RuleSetting: Sendable, Hashable {
    /// Number of the revision.
    public var revision: Int64
    /// In the order of their names.
    public var files: [RuleFileText]
    /// The last event that the files before it hold for.
    public var after: Int64

    public init(revision: Int64, files: [RuleFileText], after: Int64) {
        self.revision = revision
        self.files = files
        self.after = after
    }
}

/// What rules did on a day: how many, never of whom.
public struct RuleCount: Sendable, Hashable {
    /// Days since 1970 (UTC), by event time.
    public var day: Int
    public var rule: String
    /// Whether the subjects are members or staff.
    public var scope: ThresholdScope
    /// Events on which the condition was evaluated.
    public var evaluated = 0
    /// Events on which it held, in shadow or live.
    public var matched = 0
    /// Matches that had effects.
    public var effective = 0
    /// Matches beyond the rule's hourly limit.
    public var limited = 0
    /// Evaluations that failed.
    public var failed = 0
    /// What the evaluations took, as measured.
    public var nanoseconds = 0

    public init(day: Int, rule: String, scope: ThresholdScope) {
        self.day = day
        self.rule = rule
        self.scope = scope
    }
}

/// A word that a rule put on a member, from an event on and until a moment.
public struct LabelSetting: Sendable, Hashable {
    public var community: String
    public var member: String
    public var name: String
    public var rule: String
    public var since: Timestamp
    public var until: Timestamp

    public init(community: String, member: String, name: String, rule: String, since: Timestamp, until: Timestamp) {
        self.community = community
        self.member = member
        self.name = name
        self.rule = rule
        self.since = since
        self.until = until
    }
}
