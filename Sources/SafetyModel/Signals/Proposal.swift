/// Something that a rule proposes to a person; nothing of it is done without one.
public struct Proposal: Sendable, Hashable {
    public var action: ProposedAction
    /// How long it is to last, where the action has a length.
    public var duration: Duration?
    /// Whom it concerns.
    public var member: String
    public var memberName: String?

    public init(action: ProposedAction, duration: Duration?, member: String, memberName: String? = nil) {
        self.action = action
        self.duration = duration
        self.member = member
        self.memberName = memberName
    }
}

/// What may be proposed. The raw values are stored; they never change.
public enum ProposedAction: String, Sendable, Hashable, Codable, CaseIterable {
    case warn
    case deleteMessage = "delete_message"
    case timeout, kick, ban
    case alertGuardian = "alert_guardian"

    /// Whether it takes a member out of the community: what a second person has to agree to.
    public var excludes: Bool { self == .kick || self == .ban }
}
