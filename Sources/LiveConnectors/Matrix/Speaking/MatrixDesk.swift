public import Connectors
public import SafetyModel

/// Who stands behind Vigie's account: knows the cases, takes the reports. The connector only carries words.
public protocol MatrixDesk: Sendable {
    /// How the watch goes.
    func figures() async -> MatrixDeskFigures
    /// Open cases of a community that its moderators may know of: none about staff, none about these people.
    func openCases(in community: String, notAbout people: Set<String>) async throws -> MatrixOpenCases

    /// A member opened a chat.
    /// - Parameter isAfterRestart: whether something was said before, and is lost.
    func begin(_ room: String, isAfterRestart: Bool) async -> [MatrixReply]
    /// Something happened in a chat.
    /// - Parameter talk: what can be asked about the messages that it points at.
    func hear(_ event: MatrixDialogueEvent, _ talk: any MatrixTalk) async -> [MatrixReply]
    /// Whether a chat has nothing on its way, so that a restart loses nothing.
    func isIdle(_ room: String) async -> Bool
    /// A chat is over: nothing of it is kept.
    func forget(_ room: String) async
}

/// What a dialogue may ask of the homeserver, in the name of the member it is held with.
public protocol MatrixTalk: Sendable {
    /// A message that the member points at; `nil` where it is not there, or in a room that the member is not in.
    func message(_ link: MatrixLink) async -> MatrixPointedMessage?
    /// The community that a report belongs to, from the room of a message, or from the people.
    func community(room: String?, accused: String?) async -> String
}

/// A message that a member pointed at.
public struct MatrixPointedMessage: Sendable, Hashable {
    public var room: String
    public var event: String
    public var author: String
    public var text: String?

    public init(room: String, event: String, author: String, text: String?) {
        self.room = room
        self.event = event
        self.author = author
        self.text = text
    }
}

/// What is done in a chat.
public enum MatrixReply: Sendable, Hashable {
    case say(String)
    /// To be taken back later: the message with a receipt code.
    case sayForNow(String)
    /// Takes back what was said for now.
    case takeBack
}

/// How the watch goes, as moderators may know it.
public struct MatrixDeskFigures: Sendable, Hashable {
    /// Events that were taken and not watched yet.
    public var behind: Int
    public var isReady: Bool

    public init(behind: Int, isReady: Bool) {
        self.behind = behind
        self.isReady = isReady
    }
}

/// Open cases as moderators may know them: nothing about who reported, nothing about who is concerned.
public struct MatrixOpenCases: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        public var number: Int64
        public var policy: LocalizedText
        public var severity: Int
        public var dueAt: Timestamp
        public var isClaimed: Bool

        public init(number: Int64, policy: LocalizedText, severity: Int, dueAt: Timestamp, isClaimed: Bool) {
            self.number = number
            self.policy = policy
            self.severity = severity
            self.dueAt = dueAt
            self.isClaimed = isClaimed
        }
    }

    /// The first of the queue.
    public var items: [Item]
    public var total: Int

    public init(items: [Item], total: Int) {
        self.items = items
        self.total = total
    }
}
