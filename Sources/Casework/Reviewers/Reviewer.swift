public import SafetyModel

/// A person who works on cases.
public struct Reviewer: Sendable, Hashable, Identifiable {
    public var id: Int64
    /// The name to sign in with.
    public var name: String
    public var roles: Set<ReviewerRole>
    /// The language of the pages.
    public var language: String
    /// Whether the account may sign in.
    public var active: Bool
    /// What the person is good at, as words that queues name. See ``ReviewerSkill``.
    public var skills: Set<String>
    /// The languages that the person reads, as codes.
    public var reads: Set<String>

    public init(
        id: Int64, name: String, roles: Set<ReviewerRole>, language: String = "en", active: Bool = true,
        skills: Set<String> = [], reads: Set<String> = []
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.language = language
        self.active = active
        self.skills = skills
        self.reads = reads
    }
}

/// What a reviewer may do.
public enum ReviewerRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// Works on cases of the community.
    case reviewer
    /// Also releases and reopens cases of others.
    case lead
    /// Independent of the community: alone sees cases about its staff.
    case guardian
    /// Manages accounts. Sees no case by that alone.
    case administrator
}

/// Who may see a case. The one place where this is decided.
public enum Visibility {
    /// A case about staff is seen by guardians alone; any other by reviewers, leads and guardians.
    public static func allows(_ reviewer: Reviewer, subjectIsStaff: Bool) -> Bool {
        guard reviewer.active else { return false }
        if reviewer.roles.contains(.guardian) { return true }
        if subjectIsStaff { return false }
        return !reviewer.roles.isDisjoint(with: [.reviewer, .lead])
    }

    /// Whether cases about staff belong in this reviewer's lists, counts and searches.
    public static func includesStaffCases(_ reviewer: Reviewer) -> Bool {
        reviewer.active && reviewer.roles.contains(.guardian)
    }

    /// Whether this reviewer may see which clocks ran out, and to whom that went: leads and guardians.
    public static func readsClocks(_ reviewer: Reviewer) -> Bool {
        reviewer.active && !reviewer.roles.isDisjoint(with: [.lead, .guardian])
    }

    /// Whose figures this reviewer may see: about staff, guardians alone; about others, whoever works on cases.
    public static func scopes(of reviewer: Reviewer) -> [ThresholdScope] {
        ThresholdScope.allCases.filter { allows(reviewer, subjectIsStaff: $0 == .staff) }
    }

    /// Whether this reviewer may set thresholds: guardians may, and leads where the subject is not staff. A community's
    /// own staff cannot raise the bar for signals about itself.
    public static func allowsThresholds(_ reviewer: Reviewer, of scope: ThresholdScope) -> Bool {
        guard scopes(of: reviewer).contains(scope) else { return false }
        return !reviewer.roles.isDisjoint(with: scope == .staff ? [.guardian] : [.lead, .guardian])
    }
}
