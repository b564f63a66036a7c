import LiveConnectors
import Logging
import SafetyModel
import Service
import ServiceLifecycle

/// Discord, connected to the running service.
struct DiscordService: Service {
    private let settings: DiscordSettings
    private let desk: DiscordReportDesk
    private let setting: Assembly
    private let glass = DiscordGlass()
    private let logger = Logger(label: "vigie.discord")

    init(_ file: DiscordFile, _ setting: Assembly) throws {
        self.setting = setting
        settings = file.settings
        desk = try DiscordReportDesk(store: setting.store, console: file.console, reviewers: file.reviewers)
    }

    /// For `/metrics`.
    func gauges() async -> [Gauge] {
        let figures = await glass.figures()
        return [
            Gauge("vigie_discord_members", "Members of Discord servers that are remembered.", figures.members),
            Gauge("vigie_discord_held", "Events that wait for their entry of the audit log.", figures.held),
            Gauge("vigie_discord_waiting", "Events of Discord that are not durable yet.", figures.waiting),
            Gauge(
                "vigie_discord_missed_places",
                "Channels, audit logs and lists of members of which what was missed is still fetched.",
                figures.spans),
        ]
    }

    func run() async throws {
        let pipeline = setting.pipeline
        do {
            try await cancelWhenGracefulShutdown {
                try await DiscordTrust.withClient(settings) { http in
                    let connector = DiscordConnector(
                        settings: settings, store: setting.store, actions: setting.store, desk: desk, http: http,
                        glass: glass, logger: logger, now: Clock.now)
                    try await connector.run { _ = try await pipeline.submit($0, waiting: true) }
                }
            }
        } catch is CancellationError {
        } catch let fault as DiscordFault {
            // Cases wait to be worked on whether or not Discord lets Vigie in.
            logger.error(
                "discord: \(fault). Nothing of Discord comes in until it is mended; then: kill -HUP, or start anew")
        }
        try await gracefulShutdown()
    }
}
