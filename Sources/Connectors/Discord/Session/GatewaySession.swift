public import SafetyModel

/// One shard's connection to Discord's gateway, as a value: frames, moments and randomness go in, what is to be done
/// comes out (https://docs.discord.com/developers/events/gateway#connection-lifecycle).
///
/// It holds neither a socket nor a clock, so that every turn of it is tested without waiting.
public struct GatewaySession: Sendable {
    /// What a session is opened with.
    public struct Settings: Sendable {
        public var token: String
        public var intents: Int
        public var shard: Int
        public var shards: Int
        /// As `wss://gateway.discord.gg`.
        public var url: String

        public init(
            token: String, intents: Int = GatewayIntents.all, shard: Int = 0, shards: Int = 1, url: String
        ) {
            self.token = token
            self.intents = intents
            self.shard = shard
            self.shards = shards
            self.url = url
        }
    }

    /// A session that can be taken up again.
    public struct Mark: Sendable, Hashable, Codable {
        public var session: String
        public var resumeURL: String
        /// The last dispatch before which nothing is missing.
        public var sequence: Int64

        public init(session: String, resumeURL: String, sequence: Int64) {
            self.session = session
            self.resumeURL = resumeURL
            self.sequence = sequence
        }
    }

    public enum Input: Sendable {
        case start
        /// The socket is open.
        case opened
        case received(GatewayFrame)
        /// A frame that is no payload: what it held is missing.
        case unreadable
        /// The socket is closed, or could not be opened; with the code where the other side gave one.
        case closed(code: Int?)
        /// ``Action/askToIdentify`` was granted.
        case identifyAllowed
        /// A payload to be sent once the session stands.
        case send(String)
        /// Time passed.
        case tick
    }

    public enum Action: Sendable, Hashable {
        case connect(url: String)
        case send(String)
        /// Close the socket; ``Input/closed(code:)`` is not awaited.
        case close(code: Int)
        /// Say when a fresh session may be opened (see ``IdentifyGate``).
        case askToIdentify
        case dispatch(Dispatch)
        /// A session stands: a fresh one, or the old one taken up.
        case ready(isFresh: Bool)
        /// The old session cannot be taken up: what happened meanwhile has to be fetched.
        case lost
        /// So many dispatches were skipped by the other side.
        case missed(Int)
        case fail(GatewayFailure)
    }

    enum Phase: Sendable, Hashable {
        case idle
        case waiting(until: Timestamp)
        case connecting(since: Timestamp)
        case awaitingHello(since: Timestamp)
        case asking
        case authenticating(since: Timestamp)
        case ready(since: Timestamp)
        case failed
    }

    struct Heart: Sendable, Hashable {
        var interval: Duration
        var next: Timestamp
        var isAnswered: Bool
    }

    let settings: Settings
    var phase = Phase.idle
    var session: (id: String, resumeURL: String)?
    var window = SequenceWindow(after: 0)
    var heart: Heart?
    var sends = SendWindow(most: 120, in: .seconds(60))
    var queue: [String] = []
    var attempts = 0
    /// Whether the attempt under way takes up the old session.
    var isResuming = false
    /// Whether what comes is read. While it is not, for too much waits to be stored, that no answer to a heartbeat was
    /// read says nothing of the connection.
    public var isReading = true {
        didSet { if isReading, !oldValue { heart?.isAnswered = true } }
    }

    /// How long the other side may take to say hello, or to answer.
    static let patience = Duration.seconds(30)
    /// Sends that stay free for heartbeats.
    static let reserve = 10

    /// - Parameter mark: an earlier session to take up.
    public init(settings: Settings, resuming mark: Mark? = nil) {
        self.settings = settings
        if let mark {
            session = (mark.session, mark.resumeURL)
            window = SequenceWindow(after: mark.sequence)
        }
    }

    /// What to store, so that a later run takes up here.
    public var mark: Mark? {
        session.map { Mark(session: $0.id, resumeURL: $0.resumeURL, sequence: window.contiguous) }
    }

    public var isReady: Bool {
        if case .ready = phase { true } else { false }
    }

