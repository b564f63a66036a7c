import LiveConnectors
import SafetyModel
import Testing

/// A connector that brings one batch and ends.
private struct OneBatch: LiveConnector {
    let platform = "test"
    let events: [Event]

    func run(accept: @escaping @Sendable ([Event]) async throws -> Void) async throws {
        try await accept(events)
    }
}

@Suite("A live connector")
struct LiveConnectorTests {
    @Test("An error in making events durable reaches whoever runs the connector")
    func durabilityFails() async {
        struct Full: Error {}
        await #expect(throws: Full.self) {
            try await OneBatch(events: []).run { _ in throw Full() }
        }
    }
}
