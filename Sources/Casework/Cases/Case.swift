public import SafetyModel

/// What a reviewer works on: the signals about one subject of one community, from opening to decision.
public struct Case: Sendable, Hashable, Identifiable {
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case open, claimed, decided
    }

    public var id: Int64
    public var community: String
    public var subject: String
    public var subjectName: String?
    /// Whether any signal said that the subject was staff. Never goes back to `false`.
    public var subjectIsStaff: Bool
    public var state: State
    /// The gravest policy among the signals; ties by score.
    public var policy: PolicyCode
    public var severity: Severity
    /// The highest score among the signals of ``policy``.
    public var score: Double
    /// How soon harm may follow, 0…1: 1 when coercion or a threat was seen.
    public var imminence: Double
    /// When leverage, coercion or a threat was last seen, by event time. See ``Imminence``.
    public var urgentAt: Timestamp?
    public var signalCount: Int
    /// Members who may be harmed, most recent first, at most 20.
    public var counterparts: [String]
    /// Time of the first and the last event behind it.
    public var firstEvent: Timestamp
    public var lastEvent: Timestamp
    /// When the case was opened: the moment the signal was recorded.
    public var openedAt: Timestamp
    /// By when it is to be decided.
    public var dueAt: Timestamp
    public var claimedBy: Int64?
    public var decision: Decision?
    /// Grows by one with every step; a step that was prepared on an older version is refused.
    public var version: Int

    public init(
        id: Int64, community: String, subject: String, subjectName: String?, subjectIsStaff: Bool, state: State,
        policy: PolicyCode, severity: Severity, score: Double, imminence: Double, signalCount: Int,
        counterparts: [String], firstEvent: Timestamp, lastEvent: Timestamp, openedAt: Timestamp, dueAt: Timestamp,
        claimedBy: Int64?, decision: Decision?, version: Int, urgentAt: Timestamp? = nil
    ) {
        self.id = id
        self.community = community
        self.subject = subject
        self.subjectName = subjectName
        self.subjectIsStaff = subjectIsStaff
        self.state = state
        self.policy = policy
        self.severity = severity
        self.score = score
        self.imminence = imminence
        self.urgentAt = urgentAt
        self.signalCount = signalCount
        self.counterparts = counterparts
        self.firstEvent = firstEvent
        self.lastEvent = lastEvent
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.claimedBy = claimedBy
        self.decision = decision
        self.version = version
    }

    /// Whether a decision was proposed that a second person has not confirmed yet.
    public var awaitsSecondPerson: Bool { state == .claimed && decision != nil }
}

/// A reviewer's outcome.
public struct Decision: Sendable, Hashable, Codable {
    public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        case noAction = "no_action"
        case warn
        case timeOut = "time_out"
        case ban
        case escalate
    }

    public var outcome: Outcome
    /// Why, in the reviewer's words. Must not be empty.
    public var reason: String
    public var decidedBy: Int64
    public var decidedAt: Int64
    /// For an outcome that takes two people: who confirmed it.
    public var confirmedBy: Int64?

    public init(outcome: Outcome, reason: String, decidedBy: Int64, decidedAt: Int64, confirmedBy: Int64? = nil) {
        self.outcome = outcome
        self.reason = reason
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.confirmedBy = confirmedBy
    }
}

/// One thing a reviewer does to a case.
public enum CaseStep: Sendable, Hashable {
    case claim
    /// Gives it back, without having to say why.
    case release
    case note(String)
    case decide(Decision.Outcome, reason: String)
    case reopen(reason: String)
    /// Asks to see text that is hidden until asked for.
    case reveal(reason: String)
}

/// Why a step was refused. Says nothing about the case's content.
public enum CaseStepError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no such case, or this reviewer may not know of it: the two are not told apart.
    case notFound
    /// Somebody else acted on the case since it was read.
    case changedMeanwhile(currentVersion: Int)
    case claimedByAnother
    /// A decision needs the case to be claimed by the one who decides.
    case notClaimed
    case alreadyDecided
    case notDecided
    case reasonMissing
    case textTooLong(limit: Int)
    case notAllowed
    /// The outcome takes two people, and this reviewer has already said it.
    case needsSecondPerson
    /// The case cannot be reopened: a newer case about the same member is being worked on.
    case newerCaseOpen(id: Int64)

    public var description: String {
        switch self {
        case .notFound: "there is no such case"
        case .changedMeanwhile: "somebody acted on this case in the meantime; look at it again"
        case .claimedByAnother: "another reviewer holds this case"
        case .notClaimed: "claim the case first"
        case .alreadyDecided: "the case is decided; reopen it first"
        case .notDecided: "the case is not decided"
        case .reasonMissing: "say why"
        case .textTooLong(let limit): "the text is longer than \(limit) characters"
        case .notAllowed: "your role does not allow this"
        case .needsSecondPerson: "this outcome takes two people; another lead or guardian has to confirm it"
        case .newerCaseOpen(let id): "case \(id) about the same member is open; continue there"
        }
    }
}
