public import SafetyModel

/// A decision with everything that the law asks to be said of it (regulation (EU) 2022/2065, article 17(3)): what was
/// found, on which ground, what is done, where and for how long, how far machines took part, and how it can be contested.
///
/// From it follow the statement of reasons, the notices and the proposals of actions. Facts and explanations are read by
/// the subject and published: they name nobody, and quote nobody.
public struct ReasonedDecision: Sendable, Hashable, Codable {
    /// What people quote when they write about it, and the statement's `puid`: letters, digits, `-` and `_`.
    public var reference: String
    public var policy: PolicyCode
    /// Whether the person harmed is a minor, as far as the reviewer can tell: then other codes apply.
    public var isMinorHarmed: Bool
    /// What was found; at most 5,000 characters.
    public var facts: String
    public var automation: Automation
    public var ground: Ground
    public var measures: Measures
    /// Where it holds: codes of ``StatementCodes/territories``; none where it holds everywhere.
    public var territories: [String]
    public var content: Content
    public var source: StatementSource
    public var decidedOn: CalendarDay
    /// From when on it holds.
    public var appliesFrom: CalendarDay
    public var redress: Redress
    /// Why the subject is not told, where it is not.
    public var withholding: Withholding?

    public init(
        reference: String, policy: PolicyCode, isMinorHarmed: Bool, facts: String, automation: Automation,
        ground: Ground, measures: Measures, territories: [String] = [], content: Content, source: StatementSource,
        decidedOn: CalendarDay, appliesFrom: CalendarDay? = nil, redress: Redress, withholding: Withholding? = nil
    ) {
        self.reference = reference
        self.policy = policy
        self.isMinorHarmed = isMinorHarmed
        self.facts = facts
        self.automation = automation
        self.ground = ground
        self.measures = measures
        self.territories = territories
        self.content = content
        self.source = source
        self.decidedOn = decidedOn
        self.appliesFrom = appliesFrom ?? decidedOn
        self.redress = redress
        self.withholding = withholding
    }

    /// How far machines took part (article 17(3)(c)).
    public struct Automation: Sendable, Hashable, Codable {
        /// Whether a machine drew attention to it.
        public var detected: Bool
        /// How far a machine decided. With Vigie a person always decides: ``AutomatedDecision/notAutomated``.
        public var decided: AutomatedDecision

        public init(detected: Bool, decided: AutomatedDecision = .notAutomated) {
            self.detected = detected
            self.decided = decided
        }
    }

    /// What the decision rests on (article 17(3)(d) and (e)).
    public enum Ground: Sendable, Hashable, Codable {
        /// A law (at most 500 characters), and why the content breaks it (at most 2,000).
        case law(String, explanation: String, address: String? = nil)
        /// A rule of the service, why the content breaks it, and whether it is held to be illegal too.
        case rules(String, explanation: String, isAlsoIllegal: Bool? = nil, address: String? = nil)
    }

    /// What it is about.
    public struct Content: Sendable, Hashable, Codable {
        public var types: [StatementContentType]
        /// What ``StatementContentType/other`` stands for.
        public var otherType: String?
        /// A code of ``StatementCodes/languages``.
        public var language: String?
        /// When it was made.
        public var day: CalendarDay

        public init(types: [StatementContentType], otherType: String? = nil, language: String? = nil, day: CalendarDay)
        {
            self.types = types
            self.otherType = otherType
            self.language = language
            self.day = day
        }
    }

    /// What is done (article 17(1)), and until when; `nil` where it has no end.
    public struct Measures: Sendable, Hashable, Codable {
        public var visibility: [VisibilityRestriction] = []
        public var visibilityOther: String?
        public var visibilityUntil: CalendarDay?
        public var monetary: MonetaryRestriction?
        public var monetaryOther: String?
        public var monetaryUntil: CalendarDay?
        public var service: ServiceRestriction?
        public var serviceUntil: CalendarDay?
        public var account: AccountRestriction?
        public var accountUntil: CalendarDay?
        /// Whether roles that give power over others are taken away; what ``service`` says of it to the public.
        public var takesRoles: Bool?
        /// Whether the member is put out of the community, to which they may come back.
        public var putsOut: Bool?

        /// Nothing is done.
        public init() {}

        public var isEmpty: Bool { visibility.isEmpty && monetary == nil && service == nil && account == nil }
    }

    /// How it can be contested (article 17(3)(f)).
    public struct Redress: Sendable, Hashable, Codable {
        /// Where to complain to the service (article 20), as an address or a sentence.
        public var complaints: String
        /// The certified body for disputes out of court (article 21), where the operator names one.
        public var disputeBody: String?

        public init(complaints: String, disputeBody: String? = nil) {
            self.complaints = complaints
            self.disputeBody = disputeBody
        }
    }

    /// Why the subject is not told, on the record.
    public struct Withholding: Sendable, Hashable, Codable {
        public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
            /// Telling would endanger a minor.
            case endangersMinor = "endangers_minor"
            /// Telling would endanger an investigation.
            case investigation
            /// An order of an authority asks for silence (articles 9 and 10).
            case authorityOrder = "authority_order"
            /// No electronic address of the subject is known (article 17(2)).
            case noContact = "no_contact"
            /// Deceptive commercial content in bulk (article 17(2)).
            case commercialBulk = "commercial_bulk"
        }

        public var reason: Reason
        /// In the reviewer's words, for the trail; not shown to the subject or to the reporter.
        public var explanation: String
        /// When to ask again whether the reason still holds.
        public var reviewOn: CalendarDay?

        public init(reason: Reason, explanation: String, reviewOn: CalendarDay? = nil) {
            self.reason = reason
            self.explanation = explanation
            self.reviewOn = reviewOn
        }

        /// Whether to say anything to others would do the same harm.
        var silencesOthers: Bool {
            switch reason {
            case .endangersMinor, .investigation, .authorityOrder: true
            case .noContact, .commercialBulk: false
            }
        }
    }
}
