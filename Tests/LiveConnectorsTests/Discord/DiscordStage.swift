import AsyncHTTPClient
import Connectors
import LiveConnectors
import Logging
import SafetyModel
import Synchronization
import Testing

@testable import FakeDiscord

/// A connector against a Discord of our own, over real sockets.
struct DiscordStage: Sendable {
    let discord: FakeDiscord
    let server: FakeDiscordServer
    let log = StageLog()
    let notes = StageNotes()

    static func run(
        _ change: (inout Scenario) -> Void = { _ in }, _ body: @escaping @Sendable (DiscordStage) async throws -> Void
    ) async throws {
        var scenario = Scenario()
        scenario.members = 120
        scenario.channels = 4
        scenario.identifySpan = 0
        change(&scenario)
        let server = try await FakeDiscordServer(try FakeDiscord(scenario))
        try await server.serving { server in
            try await body(DiscordStage(discord: server.discord, server: server))
        }
    }

    func settings() async -> DiscordSettings {
        let (application, guild) = await discord.names
        var settings = DiscordSettings(token: "fake.token.of-a-bot", application: application, guilds: [guild])
        settings.rest = server.rest
        settings.pollInterval = .milliseconds(50)
        return settings
    }

    /// Runs a connector as long as the body does.
    func connected(
        _ settings: DiscordSettings? = nil, actions: (any ActionStore)? = nil, desk: (any DiscordDesk)? = nil,
        http: HTTPClient = .shared, lines: StageLines = StageLines(),
        now: @escaping @Sendable () -> Timestamp = DiscordStage.now,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let own = await self.settings()
        let logger = Logger(label: "test") { _ in lines }
        let connector = DiscordConnector(
            settings: settings ?? own, store: notes, actions: actions, desk: desk, http: http, logger: logger,
            now: now)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await connector.run { try await log.take($0) }
                return false
            }
            group.addTask {
                try await body()
                return true
            }
            defer { group.cancelAll() }
            while let isDone = try await group.next(), !isDone {}
        }
    }

    @Sendable static func now() -> Timestamp { Timestamp(milliseconds: FakeDiscord.clock()) }

    @discardableResult
    func control(_ what: String, _ body: JSON = [:]) async -> JSON {
        await discord.control(Call(method: "POST", path: "/_fake/\(what)", body: body)).body
    }

    func say(_ text: String) async throws -> String {
        try #require(await control("say", ["text": .string(text)])["id"].text)
    }

    /// Waits until the session stands, and for a message on it.
    func saysBefore() async throws {
        _ = await log.event { $0.type == .communityCreated }
        _ = await log.event(try await say("Before"))
    }

    /// The answers to an interaction, once there are so many.
    func answers(to id: String, count: Int) async -> [JSON] {
        while true {
            let found = await discord.control(Call(method: "GET", path: "/_fake/interactions/\(id)")).body["answers"]
            if found.elements.count >= count { return found.elements }
            await Task.yield()
        }
    }
}

extension FakeDiscord {
    fileprivate var names: (application: String, guild: String) {
        (String(world.application.id), String(world.guilds[0].id))
    }

    /// Returns once a session was given the list of members.
    func membersListed() async {
        while !gateway.sessions.values.contains(where: { $0.sent >= 3 }) { await Task.yield() }
    }

    /// What was asked of it that changes something, once something matches.
    func action(_ template: String) async -> JSON {
        while true {
            if let found = requests.actions.last(where: { $0["template"].text == template }) { return found }
            await Task.yield()
        }
    }
}

/// What was made durable: who waits for an event is woken when it comes.
actor StageLog {
    private(set) var events: [Event] = []
    private var keys: Set<String> = []
    private(set) var repeated = 0
    private var waiting: [(@Sendable (Event) -> Bool, CheckedContinuation<Event, Never>)] = []
    private var failures = 0

    struct DiskFull: Error {}

    func failNext(_ count: Int) { failures = count }

    /// Keeps so many more events, and then nothing until it is told otherwise.
    func fillUp(after count: Int) { room = count }
    func makeRoom() { room = .max }
    private var room = Int.max
    private(set) var isFull = false

    func take(_ batch: [Event]) throws {
        guard room >= batch.count else {
            isFull = true
            throw DiskFull()
        }
        room -= room == .max ? 0 : batch.count
        if failures > 0 {
            failures -= 1
            throw DiskFull()
        }
        for event in batch {
            guard keys.insert("\(event.source) \(event.id)").inserted else {
                repeated += 1
                continue
            }
            events.append(event)
            for index in waiting.indices.reversed() where waiting[index].0(event) {
                waiting.remove(at: index).1.resume(returning: event)
            }
        }
    }

    func event(_ matches: @escaping @Sendable (Event) -> Bool) async -> Event {
        if let found = events.first(where: matches) { return found }
        return await withCheckedContinuation { waiting.append((matches, $0)) }
    }

    func event(_ id: String) async -> Event { await event { $0.id == id } }
}

/// Notes in memory, which outlive a connector.
actor StageNotes: ConnectorStore {
    private var kept: [String: [String: [UInt8]]] = [:]

    func notes(of connector: String) -> [String: [UInt8]] { kept[connector] ?? [:] }
    func keep(_ notes: [String: [UInt8]?], of connector: String) {
        for (key, value) in notes { kept[connector, default: [:]][key] = value }
    }
}

/// What was logged.
struct StageLines: LogHandler {
    private final class Kept: Sendable { let lines = Mutex<[String]>([]) }
    private let kept = Kept()
    /// Returns once something that matches was logged.
    func line(_ matches: (String) -> Bool) async {
        while !all.contains(where: matches) { await Task.yield() }
    }

    var all: [String] { kept.lines.withLock { $0 } }

    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(
        level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
        function: String, line: UInt
    ) {
        kept.lines.withLock { $0.append(message.description) }
    }
}

/// Actions that wait, and what became of them.
actor StageActions: ActionStore {
    private var due: [PlatformAction]
    private var outcomes: [String: ActionOutcome] = [:]
    private var waiting: [String: CheckedContinuation<ActionOutcome, Never>] = [:]

    init(_ due: [PlatformAction]) { self.due = due }

    func order(_ action: PlatformAction) { due.append(action) }

    func dueActions(on platform: String, at moment: Timestamp, limit: Int) -> [PlatformAction] {
        platform == "discord" ? due : []
    }

    func settle(_ action: PlatformAction, _ outcome: ActionOutcome, at moment: Timestamp) {
        due.removeAll { $0.id == action.id }
        outcomes[action.id] = outcome
        waiting.removeValue(forKey: action.id)?.resume(returning: outcome)
    }

    func outcome(of id: String) async -> ActionOutcome {
        if let known = outcomes[id] { return known }
        return await withCheckedContinuation { waiting[id] = $0 }
    }
}
