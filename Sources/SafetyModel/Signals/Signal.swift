/// One finding of a detector: a lead for a person to review, never a verdict.
public struct Signal: Sendable, Hashable, Identifiable {
    /// `detector/policy/source/id/subject`: the same events give the same ids, so that a replay doubles nothing.
    public var id: String
    public var policy: PolicyCode
    /// How likely, 0…1.
    public var score: Double
    public var community: String
    /// The member it is about.
    public var subject: String
    public var subjectName: String?
    /// Whether the subject was staff when it was raised: decides who may see the case.
    public var subjectIsStaff: Bool
    /// The other party: the member who may be harmed.
    public var counterpart: String?
    public var counterpartName: String?
    /// Time of the event that raised it.
    public var time: Timestamp
    /// The event that raised it.
    public var event: EventKey
    public var detector: Detector
    /// The events it rests on, oldest first.
    public var evidence: [EvidenceReference]
    /// What made the score, largest first.
    public var contributions: [Contribution]
    /// What a rule says of it, where it comes of a rule. Holds no text that a member wrote.
    public var reason: LocalizedText?
    /// What a rule proposes to do.
    public var proposals: [Proposal]

    public init(
        policy: PolicyCode, score: Double, community: String, subject: String, subjectName: String? = nil,
        subjectIsStaff: Bool = false, counterpart: String? = nil, counterpartName: String? = nil, time: Timestamp,
        event: EventKey, detector: Detector, evidence: [EvidenceReference] = [], contributions: [Contribution] = [],
        reason: LocalizedText? = nil, proposals: [Proposal] = []
    ) {
        self.id = "\(detector.name)/\(policy.code)/\(event.source)/\(event.id)/\(subject)"
        self.policy = policy
        self.score = score
        self.community = community
        self.subject = subject
        self.subjectName = subjectName
        self.subjectIsStaff = subjectIsStaff
        self.counterpart = counterpart
        self.counterpartName = counterpartName
        self.time = time
        self.event = event
        self.detector = detector
        self.evidence = evidence
        self.contributions = contributions
        self.reason = reason
        self.proposals = proposals
    }
}

/// What raised a signal, and which version of it.
public struct Detector: Sendable, Hashable, Codable {
    /// As `conversation_risk`, `fan_out`, `ban_leverage`.
    public var name: String
    public var version: Int

    public init(name: String, version: Int) {
        self.name = name
        self.version = version
    }
}

/// An event that a signal rests on, with what was found in it. Holds no text.
public struct EvidenceReference: Sendable, Hashable {
    public var event: EventKey
    public var time: Timestamp
    /// Who wrote or did it.
    public var author: String?
    public var cues: [CueHit]

    public init(event: EventKey, time: Timestamp, author: String? = nil, cues: [CueHit] = []) {
        self.event = event
        self.time = time
        self.author = author
        self.cues = cues
    }
}

/// One reason behind a score.
public struct Contribution: Sendable, Hashable, Codable {
    /// What it is: `stage.request`, `order.trust_before_request`, `context.staff_over_newcomer`, `feature.fan_out`.
    public var code: String
    /// What it added to the log-odds (natural logarithm); negative when it spoke against.
    public var logOdds: Double
    /// A figure a person would want to see beside it (17 members written to, 3 days), where there is one.
    public var figure: Double?

    public init(code: String, logOdds: Double, figure: Double? = nil) {
        self.code = code
        self.logOdds = logOdds
        self.figure = figure
    }
}
