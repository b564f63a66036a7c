public import AsyncHTTPClient
import Connectors
public import Logging
public import SafetyModel

/// Discord, connected as a bot: events come in through its gateway as they happen, decisions go out through its REST
/// interface.
public struct DiscordConnector: LiveConnector {
    public var platform: String { "discord" }
    private let settings: DiscordSettings
    private let store: any ConnectorStore
    private let actions: (any ActionStore)?
    private let desk: (any DiscordDesk)?
    private let client: DiscordClient
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let glass: DiscordGlass

    /// - Parameters:
    ///   - actions: what decisions have done; `nil` where nothing is carried out.
    ///   - desk: takes reports; `nil` where no commands are offered.
    ///   - glass: through which one sees what it holds.
    public init(
        settings: DiscordSettings, store: any ConnectorStore, actions: (any ActionStore)? = nil,
        desk: (any DiscordDesk)? = nil, http: HTTPClient = .shared, glass: DiscordGlass = DiscordGlass(),
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.settings = settings
        self.store = store
        self.actions = actions
        self.desk = desk
        client = DiscordClient(settings, http: http, now: now)
        self.glass = glass
        self.logger = logger
        self.now = now
    }

    /// - Throws: ``DiscordFault/tokenRefused``, ``DiscordFault/gateway(_:)``: there is no use in trying again
    public func run(accept: @escaping @Sendable ([Event]) async throws -> Void) async throws {
        let (own, gateway) = try await greet()
        let (interactions, told) = AsyncStream.makeStream(of: DiscordInteraction.self)
        let count = settings.shards ?? max(1, min(Int(gateway["shards"].integer ?? 1), 1_000))
        let setting = DiscordShard.Setting(
            settings: settings, client: client,
            gate: DiscordGate(limit: gateway["session_start_limit"], client: client, now: now), accept: accept,
            now: now, logger: logger, told: told)
        var shards: [DiscordShard] = []
        for number in 0..<count {
            let memory = DiscordMemory(store, application: settings.application, shard: number, of: count)
            let kept = try await memory.load { Self.shard(of: $0, count) == number }
            shards.append(
                DiscordShard(
                    number: number, of: count, url: gateway["url"].text ?? "", own: own, kept: kept, memory: memory,
                    setting: setting))
        }
        let steward = DiscordSteward(
            settings: settings, client: client, shards: shards, store: store, logger: logger, now: now)
        await glass.show(shards)
        try await withThrowingTaskGroup(of: Void.self) { [shards] group in
            for shard in shards { group.addTask { try await shard.run() } }
            group.addTask { await steward.work(actions: actions, desk: desk) }
            if let desk {
                group.addTask { await steward.answer(interactions, at: desk) }
            }
            defer {
                told.finish()
                group.cancelAll()
            }
            while try await group.next() != nil {}
        }
    }

    /// Asks who Vigie is and where the gateway is, however long Discord takes to answer.
    private func greet() async throws -> (own: String?, gateway: JSONTree) {
        var faults = SaidFaults("discord", logger)
        var wait = Duration.seconds(1)
        while true {
            do throws(DiscordFault) {
                let own = try await client.call(.ownAccount)["id"].id
                let gateway = try await client.call(.gateway)
                return (own, gateway)
            } catch {
                guard error.isPassing else { throw error }
                faults.tell("\(error)", of: "beginning")
            }
            try await Task.sleep(for: wait)
            wait = min(wait * 2, .seconds(60))
        }
    }

    /// https://docs.discord.com/developers/events/gateway#sharding
    static func shard(of guild: String, _ count: Int) -> Int {
        Int(((UInt64(guild) ?? 0) >> 22) % UInt64(count))
    }
}
