public import SafetyModel

/// What public figures are counted from: plain facts, without a name, an id or a word of anybody.
public struct TransparencyFacts: Sendable, Hashable {
    public var reports: [ReceivedReport] = []
    public var decisions: [TakenDecision] = []
    public var appeals: [FiledAppeal] = []
    /// Until when the cases that are not decided have to be.
    public var openCasesDue: [Timestamp] = []

    public init() {}

    /// A report that somebody made (a notice of article 16).
    public struct ReceivedReport: Sendable, Hashable {
        public var receivedAt: Timestamp
        /// By when it has to be answered.
        public var dueAt: Timestamp
        public var answeredAt: Timestamp?
        public var codes: PolicyLaw.Codes
        public var isFromTrustedFlagger: Bool
        /// What was done about it, where something was: on the ground of the law or of the rules.
        public var actionGround: StatementGround?
        /// Whether no person took part in answering it.
        public var isAnsweredByMachine: Bool
        /// By when a person had to look at it first, and when one did.
        public var lookBy: Timestamp
        public var lookedAt: Timestamp?
        /// Whether the reporter felt in danger at that moment.
        public var isDangerNow: Bool

        /// - Parameter lookBy: `nil` where there is no clock for it but that of the answer.
        public init(
            receivedAt: Timestamp, dueAt: Timestamp, answeredAt: Timestamp? = nil, codes: PolicyLaw.Codes,
            isFromTrustedFlagger: Bool = false, actionGround: StatementGround? = nil, isAnsweredByMachine: Bool = false,
            lookBy: Timestamp? = nil, lookedAt: Timestamp? = nil, isDangerNow: Bool = false
        ) {
            self.lookBy = lookBy ?? dueAt
            self.lookedAt = lookedAt
            self.isDangerNow = isDangerNow
            self.receivedAt = receivedAt
            self.dueAt = dueAt
            self.answeredAt = answeredAt
            self.codes = codes
            self.isFromTrustedFlagger = isFromTrustedFlagger
            self.actionGround = actionGround
            self.isAnsweredByMachine = isAnsweredByMachine
        }
    }

    /// A decision on a case.
    public struct TakenDecision: Sendable, Hashable {
        public var openedAt: Timestamp
        public var dueAt: Timestamp
        public var decidedAt: Timestamp
        public var policy: PolicyCode
        public var codes: PolicyLaw.Codes
        public var measures: ReasonedDecision.Measures
        public var ground: StatementGround
        public var source: StatementSource
        public var automation: ReasonedDecision.Automation
        public var isAboutStaff: Bool

        public init(
            openedAt: Timestamp, dueAt: Timestamp, decidedAt: Timestamp, policy: PolicyCode, codes: PolicyLaw.Codes,
            measures: ReasonedDecision.Measures, ground: StatementGround = .incompatibleContent,
            source: StatementSource = .voluntary, automation: ReasonedDecision.Automation, isAboutStaff: Bool
        ) {
            self.openedAt = openedAt
            self.dueAt = dueAt
            self.decidedAt = decidedAt
            self.policy = policy
            self.codes = codes
            self.measures = measures
            self.ground = ground
            self.source = source
            self.automation = automation
            self.isAboutStaff = isAboutStaff
        }
    }

    /// A complaint about a decision (article 20).
    public struct FiledAppeal: Sendable, Hashable {
        public enum Outcome: String, Sendable, Hashable, CaseIterable {
            case upheld
            case partiallyReversed = "partially_reversed"
            case reversed
            /// No decision was taken on it.
            case omitted
        }

        /// What the contested decision did.
        public enum Subject: String, Sendable, Hashable, CaseIterable {
            case visibility, service, account, monetary
            /// A notice was not acted on.
            case notice
            case trustedFlaggerNotice = "trusted_flagger_notice"
        }

        public var filedAt: Timestamp
        public var decidedAt: Timestamp?
        /// `nil` as long as it waits.
        public var outcome: Outcome?
        public var subject: Subject

        public init(filedAt: Timestamp, decidedAt: Timestamp? = nil, outcome: Outcome? = nil, subject: Subject) {
            self.filedAt = filedAt
            self.decidedAt = decidedAt
            self.outcome = outcome
            self.subject = subject
        }
    }
}

extension ReasonedDecision.Measures {
    /// The restrictions as the templates of regulation (EU) 2024/2835 name them, in their order.
    public enum Column: String, Sendable, Hashable, CaseIterable {
        case removed = "visibility_removed"
        case disabled = "visibility_disabled"
        case demoted = "visibility_demoted"
        case ageRestricted = "visibility_age_restricted"
        case interactionRestricted = "visibility_interaction_restricted"
        case labelled = "visibility_labelled"
        case visibilityOther = "visibility_other"
        case monetarySuspension = "monetary_suspension"
        case monetaryTermination = "monetary_termination"
        case monetaryOther = "monetary_other"
        case serviceSuspension = "service_suspension"
        case serviceTermination = "service_termination"
        case accountSuspension = "account_suspension"
        case accountTermination = "account_termination"
    }

    /// Each restriction that is imposed.
    public var columns: [Column] {
        var columns = visibility.map { restriction -> Column in
            switch restriction {
            case .contentRemoved: .removed
            case .contentDisabled: .disabled
            case .contentDemoted: .demoted
            case .contentAgeRestricted: .ageRestricted
            case .contentInteractionRestricted: .interactionRestricted
            case .contentLabelled: .labelled
            case .other: .visibilityOther
            }
        }
        switch monetary {
        case .suspension?: columns.append(.monetarySuspension)
        case .termination?: columns.append(.monetaryTermination)
        case .other?: columns.append(.monetaryOther)
        case nil: break
        }
        switch service {
        case .partialSuspension?, .totalSuspension?: columns.append(.serviceSuspension)
        case .partialTermination?, .totalTermination?: columns.append(.serviceTermination)
        case nil: break
        }
        switch account {
        case .suspended?: columns.append(.accountSuspension)
        case .terminated?: columns.append(.accountTermination)
        case nil: break
        }
        return columns
    }
}
