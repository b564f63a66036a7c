import Logging
import SQLiteStorage
import ServiceLifecycle

/// Signs a checkpoint of the ledger every minute in which something was entered, and once more at the end.
struct LedgerCheckpoints: Service {
    let store: SQLiteStore
    var interval = Duration.seconds(60)

    func run() async throws {
        let logger = Logger(label: "vigie.ledger")
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sign(logger)
                try? await Task.sleep(for: interval)
            }
        }
        await sign(logger)
    }

    private func sign(_ logger: Logger) async {
        do {
            try await store.signCheckpoint()
        } catch {
            logger.error("no checkpoint of the ledger was signed: \(error)")
        }
    }
}
