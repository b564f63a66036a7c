import ArgumentParser
import Casework
import Console
import Foundation
import Logging
import Rules
import SafetyModel
import Service

/// `vigie serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the service: HTTP ingest, the watch, and the console.",
        discussion: """
            Events are posted to /v1/events with the token (NDJSON, a CloudEvents object or batch; gzip allowed). The
            console is at /, the pages to report on at /report (and /v1/reports, with the token). /healthz and /readyz are for probes, /metrics (with the token) for Prometheus.
            Put a TLS proxy in front of anything that is not this machine, and say --behind-tls.
            SIGTERM stops it gracefully: what was taken is watched and stored first. SIGHUP takes the settings anew.
            """)

    @Option(
        help: ArgumentHelp(
            "Settings (YAML, docs/configuration.md). Options given here go before them; so do variables VIGIE_….",
            valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var rules: RuleOptions

    @Option(help: ArgumentHelp("Address to listen on.", valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @Option(
        help: ArgumentHelp(
            "File with the token for /v1/events and /metrics. Made on first use as <db>.token.", valueName: "file"))
    var tokenFile: String?

    @Flag(help: "A TLS proxy stands in front: cookies are marked Secure.")
    var behindTls = false

    @Option(
        help: ArgumentHelp(
            "How many days texts are kept that no evidence refers to; then the keys of those days are deleted.",
            valueName: "days"))
    var contextDays = 30

    @Flag(
        help: "Publish figures at /transparency, for everybody: reports and decisions of the last twelve whole months.")
    var transparency = false

    @Option(
        help: ArgumentHelp(
            "How people reach this service from outside, as https://vigie.example.org: for links in notices. Without it, as the reviewer's browser does.",
            valueName: "url"))
    var publicUrl: String?

    @Option(
        help: ArgumentHelp(
            "A Matrix homeserver to be connected with (YAML, docs/connect-matrix.md).", valueName: "file"))
    var matrix: String?

    @Option(
        help: ArgumentHelp("Discord, to be connected with as a bot (YAML, docs/connect-discord.md).", valueName: "file")
    )
    var discord: String?

    @OptionGroup(title: "Reporting") var reporting: ReportingOptions
    @OptionGroup(title: "Escalation") var escalation: EscalationOptions
    @OptionGroup(title: "E-mail") var mail: MailOptions
    @OptionGroup(title: "Webhooks") var hooks: WebhookOptions
    @Option(
        help: ArgumentHelp(
            "Queues that cases are sorted into (YAML, docs/reviewing.md). Without it there is one queue.",
            valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var queues: String?

    @Option(
        help: ArgumentHelp(
            "How long evidence is kept after a decision, by policy (YAML, docs/retention.md). Without it: for good.",
            valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var retention: String?

    @OptionGroup(title: "Care for reviewers") var care: CareOptions
    @OptionGroup(title: "Programmes") var programmes: ProgrammeOptions

    func validate() throws {
        if !(1...3650).contains(contextDays) { throw ValidationError("--context-days takes 1 to 3650") }
    }

    func run() async throws {
        let address = try ListenAddress(listen)
        if !address.isLoopback, !behindTls {
            Terminal.error(
                "warning: \(listen) is reachable by others without TLS; put a proxy in front and say --behind-tls")
        }
        try address.tryListening()
        let mail = try mail.way()
        let chain = try escalation.setting(mail)
        let told = try hooks.file()
        let homeserver = try matrix.map { try MatrixFile($0) }
        try homeserver?.listen.tryListening()
        let guilds = try discord.map { try DiscordFile($0) }
        let setting = try Assembly.open(database)
        try await rules.takeIn(setting)
        let keeping = try RetentionFile.services(retention, setting)
        let token = try TokenFile.load(tokenPath)
        let reports = try reporting.settings()
        let discord = try guilds.map { try DiscordService($0, setting) }
        let reloading = Reloading(
            arguments: Array(CommandLine.arguments.dropFirst(2)),
            held: Held(addresses: [address] + (homeserver.map { [$0.listen] } ?? []), database: database.path),
            store: setting.store)
        let server = try ServerAssembly(
            setting: setting, address: address, token: token, eventKeys: try hooks.eventKeys(),
            settings: ConsoleSettings(
                secureCookies: behindTls, behindProxy: behindTls, reporting: reports,
                publicAddress: try publicUrl.map { try PublicURL($0).text }, isTransparent: transparency,
                escalation: chain.chain, care: care.limits,
                routing: try queues.map { try QueueFile.load($0, taxonomy: setting.taxonomy) } ?? CaseRouting(),
                programmes: try programmes.programmes(), watchesDiscord: guilds != nil,
                webhooks: told.hooks),
            further: [
                ContextWindow(store: setting.store, keeping: .days(contextDays)),
                escalation.service(chain, mail, store: setting.store),
                WebhookDelivery(store: setting.store, file: told, now: Clock.now, random: ServerAssembly.random),
            ] + keeping + rules.services(setting)
                + (try homeserver.map { [try $0.service(setting, helplines: reports.helplines)] } ?? [])
                + (discord.map { [$0] } ?? []),
            gauges: { await discord?.gauges() ?? [] }, reloading: reloading)
        if let code = try await server.setupCode() {
            Terminal.error("no account yet: open http://\(listen)/setup and enter the code \(code)")
        }
        if let warning = try await server.guardianWarning() { Terminal.error(warning) }
        Terminal.error("listening on http://\(listen) (database \(database.path))")
        try await server.run { _ in BeginningAnew.hasCome() }
        if await reloading.isWanted { throw reloading.beginAnew() }
    }
}

/// Where to listen.
struct ListenAddress {
    var host: String
    var port: Int
    /// Where it was written.
    var option: String

    /// - Parameter option: where it was written.
    /// - Throws: ``CommandFailure`` when it is not `host:port`.
    init(_ text: String, option: String = "--listen") throws(CommandFailure) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { throw .usage("\(option) takes host:port, as 127.0.0.1:8080, not '\(text)'") }
        let host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard !host.isEmpty else { throw .usage("\(option) takes host:port, as 127.0.0.1:8080, not '\(text)'") }
        (self.host, self.port, self.option) = (host, port, option)
    }

    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

/// How people reach the service from outside.
struct PublicURL {
    /// Without a slash at its end.
    let text: String

    /// - Throws: ``CommandFailure`` when it is no such address.
    init(_ text: String) throws(CommandFailure) {
        let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard OutgoingAddress.isWebhook(bare), !bare.contains("?"), !bare.contains("#") else {
            throw .usage(
                "--public-url takes an https address without a query, as https://vigie.example.org, not '\(text)'")
        }
        self.text = bare
    }
}

/// The token for senders of events, in a file of its own.
enum TokenFile {
    /// Reads the token, or makes one that only the owner may read.
    static func load(_ path: String) throws -> BearerToken {
        if let token = try read(path) { return token }
        let token = try make(path)
        Terminal.error("made a token for senders of events: \(path)")
        return token
    }

    /// Looks for what would keep ``load(_:)`` from giving a token, and makes nothing.
    static func examine(_ path: String) throws {
        guard try read(path) == nil else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard !FileManager.default.fileExists(atPath: path), FileManager.default.isWritableFile(atPath: folder) else {
            throw CommandFailure.failed("the token \(path) cannot be read, or made in \(folder), by this account")
        }
    }

    private static func read(_ path: String) throws -> BearerToken? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let token = BearerToken(text) else {
            throw CommandFailure.input(
                "the token in \(path) is shorter than 16 characters; delete the file to have one made")
        }
        return token
    }

    /// Makes a token in a new file.
    static func make(_ path: String) throws -> BearerToken {
        var generator = SystemRandomNumberGenerator()
        let text = (0..<4).map { _ in String(generator.next(), radix: 36) }.joined()
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600]),
            let token = BearerToken(text)
        else { throw CommandFailure.failed("cannot write the token to \(path)") }
        return token
    }
}
