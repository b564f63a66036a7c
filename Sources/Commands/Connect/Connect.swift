import ArgumentParser
import Foundation
import LiveConnectors

/// `vigie connect`
struct Connect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prepare and try a connection to a platform.", subcommands: [ConnectMatrix.self, ConnectDiscord.self])
}

/// `vigie connect matrix`
struct ConnectMatrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Connect with a Matrix homeserver as an application service.",
        discussion: """
            --generate-registration writes the file that the homeserver reads. --check tries a connection and names each
            fault with how to mend it. Then: vigie serve --matrix FILE (docs/connect-matrix.md).
            """)

    @Flag(help: "Write a registration with new tokens.")
    var generateRegistration = false

    @Option(help: ArgumentHelp("Try the connection that this file describes.", valueName: "file"))
    var check: String?

    @Option(help: ArgumentHelp("Where the homeserver reaches Vigie.", valueName: "url"))
    var url = "http://127.0.0.1:8009"

    @Option(
        help: ArgumentHelp(
            "all: every room of the server. consent: only rooms that Vigie was invited to.", valueName: "all|consent"))
    var mode = "all"

    @Option(help: ArgumentHelp("Where to write the registration; without it, to standard output.", valueName: "file"))
    var out: String?

    func validate() throws {
        if generateRegistration == (check != nil) {
            throw ValidationError("say --generate-registration, or --check with a file")
        }
        if MatrixSettings.Mode(rawValue: mode) == nil { throw ValidationError("--mode takes all or consent") }
        if URL(string: url)?.host == nil || !url.hasPrefix("http") || url.contains("\"") {
            throw ValidationError("--url takes an address, as http://127.0.0.1:8009")
        }
    }

    func run() async throws {
        if let check { return try await tryConnection(check) }
        let registration = MatrixRegistration(
            url: url, asToken: Self.token(), hsToken: Self.token(), mode: MatrixSettings.Mode(rawValue: mode) ?? .all)
        guard let out else {
            print(registration.yaml, terminator: "")
            return Terminal.error(Self.explanation(registration.mode))
        }
        // Tokens that a homeserver knows are not thrown away by a second call.
        guard !FileManager.default.fileExists(atPath: out) else {
            throw CommandFailure.input("\(out) is there already; take it away first to make new tokens")
        }
        try WholeFile.write(registration.yaml.utf8, to: out, permissions: 0o640)
        Terminal.error("wrote \(out)\n" + Self.explanation(registration.mode))
    }

    private static func token() -> String {
        ServerAssembly.random(32).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private static func explanation(_ mode: MatrixSettings.Mode) -> String {
        let scope =
            switch mode {
            case .all:
                """
                mode all: the homeserver will send Vigie every event of every room, unencrypted private chats of its members
                included. Vigie drops the texts of private chats before they are stored, and keeps who wrote to whom and when.
                To read them takes a legal ground, which you write under private_chats in the connection's file; in the
                European Union none is known since 3 April 2026. Members can always report a chat that they are in.
                """
            case .consent:
                """
                mode consent: the homeserver will send Vigie the events of rooms that its account was invited to, and no
                others. Invite it with /invite; it enters at once.
                """
            }
        return scope
            + "\nNext: name the file under app_service_config_files in homeserver.yaml, and restart the homeserver."
    }

    private func tryConnection(_ path: String) async throws {
        try CheckLines.print(await MatrixCheck(try MatrixFile(path).settings, now: Date()).run())
    }
}

/// What came of trying a connection, a line each.
enum CheckLines {
    /// - Throws: ``ExitStatus/findings`` where something is to be mended.
    static func print(_ findings: [CheckFinding]) throws {
        for finding in findings {
            let mark =
                switch finding.grade {
                case .fine: "ok     "
                case .warning: "warning"
                case .fault: "FAULT  "
                }
            Swift.print("\(mark)  \(finding.sentence)")
        }
        if findings.contains(where: { $0.grade == .fault }) { throw ExitStatus.findings }
    }
}
