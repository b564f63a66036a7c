import SafetyModel

/// What an audit looks for. The raw values are the ids of findings: stored, documented, never changed.
public enum AuditRule: String, Hashable, Sendable, Codable, CaseIterable {
    case tooManyRoles = "audit.too_many_roles"
    case deadRoles = "audit.dead_roles"
    case duplicateRoles = "audit.duplicate_roles"
    case hierarchyInversion = "audit.hierarchy_inversion"
    /// One finding a power: `audit.everyone_can_ban`.
    case everyoneHasPower = "audit.everyone_can"
    case severalPaths = "audit.several_paths"
    case noTwoFactor = "audit.no_two_factor"
    case botAdministrator = "audit.bot_administrator"
    case uncheckedBanPower = "audit.unchecked_ban_power"
    case ownerInactive = "audit.owner_inactive"
    case fastPower = "audit.fast_power"
    case moderatorsLackPower = "audit.moderators_lack_power"
    case moderatorsCannotSee = "audit.moderators_cannot_see"
    case moderatorsOutranked = "audit.moderators_outranked"
    case staffConcentration = "audit.staff_concentration"
    case coverageGaps = "audit.coverage_gaps"
    case openWebhooks = "audit.open_webhooks"
    case openInvites = "audit.open_invites"
    case voiceWithoutStaff = "audit.voice_without_staff"
    case slowResponse = "audit.slow_response"
    case actsWithoutReason = "audit.acts_without_reason"
    /// For guardians alone: see ``isForGuardians``.
    case staffReportsUnanswered = "audit.staff_reports_unanswered"

    /// The area whose score it counts in.
    public var area: AuditArea {
        switch self {
        case .tooManyRoles, .deadRoles, .duplicateRoles, .hierarchyInversion: .structure
        case .everyoneHasPower, .severalPaths, .noTwoFactor, .botAdministrator, .uncheckedBanPower, .ownerInactive,
            .fastPower:
            .powers
        case .moderatorsLackPower, .moderatorsCannotSee, .moderatorsOutranked, .staffConcentration, .coverageGaps:
            .staffing
        case .openWebhooks, .openInvites, .voiceWithoutStaff: .openness
        case .slowResponse, .actsWithoutReason, .staffReportsUnanswered: .response
        }
    }

    /// Whether it makes sense among few: a family needs no shifts, and a parent may ban on the first day.
    public var isForSmallCommunities: Bool {
        switch self {
        case .uncheckedBanPower, .fastPower, .staffConcentration, .coverageGaps, .voiceWithoutStaff, .slowResponse,
            .actsWithoutReason:
            false
        default: true
        }
    }

    /// The parts of a snapshot without which it cannot say that all is well.
    var needs: [CommunitySnapshot.Part] {
        switch self {
        case .tooManyRoles, .hierarchyInversion: [.roles]
        case .duplicateRoles, .everyoneHasPower: [.roles, .channels]
        case .deadRoles, .severalPaths, .botAdministrator, .uncheckedBanPower, .moderatorsOutranked: [.roles, .members]
        case .moderatorsLackPower: [.roles, .channels, .members, .timeOuts]
        case .moderatorsCannotSee: [.roles, .channels, .members]
        case .openWebhooks: [.webhooks, .roles, .members]
        case .openInvites: [.invites]
        // Says itself what it could not judge by.
        case .noTwoFactor: []
        case .ownerInactive, .fastPower, .staffConcentration, .coverageGaps, .voiceWithoutStaff, .slowResponse,
            .actsWithoutReason, .staffReportsUnanswered:
            []
        }
    }

    /// Whether it may be told to guardians only, since it counts reports about staff.
    public var isForGuardians: Bool { self == .staffReportsUnanswered }
}

/// A part of how a community is run, with a score of its own.
public enum AuditArea: String, Hashable, Sendable, Codable, CaseIterable {
    case structure
    case powers
    case staffing
    case openness
    case response
}

/// How grave a finding is, the gravest first.
public enum AuditSeverity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case critical
    case high
    case medium
    case low
    case info

    /// What a finding takes from its area's 100 points.
    public var points: Int {
        switch self {
        case .critical: 50
        case .high: 25
        case .medium: 10
        case .low: 4
        case .info: 0
        }
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Graver comes first.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
