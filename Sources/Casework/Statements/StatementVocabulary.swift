/// What is done to how content is seen (`decision_visibility`).
public enum VisibilityRestriction: String, Sendable, Hashable, Codable, CaseIterable {
    case contentRemoved = "DECISION_VISIBILITY_CONTENT_REMOVED"
    case contentDisabled = "DECISION_VISIBILITY_CONTENT_DISABLED"
    case contentDemoted = "DECISION_VISIBILITY_CONTENT_DEMOTED"
    case contentAgeRestricted = "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED"
    case contentInteractionRestricted = "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"
    case contentLabelled = "DECISION_VISIBILITY_CONTENT_LABELLED"
    case other = "DECISION_VISIBILITY_OTHER"
}

/// What is done to payments (`decision_monetary`).
public enum MonetaryRestriction: String, Sendable, Hashable, Codable, CaseIterable {
    case suspension = "DECISION_MONETARY_SUSPENSION"
    case termination = "DECISION_MONETARY_TERMINATION"
    case other = "DECISION_MONETARY_OTHER"
}

/// What is done to the service (`decision_provision`).
public enum ServiceRestriction: String, Sendable, Hashable, Codable, CaseIterable {
    case partialSuspension = "DECISION_PROVISION_PARTIAL_SUSPENSION"
    case totalSuspension = "DECISION_PROVISION_TOTAL_SUSPENSION"
    case partialTermination = "DECISION_PROVISION_PARTIAL_TERMINATION"
    case totalTermination = "DECISION_PROVISION_TOTAL_TERMINATION"
}

/// What is done to the account (`decision_account`).
public enum AccountRestriction: String, Sendable, Hashable, Codable, CaseIterable {
    case suspended = "DECISION_ACCOUNT_SUSPENDED"
    case terminated = "DECISION_ACCOUNT_TERMINATED"
}

/// Whose account it is (`account_type`).
public enum StatementAccountType: String, Sendable, Hashable, Codable, CaseIterable {
    case business = "ACCOUNT_TYPE_BUSINESS"
    case personal = "ACCOUNT_TYPE_PRIVATE"
}

/// Whether the law or the rules of the service are the ground (`decision_ground`).
public enum StatementGround: String, Sendable, Hashable, Codable, CaseIterable {
    case illegalContent = "DECISION_GROUND_ILLEGAL_CONTENT"
    case incompatibleContent = "DECISION_GROUND_INCOMPATIBLE_CONTENT"
}

/// What kind of content it is about (`content_type`).
public enum StatementContentType: String, Sendable, Hashable, Codable, CaseIterable {
    case app = "CONTENT_TYPE_APP"
    case audio = "CONTENT_TYPE_AUDIO"
    case image = "CONTENT_TYPE_IMAGE"
    case product = "CONTENT_TYPE_PRODUCT"
    case syntheticMedia = "CONTENT_TYPE_SYNTHETIC_MEDIA"
    case text = "CONTENT_TYPE_TEXT"
    case video = "CONTENT_TYPE_VIDEO"
    case other = "CONTENT_TYPE_OTHER"
}

/// What led to the decision (`source_type`).
public enum StatementSource: String, Sendable, Hashable, Codable, CaseIterable {
    case article16 = "SOURCE_ARTICLE_16"
    case trustedFlagger = "SOURCE_TRUSTED_FLAGGER"
    case otherNotification = "SOURCE_TYPE_OTHER_NOTIFICATION"
    case voluntary = "SOURCE_VOLUNTARY"
}

/// How far a machine took the decision (`automated_decision`).
public enum AutomatedDecision: String, Sendable, Hashable, Codable, CaseIterable {
    case fully = "AUTOMATED_DECISION_FULLY"
    case partially = "AUTOMATED_DECISION_PARTIALLY"
    case notAutomated = "AUTOMATED_DECISION_NOT_AUTOMATED"
}

/// Codes of places and languages that the database takes.
public enum StatementCodes {
    /// Member states of the European Union and of the European Economic Area, as `territorial_scope` writes them:
    /// Greece is `GR`, and the United Kingdom is none.
    public static let territories: Set<String> = split(
        """
        AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK
        """)

    /// Languages as `content_language` writes them: ISO 639-1 in capitals.
    public static let languages: Set<String> = split(
        """
        AB AA AF AK SQ AM AR AN HY AS AV AE AY AZ BM BA EU BE BN BH BI BS BR BG MY CA KM CH CE NY ZH CU CV KW CO CR \
        HR CS DA DV NL DZ EN EO ET EE FO FJ FI FR FF GD GL LG KA DE KI EL KL GN GU HT HA HE HZ HI HO HU IS IO IG ID \
        IA IE IU IK GA IT JA JV KN KR KS KK RW KV KG KO KJ KU KY LO LA LV LB LI LN LT LU MK MG MS ML MT GV MI MR MH \
        RO MN NA NV ND NG NE SE NO NB NN II OC OJ OR OM OS PI PA PS FA PL PT QU RM RN RU SM SG SA SC SR SN SD SI SK \
        SL SO ST NR ES SU SW SS SV TL TY TG TA TT TE TH BO TI TO TS TN TR TK TW UG UK UR UZ VE VI VO WA CY FY WO XH \
        YI YO ZA ZU
        """)

    private static func split(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
