public import SafetyModel

/// What became of the events that a homeserver sent.
public struct MatrixBatch: Sendable {
    public private(set) var events: [Event] = []
    /// Rooms that Vigie was invited to.
    public private(set) var invitations: [MatrixInvitation] = []
    /// What was said to Vigie.
    public private(set) var utterances: [MatrixUtterance] = []
    /// Rules of policy lists that were set or taken back.
    public private(set) var policies: [MatrixPolicyRule] = []
    /// How many messages were encrypted, so that nobody but their readers can read them.
    public private(set) var encrypted = 0
    /// Types that nothing was made of, and how many there were.
    public private(set) var left: [String: Int] = [:]

    init() {}

    mutating func add(_ translation: MatrixTranslation) {
        events += translation.events.map { event in
            var event = event
            event.time = translation.time(event.time)
            return event
        }
        if let invitation = translation.invitation { invitations.append(invitation) }
        if let utterance = translation.utterance { utterances.append(utterance) }
        if let policy = translation.policy { policies.append(policy) }
        if translation.isEncrypted { encrypted += 1 }
        if let type = translation.left { left[type, default: 0] += 1 }
    }
}

/// An invitation of Vigie to a room.
public struct MatrixInvitation: Sendable, Hashable {
    public let room: String
    public let by: String
}

/// Something said to Vigie: in a room as a command, or to it alone.
public struct MatrixUtterance: Sendable, Hashable {
    public let id: String
    public let room: String
    public let sender: String
    public let text: String
    public let isDialogue: Bool
}

/// A rule of a policy list (https://spec.matrix.org/v1.11/client-server-api/#moderation-policy-lists).
public struct MatrixPolicyRule: Sendable, Hashable {
    public let room: String
    public let key: String
    public let type: String
    /// `nil` where the rule was taken back.
    public let entity: String?
    public let recommendation: String?
}

/// What becomes of one event.
struct MatrixTranslation {
    let receivedAt: Timestamp
    var events: [Event] = []
    var invitation: MatrixInvitation?
    var utterance: MatrixUtterance?
    var policy: MatrixPolicyRule?
    var isEncrypted = false
    var left: String?

    init(_ event: MatrixEvent, receivedAt: Timestamp) {
        self.receivedAt = receivedAt
    }

    /// A server's clock may be wrong, or lie: nothing happens before 1970 or after it was received.
    func time(_ told: Timestamp) -> Timestamp {
        min(max(told, Timestamp(milliseconds: 0)), receivedAt)
    }
}
