public import SafetyModel

/// What the signals say about one member towards one other under one policy: a lead to review, never a verdict.
public struct Finding: Sendable, Hashable {
    /// An event that the finding rests on.
    public struct Message: Sendable, Hashable {
        public var event: EventKey
        public var time: Timestamp
        public var author: String?
        public var cues: [CueHit]
    }

    public var policy: PolicyCode
    public var severity: Severity
    /// What a breach of the policy is called; the code where the taxonomy does not know it.
    public var title: LocalizedText
    /// What the policy means, in a sentence.
    public var meaning: LocalizedText?
    /// The highest score of its signals, 0…1.
    public var score: Double
    public var community: String
    public var subject: String
    public var subjectName: String?
    public var subjectIsStaff: Bool
    public var counterpart: String?
    public var counterpartName: String?
    /// Time of the first and of the last event that it rests on.
    public var first: Timestamp
    public var last: Timestamp
    /// How much each stage adds, in log-odds; stages without evidence are absent.
    public var stages: [Stage: Double]
    /// Oldest first.
    public var messages: [Message]
    /// What made the highest score, largest first.
    public var contributions: [Contribution]
    /// What a rule says of it, where the highest score is a rule's.
    public var reason: LocalizedText?
    /// What raised it.
    public var detectors: [Detector]

    /// Shown names, or ids where there are none.
    public var subjectLabel: String { subjectName ?? subject }
    public var counterpartLabel: String? { counterpartName ?? counterpart }

    /// Whether people reported it and nothing else raised it. Whom it harmed is in their words, if anywhere.
    var isReport: Bool { !detectors.isEmpty && detectors.allSatisfy { $0.name == "report" } }

    /// What a contribution means; of a rule, its own reason.
    func text(of contribution: Contribution, _ contributionText: (Contribution) -> LocalizedText) -> LocalizedText {
        if let reason, contribution.code.hasPrefix("rule.") { return reason }
        return contributionText(contribution)
    }
}

/// A file that was read, as the dossier lists it.
public struct DossierInput: Sendable, Hashable {
    public var path: String
    /// As `discord-export`.
    public var format: String
    public var bytes: Int
    /// SHA-256 in lower-case hexadecimal.
    public var sha256: String
    public var messages: Int

    public init(path: String, format: String, bytes: Int, sha256: String, messages: Int) {
        self.path = path
        self.format = format
        self.bytes = bytes
        self.sha256 = sha256
        self.messages = messages
    }
}

/// Something that was not read, or not wholly.
public struct DossierSkip: Sendable, Hashable {
    public var path: String
    /// A stable code, as `truncated`.
    public var reason: String
    /// What happened, and what to do about it.
    public var message: LocalizedText
    public var advice: LocalizedText

    public init(path: String, reason: String, message: LocalizedText, advice: LocalizedText) {
        self.path = path
        self.reason = reason
        self.message = message
        self.advice = advice
    }
}
