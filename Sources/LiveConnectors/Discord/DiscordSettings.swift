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
    /// Whether decisions are carried out on Discord.
    public var carriesOut = true
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
