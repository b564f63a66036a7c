public import SafetyModel

/// What became of the events that a homeserver sent.
public struct MatrixBatch: Sendable {
    public private(set) var events: [Event] = []
    /// Rooms that Vigie was invited to.
    public private(set) var invitations: [MatrixInvitation] = []
    /// Commands that were written to Vigie in open rooms (`!vigie …`).
    public private(set) var commands: [MatrixCommand] = []
    /// What happened in chats that members have with Vigie alone.
    public private(set) var dialogue: [MatrixDialogueEvent] = []
    /// People who stand on lists of bans.
    public private(set) var matches: [MatrixPolicyMatch] = []
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
        if let command = translation.command { commands.append(command) }
        if let said = translation.dialogue { dialogue.append(said) }
        matches += translation.matches
        if translation.isEncrypted { encrypted += 1 }
        if let type = translation.left { left[type, default: 0] += 1 }
    }
}

/// An invitation of Vigie to a room.
public struct MatrixInvitation: Sendable, Hashable {
    public let room: String
    public let by: String
}

/// A command that somebody wrote in an open room.
public struct MatrixCommand: Sendable, Hashable {
    /// The id of the message.
    public let id: String
    public let room: String
    public let sender: String
    public let text: String
}

/// What becomes of one event.
struct MatrixTranslation {
    let receivedAt: Timestamp
    var events: [Event] = []
    var invitation: MatrixInvitation?
    var command: MatrixCommand?
    var dialogue: MatrixDialogueEvent?
    var matches: [MatrixPolicyMatch] = []
    var isEncrypted = false
    var left: String?

    init(receivedAt: Timestamp) {
        self.receivedAt = receivedAt
    }

    /// A server's clock may be wrong, or lie: nothing happens before 1970 or after it was received.
    func time(_ told: Timestamp) -> Timestamp {
        min(max(told, Timestamp(milliseconds: 0)), receivedAt)
    }
}
