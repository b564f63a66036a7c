import LiveConnectors
import Logging
import SafetyModel
import ServiceLifecycle

/// Discord, connected to the running service.
struct DiscordService: Service {
    private let connector: DiscordConnector
    private let setting: Assembly
    private let logger = Logger(label: "vigie.discord")

    init(_ file: DiscordFile, _ setting: Assembly) throws {
        self.setting = setting
        connector = DiscordConnector(
            settings: file.settings, store: setting.store, actions: setting.store,
            desk: try DiscordReportDesk(store: setting.store, console: file.console), logger: logger, now: Clock.now)
    }

    func run() async throws {
        let pipeline = setting.pipeline
        do {
            try await cancelWhenGracefulShutdown {
                try await connector.run { _ = try await pipeline.submit($0, waiting: true) }
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
