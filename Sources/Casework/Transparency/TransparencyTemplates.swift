/// The CSV templates of Implementing Regulation (EU) 2024/2835, annex I: names of the files, and headers byte for byte, with
/// the spaces that stand at the end of some.
enum TransparencyTemplates {
    /// One of the eleven files.
    struct Part: Sendable {
        var name: String
        var header: String
    }

    static let parts: [Part] = [
        Part(
            name: "Part_1_summary.csv",
            header: """
                Applicability,Service,Indicator,Value
                """),
        Part(
            name: "Part_2_categories_names.csv",
            header: """
                Category label,Category description,Category of illegal content / incompatible with the terms and \
                conditions,Contextual information
                """),
        Part(
            name: "Part_3_member_states_orders.csv",
            header: """
                Applicability,Service,Reporting period,Category of illegal content,"Description of the sub-category \
                ""Other\""",Scope,Number of orders to act against illegal content received,Number of specific items \
                of information included in the total number of orders to act against illegal content,Median time to \
                inform the authority of the receipt of the order to act against illegal content,Median time to give \
                effect to the order to act against illegal content,Number of orders to provide information,Median \
                time to inform the authority of the receipt of the order to provide information,Median time to give \
                effect to the order to provide information,Contextual information on number of orders to act against \
                illegal content received,Contextual information on number of specific items of information included \
                in the total number of orders to act against illegal content,Contextual information on Median time \
                to inform the authority of the receipt of the order to act against illegal content,Contextual \
                information on Median time to give effect to the order to act against illegal content,Contextual \
                information on Number of orders to provide information,Contextual information on Median time to \
                inform the authority of the receipt of the order to provide information,Contextual information on \
                Median time to give effect to the order to provide information
                """),
        Part(
            name: "Part_4_notices.csv",
            header: """
                Applicability,Service,Reporting period,Category of illegal content,"Description of the sub-category \
                ""Other\""",Number of notices received ,Number of notices received from Trusted flaggers,Number of \
                specific items of information included in the total number of notices,Number of specific items of \
                information included in the total number of notices by Trusted Flaggers (Trusted Flagger notices),\
                Median time to take action,Median time to take action (Trusted Flagger notices),Number of actions \
                taken on the basis of the law,Number of actions taken on the basis of the law (Trusted Flagger \
                notices),Number of actions taken on the basis of the terms and conditions of the service,Number of \
                actions taken on the basis of the terms and conditions of the service (Trusted Flagger notices),\
                Contextual information on Number of notices received ,Contextual information on Number of notices \
                received from Trusted flaggers,Contextual information on Number of specific items of information \
                included in the total number of notices,Contextual information on Number of specific items of \
                information included in the total number of notices by Trusted Flaggers (Trusted Flagger notices),\
                Contextual information on Median time to take action,Contextual information on Median time to take \
                action (Trusted Flagger notices),Contextual information on Number of actions taken on the basis of \
                the law,Contextual information on Number of actions taken on the basis of the law (Trusted Flagger \
                notices),Contextual information on Number of actions taken on the basis of the terms and conditions \
                of the service,Contextual information on Number of actions taken on the basis of the terms and \
                conditions of the service (Trusted Flagger notices)
                """),
        Part(
            name: "Part_5_own_initiative_illegal.csv",
            header: """
                Applicability,Service,Reporting period,Category of illegal content,"Description of the sub-category \
                ""Other\""",Number of measures taken at the provider's own initiative ,Number of measures taken after \
                detection with solely automated means ,Visibility restriction Removal,Visibility restriction Disable,\
                Visibility restriction Demoted,Visibility restriction Age restricted,Visibility restriction \
                Interaction restricted,Visibility restriction Labelled ,Visibility restriction Other,Monetary \
                restriction Suspension,Monetary restriction Termination,Monetary restriction Other,Provision of the \
                service Suspension,Provision of the service Termination,Account restriction Suspension,Account \
                restriction Termination,Contextual Information on Number of measures taken at the provider's own \
                initiative ,Contextual Information on Number of measures taken after detection with solely automated \
                means ,Contextual Information on Visibility restriction Removal,Contextual Information on Visibility \
                restriction Disable,Contextual Information on Visibility restriction Demoted,Contextual Information \
                on Visibility restriction Age restricted,Contextual Information on Visibility restriction \
                Interaction restricted,Contextual Information on Visibility restriction Labelled ,Contextual \
                Information on Visibility restriction Other,Contextual Information on Monetary restriction \
                Suspension,Contextual Information on Monetary restriction Termination,Contextual Information on \
                Monetary restriction Other,Contextual Information on Provision of the service Suspension,Contextual \
                Information on Provision of the service Termination,Contextual Information on Account restriction \
                Suspension,Contextual Information on Account restriction Termination
                """),
        Part(
            name: "Part_6_own_initiative_TC.csv",
            header: """
                Applicability,Service,Reporting period,Category of incompatibility with the provider's terms and \
                conditions,"Description of the sub-category ""Other\""",Number of measures taken at the provider's \
                own initiative ,Number of measures taken after detection with solely automated means ,Visibility \
                restriction Removal,Visibility restriction Disable,Visibility restriction Demoted,Visibility \
                restriction Age restricted,Visibility restriction Interaction restricted,Visibility restriction \
                Labelled ,Visibility restriction Other,Monetary restriction Suspension,Monetary restriction \
                Termination,Monetary restriction Other,Provision of the service Suspension,Provision of the service \
                Termination,Account restriction Suspension,Account restriction Termination,Contextual Information on \
                Number of measures taken at the provider's own initiative ,Contextual Information on Number of \
                measures taken after detection with solely automated means ,Contextual Information on Visibility \
                restriction Removal,Contextual Information on Visibility restriction Disable,Contextual Information \
                on Visibility restriction Demoted,Contextual Information on Visibility restriction Age restricted,\
                Contextual Information on Visibility restriction Interaction restricted,Contextual Information on \
                Visibility restriction Labelled ,Contextual Information on Visibility restriction Other,Contextual \
                Information on Monetary restriction Suspension,Contextual Information on Monetary restriction \
                Termination,Contextual Information on Monetary restriction Other,Contextual Information on Provision \
                of the service Suspension,Contextual Information on Provision of the service Termination,Contextual \
                Information on Account restriction Suspension,Contextual Information on Account restriction \
                Termination
                """),
        Part(
            name: "Part_7_appeals_and_recidivism.csv",
            header: """
                Applicability,Service,Reporting period,Section,Indicator,Scope,Value,Contextual Information
                """),
        Part(
            name: "Part_8_automated_means.csv",
            header: """
                Applicability,Service,Reporting period,Section,Indicator,Scope,Value,Contextual Information
                """),
        Part(
            name: "Part_9_human_resources.csv",
            header: """
                Applicability,Service,Reporting period,Section,Indicator,Scope,Value,Contextual information
                """),
        Part(
            name: "Part_10_AMAR.csv",
            header: """
                Applicability,Service,Reporting period,Section,Indicator,Scope,Value
                """),
        Part(
            name: "Part_11_qualitative.csv",
            header: """
                Applicability,Service,Reporting period,Indicator,Value
                """),
    ]

