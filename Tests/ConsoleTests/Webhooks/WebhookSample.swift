import Casework
import SQLiteStorage
import SafetyModel

/// Two programs, and messages to them that were given up.
enum WebhookSample {
    static let hooks = [
        Webhook(
            name: "trustees", address: "https://trustees.example/a-secret-path", secretFile: "", audience: .guardian),
        Webhook(name: "team", address: "https://team.example/a-secret-path", secretFile: "", audience: .lead),
    ]

    /// Tells both of all that is on the trail; nobody takes it.
    static func giveUp(in store: SQLiteStore) async throws {
        var count: UInt8 = 0
        let random: @Sendable (Int) -> [UInt8] = { length in (0..<length).map { _ in UInt8.random(in: 0...255) } }
        while try await store.fillWebhooks(hooks, at: Sample.now, random: random) {}
        for hook in hooks {
            while case let due = try await store.dueMessages(to: hook, at: Sample.now), !due.isEmpty {
                for message in due {
                    count &+= 1
                    try await store.settle(
                        webhookMessage: message.number, .refused("the receiver answered 410, it is gone"),
                        at: Sample.now, jitter: count)
                }
            }
        }
    }
}
