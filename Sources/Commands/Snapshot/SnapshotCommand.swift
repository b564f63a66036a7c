import ArgumentParser
import LiveConnectors

/// `vigie snapshot`
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Ask a platform how a community is set up, for the audit.",
        discussion: """
            Writes what `vigie audit` and `vigie permissions` read: roles, channels, who holds what, invites and webhooks
            without their tokens. Of members nothing else is kept, and no message is read.

              vigie snapshot --discord discord.yaml --out guild.json
              vigie snapshot --matrix matrix.yaml --community '!space:example.org' | vigie audit -

            The files are those of vigie serve --discord and --matrix. The answer names staff: keep it as you keep them.
            """)

    @Option(
        help: ArgumentHelp("The connection to Discord.", valueName: "file"), completion: .file(extensions: ["yaml"]))
    var discord: String?

    @Option(help: ArgumentHelp("The connection to Matrix.", valueName: "file"), completion: .file(extensions: ["yaml"]))
    var matrix: String?

    @Option(
        help: ArgumentHelp(
            "The server's id, or that of the space; of Discord not needed where the file names one.", valueName: "id"))
    var community: String?

    @Option(help: ArgumentHelp("Where to write it; without it, to standard output.", valueName: "file"))
    var out: String?

    func validate() throws {
        if (discord == nil) == (matrix == nil) { throw ValidationError("say --discord or --matrix, with a file") }
        if matrix != nil, community == nil {
            throw ValidationError("--matrix wants the id of a space (or a room), as --community '!space:example.org'")
        }
        if discord != nil, let community, UInt64(community) == nil {
            throw ValidationError("--community takes the server's id, digits alone")
        }
    }

    func run() async throws {
        let fetched = try await fetch()
        for refused in fetched.refused { Terminal.error("note: left out: \(QueryTable.shown(refused))") }
        guard let out else { return try Terminal.output(fetched.bytes) }
        try WholeFile.write(fetched.bytes, to: out, permissions: 0o600)
        Terminal.error("wrote \(out)")
    }

    private func fetch() async throws -> FetchedSnapshot {
        if let matrix, let community {
            let settings = try MatrixFile(matrix).settings
            do throws(MatrixFault) {
                return try await MatrixSnapshot(settings, now: Clock.now).fetch(community)
            } catch {
                throw CommandFailure.input("\(community): \(error)")
            }
        }
        let file = discord ?? ""
        let settings = try DiscordFile(file).settings
        guard let guild = community ?? (settings.guilds.count == 1 ? settings.guilds.first : nil) else {
            throw CommandFailure.usage(
                "\(file) names \(settings.guilds.count) servers: say which, as --community \(settings.guilds.first ?? "ID")"
            )
        }
        do {
            return try await DiscordTrust.withClient(settings) { http in
                try await DiscordSnapshot(settings, http: http, now: Clock.now).fetch(guild)
            }
        } catch let error as DiscordFault {
            throw CommandFailure.input("\(guild): \(error)")
        }
    }
}
