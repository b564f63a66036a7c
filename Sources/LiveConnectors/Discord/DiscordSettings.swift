public import Connectors
public import SafetyModel

/// A connection to Discord, as its operator set it up.
public struct DiscordSettings: Sendable {
    public var token: String
    /// The id of the application that the bot belongs to.
    public var application: String
    /// The guilds that Vigie watches; what other guilds tell is not taken.
    public var guilds: [String]
    /// Where the moderators of a guild read, by guild.
    public var moderators: [String: String] = [:]
    /// The language of what stands in ``moderators``.
    public var language = Language.english
    /// Where the REST interface is.
    public var rest = DiscordSettings.official
    /// A file of certificates (PEM) that are trusted beside the system's, as of a proxy that reads what goes out.
    public var certificates: String?
    /// Whether decisions are carried out on Discord.
    public var carriesOut = true
    /// What Discord's AutoMod is to stop; nil where Vigie has nothing to do with it, and an empty list switches off what it
    /// set before.
    public var autoMod: [AutoModRule]?
    /// How many shards to open; nil for as many as Discord advises.
    public var shards: Int?
    /// How often decisions are looked for.
    public var pollInterval: Duration = .seconds(5)

    public static let official = "https://discord.com/api/v10"

    public init(token: String, application: String, guilds: [String]) {
        self.token = token
        self.application = application
        self.guilds = guilds
    }
}
