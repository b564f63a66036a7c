import Casework
import SQLiteStorage
import SafetyModel
import ServiceLifecycle

/// Two programs that a demo pretends to tell what happens, so that the page about it has something to show. Nothing is
/// sent: one of them takes everything, the other is gone.
struct DemoWebhooks: Service {
    let store: SQLiteStore

    static let hooks = [
        Webhook(name: "trustees", address: "https://trustees.example/vigie", secretFile: "", audience: .guardian),
        Webhook(
            name: "team-room", address: "https://team.example/hooks", secretFile: "", audience: .lead,
            events: [.caseOpened, .clockRanOut]),
    ]

    func run() async throws {
        try await store.beginWebhooks(Self.hooks, at: Clock.now())
        await Repetition.run(every: .seconds(3), telling: { _ in }) { try await tell() }
    }

    private func tell() async throws {
        while try await store.fillWebhooks(Self.hooks, at: Clock.now(), random: ServerAssembly.random) {}
        for hook in Self.hooks {
            for message in try await store.dueMessages(to: hook, at: Clock.now(), limit: 50) {
                let outcome: DeliveryOutcome =
                    hook.audience == .guardian ? .sent : .refused("the receiver answered 410, it is gone")
                try await store.settle(webhookMessage: message.number, outcome, at: Clock.now(), jitter: 128)
            }
        }
    }
}
