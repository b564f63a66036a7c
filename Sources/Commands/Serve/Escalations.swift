import Casework
import Logging
import SQLiteStorage
import SafetyModel
import ServiceLifecycle
import Webhooks

/// Brings what waited too long before the next body: every half minute the steps that are due are made, and messages
/// are sent. A message is written down in the transaction of its step and marked as sent after it was: who is killed in
/// between sends it again, under the same id.
struct Escalations: Service {
    let store: SQLiteStore
    let chain: EscalationChain
    let delivery: EscalationDelivery
    let now: @Sendable () -> Timestamp
    let random: @Sendable (Int) -> [UInt8]

    /// How many messages are under way at once: one host that does not answer must not hold up the others.
    private static let atOnce = 4

    func run() async throws {
        let logger = Logger(label: "vigie.escalation")
        await cancelWhenGracefulShutdown {
            var isAwake = false
            while !Task.isCancelled {
                do {
                    if !isAwake {
                        try await store.wakeClocks()
                        isAwake = true
                    }
                    try await makeSteps()
                    try await deliver()
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("clocks that ran out could not be escalated: \(error)")
                }
                try? await Task.sleep(for: .seconds(30))
            }
        }
        try? await gracefulShutdown()
    }

    /// Makes every step that is due.
    /// - Returns: how many.
    @discardableResult
    func makeSteps() async throws -> Int {
        var total = 0
        while true {
            try Task.checkCancellation()
            let (looked, made) = try await store.makeEscalations(by: chain, at: now(), limit: 200, random: random)
            total += made
            if looked < 200 { return total }
        }
    }

    /// Tries every message that is due once.
    /// - Returns: how many were tried.
    @discardableResult
    func deliver() async throws -> Int {
        let messages = try await store.outgoingMessages(at: now(), limit: 50)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, message) in messages.enumerated() {
                if index >= Self.atOnce { try await group.next() }
                group.addTask {
                    let outcome = await delivery.send(message, at: now())
                    // Stopped in the middle: nothing is known, so it stays to be sent.
                    if Task.isCancelled, outcome != .sent { return }
                    try await store.settle(message.number, outcome, at: now(), jitter: random(1).first ?? 128)
                }
            }
            try await group.waitForAll()
        }
        return messages.count
    }
}

/// Sends a message to the address that the chain has now.
struct EscalationDelivery: Sendable {
    let chain: EscalationChain
    let secrets: [EscalationBody: WebhookKeys]
    let mail: (any MailWay)?
    let webhooks = WebhookSender()

    /// Nothing goes to an address that is no longer in the file, whatever waits.
    func send(_ message: OutgoingMessage, at moment: Timestamp) async -> DeliveryOutcome {
        guard let step = chain.steps.first(where: { $0.body == message.body }) else {
            return .refused("the body is no longer in the chain")
        }
        switch message.channel {
        case .mail:
            guard step.mail?.text == message.address else { return .refused("the address is no longer in the chain") }
            guard let mail else { return .failed("nothing is set that sends e-mail") }
            return await mail.send(message.text, to: message.address)
        case .webhook:
            guard step.webhook == message.address, let secret = secrets[message.body] else {
                return .refused("the address is no longer in the chain")
            }
            return await webhooks.send(
                message.text, id: message.id, to: message.address, step.reach, signedWith: secret, at: moment)
        }
    }
}