    /// A category with the keywords below it, in the order of the templates.
    struct Category: Sendable {
        var code: String
        var keywords: [String]

        init(_ line: Substring) {
            let words = line.split(separator: " ").map(String.init)
            code = "STATEMENT_CATEGORY_" + (words.first ?? "")
            keywords = words.dropFirst().map { "KEYWORD_" + $0 }
        }
    }

    /// Categories of illegal content.
    static let categories: [Category] = """
        ANIMAL_WELFARE ANIMAL_HARM UNLAWFUL_SALE_ANIMALS OTHER
        CONSUMER_INFORMATION HIDDEN_ADVERTISEMENT INSUFFICIENT_INFORMATION_ON_TRADERS MISLEADING_INFO_GOODS_SERVICES \
        MISLEADING_INFO_CONSUMER_RIGHTS NONCOMPLIANCE_PRICING OTHER
        CYBER_VIOLENCE CYBER_BULLYING_INTIMIDATION CYBER_HARASSMENT CYBER_INCITEMENT CYBER_STALKING \
        NON_CONSENSUAL_IMAGE_SHARING NON_CONSENSUAL_MATERIAL_DEEPFAKE OTHER
        CYBER_VIOLENCE_AGAINST_WOMEN BULLYING_AGAINST_GIRLS CYBER_HARASSMENT_AGAINST_WOMEN \
        CYBER_STALKING_AGAINST_WOMEN FEMALE_GENDERED_DISINFORMATION INCITEMENT_AGAINST_WOMEN \
        NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN OTHER
        DATA_PROTECTION_AND_PRIVACY_VIOLATIONS BIOMETRIC_DATA_BREACH DATA_FALSIFICATION MISSING_PROCESSING_GROUND \
        RIGHT_TO_BE_FORGOTTEN OTHER
        ILLEGAL_OR_HARMFUL_SPEECH DEFAMATION DISCRIMINATION HATE_SPEECH OTHER
        INTELLECTUAL_PROPERTY_INFRINGEMENTS COPYRIGHT_INFRINGEMENT DESIGN_INFRINGEMENT \
        GEOGRAPHIC_INDICATIONS_INFRINGEMENT PATENT_INFRINGEMENT TRADE_SECRET_INFRINGEMENT TRADEMARK_INFRINGEMENT \
        OTHER
        NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS MISINFORMATION_DISINFORMATION VIOLATION_EU_LAW \
        VIOLATION_NATIONAL_LAW OTHER
        PROTECTION_OF_MINORS AGE_SPECIFIC_RESTRICTIONS_MINORS CHILD_SEXUAL_ABUSE_MATERIAL \
        CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE GROOMING_SEXUAL_ENTICEMENT_MINORS UNSAFE_CHALLENGES OTHER
        RISK_FOR_PUBLIC_SECURITY ILLEGAL_ORGANIZATIONS RISK_ENVIRONMENTAL_DAMAGE RISK_PUBLIC_HEALTH \
        TERRORIST_CONTENT OTHER
        SCAMS_AND_FRAUD IMPERSONATION_ACCOUNT_HIJACKING INAUTHENTIC_ACCOUNTS INAUTHENTIC_LISTINGS \
        INAUTHENTIC_USER_REVIEWS PHISHING PYRAMID_SCHEMES OTHER
        SELF_HARM CONTENT_PROMOTING_EATING_DISORDERS SELF_MUTILATION SUICIDE OTHER
        UNSAFE_AND_PROHIBITED_PRODUCTS PROHIBITED_PRODUCTS UNSAFE_PRODUCTS OTHER
        VIOLENCE COORDINATED_HARM INCITEMENT_VIOLENCE_HATRED HUMAN_EXPLOITATION HUMAN_TRAFFICKING \
        TRAFFICKING_WOMEN_GIRLS OTHER
        """.split(separator: "\n").map(Category.init)

    /// What breaks the rules of a service, and nothing else.
    static let ownRules = Category(
        """
        OTHER_VIOLATION_TC ADULT_SEXUAL_MATERIAL AGE_SPECIFIC_RESTRICTIONS GEOGRAPHICAL_REQUIREMENTS \
        GOODS_SERVICES_NOT_PERMITTED LANGUAGE_REQUIREMENTS NUDITY OTHER
        """)
}
