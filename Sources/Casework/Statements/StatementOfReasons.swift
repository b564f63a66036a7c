public import SafetyModel

/// A statement of reasons as the DSA Transparency Database takes it (API v2): what was decided about which kind of content
/// or account, on which ground, and how. Holds nothing that identifies a person (regulation (EU) 2022/2065, article 24(5)).
public struct StatementOfReasons: Sendable, Hashable {
    /// `decision_visibility`
    public var visibility: [VisibilityRestriction] = []
    /// `decision_visibility_other`: what ``VisibilityRestriction/other`` stands for.
    public var visibilityOther: String?
    /// `decision_monetary`
    public var monetary: MonetaryRestriction?
    /// `decision_monetary_other`
    public var monetaryOther: String?
    /// `decision_provision`
    public var service: ServiceRestriction?
    /// `decision_account`
    public var account: AccountRestriction?
    /// `account_type`
    public var accountType: StatementAccountType?
    /// `decision_ground`
    public var ground: StatementGround
    /// `decision_ground_reference_url`: where the law or the rule can be read.
    public var groundAddress: String?
    /// `illegal_content_legal_ground`
    public var legalGround: String?
    /// `illegal_content_explanation`
    public var legalExplanation: String?
    /// `incompatible_content_ground`
    public var contractualGround: String?
    /// `incompatible_content_explanation`
    public var contractualExplanation: String?
    /// `incompatible_content_illegal`: whether what breaks the rules is held to be illegal too.
    public var isAlsoIllegal: Bool?
    /// `content_type`
    public var contentTypes: [StatementContentType]
    /// `content_type_other`
    public var contentTypeOther: String?
    /// `category`
    public var category: StatementCategory
    /// `category_addition`
    public var additions: [StatementCategory] = []
    /// `category_specification`
    public var keywords: [StatementKeyword] = []
    /// `category_specification_other`
    public var keywordOther: String?
    /// `territorial_scope`: codes of ``StatementCodes/territories``; none where it holds everywhere.
    public var territories: [String] = []
    /// `content_language`: a code of ``StatementCodes/languages``.
    public var language: String?
    /// `content_date`: when the content was made.
    public var contentDate: CalendarDay
    /// `application_date`: from when on the decision holds.
    public var applicationDate: CalendarDay
    /// `end_date_account_restriction` and its like: `nil` where it has no end.
    public var accountUntil: CalendarDay?
    public var monetaryUntil: CalendarDay?
    public var serviceUntil: CalendarDay?
    public var visibilityUntil: CalendarDay?
    /// `decision_facts`
    public var facts: String
    /// `source_type`
    public var source: StatementSource
    /// `source_identity`: only where strictly necessary (article 17(3)(b)); Vigie never fills it.
    public var sourceIdentity: String?
    /// `automated_detection`
    public var isDetectedByMachine: Bool
    /// `automated_decision`
    public var automation: AutomatedDecision
    /// `puid`: the platform's own identifier of the statement, never used twice.
    public var identifier: String
    /// `content_id`: the product concerned, 13 digits.
    public var ean13: String?

    public init(
        identifier: String, ground: StatementGround, contentTypes: [StatementContentType], category: StatementCategory,
        contentDate: CalendarDay, applicationDate: CalendarDay, facts: String, source: StatementSource,
        isDetectedByMachine: Bool, automation: AutomatedDecision
    ) {
        self.identifier = identifier
        self.ground = ground
        self.contentTypes = contentTypes
        self.category = category
        self.contentDate = contentDate
        self.applicationDate = applicationDate
        self.facts = facts
        self.source = source
        self.isDetectedByMachine = isDetectedByMachine
        self.automation = automation
    }

    /// What the database would refuse; nothing where it takes the statement.
    public var problems: [StatementProblem] { StatementCheck.problems(in: document) }
}

/// Why a statement could not be read.
public enum StatementReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    case notJSON(JSONError)
    case invalid([StatementProblem])

    public var description: String {
        switch self {
        case .notJSON(let error): "it is no JSON: \(error)"
        case .invalid(let problems): problems.map(\.description).joined(separator: "\n")
        }
    }
}
