import Connectors
import SafetyModel

/// Lets the shards open fresh sessions one after the other, as Discord counts them.
actor DiscordGate {
    private var gate: IdentifyGate
    private let client: DiscordClient
    private let now: @Sendable () -> Timestamp
    private var renewedAt: Timestamp

    /// - Parameter limit: the `session_start_limit` of `GET /gateway/bot`, which was just read.
    init(limit: JSONTree, client: DiscordClient, now: @escaping @Sendable () -> Timestamp) {
        gate = IdentifyGate(limit: limit, at: now())
        self.client = client
        self.now = now
        renewedAt = now()
    }

    /// Returns once this shard may identify.
    /// - Throws: ``DiscordFault/tokenRefused`` where the bot was revoked meanwhile; `CancellationError`
    func pass(shard: Int) async throws {
        if now().since(renewedAt) > .seconds(5) {
            do {
                let limit = try await client.call(.gateway)["session_start_limit"]
                gate.renew(limit, at: now())
                renewedAt = now()
            } catch DiscordFault.tokenRefused {
                throw DiscordFault.tokenRefused
            } catch {
                // What was said last holds until it can be asked.
            }
        }
        let moment = gate.reserve(shard: shard, at: now())
        let wait = moment.since(now())
        if wait > .zero { try await Task.sleep(for: wait) }
    }
}
