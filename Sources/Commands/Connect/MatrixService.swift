import LiveConnectors
import Logging
import SafetyModel
import ServiceLifecycle

/// A homeserver, connected to the running service.
struct MatrixService: Service {
    private let connector: MatrixConnector
    private let setting: Assembly

    init(_ settings: MatrixSettings, _ setting: Assembly, manner: MatrixFrontDesk.Manner) {
        self.setting = setting
        connector = MatrixConnector(
            settings: settings, store: setting.store, actions: setting.store,
            desk: MatrixFrontDesk(setting, server: settings.server, bot: settings.bot, manner: manner),
            logger: Logger(label: "vigie.matrix"),
            now: Clock.now, file: MatrixReportFiling(store: setting.store, server: settings.server).file)
    }

    func run() async throws {
        let pipeline = setting.pipeline
        do {
            try await cancelWhenGracefulShutdown {
                try await connector.run { _ = try await pipeline.submit($0, waiting: true) }
            }
        } catch is CancellationError {
        } catch let fault as MatrixFault {
            throw CommandFailure.failed("matrix: \(fault)")
        }
        try await gracefulShutdown()
    }
}
