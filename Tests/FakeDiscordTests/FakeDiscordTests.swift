import Testing

@testable import FakeDiscord

private let start: Int64 = 1_700_000_000_000

@Suite("The fake Discord")
struct FakeDiscordTests {
    private func world(_ change: (inout Scenario) -> Void = { _ in }) -> World {
        var scenario = Scenario()
        change(&scenario)
        return World(scenario, at: start)
    }

    private func call(
        _ method: String, _ path: String, _ world: inout World, token: String? = nil, _ body: JSON = .null
    ) -> Reply {
        let pieces = path.split(separator: "?")
        guard let (route, parameters) = Routes.find(method, String(pieces[0])) else { return .notFound }
        var call = Call(method: method, path: String(pieces[0]))
        if pieces.count > 1 {
            for pair in pieces[1].split(separator: "&") {
                let parts = pair.split(separator: "=").map(String.init)
                call.query[parts[0]] = parts[1]
            }
        }
        (call.parameters, call.token, call.body) = (parameters, token ?? world.scenario.token, body)
        return Routes.answer(route, call, &world)
    }

    @Test("The same seed makes the same world")
    func isDeterministic() {
        func lines(_ seed: UInt64) -> [[UInt8]] {
            var world = world { $0.seed = seed }
            for index in 0..<3_000 { world.happen(at: start + Int64(index * 2)) }
            return world.takeOutbox().map(\.note.bytes)
        }
        #expect(lines(1) == lines(1))
        #expect(lines(1) != lines(2))
    }

    @Test("Messages come in pages, before and after an id, latest first")
    func pages() throws {
        var world = world()
        let channel = world.guilds[0].channels[world.guilds[0].textChannels[0]].id
        var ids: [UInt64] = []
        for _ in 0..<250 { ids.append(world.post(0, world.guilds[0].textChannels[0], by: 20)) }
        func page(_ query: String) -> [UInt64] {
            call("GET", "/channels/\(channel)/messages?\(query)", &world).body.elements.compactMap { $0["id"].id }
        }
        #expect(page("limit=100") == ids.suffix(100).reversed())
        #expect(page("limit=100&after=\(ids[9])") == ids[10..<110].reversed())
        #expect(page("limit=50&before=\(ids[100])") == ids[50..<100].reversed())
        #expect(call("GET", "/channels/\(channel)/messages?limit=101", &world).status == 400)
    }

    @Test("What Discord refuses is refused with its codes")
    func refusals() {
        var world = world { $0.permissions = Permissions.view | Permissions.history | Permissions.ban }
        let guild = world.guilds[0].id
        #expect(call("GET", "/users/@me", &world, token: "x").status == 401)
        #expect(call("DELETE", "/guilds/\(guild)/members/\(People.id(30))", &world).body["code"].integer == 50013)
        #expect(call("PUT", "/guilds/\(guild)/bans/\(People.id(0))", &world).body["code"].integer == 50013)
        #expect(call("PUT", "/guilds/\(guild)/bans/\(People.id(30))", &world).status == 204)
        #expect(call("GET", "/guilds/1/roles", &world).body["code"].integer == 10004)
        let channel = world.guilds[0].textChannels[0]
        world.guilds[0].channels[channel].isHidden = true
        let id = world.guilds[0].channels[channel].id
        #expect(call("GET", "/channels/\(id)/messages", &world).body["code"].integer == 50001)
    }

    @Test("A bucket is shut until its span is over, and fifty a second are let through over all")
    func limits() throws {
        var limits = Limits()
        let (route, parameters) = try #require(Routes.find("GET", "/channels/5/messages"))
        var call = Call(method: "GET", path: "/channels/5/messages")
        call.parameters = parameters
        let scenario = Scenario()
        let statuses = (0..<6).map { _ in limits.take(route, call, scenario, at: start).refusal?.status }
        #expect(statuses == [nil, nil, nil, nil, nil, 429])
        #expect(limits.take(route, call, scenario, at: start + 1_001).refusal == nil)
        var scopes: [String] = []
        for channel in 0..<60 {
            call.parameters = ["channel": String(channel)]
            scopes +=
                limits.take(route, call, scenario, at: start + 5_000).refusal?.headers.filter {
                    $0.0 == "X-RateLimit-Scope"
                }.map(\.1) ?? []
        }
        #expect(scopes == Array(repeating: "global", count: 10))
    }

