import Connectors
import Logging
import SafetyModel

/// One connection to the gateway: drives the session, turns dispatches into events, has them made durable, and then
/// remembers how far it came. In that order: who is killed in between is told the same again, and the log holds nothing
/// twice.
actor DiscordShard {
    /// What all shards share.
    struct Setting: Sendable {
        var settings: DiscordSettings
        var client: DiscordClient
        var gate: DiscordGate
        var accept: @Sendable ([Event]) async throws -> Void
        var now: @Sendable () -> Timestamp
        var logger: Logger
        /// Told what members ask of Vigie.
        var told: AsyncStream<DiscordInteraction>.Continuation
    }

    struct Attempt: Sendable {
        var number: Int
        var url: String
    }

    let number: Int
    /// Of how many it is one.
    let shards: Int
    let setting: Setting
    let memory: DiscordMemory
    var session: GatewaySession
    var translator: DiscordTranslator

    // The socket.
    var attempt = 0
    var socket: GatewaySocket?
    var inflater: GatewayInflater?
    var abandon: AsyncStream<Void>.Continuation?
    let attempts = AsyncStream.makeStream(of: Attempt.self)
    let identifying = AsyncStream.makeStream(of: Int.self)
    let failures = AsyncStream.makeStream(of: DiscordFault.self)

    // What was translated and is not durable yet.
    var pending: [Event] = []
    var batches: [(events: [Event], positions: DiscordPositions)] = []
    var inHand: (events: [Event], positions: DiscordPositions)?
    var changed = DiscordPositions()
    var unkept = DiscordPositions()
    var isChanged = false
    var keptAt: Timestamp
    var roomSeekers: [CheckedContinuation<Void, Never>] = []
    let flushing = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    // What is to be fetched.
    var spans = MissedSpans()
    /// How often in a row a place could not be fetched from.
    var setbacks: [String: Int] = [:]
    var fetchedCount = 0
    var toldOfFetching: Timestamp?
    var audits: [String: String]
    let fetching = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// When a session was heard that stood, and when that was last before the one that stands now.
    var heardAt: Timestamp?
    var awaySince: Timestamp?
    /// Up to which moment of the platform everything was told. A connection that stands may be far behind: a session that
    /// is taken up tells what is long past, and may be lost before it is through.
    var toldUpTo: Timestamp?
    /// Guilds whose members were asked for, and when those are to be asked for again that Discord put off.
    var asked: Set<String> = []
    var askedAt: [String: Timestamp] = [:]
    /// When an earlier run asked for those of any guild last, or was heard last where its notes do not tell that.
    let askedBefore: Timestamp?
    /// When it was asked last, of any guild.
    var askedLast: Timestamp?
    /// The same as far as the store knows.
    var keptAsked: Timestamp?
    /// Guilds that are asked about as soon as the store knows: a run that is killed is not to ask again at once.
    var asking: [String: Timestamp] = [:]
    var askAgain: [String: Timestamp] = [:]
    var faults: SaidFaults

    /// - Parameters:
    ///   - own: the bot's account.
    ///   - kept: what an earlier run remembered.
    init(
        number: Int, of shards: Int, url: String, own: String?, kept: DiscordPositions, memory: DiscordMemory,
        setting: Setting
    ) {
        self.number = number
        self.shards = shards
        self.setting = setting
        self.memory = memory
        session = GatewaySession(
            settings: .init(token: setting.settings.token, shard: number, shards: shards, url: url),
            resuming: kept.mark)
        translator = DiscordTranslator(guilds: kept.guilds.values.compactMap { $0 })
        translator.ownID = own
        for case (let channel, let last?) in kept.messages {
            if translator.remembered(last.guild)?.channels[channel] == nil {
                // A thread that was closed long ago.
                changed.messages[channel] = .some(nil)
            } else {
                translator.note(lastMessage: last.id, in: channel, of: last.guild)
            }
        }
        audits = kept.audits
        spans = MissedSpans(kept.spans.compactMapValues { $0 })
        askedBefore = kept.asked ?? kept.heard ?? kept.seen
        askedLast = askedBefore
        keptAsked = askedBefore
        heardAt = kept.heard ?? kept.seen
        toldUpTo = kept.seen
        if let seen = kept.seen {
            for guild in translator.memory { translator.expectNewcomers(to: guild.id, since: seen - MissedSpan.margin) }
        }
        awaySince = kept.seen
        // What is learned first is kept at once: without it nobody would know that anything was missed.
        keptAt = Timestamp(milliseconds: 0)
        faults = SaidFaults("discord", setting.logger)
    }

    /// Runs until it is cancelled.
    /// - Throws: ``DiscordFault/gateway(_:)`` after which nothing is to be tried again
    func run() async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await self.connectLoop() }
                group.addTask { try await self.identifyLoop() }
                group.addTask { await self.tickLoop() }
                group.addTask { for await _ in self.flushing.stream { await self.flush() } }
                group.addTask { for await _ in self.fetching.stream { await self.fetchAll() } }
                group.addTask { for await failure in self.failures.stream { throw failure } }
                handle(.start)
                if !spans.isEmpty { fetching.continuation.yield() }
                defer { group.cancelAll() }
                while try await group.next() != nil {}
            }
        } catch {
            await end()
            throw error
        }
        await end()
    }

    /// What was taken is made durable, in a task that is not cancelled as this one may be.
    private func end() async {
        // The session stays: a code other than 1000 and 1001 leaves it to be taken up.
        socket?.close(code: 4000)
        socket = nil
        admitRoomSeekers()
        await Task { await flush(isLast: true) }.value
    }

    // MARK: The session

    func handle(_ input: GatewaySession.Input) {
        let moment = setting.now()
        for action in session.handle(input, at: moment, random: { Double.random(in: 0..<1) }) {
            perform(action, moment)
        }
    }

    private func perform(_ action: GatewaySession.Action, _ moment: Timestamp) {
        switch action {
        case .connect(let url):
            translator.suspend(at: moment)
            attempt += 1
            attempts.continuation.yield(Attempt(number: attempt, url: url))
        case .send(let text): socket?.send(text)
        case .close(let code):
            attempt += 1
            socket?.close(code: code)
            socket = nil
            abandon?.finish()
        case .askToIdentify: identifying.continuation.yield(attempt)
        case .dispatch(let dispatch): take(dispatch, at: moment)
        case .ready(let isFresh):
            faults.tell(nil, of: "gateway")
            setting.logger.notice(
                "discord: shard \(number) \(isFresh ? "has a fresh session" : "takes its session up")")
            if isFresh { noteTold(moment) } else { translator.resume(at: moment) }
            if !isFresh { for guild in translator.memory { askForMembers(of: guild.id) } }
        case .lost:
            awaySince = toldUpTo ?? awaySince
            asked = []
            // What was not sent was not asked.
            for guild in asking.keys { askedAt[guild] = nil }
            asking = [:]
            translator.carryOver(at: moment)
        case .missed(let count):
            setting.logger.warning("discord: the gateway skipped \(count) dispatches; what can be fetched is fetched")
            for guild in translator.memory {
                add(MissedSpan.spans(of: guild, since: moment - .minutes(10), at: moment))
            }
        case .fail(let failure): failures.continuation.yield(.gateway(failure))
        }
    }

    private func identifyLoop() async throws {
        for await asking in identifying.stream {
            do {
                try await setting.gate.pass(shard: number)
            } catch is CancellationError {
                return
            }
            if asking == attempt { handle(.identifyAllowed) }
        }
    }

    private func tickLoop() async {
        while !Task.isCancelled {
            let moment = setting.now()
            handle(.tick)
            // On a connection that fell silent, what waits for its entry waits until something is heard.
            append(translator.pass(at: min(moment, heardAt ?? moment)))
            endBatch()
            for (guild, due) in askAgain where due <= moment {
                askAgain[guild] = nil
                askForMembers(of: guild)
            }
            askAsKept()
            if isKeepingDue { flushing.continuation.yield() }
            let wait = session.nextWake.map { $0.since(setting.now()) } ?? Self.longestPause
            try? await Task.sleep(for: min(max(wait, Self.shortestPause), Self.longestPause))
        }
    }

    private static let shortestPause = Duration.milliseconds(20)
    private static let longestPause = Duration.milliseconds(250)
}
