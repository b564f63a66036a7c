public import SafetyModel

/// A decision that is to be recorded, with its reasons.
public struct DecisionFiling: Sendable, Hashable {
    public var outcome: Decision.Outcome
    /// Why, for the trail: read by reviewers alone.
    public var reason: String
    /// `nil` where a second person confirms what is proposed.
    public var form: ReasonedDecision?
    /// With which the subject will contest it; nothing of it is kept but a slow hash.
    public var appealCode: ReceiptCode?
    /// Where reporters contest it.
    public var reporterAddress: String

    public init(
        outcome: Decision.Outcome, reason: String, form: ReasonedDecision?, appealCode: ReceiptCode? = nil,
        reporterAddress: String = ""
    ) {
        self.outcome = outcome
        self.reason = reason
        self.form = form
        self.appealCode = appealCode
        self.reporterAddress = reporterAddress
    }
}

/// What became of a decision that was filed.
public struct DecisionResult: Sendable, Hashable {
    public var item: Case
    /// `nil` while it waits for a second person, and where an old proposal without a form was confirmed.
    public var decision: RecordedDecision?

    public init(item: Case, decision: RecordedDecision?) {
        self.item = item
        self.decision = decision
    }
}

/// A decision as it is kept.
public struct RecordedDecision: Sendable, Hashable, Identifiable {
    public var id: Int64
    public var outcome: Decision.Outcome
    public var decidedBy: Int64
    public var confirmedBy: Int64?
    public var at: Timestamp
    /// Whether it holds; a proposal waits for a second person, or was given up.
    public var isFinal: Bool
    public var form: ReasonedDecision
    /// Oldest first.
    public var appeals: [Appeal]

    public init(
        id: Int64, outcome: Decision.Outcome, decidedBy: Int64, confirmedBy: Int64?, at: Timestamp, isFinal: Bool,
        form: ReasonedDecision, appeals: [Appeal] = []
    ) {
        self.id = id
        self.outcome = outcome
        self.decidedBy = decidedBy
        self.confirmedBy = confirmedBy
        self.at = at
        self.isFinal = isFinal
        self.form = form
        self.appeals = appeals
    }

    /// Everybody who took it, or confirmed it.
    public var deciders: Set<Int64> { Set([decidedBy, confirmedBy].compactMap(\.self)) }

    /// Whether an appeal made it fall.
    public var isReversed: Bool { appeals.contains { $0.ruling?.outcome == .reversed } }

    /// Whether the subject is to be told.
    public var isNoticeDue: Bool { isFinal && outcome.isTold && form.withholding == nil }
}

extension Decision.Outcome {
    /// Whether it is an outcome that its subject hears of, with reasons.
    public var isTold: Bool {
        switch self {
        case .warn, .timeOut, .ban: true
        case .noAction, .escalate: false
        }
    }
}
