import Logging
import SQLiteStorage
import SafetyModel
import ServiceLifecycle

/// Lets the context window move on: once at the start and then every hour, the keys of days that lie beyond it are
/// deleted, and with them every text that no evidence refers to.
struct ContextWindow: Service {
    let store: SQLiteStore
    let keeping: Duration

    func run() async throws {
        let logger = Logger(label: "vigie.context")
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await store.forgetContext(keeping: keeping)
                } catch {
                    logger.error("texts beyond the context window could not be forgotten: \(error)")
                }
                try? await Task.sleep(for: .seconds(3600))
            }
        }
        try? await gracefulShutdown()
    }
}
