public import SafetyModel

/// A case on its way to an authority: what is known, on what it rests, and who looked at it. A lead, not a verdict.
public struct EscalationCase: Sendable, Hashable {
    /// The case's number.
    public var number: Int64
    public var community: String
    public var policy: PolicyCode
    /// What a breach of the policy is called.
    public var title: LocalizedText
    /// Under which codes it is told to authorities.
    public var codes: PolicyLaw.Codes
    public var subject: String
    public var subjectIsStaff: Bool
    /// Members who may be harmed.
    public var counterparts: [String]
    /// Names of members by id.
    public var names: [String: String]
    /// Oldest first.
    public var signals: [Signal]
    /// Oldest first; with texts as far as these are kept.
    public var events: [Event]
    /// Which of the events the signals rest on.
    public var evidence: Set<EventKey>
    /// Texts that were deleted: when, and under which rule.
    public var deleted: [EventKey: DeletedEvidence] = [:]
    /// What people reported, oldest first.
    public var reports: [ReportedMatter] = []
    /// Why each signal was raised, in words, by the signal's id.
    public var reasons: [String: [LocalizedText]] = [:]
    /// Evidence that was put under seal.
    public var kept: [KeptEvidence] = []
    /// What was done to the case, oldest first.
    public var trail: [Line]
    public var openedAt: Timestamp
    /// Who looked at it and takes it to the authority.
    public var reviewer: String
    public var madeAt: Timestamp

    /// A line of the audit trail.
    public struct Line: Sendable, Hashable {
        public var at: Timestamp
        /// The reviewer's name; `nil` for Vigie itself.
        public var by: String?
        public var action: String
        public var detail: String
        /// What the reviewer may do, as `guardian`.
        public var roles: [String]

        public init(at: Timestamp, by: String?, action: String, detail: String, roles: [String] = []) {
            self.roles = roles
            self.at = at
            self.by = by
            self.action = action
            self.detail = detail
        }
    }

    public init(
        number: Int64, community: String, policy: PolicyCode, title: LocalizedText, codes: PolicyLaw.Codes,
        subject: String, subjectIsStaff: Bool, counterparts: [String], names: [String: String], signals: [Signal],
        events: [Event], evidence: Set<EventKey>, trail: [Line], openedAt: Timestamp, reviewer: String,
        madeAt: Timestamp
    ) {
        self.number = number
        self.community = community
        self.policy = policy
        self.title = title
        self.codes = codes
        self.subject = subject
        self.subjectIsStaff = subjectIsStaff
        self.counterparts = counterparts
        self.names = names
        self.signals = signals
        self.events = events
        self.evidence = evidence
        self.trail = trail
        self.openedAt = openedAt
        self.reviewer = reviewer
        self.madeAt = madeAt
    }
}

extension EscalationCase {
    /// The events that the signals rest on, oldest first.
    public var evidenceEvents: [Event] { events.filter { evidence.contains($0.key) } }

    /// When a person asked to see what was written, by the audit trail: what says whether a file was viewed.
    public var views: [Line] { trail.filter { $0.action == "revealed" && $0.by != nil } }

    /// Whether a person saw the words after the last signal came: what came later was not seen.
    public var wasViewed: Bool {
        let added = trail.filter { $0.action == "signal_added" }.map(\.at).max()
        guard let last = views.map(\.at).max() else { return false }
        return added.map { last >= $0 } ?? true
    }

    /// When it last happened: the last piece of evidence, or where none is kept, the last signal.
    public var lastTime: Timestamp {
        evidenceEvents.map(\.time).max() ?? signals.map(\.time).max() ?? openedAt
    }

    /// The name of a member, or the id where none is known.
    func name(of member: String) -> String { names[member] ?? member }

    /// One line of text for an event: when, who, where, what. Files are described, never contained.
    func transcriptLine(_ event: Event) -> String {
        let author = event.actor.map { "\($0.name ?? name(of: $0.id)) (\($0.id))" } ?? "?"
        let target = event.target.map { " to \(name(of: $0.id)) (\($0.id))" } ?? ""
        let place = event.channel.map { $0.kind == .direct ? ", private chat" : ", channel \($0.name ?? $0.id)" } ?? ""
        var line = "[\(event.time.rfc3339)] \(author)\(target)\(place): "
        line +=
            event.type == .messagePosted ? event.text ?? "(no text kept)" : "(\(event.type.name)) \(event.text ?? "")"
        for attachment in Self.attachments(of: event) {
            let sum = attachment.sha256.map { ", SHA-256 \($0)" } ?? ""
            line += " [\(attachment.kind), not included\(sum)]"
        }
        return line
    }

    static func attachments(of event: Event) -> [Attachment] {
        if case .message(let message) = event.body { message.attachments } else { [] }
    }
}