    /// A gateway with one connection that has a session.
    private func gateway(_ world: inout World, _ change: (inout Scenario) -> Void = { _ in }) -> Gateway {
        var scenario = Scenario()
        change(&scenario)
        var gateway = Gateway(scenario)
        gateway.opened(1, path: "/", query: ["v": "10", "encoding": "json"], at: start)
        gateway.received(1, identify(), &world, at: start)
        return gateway
    }

    private func identify(_ token: String = Scenario().token, intents: Int = 1 << 9) -> [UInt8] {
        JSON.object([
            .init(key: "op", value: 2),
            .init(
                key: "d",
                value: ["token": .string(token), "intents": .integer(Int64(intents)), "properties": ["os": "linux"]]),
        ]).bytes
    }

    private func texts(_ out: [Outgoing]) -> [String] {
        out.map { piece in
            switch piece {
            case .frame(let bytes):
                let json = JSON.read(bytes)
                return json?["t"].text.map { "\($0) \(json?["s"].integer ?? 0)" } ?? "op \(json?["op"].integer ?? -1)"
            case .cut: return "cut"
            case .close(let code): return "close \(code)"
            case .drop: return "drop"
            }
        }
    }

    @Test("A session that is taken up gets what it missed, and one that was lost does not")
    func resumes() {
        var world = world()
        var gateway = gateway(&world)
        #expect(texts(gateway.outgoing(1)) == ["op 10", "READY 1"])
        gateway.closed(1, code: nil, at: start)
        _ = world.post(0, world.guilds[0].textChannels[0], by: 20)
        for happening in world.takeOutbox() { _ = gateway.dispatch(happening) }
        func resume(_ connection: Int, at moment: Int64) -> [String] {
            gateway.opened(connection, path: "/resume", query: ["v": "10"], at: moment)
            let frame: JSON = ["op": 6, "d": ["token": .string(Scenario().token), "session_id": "fake1x1", "seq": 1]]
            gateway.received(connection, frame.bytes, &world, at: moment)
            return texts(gateway.outgoing(connection))
        }
        let told = resume(2, at: start + 1_000)
        #expect(told.dropFirst().first == "MESSAGE_CREATE 2" && told.last?.hasPrefix("RESUMED") == true)
        gateway.closed(2, code: 1000, at: start + 2_000)
        #expect(resume(3, at: start + 3_000) == ["op 10", "op 9"])
    }

    @Test(
        "What breaks the gateway's rules ends the connection with its code",
        arguments: [
            ("token", 4004), ("intents", 4013), ("privileged", 4014), ("twice", 4005), ("sends", 4008),
            ("opcode", 4001),
        ])
    func closes(what: String, code: Int) {
        var world = world { if what == "privileged" { $0.privileged = 0 } }
        world.application.privileged = what == "privileged" ? 0 : Intents.privileged
        var gateway = gateway(&world)
        if ["token", "intents", "privileged"].contains(what) {
            gateway = Gateway(Scenario())
            world.starts.last = [:]
            gateway.opened(1, path: "/", query: ["v": "10"], at: start)
        }
        switch what {
        case "token": gateway.received(1, identify("x"), &world, at: start)
        case "intents": gateway.received(1, identify(intents: 1 << 40), &world, at: start)
        case "privileged": gateway.received(1, identify(intents: 1 << 15), &world, at: start)
        case "twice": gateway.received(1, identify(), &world, at: start + 6_000)
        case "opcode": gateway.received(1, Array(#"{"op":77,"d":null}"#.utf8), &world, at: start)
        default: for _ in 0..<121 { gateway.received(1, Array(#"{"op":1,"d":null}"#.utf8), &world, at: start) }
        }
        #expect(texts(gateway.outgoing(1)).last == "close \(code)")
    }
}