    /// When ``Input/tick`` is wanted next.
    public var nextWake: Timestamp? {
        var moments: [Timestamp] = []
        switch phase {
        case .waiting(let until): moments.append(until)
        case .connecting(let since), .awaitingHello(let since), .authenticating(let since):
            moments.append(since + Self.patience)
        case .idle, .asking, .ready, .failed: break
        }
        if let heart { moments.append(heart.next) }
        if isReady, let due = window.due { moments.append(due) }
        if isReady, !queue.isEmpty, let free = sends.freeAt(reserve: Self.reserve) { moments.append(free) }
        return moments.min()
    }

    /// - Parameter random: gives numbers from 0 up to but not including 1.
    public mutating func handle(_ input: Input, at now: Timestamp, random: () -> Double) -> [Action] {
        guard phase != .failed else { return [] }
        switch input {
        case .start: return connect(at: now)
        case .opened:
            guard case .connecting = phase else { return [.close(code: 1000)] }
            phase = .awaitingHello(since: now)
            sends = SendWindow(most: 120, in: .seconds(60))
            return []
        case .received(let frame): return received(frame, now, random)
        case .unreadable: return []
        case .closed(let code): return closed(code, now, random)
        case .identifyAllowed:
            guard case .asking = phase else { return [] }
            phase = .authenticating(since: now)
            return send(identify(), now)
        case .send(let payload):
            queue.append(payload)
            return sendWaiting(now)
        case .tick: return tick(now, random)
        }
    }

    // MARK: Connecting

    private mutating func connect(at now: Timestamp) -> [Action] {
        phase = .connecting(since: now)
        heart = nil
        window.dropEarly()
        isResuming = session != nil
        return [.connect(url: session?.resumeURL ?? settings.url)]
    }

    /// Leaves the socket and connects again later; the session stays unless it was forgotten.
    mutating func again(_ now: Timestamp, after delay: Duration) -> [Action] {
        heart = nil
        phase = .waiting(until: now + delay)
        return []
    }

    /// 1 s, 2 s, 4 s … 60 s, each drawn from its upper half so that many clients do not come back at once.
    mutating func backoff(_ random: () -> Double) -> Duration {
        let whole = min(60_000, 1000 << min(attempts, 6))
        attempts += 1
        return .milliseconds(Int(Double(whole) * (0.5 + random() / 2)))
    }

    mutating func forget(_ now: Timestamp) -> [Action] {
        guard session != nil else { return [] }
        // Much of it cannot be fetched, as who reacted to what.
        let early = handOn(window.takeEarly(), now)
        session = nil
        window = SequenceWindow(after: 0)
        // What was asked of the old session is asked of the new one again.
        queue = []
        return early + [.lost]
    }

    private mutating func closed(_ code: Int?, _ now: Timestamp, _ random: () -> Double) -> [Action] {
        // After our own close the old socket's end is no news.
        if case .waiting = phase { return [] }
        if let code, let failure = GatewayFailure(closeCode: code) {
            phase = .failed
            heart = nil
            return [.fail(failure)]
        }
        settle(now)
        var actions: [Action] = []
        switch code {
        // Not authenticated, invalid sequence, session timed out: the session is gone.
        case 4003, 4007, 4009: actions += forget(now)
        default: break
        }
        return actions + again(now, after: backoff(random))
    }

    /// A session that stood for a minute shows that connecting works.
    private mutating func settle(_ now: Timestamp) {
        if case .ready(let since) = phase, now.since(since) >= .seconds(60) { attempts = 0 }
    }

    private mutating func tick(_ now: Timestamp, _ random: () -> Double) -> [Action] {
        if isReady, let due = window.due, due <= now { return giveUp(now) + sendWaiting(now) }
        switch phase {
        case .waiting(let until) where until <= now: return connect(at: now)
        case .connecting(let since), .awaitingHello(let since), .authenticating(let since):
            if now.since(since) >= Self.patience {
                return [.close(code: 4000)] + again(now, after: backoff(random))
            }
        default: break
        }
        if let heart, heart.next <= now {
            // No answer to the last beat: the connection is dead though it looks open. A code other than 1000 and
            // 1001 keeps the session.
            guard heart.isAnswered || !isReading else {
                settle(now)
                return [.close(code: 4000)] + again(now, after: backoff(random))
            }
            self.heart = Heart(interval: heart.interval, next: now + heart.interval, isAnswered: false)
            return send(heartbeat(), now) + sendWaiting(now)
        }
        return sendWaiting(now)
    }
}
