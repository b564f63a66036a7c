public import SafetyModel

/// Somebody else's program that is told what happens: that it happened, never what anybody wrote or who it is about.
public struct Webhook: Sendable, Hashable {
    /// As whom it is told: what a lead may not see, a lead's program is not told.
    public enum Audience: String, Sendable, Hashable, CaseIterable {
        /// Everything but cases about staff.
        case lead
        case guardian
    }

    /// The operator's word for it; messages that wait belong to it.
    public var name: String
    public var address: String
    /// The file with the secrets that sign what goes to it, as it was written.
    public var secretFile: String
    public var audience: Audience
    public var events: Set<WebhookEvent.Kind>
    /// Whether it may lie in a network of the operator's own.
    public var reach: OutgoingAddress.Reach

    public init(
        name: String, address: String, secretFile: String, audience: Audience,
        events: Set<WebhookEvent.Kind> = Set(WebhookEvent.Kind.allCases), reach: OutgoingAddress.Reach = .publicOnly
    ) {
        self.reach = reach
        self.name = name
        self.address = address
        self.secretFile = secretFile
        self.audience = audience
        self.events = events
    }

    /// Whether it is told of such a thing in such a case.
    public func isTold(_ kind: WebhookEvent.Kind, aboutStaff: Bool) -> Bool {
        events.contains(kind) && (audience == .guardian || !aboutStaff)
    }
}

/// Something that happened in a case, as a webhook tells it.
public struct WebhookEvent: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case caseOpened = "case.opened"
        case signalRaised = "signal.raised"
        case reportReceived = "report.received"
        case decisionMade = "decision.made"
        case caseReopened = "case.reopened"
        case clockRanOut = "clock.ran_out"

        /// What a line of the audit trail tells; `nil` for what is nobody else's business.
        public init?(action: String) {
            switch action {
            case "opened": self = .caseOpened
            case "signal_added": self = .signalRaised
            case "reported": self = .reportReceived
            case "decided", "confirmed": self = .decisionMade
            case "reopened": self = .caseReopened
            case "escalated": self = .clockRanOut
            default: return nil
            }
        }
    }

    public var kind: Kind
    public var at: Timestamp
    public var caseID: Int64
    public var community: String
    public var policy: PolicyCode
    public var severity: Severity
    /// Of the line on the trail. People's reasons are in it too: only known words of it are told.
    public var detail: String

    public init(
        kind: Kind, at: Timestamp, caseID: Int64, community: String, policy: PolicyCode, severity: Severity,
        detail: String
    ) {
        self.kind = kind
        self.at = at
        self.caseID = caseID
        self.community = community
        self.policy = policy
        self.severity = severity
        self.detail = detail
    }

    /// The body (Standard Webhooks: type, timestamp, data).
    public var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string(kind.rawValue)
        writer.key("timestamp")
        writer.string(at.rfc3339)
        writer.key("data")
        writer.beginObject()
        writer.key("case")
        writer.integer(caseID)
        writer.key("community")
        writer.string(community)
        writer.key("policy")
        writer.string(policy.code)
        writer.key("severity")
        writer.integer(severity.level)
        for (key, value) in known {
            writer.key(key)
            writer.string(value)
        }
        writer.endObject()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private var known: [(String, String)] {
        let words = detail.split(separator: " ").map(String.init)
        switch kind {
        case .signalRaised where words.count == 2: return [("signal", words[0]), ("detector", words[1])]
        case .decisionMade:
            let outcome = Decision.Outcome(rawValue: String(detail.prefix { $0 != ":" }))
            return outcome.map { [("outcome", $0.rawValue)] } ?? []
        case .clockRanOut where words.count == 2:
            guard let clock = ClockKind(rawValue: String(words[0].dropLast())),
                let body = EscalationBody(rawValue: words[1])
            else { return [] }
            return [("clock", clock.rawValue), ("body", body.rawValue)]
        default: return []
        }
    }
}

/// A message to a webhook, as the operator lists it.
public struct WebhookMessage: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case waiting, sent
        /// Given up: a person looks at it and sends it again.
        case failed
        /// It waited for a lead's program, and its case turned out to be about staff.
        case withheld
    }

    public var number: Int64
    public var hook: String
    /// The same at every try.
    public var id: String
    public var kind: String
    public var body: String
    public var state: State
    public var tries: Int
    public var madeAt: Timestamp
    public var nextTry: Timestamp?
    public var fault: String?

    public init(
        number: Int64, hook: String, id: String, kind: String, body: String, state: State, tries: Int,
        madeAt: Timestamp, nextTry: Timestamp?, fault: String?
    ) {
        self.number = number
        self.hook = hook
        self.id = id
        self.kind = kind
        self.body = body
        self.state = state
        self.tries = tries
        self.madeAt = madeAt
        self.nextTry = nextTry
        self.fault = fault
    }
}
