public import SafetyModel

/// One fault of how a community is set up or run: what it rests on, why it matters, what to do.
public struct AuditFinding: Hashable, Sendable, Codable {
    /// Stable: the rule's, and for a power that everybody has the power's name behind it.
    public var id: String
    public var rule: AuditRule
    public var severity: AuditSeverity
    public var title: LocalizedText
    /// What was found, in figures, and the threshold that it passes.
    public var why: LocalizedText
    /// What to do about it.
    public var action: LocalizedText
    public var roles: [AuditReference]
    public var channels: [AuditReference]
    /// For guardians and the operator alone: ``AuditReport/forLeads`` leaves them out.
    public var members: [AuditReference]
    /// How many members it is about, where ``members`` lists them only in part or not at all.
    public var memberCount: Int
    /// Webhooks and invites.
    public var things: [AuditReference]
    public var figures: [AuditFigure]

    public var area: AuditArea { rule.area }

    /// No finding lists more roles, channels, members or things than this; its figures count them all.
    public static let mostListed = 50

    init(
        _ rule: AuditRule, _ severity: AuditSeverity, suffix: String = "", title: LocalizedText? = nil,
        why: LocalizedText, action: LocalizedText? = nil, roles: [AuditReference] = [], channels: [AuditReference] = [],
        members: [AuditReference] = [], things: [AuditReference] = [], figures: [AuditFigure] = []
    ) {
        id = rule.rawValue + suffix
        self.rule = rule
        self.severity = severity
        self.title = title ?? rule.title
        self.why = why
        self.action = action ?? rule.action
        self.roles = Array(roles.prefix(Self.mostListed))
        self.channels = Array(channels.prefix(Self.mostListed))
        self.members = Array(members.prefix(Self.mostListed))
        memberCount = members.count
        self.things = Array(things.prefix(Self.mostListed))
        self.figures = figures
    }
}

/// A role, channel, member, webhook or invite that a finding rests on.
public struct AuditReference: Hashable, Sendable, Codable {
    public var id: String
    public var name: String?

    public init(id: String, name: String? = nil) {
        self.id = id
        self.name = name
    }

    /// The name, or the id where there is none, cut where it is longer than any.
    public var label: String { (name ?? id).shortName }
}

/// A figure that a finding rests on, by a stable name.
public struct AuditFigure: Hashable, Sendable, Codable {
    public var name: String
    public var value: Double

    public init(_ name: String, _ value: Double) {
        self.name = name
        // Four digits are more than any of them means.
        self.value = value.isFinite ? (value * 10_000).rounded() / 10_000 : 0
    }

    public init(_ name: String, _ value: Int) { self.init(name, Double(value)) }
}

/// What became of one rule: whether it found something, and where it could not be judged, why.
public struct AuditCheck: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable {
        case fine
        case found
        /// Nothing says how it is.
        case notJudged = "not_judged"
        /// It makes no sense in this community.
        case notApplicable = "not_applicable"
    }

    public var rule: AuditRule
    public var state: State
    /// Why it was not judged, or does not apply.
    public var reason: LocalizedText?
}
