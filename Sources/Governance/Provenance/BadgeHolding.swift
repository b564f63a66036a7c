public import SafetyModel

/// How a community was when it was given a badge: what the badge was earned by.
public struct ConductAtGrant: Sendable, Hashable {
    /// Over the 30 days before.
    public var messagesPerDay: Double
    /// Over the four weeks before.
    public var activeMembers: Double
    /// See ``CommunityActivity/coverage(until:days:)``, over the 30 days before.
    public var coverage: Double?
    /// Staff seen in that month or the two before it.
    public var staff: Int
    public var name: String?
    public var owner: String?
}

/// A badge or partnership of a community, with where and on which conduct it was granted.
public struct BadgeHolding: Sendable, Hashable {
    /// By what it came to be held by others than those who earned it.
    public enum Cause: Sendable, Hashable {
        /// It came in from another community.
        case merge(from: String)
        case ownerChange
    }

    /// One such step.
    public struct Inheritance: Sendable, Hashable {
        public var cause: Cause
        public var time: Timestamp
        public var event: EventKey
    }

    /// How a holding ended.
    public struct End: Sendable, Hashable {
        public enum Reason: String, Sendable, Hashable {
            case revoked
            /// Granted again: the next holding is earned.
            case renewed
            /// It went with a merge into another community.
            case moved
        }

        public var reason: Reason
        public var time: Timestamp
        public var event: EventKey
    }

    static let mostInheritances = 20

    /// As `partner`.
    public var kind: String
    public var grantedAt: Timestamp
    /// The community it was granted to, which need not be the one that holds it.
    public var grantedTo: String
    public var grant: EventKey
    public var conduct: ConductAtGrant
    /// Oldest first; none where it was earned by the community that holds it, under this owner.
    public var inheritances: [Inheritance] = []
    public var end: End?

    public var isHeld: Bool { end == nil }
    public var isInherited: Bool { !inheritances.isEmpty }

    /// Since when it is inherited.
    public var inheritedSince: Timestamp? { inheritances.first?.time }

    /// The events that it rests on, oldest first.
    public var evidence: [EventKey] { [grant] + inheritances.map(\.event) + (end.map { [$0.event] } ?? []) }

    mutating func passOn(_ cause: Cause, by event: Event) {
        guard inheritances.count < Self.mostInheritances else { return }
        inheritances.append(Inheritance(cause: cause, time: event.time, event: event.key))
    }
}
