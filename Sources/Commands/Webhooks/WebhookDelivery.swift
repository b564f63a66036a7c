import Casework
import Logging
import SQLiteStorage
import SafetyModel
import ServiceLifecycle
import Webhooks

/// Tells other programs what happens. Each webhook has a line of its own: one that does not answer holds up no other.
/// Who is killed between sending and writing that down sends once more, under the same id.
struct WebhookDelivery: Service {
    let store: SQLiteStore
    let file: WebhookFile
    let now: @Sendable () -> Timestamp
    let random: @Sendable (Int) -> [UInt8]
    private let sender: WebhookSender

    init(
        store: SQLiteStore, file: WebhookFile, now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable (Int) -> [UInt8], sender: WebhookSender = WebhookSender()
    ) {
        self.store = store
        self.file = file
        self.now = now
        self.random = random
        self.sender = sender
    }

    func run() async throws {
        let logger = Logger(label: "vigie.webhooks")
        let tell: @Sendable (any Error) -> Void = { logger.error("webhooks could not be told: \($0)") }
        try await store.beginWebhooks(file.hooks, at: now())
        await Repetition.run(every: .seconds(3), telling: tell) { try await tellAll() }
    }

    /// Writes down what happened, and tries every message that is due.
    /// - Returns: how many were tried.
    @discardableResult
    func tellAll() async throws -> Int {
        while try await store.fillWebhooks(file.hooks, at: now(), random: random) { try Task.checkCancellation() }
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for hook in file.hooks { group.addTask { try await tell(hook) } }
            return try await group.reduce(0, +)
        }
    }

    /// One after the other, until one fails.
    private func tell(_ hook: Webhook) async throws -> Int {
        guard let keys = file.keys[hook.name] else { return 0 }
        var count = 0
        for message in try await store.dueMessages(to: hook, at: now()) {
            let outcome = await sender.send(
                message.body, id: message.id, to: hook.address, hook.reach, signedWith: keys, at: now())
            // Stopped in the middle: nothing is known, so it stays to be sent.
            if Task.isCancelled, outcome != .sent { throw CancellationError() }
            try await store.settle(
                webhookMessage: message.number, outcome, at: now(), jitter: random(1).first ?? 128)
            count += 1
            if case .failed = outcome { break }
        }
        return count
    }
}
