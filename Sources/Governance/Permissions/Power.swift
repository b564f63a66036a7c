/// A power over others or over the community, in words that hold on every platform.
///
/// Effective permissions come out as a set of these, so that the audit need not know whose rules gave them.
public enum Power: String, Hashable, Sendable, CaseIterable {
    /// Everything, past every overwrite (Discord's administrator and owner).
    case administrator
    case ban
    case kick
    /// Discord's time-out; in Matrix, setting somebody's power level below what sending needs.
    case timeOut
    case deleteMessages
    case manageRoles
    case manageChannels
    case manageCommunity
    case manageWebhooks
    case manageEvents
    case manageNicknames
    case manageExpressions
    case manageThreads
    case viewAuditLog
    case createInvite
    case mentionEveryone
    case muteMembers
    case deafenMembers
    case moveMembers
    case viewChannel
    case readHistory
    case sendMessages
    case connect
    case speak

    /// Whether it is one over other people, which makes who holds it staff.
    public var isOverOthers: Bool {
        switch self {
        case .administrator, .ban, .kick, .timeOut, .deleteMessages, .manageRoles, .manageChannels, .manageCommunity,
            .manageWebhooks, .manageNicknames, .manageThreads, .muteMembers, .deafenMembers, .moveMembers:
            true
        default: false
        }
    }
}
