import Foundation

/// A Discord of our own on the loopback address: REST and gateway of version 10, from the public documentation.
///
/// It brings the world, the gateway and the limits together; the sockets are ``FakeDiscordServer``'s.
public actor FakeDiscord {
    nonisolated let scenario: Scenario
    var world: World
    var gateway: Gateway
    var limits = Limits()
    var requests = RESTRecord()
    var faults: Faults
    var ledger: Ledger
    var dice: Dice
    private let started: Int64
    private var wakes: [Int: AsyncStream<Void>.Continuation] = [:]
    private var connectionCount = 0
    private(set) var isBusy: Bool
    /// Seconds of the world that passed in traffic.
    private var trafficSeconds = 0.0
    private var owed = 0.0
    private var lastTick: Int64

    /// - Parameter ledger: where to write what happened.
    public init(_ scenario: Scenario, ledger path: String? = nil) throws {
        self.scenario = scenario
        started = Self.clock()
        lastTick = started
        world = World(scenario, at: started)
        world.application.privileged = scenario.privileged
        gateway = Gateway(scenario)
        faults = scenario.faults
        dice = Dice(scenario.seed ^ 0x5EED)
        ledger = try Ledger(path: path)
        isBusy = false
    }

    static func clock() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    func serves(at port: Int, isSecure: Bool = false) {
        let address = "\(isSecure ? "wss" : "ws")://127.0.0.1:\(port)"
        world.application.gatewayAddress = address
        gateway.resumeAddress = address + "/resume"
    }

    // MARK: Time

    /// Lets time pass and things happen, until it is cancelled.
    func run() async {
        while !Task.isCancelled {
            tick()
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    func setBusy(_ busy: Bool) { isBusy = busy }

    private func tick() {
        let now = Self.clock()
        let passed = Double(now - lastTick) / 1000
        lastTick = now
        world.ours = now
        gateway.tick(at: now)
        if scenario.startsAtOnce, trafficSeconds == 0, !gateway.sessions.isEmpty { isBusy = true }
        // What a client cannot take yet has not happened yet.
        if isBusy, gateway.backlog < Int64(scenario.buffer / 2) {
            let span = min(passed, 0.2) * scenario.compression
            owed += span * scenario.perSecond
            let due = Int(owed)
            owed -= Double(due)
            for index in 0..<max(0, due) {
                world.happen(at: now - Int64(passed * 1000) * Int64(due - index) / Int64(due))
            }
            trafficSeconds += span
            if scenario.seconds > 0, trafficSeconds >= scenario.seconds { isBusy = false }
        }
        if !isBusy {
            world.tellAll()
            world.now = max(world.now, now)
        }
        tellAll()
    }

    /// Hands what happened to the sessions and the ledger.
    func tellAll() {
        let happenings = world.takeOutbox()
        for happening in happenings {
            let mark = gateway.dispatch(happening)
            try? ledger.note(happening, mark)
        }
        wakeAll()
    }

    func wakeAll() { for wake in wakes.values { wake.yield() } }

    // MARK: Sockets

    func open(path: String, query: [String: String]) -> (id: Int, wake: AsyncStream<Void>) {
        connectionCount += 1
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wakes[connectionCount] = continuation
        gateway.opened(connectionCount, path: path, query: query, at: Self.clock())
        continuation.yield()
        return (connectionCount, stream)
    }

    func receive(_ id: Int, _ bytes: [UInt8]) {
        gateway.received(id, bytes, &world, at: Self.clock())
        wakes[id]?.yield()
    }

    func closed(_ id: Int, code: Int?) {
        gateway.closed(id, code: code, at: Self.clock())
        wakes.removeValue(forKey: id)?.finish()
    }

    func outgoing(_ id: Int) -> [Outgoing] { gateway.outgoing(id) }

    // MARK: Ending

    /// What was asked, and what there is.
    func summary() -> JSON {
        requests.mostInvalid = limits.mostInvalid
        return [
            "k": "end", "seed": .integer(Int64(scenario.seed)), "busy": .bool(isBusy),
            "trafficSeconds": .number(trafficSeconds),
            "happenings": .object(
                ledger.counts.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .integer(Int64($0.value))) }),
            "gateway": gateway.record.json, "rest": requests.json,
            "identifiesLeft": .integer(Int64(world.starts.remaining)),
            "backlog": .integer(gateway.backlog),
            "sessions": .array(
                gateway.sessions.values.map {
                    [
                        "number": .integer(Int64($0.number)), "sent": .integer($0.sent), "known": .integer($0.known),
                        "last": .integer($0.next - 1), "open": .bool($0.connection != nil),
                    ]
                }),
            "ended": .array(gateway.ended),
        ]
    }

    /// Writes the end of the ledger.
    public func finish() throws {
        tellAll()
        try ledger.write(summary())
    }
}
