import ArgumentParser
import Connectors
import LiveConnectors

/// `vigie connect discord`
struct ConnectDiscord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discord",
        abstract: "Connect with Discord as a bot.",
        discussion: """
            --check tries a connection and names each fault with how to mend it. --invite prints the address with which an
            administrator adds the bot to a server. Then: vigie serve --discord FILE (docs/connect-discord.md).
            """)

    @Option(help: ArgumentHelp("Try the connection that this file describes.", valueName: "file"))
    var check: String?

    @Option(help: ArgumentHelp("Print the invitation of the application with this id.", valueName: "application"))
    var invite: String?

    func validate() throws {
        if (check == nil) == (invite == nil) {
            throw ValidationError("say --check with a file, or --invite with the application's id")
        }
        if let invite, UInt64(invite) == nil { throw ValidationError("--invite takes an id, digits alone") }
    }

    func run() async throws {
        if let check {
            return try CheckLines.print(await DiscordCheck(try DiscordFile(check).settings, now: Clock.now).run())
        }
        guard let invite else { return }
        print(
            "https://discord.com/oauth2/authorize?client_id=\(invite)&scope=bot+applications.commands&permissions=\(DiscordPermissions.invitation)"
        )
    }
}
