/// What a criterion of a programme can be about. The raw values are the words of programme files.
public enum ProgrammeFigure: String, Sendable, Hashable, CaseIterable {
    /// Messages a day.
    case messagesPerDay = "messages_per_day"
    /// Accounts that did something.
    case activeMembers = "active_members"
    /// Staff that did something this month or in the two before.
    case staffMembers = "staff_members"
    /// The share of the hours with messages in which staff was there, 0…1.
    case moderationCoverage = "moderation_coverage"
    /// The share of the staff with two-factor authentication, 0…1: of the last audit where the platform demands it of all, or given by
    /// hand.
    case staffTwoFactor = "staff_two_factor"
    /// The lowest score of the last audit's areas, 0…1, or given by hand.
    case auditScore = "audit_score"
    /// Days since the community began.
    case communityAge = "community_age_days"
    /// Half of the reports were looked at within so many hours.
    case hoursToFirstLook = "hours_to_first_look"
    /// Half of the reports were decided within so many hours.
    case hoursToDecision = "hours_to_decision"
    /// The share of the reports that were answered too late, or not by now, 0…1.
    case reportsLate = "reports_late"
    /// Cases of severity 1 about members in which something was found.
    case upheldSevere = "upheld_severity_1"
    /// The same about staff: for guardians alone.
    case upheldSevereStaff = "upheld_severity_1_staff"
    /// The share of the appeals in which whoever appealed was right, 0…1.
    case appealsReversed = "appeals_reversed"
    /// 1 where the badge of the programme is held and was earned by others, else 0.
    case badgeInherited = "badge_inherited"
    /// Changes of owner.
    case ownerChanges = "owner_changes"

    /// Whether a community's own staff is told nothing of it, whether it is met or not: its value comes of cases about
    /// staff.
    public var isForGuardians: Bool { self == .upheldSevereStaff }

    /// Whether it is about a span of time, so that a criterion may say `over`.
    public var hasSpan: Bool {
        switch self {
        case .staffMembers, .staffTwoFactor, .auditScore, .communityAge, .badgeInherited: false
        default: true
        }
    }

    /// Whether it can be given by hand.
    public var isGiven: Bool { self == .staffTwoFactor || self == .auditScore }

    /// Days that are looked at where a criterion does not say.
    public var usualSpan: Int {
        switch self {
        case .upheldSevere, .upheldSevereStaff, .appealsReversed, .ownerChanges: 365
        case .hoursToFirstLook, .hoursToDecision, .reportsLate: 90
        default: 30
        }
    }

    /// The values that a bound can have.
    public var range: ClosedRange<Double> {
        switch self {
        case .moderationCoverage, .staffTwoFactor, .auditScore, .reportsLate, .appealsReversed, .badgeInherited: 0...1
        default: 0...1_000_000_000
        }
    }
}
