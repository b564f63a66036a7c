/// Something that a decision has done on a platform. A person decided it; a connector carries it out.
public struct PlatformAction: Sendable, Hashable, Identifiable {
    /// The raw values are stored; they never change.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case ban, unban
        /// Until ``PlatformAction/until``, or until it is taken back.
        case timeOut = "time_out"
        case endTimeOut = "end_time_out"
        case redact
        case kick, suspend, deactivate
        case shadowBan = "shadow_ban"
        /// All media that the subject sent.
        case quarantine
        /// Shuts a server, the subject, out of the community's rooms.
        case serverACL = "server_acl"
        /// Takes the roles away that give the subject power over others.
        case removeRoles = "remove_roles"
    }

    /// The same however often it is tried: `decision/12/ban`.
    public var id: String
    public var kind: Kind
    public var community: String
    /// The member whom it concerns.
    public var subject: String
    /// What people quote when they write about the decision; the only reason that is told on the platform.
    public var reference: String
    /// The last moment of a time-out.
    public var until: Timestamp?
    /// For ``Kind/redact``: the messages that are taken back.
    public var messages: [PlatformMessage]
    /// Whether it is given up where this try fails too.
    public var isLastTry: Bool

    public init(
        id: String, kind: Kind, community: String, subject: String, reference: String, until: Timestamp? = nil,
        messages: [PlatformMessage] = [], isLastTry: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.community = community
        self.subject = subject
        self.reference = reference
        self.until = until
        self.messages = messages
        self.isLastTry = isLastTry
    }
}

/// A message where it stands on its platform.
public struct PlatformMessage: Sendable, Hashable {
    public var channel: String
    public var id: String

    public init(channel: String, id: String) {
        self.channel = channel
        self.id = id
    }
}

/// What became of a try.
public enum ActionOutcome: Sendable, Hashable {
    /// Done, with a sentence for the trail: in how many rooms.
    case done(String)
    /// Done for as long as the platform can; to be done again at that moment.
    case again(String, at: Timestamp)
    /// Done in part, the rest to be tried again: what was done, which no later try can tell, and why not all.
    case part(String, fault: String)
    /// Not this time; to be tried again.
    case failed(String)
    /// It can never be done: the platform refuses.
    case refused(String)

    public var sentence: String {
        switch self {
        case .done(let sentence), .again(let sentence, _), .failed(let sentence), .refused(let sentence): sentence
        case .part(let done, let fault): "\(done); \(fault)"
        }
    }
}

/// Carries actions out on one platform.
public protocol ActionCarrier: Sendable {
    /// To carry the same action out twice must do no more than once.
    func carryOut(_ action: PlatformAction) async -> ActionOutcome
}

/// The actions that wait to be carried out.
public protocol ActionStore: Sendable {
    /// Those of a platform that are due, oldest first.
    func dueActions(on platform: String, at moment: Timestamp, limit: Int) async throws -> [PlatformAction]
    /// Writes down what became of a try, with a line on the trail of the case once it is settled.
    func settle(_ action: PlatformAction, _ outcome: ActionOutcome, at moment: Timestamp) async throws
}
