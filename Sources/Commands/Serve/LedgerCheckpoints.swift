import Ledger
import Logging
import SQLiteStorage
import ServiceLifecycle

/// Signs a checkpoint of the ledger every minute in which something was entered, and once more at the end.
///
/// The size of the ledger is public, and who knows all but what is hidden from them could learn by it that something
/// hidden was entered, as a case about staff. So entries of nothing are mixed in at random, in quiet minutes too.
struct LedgerCheckpoints: Service {
    let store: SQLiteStore
    var interval = Duration.seconds(60)

    func run() async throws {
        let logger = Logger(label: "vigie.ledger")
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await pad(logger)
                await sign(logger)
                try? await Task.sleep(for: interval)
            }
        }
        await sign(logger)
    }

    private func pad(_ logger: Logger) async {
        var generator = SystemRandomNumberGenerator()
        let now = Clock.now()
        let count = Self.padding(using: &generator)
        guard count > 0 else { return }
        do {
            _ = try await store.enter(
                (0..<count).map { _ in
                    LedgerItem(kind: .padding, time: now, reference: EntryReference(.document, 0), content: [])
                })
        } catch {
            logger.error("the ledger took no padding: \(error)")
        }
    }

    /// How many entries of nothing a minute gets: none in seven of eight minutes, else one to four.
    static func padding(using generator: inout some RandomNumberGenerator) -> Int {
        Int.random(in: 0..<8, using: &generator) == 0 ? Int.random(in: 1...4, using: &generator) : 0
    }

    private func sign(_ logger: Logger) async {
        do {
            try await store.signCheckpoint()
        } catch {
            logger.error("no checkpoint of the ledger was signed: \(error)")
        }
    }
}
