public import SafetyModel

/// What happened, in words that a child chooses from. Each leads to a policy, as a place to start: what it is in the
/// end, a person says.
public enum Happening: String, Sendable, Hashable, Codable, CaseIterable {
    /// Somebody asked for pictures.
    case pictures
    /// Somebody threatens to show pictures or secrets.
    case blackmail
    /// Somebody threatens to hurt.
    case threats
    /// An adult is too close: secrets, presents, meetings.
    case adult
    /// Insults, hate, many against one.
    case insults
    /// An address, a telephone number, a school was shown to others.
    case details
    /// Something sexual was sent that nobody asked for.
    case sexual
    case other

    /// As a child reads it.
    public var label: LocalizedText {
        switch self {
        case .pictures: LocalizedText(fr: "On demande des photos", en: "Asked for pictures")
        case .blackmail: LocalizedText(fr: "Menace de montrer des photos", en: "Threatens to show pictures")
        case .threats: LocalizedText(fr: "Menace de faire du mal", en: "Threatens to hurt")
        case .adult: LocalizedText(fr: "Un adulte trop proche", en: "An adult too close")
        case .insults: LocalizedText(fr: "Insultes, haine", en: "Insults, hate")
        case .details: LocalizedText(fr: "Infos privées montrées", en: "Private details shown")
        case .sexual: LocalizedText(fr: "Envoi sexuel", en: "Sent something sexual")
        case .other: LocalizedText(fr: "Autre chose", en: "Something else")
        }
    }

    /// The policy of what is none of the others. It is not one of the taxonomy's, for it says only that a person has
    /// to sort it; see ``ReportPolicies``.
    public static let unsorted: PolicyCode = "report.other"

    /// Where the case starts.
    /// - Parameter byStaff: whether somebody who runs the community did it: power makes pressure of what is a request.
    public func policy(byStaff: Bool) -> PolicyCode {
        switch self {
        case .pictures: byStaff ? "staff.coercion" : "minor.solicitation"
        case .blackmail: byStaff ? "staff.coercion" : "sextortion"
        case .threats: byStaff ? "staff.coercion" : "violence.threat"
        case .adult: byStaff ? "staff.coercion" : "minor.grooming"
        case .insults: "harassment.pile_on"
        case .details: "privacy.doxxing"
        case .sexual: "sexual.unsolicited"
        case .other: byStaff ? "staff.misuse" : Self.unsorted
        }
    }
}

/// The policy that reports need beside those of the taxonomy.
public enum ReportPolicies {
    /// Severity 2: what a child cannot put into a box is not a small thing until somebody has looked.
    public static let unsorted = Policy(
        code: Happening.unsorted, severity: Severity(2),
        title: LocalizedText(fr: "Signalement à trier", en: "Report to be sorted"),
        meaning: LocalizedText(
            fr: "Une personne a signalé quelque chose qui n'entre dans aucune autre règle. À lire, puis à ranger.",
            en: "Someone reported something that fits no other policy. To be read, then sorted."), deadlineHours: 72,
        threshold: 0.5)

    /// The taxonomy, and what is missing in it; an operator's own entry of that code stays.
    public static func adding(to taxonomy: Taxonomy) -> Taxonomy {
        taxonomy[unsorted.code] == nil ? Taxonomy(taxonomy.policies + [unsorted]) : taxonomy
    }
}
