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
        let tell: @Sendable (any Error) -> Void = {
            logger.error("texts beyond the context window could not be forgotten: \($0)")
        }
        await Repetition.run(every: .seconds(3600), telling: tell) {
            _ = try await store.forgetContext(keeping: keeping)
        }
    }
}
