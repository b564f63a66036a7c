public import SafetyModel

/// A complaint about a decision (regulation (EU) 2022/2065, article 20): of whoever it is about, or of somebody whose
/// report was not acted on. One for each of them and each decision.
public struct Appeal: Sendable, Hashable, Identifiable {
    /// Drawn at random, so that its gaps tell nothing of appeals that somebody may not see.
    public var id: Int64
    public var caseID: Int64
    public var isFromReporter: Bool
    public var filedAt: Timestamp
    /// By when it is to be decided.
    public var dueAt: Timestamp
    /// In the words of whoever appeals.
    public var statement: String
    /// `nil` as long as it waits.
    public var ruling: AppealRuling?

    public init(
        id: Int64, caseID: Int64, isFromReporter: Bool, filedAt: Timestamp, dueAt: Timestamp, statement: String,
        ruling: AppealRuling?
    ) {
        self.id = id
        self.caseID = caseID
        self.isFromReporter = isFromReporter
        self.filedAt = filedAt
        self.dueAt = dueAt
        self.statement = statement
        self.ruling = ruling
    }

    /// Until when a decision can be contested: the end of the day six months later.
    public static func end(from moment: Timestamp) -> Timestamp {
        let last = CalendarDay(moment).adding(months: ReasonedDecision.complaintMonths)
        return last.end ?? moment + .days(183)
    }
}

/// What another reviewer made of an appeal.
public struct AppealRuling: Sendable, Hashable {
    public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        /// The decision stands.
        case upheld
        /// It falls, and what was done is to be undone.
        case reversed
    }

    public var outcome: Outcome
    /// Read by whoever appealed.
    public var reasons: String
    public var ruledBy: Int64
    public var at: Timestamp

    public init(outcome: Outcome, reasons: String, ruledBy: Int64, at: Timestamp) {
        self.outcome = outcome
        self.reasons = reasons
        self.ruledBy = ruledBy
        self.at = at
    }

    /// What whoever appealed is told.
    public func notice(in language: Language) -> Notice {
        let words = NoticeWords(language: language)
        return Notice(title: words.rulingTitle, paragraphs: words.ruling(outcome, reasons))
    }
}

/// An appeal with what it is about.
public struct AppealFile: Sendable, Hashable {
    public var appeal: Appeal
    public var item: Case
    public var decision: RecordedDecision

    public init(appeal: Appeal, item: Case, decision: RecordedDecision) {
        self.appeal = appeal
        self.item = item
        self.decision = decision
    }

    /// Whether this reviewer may rule on it: somebody else than those who decided (article 20(6)), who may see the case.
    public func mayBeRuled(by reviewer: Reviewer) -> Bool {
        appeal.ruling == nil && Visibility.allows(reviewer, subjectIsStaff: item.subjectIsStaff)
            && !decision.deciders.contains(reviewer.id)
    }
}

/// What whoever holds an appeal code is told: nothing of the case, of reviewers or of reports.
public struct AppealStatus: Sendable, Hashable {
    public var decidedAt: Timestamp
    /// Until when an appeal can be made.
    public var until: Timestamp
    /// `nil` as long as there is none.
    public var filedAt: Timestamp?
    public var dueAt: Timestamp?
    public var ruling: AppealRuling?

    public init(
        decidedAt: Timestamp, until: Timestamp, filedAt: Timestamp? = nil, dueAt: Timestamp? = nil,
        ruling: AppealRuling? = nil
    ) {
        self.decidedAt = decidedAt
        self.until = until
        self.filedAt = filedAt
        self.dueAt = dueAt
        self.ruling = ruling
    }
}

/// Why an appeal could not be made or ruled on.
public enum AppealError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The six months are over.
    case expired
    case alreadyFiled
    case alreadyRuled
    /// Whoever decided does not rule on an appeal against it.
    case ownDecision

    public var description: String {
        switch self {
        case .expired: "the six months in which this decision could be contested are over"
        case .alreadyFiled: "another look was already asked for"
        case .alreadyRuled: "somebody already ruled on this appeal; look at it again"
        case .ownDecision: "another person than those who decided has to rule on this appeal"
        }
    }
}
