/// The gateway of version 10 (https://docs.discord.com/developers/events/gateway), as a value: frames and moments go in,
/// frames come out. Moments are milliseconds of ours.
struct Gateway: Sendable {
    let scenario: Scenario
    /// Where resumes are to go.
    var resumeAddress = ""
    var faults: Faults
    var sessions: [String: Session] = [:]
    var connections: [Int: Connection] = [:]
    /// Sessions that cannot be resumed any more, with the reason.
    var ended: [JSON] = []
    var record = GatewayRecord()
    var dice: Dice
    private var sessionCount = 0

    init(_ scenario: Scenario) {
        self.scenario = scenario
        faults = scenario.faults
        dice = Dice(scenario.seed ^ 0xFA11)
    }

    // MARK: Sockets

    mutating func opened(_ id: Int, path: String, query: [String: String], at now: Int64) {
        record.connections += 1
        connections[id] = Connection(
            id: id, isAtResumeAddress: path.hasPrefix("/resume"), heardAt: now, dice: Dice(dice.next()))
        if query["v"] != "10" { return end(id, 4012) }
        if let encoding = query["encoding"], encoding != "json" { return end(id, 4002) }
        if let compress = query["compress"], compress != "zlib-stream" { return end(id, 4002) }
        push(
            id,
            [
                "t": nil, "s": nil, "op": 10,
                "d": [
                    "heartbeat_interval": .integer(Int64(scenario.heartbeatInterval)), "_trace": [],
                ],
            ])
    }

    /// The socket is gone; with the code where the client gave one.
    mutating func closed(_ id: Int, code: Int?, at now: Int64) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        // A client answers a close with the same code: that says nothing.
        let code = connection.isEnding ? nil : code
        if let code { record.closedByThem[code, default: 0] += 1 }
        guard let session = connection.session, sessions[session]?.connection == id else { return }
        sessions[session]?.connection = nil
        sessions[session]?.endedAt = now
        // "When you close the connection with 1000 or 1001, your session will be invalidated."
        if code == 1000 || code == 1001 { lose(session, "closed with \(code ?? 0)") }
    }

    /// Takes the session out of the world.
    mutating func lose(_ id: String, _ reason: String) {
        guard let session = sessions.removeValue(forKey: id) else { return }
        ended.append([
            "number": .integer(Int64(session.number)), "sent": .integer(session.sent), "known": .integer(session.known),
            "last": .integer(session.next - 1), "because": .string(reason),
        ])
    }

    /// Sockets that fell silent, and sessions that nobody took up again.
    mutating func tick(at now: Int64) {
        for (id, connection) in connections where !connection.isEnding && !connection.isDeaf {
            if now - connection.heardAt > Int64(scenario.heartbeatInterval) * 2 + 5_000 {
                record.violated("no heartbeat")
                end(id, 4000)
            }
        }
        for (id, session) in sessions {
            if let endedAt = session.endedAt, Double(now - endedAt) > scenario.resumeWindow * 1000 {
                lose(id, "not resumed in time")
            }
        }
    }

    // MARK: Sending

    mutating func push(_ id: Int, _ frame: JSON) {
        connections[id]?.waiting.append(.frame(frame.bytes))
    }

    mutating func end(_ id: Int, _ code: Int) {
        guard connections[id]?.isEnding == false else { return }
        record.closedByUs[code, default: 0] += 1
        connections[id]?.waiting.append(.close(code))
        connections[id]?.isEnding = true
    }

    mutating func drop(_ id: Int) {
        guard connections[id]?.isEnding == false else { return }
        connections[id]?.waiting.append(.drop)
        connections[id]?.isEnding = true
    }

    /// How many dispatches wait for a socket that is open: what the traffic waits for.
    var backlog: Int64 {
        sessions.values.compactMap { session in
            guard let id = session.connection, let connection = connections[id], !connection.isDeaf,
                !connection.isEnding
            else { return nil }
            return session.next - connection.next
        }.max() ?? 0
    }

    /// Gives a happening to every session that asked for its kind.
    /// - Returns: the session's number and that of the last dispatch; nil where no session took it.
    mutating func dispatch(_ happening: Happening) -> (session: Int, last: Int64)? {
        var mark: (Int, Int64)?
        for dispatch in happening.dispatches {
            var written: [UInt8]?
            for id in sessions.keys where sessions[id]?.takes(dispatch) == true {
                // No copy of the session may be held here: its frames would be copied with it.
                guard let (session, intents) = sessions[id].map({ ($0.number, $0.intents) }) else { continue }
                let data: [UInt8]
                if intents & Intents.content == 0, dispatch.type.hasPrefix("MESSAGE_"), dispatch.data.has("content") {
                    var bare = dispatch.data
                    bare["content"] = ""
                    data = bare.bytes
                } else {
                    data = written ?? dispatch.data.bytes
                    written = data
                }
                guard let number = sessions[id]?.append(dispatch.type, data: data, keeping: scenario.buffer) else {
                    continue
                }
                record.dispatches += 1
                mark = (session, number)
            }
        }
        return mark
    }

    // MARK: Sessions

    /// A fresh session, with `READY` and the guilds of its shard.
    mutating func begin(
        _ connection: Int, shard: (Int, Int), intents: Int, threshold: Int, _ world: World, at now: Int64
    ) {
        sessionCount += 1
        let id = "fake\(scenario.seed)x\(sessionCount)"
        var session = Session(
            id: id, number: sessionCount, shard: shard.0, shards: shard.1, intents: intents, largeThreshold: threshold)
        let guilds = world.guilds.filter { $0.hasBot && Int(($0.id >> 22) % UInt64(shard.1)) == shard.0 }
        let ready: JSON = [
            "v": 10,
            "user": world.application.botUser.with(["bot": true, "verified": true, "mfa_enabled": true, "email": nil]),
            "guilds": .array(guilds.map { ["id": .id($0.id), "unavailable": true] }), "session_id": .string(id),
            "resume_gateway_url": .string(resumeAddress), "session_type": "normal", "private_channels": [],
            "relationships": [], "presences": [], "user_settings": [:],
            "shard": [.integer(Int64(shard.0)), .integer(Int64(shard.1))],
            "application": ["id": .id(world.application.id), "flags": world.application.object["flags"]],
        ]
        session.append("READY", data: ready.bytes, keeping: scenario.buffer)
        if intents & Intents.guilds != 0 {
            for guild in guilds {
                let data = guild.created(world.application, intents: intents, largeThreshold: threshold)
                session.append("GUILD_CREATE", data: data.bytes, keeping: scenario.buffer)
            }
        }
        session.connection = connection
        sessions[id] = session
        connections[connection]?.session = id
        connections[connection]?.next = 1
    }
}
