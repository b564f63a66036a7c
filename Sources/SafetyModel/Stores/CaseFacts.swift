/// What a rule of routing may look at: a case without anybody's words or name.
public struct CaseFacts: Sendable, Hashable, Identifiable {
    public var id: Int64
    public var policy: PolicyCode
    public var severity: Severity
    public var score: Double
    /// 0…1; 1 when pressure or a threat was seen lately.
    public var imminence: Double
    public var community: String
    public var isAboutStaff: Bool
    /// `open`, `claimed` or `decided`.
    public var state: String
    public var openedAt: Timestamp
    public var signals: Int
    /// Independent reports.
    public var voices: Int
    /// Whether a report says that somebody feels in danger now.
    public var hasDanger: Bool
    /// What its reports say happened, each once.
    public var kinds: [String]
    /// The languages of its cues and reports, as codes (`fr`), sorted.
    public var languages: [String]

    public init(
        id: Int64, policy: PolicyCode, severity: Severity, score: Double, imminence: Double, community: String,
        isAboutStaff: Bool, state: String, openedAt: Timestamp, signals: Int, voices: Int, hasDanger: Bool,
        kinds: [String], languages: [String]
    ) {
        self.id = id
        self.policy = policy
        self.severity = severity
        self.score = score
        self.imminence = imminence
        self.community = community
        self.isAboutStaff = isAboutStaff
        self.state = state
        self.openedAt = openedAt
        self.signals = signals
        self.voices = voices
        self.hasDanger = hasDanger
        self.kinds = kinds
        self.languages = languages
    }
}
