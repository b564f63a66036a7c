public import Connectors
public import SafetyModel

/// A report that a member filed on Discord.
public struct DiscordReport: Sendable, Hashable {
    /// The interaction's id: the same is filed once.
    public var id: String
    public var community: String
    public var reporter: String
    public var accused: [String]
    public var happening: String
    public var place: String
    public var text: String
    public var language: Language
    public var locale: String
}

/// What a reporter is told.
public struct DiscordAnswer: Sendable, Hashable {
    public struct Link: Sendable, Hashable {
        public var label: String
        public var address: String

        public init(label: String, address: String) {
            self.label = label
            self.address = address
        }
    }

    public var text: String
    /// Below the text.
    public var link: Link?

    public init(_ text: String, link: Link? = nil) {
        self.text = text
        self.link = link
    }
}

/// Something that moderators of a guild are told in their channel.
public struct DiscordNotice: Sendable, Hashable {
    /// The same however often it is told.
    public var id: String
    public var community: String
    public var text: LocalizedText
    public var link: String?

    public init(id: String, community: String, text: LocalizedText, link: String?) {
        self.id = id
        self.community = community
        self.text = text
        self.link = link
    }
}

/// What came of somebody saying that they look at a case.
public enum DiscordLook: Sendable, Hashable {
    /// It is theirs in the console now; the others may see that.
    case claimed
    /// It stands on the trail of the case; the others may see that.
    case recorded
    /// Told to who asked alone.
    case refused(LocalizedText)
}

/// Where members report, and where the news for moderators comes from. What stands behind it, the connector never sees.
public protocol DiscordDesk: Sendable {
    /// What a reporter chooses from.
    var happenings: [(value: String, label: LocalizedText)] { get }
    /// Files a report, or says in words for a child why not.
    func file(_ report: DiscordReport) async throws -> DiscordAnswer
    /// Where a report stands, for whoever has its code.
    func status(code: String, language: Language) async throws -> DiscordAnswer
    /// What is new for the moderators of these guilds, oldest first.
    /// - Parameters:
    ///   - position: what an earlier call gave; `nil` for the beginning, from which nothing is told.
    func notices(
        for guilds: [String], after position: String?
    ) async throws -> (notices: [DiscordNotice], position: String)
    /// Somebody who reads a notice says that they look at what it is about.
    /// - Parameters:
    ///   - notice: the ``DiscordNotice/id`` of that notice.
    ///   - user: their account on Discord.
    ///   - guild: where the notice stands.
    func look(at notice: String, by user: String, in guild: String) async throws -> DiscordLook
}
