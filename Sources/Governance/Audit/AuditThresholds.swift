public import SafetyModel

/// A number that findings go by, and that an operator can set (`vigie audit --set name=value`).
public enum AuditThreshold: String, Hashable, Sendable, CaseIterable {
    case mostRoles = "most-roles"
    case mostPaths = "most-paths"
    case mostUnchecked = "most-unchecked"
    case ownerSilentDays = "owner-silent-days"
    case fastPowerDays = "fast-power-days"
    case leastViewers = "least-viewers"
    case leastActs = "least-acts"
    case concentrationShare = "concentration-share"
    case leastMessages = "least-messages"
    case leastDays = "least-days"
    case unattendedShare = "unattended-share"
    case mostWebhooks = "most-webhooks"
    case mostOpenInvites = "most-open-invites"
    case voiceJoins = "voice-joins"
    case leastReports = "least-reports"
    case responseHours = "response-hours"
    case reasonlessShare = "reasonless-share"
    case smallCommunity = "small-community"

    public var standard: Double {
        switch self {
        case .mostRoles: 60
        case .mostPaths: 1
        case .mostUnchecked: 3
        case .ownerSilentDays: 30
        case .fastPowerDays: 14
        case .leastViewers: 10
        case .leastActs: 20
        case .concentrationShare: 0.5
        case .leastMessages: 500
        case .leastDays: 7
        case .unattendedShare: 0.2
        case .mostWebhooks: 10
        case .mostOpenInvites: 3
        case .voiceJoins: 30
        case .leastReports: 5
        case .responseHours: 24
        case .reasonlessShare: 0.3
        case .smallCommunity: 50
        }
    }

    /// What it says, in a few words.
    public var meaning: LocalizedText {
        switch self {
        case .mostRoles:
            LocalizedText(fr: "rôles donnés par des personnes, au plus", en: "roles that people give, at most")
        case .mostPaths:
            LocalizedText(
                fr: "chemins par lesquels une personne tient un même pouvoir, au plus",
                en: "paths by which a person holds the same power, at most")
        case .mostUnchecked:
            LocalizedText(
                fr: "personnes qui peuvent bannir et que seul le propriétaire dépasse, au plus",
                en: "people with ban power whom only the owner outranks, at most")
        case .ownerSilentDays:
            LocalizedText(fr: "jours sans signe du propriétaire", en: "days without a sign of the owner")
        case .fastPowerDays:
            LocalizedText(
                fr: "jours entre l'arrivée et le pouvoir de bannir, au moins",
                en: "days from joining to ban power, at least")
        case .leastViewers:
            LocalizedText(
                fr: "membres qui voient un salon, pour qu'il doive être modéré",
                en: "members who see a channel, for it to need moderation")
        case .leastActs:
            LocalizedText(
                fr: "actes de l'équipe, pour en tirer des parts", en: "staff acts, for shares to mean anything")
        case .concentrationShare:
            LocalizedText(
                fr: "part des actes d'une seule personne, au plus", en: "share of acts by one person, at most")
        case .leastMessages:
            LocalizedText(fr: "messages, pour juger la présence", en: "messages, for coverage to be judged")
        case .leastDays:
            LocalizedText(
                fr: "jours d'événements, pour juger la présence", en: "days of events, for coverage to be judged")
        case .unattendedShare:
            LocalizedText(
                fr: "part des messages aux heures sans équipe, au plus",
                en: "share of messages in hours without staff, at most")
        case .mostWebhooks:
            LocalizedText(fr: "webhooks faits à la main, au plus", en: "webhooks made by hand, at most")
        case .mostOpenInvites:
            LocalizedText(fr: "invitations sans limite, au plus", en: "invites without limit, at most")
        case .voiceJoins:
            LocalizedText(
                fr: "entrées dans un salon vocal, pour qu'il doive être suivi",
                en: "joins of a voice room, for it to need staff")
        case .leastReports:
            LocalizedText(fr: "signalements, pour juger la réponse", en: "reports, for the response to be judged")
        case .responseHours:
            LocalizedText(
                fr: "heures médianes jusqu'au premier acte, au plus", en: "median hours to the first act, at most")
        case .reasonlessShare:
            LocalizedText(fr: "part des actes sans motif, au plus", en: "share of acts without a reason, at most")
        case .smallCommunity:
            LocalizedText(
                fr: "membres en dessous desquels une communauté est petite",
                en: "members below which a community is small"
            )
        }
    }
}

/// The thresholds of an audit: the standard ones, but for those that were set.
public struct AuditThresholds: Hashable, Sendable {
    private var set: [AuditThreshold: Double] = [:]

    public init() {}

    public subscript(threshold: AuditThreshold) -> Double {
        get { set[threshold] ?? threshold.standard }
        set { set[threshold] = newValue.isFinite && newValue >= 0 ? newValue : nil }
    }

    /// All of them by name.
    public var byName: [String: Double] {
        Dictionary(AuditThreshold.allCases.map { ($0.rawValue, self[$0]) }, uniquingKeysWith: { first, _ in first })
    }
}
