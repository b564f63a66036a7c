import Connectors
import SafetyModel
import Testing

@Suite("A session with Discord's gateway")
struct GatewaySessionTests {
    private struct Line {
        var session: GatewaySession
        var now = start
        var random = 0.5

        init(resuming mark: GatewaySession.Mark? = nil, shard: Int = 0, shards: Int = 1) {
            session = GatewaySession(
                settings: .init(token: "t", shard: shard, shards: shards, url: "wss://first"), resuming: mark)
        }

        mutating func hand(_ input: GatewaySession.Input) -> [GatewaySession.Action] {
            let value = random
            return session.handle(input, at: now) { value }
        }

        mutating func frame(_ json: String) throws -> [GatewaySession.Action] {
            hand(.received(try GatewayFrame(Array(json.utf8))))
        }

        mutating func dispatch(_ sequence: Int, _ type: String = "TYPING_START", _ data: String = "{}") throws
            -> [GatewaySession.Action]
        { try frame(#"{"op":0,"s":\#(sequence),"t":"\#(type)","d":\#(data)}"#) }

        /// Goes through to a session that stands.
        mutating func open() throws {
            _ = hand(.start)
            _ = hand(.opened)
            _ = try frame(#"{"op":10,"d":{"heartbeat_interval":40000}}"#)
            _ = hand(.identifyAllowed)
            _ = try dispatch(1, "READY", #"{"session_id":"abc","resume_gateway_url":"wss://second"}"#)
        }

        /// Lets time pass to the next moment at which the session wants to do something.
        mutating func wake() -> [GatewaySession.Action] {
            now = session.nextWake ?? now
            return hand(.tick)
        }
    }

    @Test("A fresh session waits to be allowed, identifies with intents and shard, and stands at READY")
    func opens() throws {
        var line = Line(shard: 1, shards: 3)
        #expect(line.hand(.start) == [.connect(url: "wss://first")])
        #expect(line.hand(.opened) == [])
        #expect(try line.frame(#"{"op":10,"d":{"heartbeat_interval":40000}}"#) == [.askToIdentify])
        guard case .send(let text)? = line.hand(.identifyAllowed).first else { throw Unexpected() }
        let identify = try tree(text)
        #expect(identify["op"].integer == 2 && identify["d"]["token"].text == "t")
        #expect(identify["d"]["shard"].elements.map(\.integer) == [1, 3])
        let intents = try #require(identify["d"]["intents"].integer)
        #expect(intents & 2 != 0 && intents & (1 << 15) != 0 && intents & (1 << 8) == 0)
        let actions = try line.dispatch(1, "READY", #"{"session_id":"abc","resume_gateway_url":"wss://second"}"#)
        #expect(actions.last == .ready(isFresh: true))
        #expect(line.session.mark == .init(session: "abc", resumeURL: "wss://second", sequence: 1))
    }

    @Test("The first heartbeat comes within the interval at random, and an unanswered one ends a dead connection")
    func heartbeats() throws {
        var line = Line()
        try line.open()
        #expect(line.session.nextWake == start + .seconds(20))
        #expect(line.wake() == [.send(#"{"op":1,"d":1}"#)])
        _ = try line.frame(#"{"op":11}"#)
        #expect(line.session.nextWake == start + .seconds(60))
        #expect(line.wake() == [.send(#"{"op":1,"d":1}"#)])
        #expect(line.wake() == [.close(code: 4000)])
        #expect(line.session.mark?.session == "abc")
        #expect(line.wake() == [.connect(url: "wss://second")])
    }

    @Test("Asked for a heartbeat, it is sent at once")
    func askedForHeartbeat() throws {
        var line = Line()
        try line.open()
        #expect(try line.frame(#"{"op":1,"d":null}"#) == [.send(#"{"op":1,"d":1}"#)])
    }

    @Test("After a drop the session is taken up at its own address from the last dispatch, and nothing is fetched")
    func resumes() throws {
        var line = Line()
        try line.open()
        _ = try line.dispatch(2)
        #expect(line.hand(.closed(code: nil)) == [])
        #expect(line.wake() == [.connect(url: "wss://second")])
        _ = line.hand(.opened)
        let actions = try line.frame(#"{"op":10,"d":{"heartbeat_interval":40000}}"#)
        #expect(actions == [.send(#"{"op":6,"d":{"token":"t","session_id":"abc","seq":2}}"#)])
        #expect(try line.dispatch(3).count == 1)
        #expect(try line.dispatch(4, "RESUMED").contains(.ready(isFresh: false)))
    }

    @Test("A session of an earlier run is taken up")
    func resumesAfterRestart() throws {
        var line = Line(resuming: .init(session: "old", resumeURL: "wss://third", sequence: 77))
        #expect(line.hand(.start) == [.connect(url: "wss://third")])
        _ = line.hand(.opened)
        let actions = try line.frame(#"{"op":10,"d":{"heartbeat_interval":40000}}"#)
        #expect(actions == [.send(#"{"op":6,"d":{"token":"t","session_id":"old","seq":77}}"#)])
    }

    @Test("A session that cannot be taken up is lost: a fresh one follows after one to five seconds")
    func invalidSession() throws {
        var line = Line()
        try line.open()
        line.random = 0
        #expect(try line.frame(#"{"op":9,"d":false}"#) == [.close(code: 4000), .lost])
        #expect(line.session.nextWake == start + .seconds(1))
        #expect(line.wake() == [.connect(url: "wss://first")])
    }

    @Test("What came early is handed on before a session is lost: it would not come again")
    func earlyBeforeLoss() throws {
        var line = Line()
        try line.open()
        _ = try line.dispatch(3)
        let actions = try line.frame(#"{"op":9,"d":false}"#)
        #expect(actions.count == 3 && actions.last == .lost)
        guard case .dispatch(let early) = actions[1] else { throw Odd() }
        #expect(early.sequence == 3)
    }

    private struct Odd: Error {}

    @Test("While nothing is read, a heartbeat without an answer ends no connection; afterwards one does")
    func notReading() throws {
        var line = Line()
        try line.open()
        line.session.isReading = false
        for _ in 0..<3 { #expect(line.wake() == [.send(#"{"op":1,"d":1}"#)]) }
        line.session.isReading = true
        #expect(line.wake() == [.send(#"{"op":1,"d":1}"#)])
        #expect(line.wake() == [.close(code: 4000)])
    }

    @Test("An invalid session that may be resumed stays")
    func invalidButResumable() throws {
        var line = Line()
        try line.open()
        #expect(try line.frame(#"{"op":9,"d":true}"#) == [.close(code: 4000)])
        #expect(line.wake() == [.connect(url: "wss://second")])
    }

    @Test("Told to reconnect, it leaves with a code that keeps the session")
    func reconnect() throws {
        var line = Line()
        try line.open()
        #expect(try line.frame(#"{"op":7,"d":null}"#) == [.close(code: 4000)])
        #expect(line.wake() == [.connect(url: "wss://second")])
    }

    @Test(
        "After these codes it never connects again, and says what to do",
        arguments: [4004, 4010, 4011, 4012, 4013, 4014])
    func fatal(code: Int) throws {
        var line = Line()
        try line.open()
        let failure = try #require(GatewayFailure(closeCode: code))
        #expect(line.hand(.closed(code: code)) == [.fail(failure)])
        #expect(line.session.nextWake == nil)
        #expect(line.hand(.tick) == [] && line.hand(.start) == [])
        #expect(failure.description.contains(";"))
    }

    @Test(
        "After these codes it takes the session up", arguments: [nil, 1000, 1001, 1006, 4000, 4001, 4002, 4005, 4008])
    func resumable(code: Int?) throws {
        var line = Line()
        try line.open()
        #expect(line.hand(.closed(code: code)) == [])
        #expect(line.wake() == [.connect(url: "wss://second")])
    }

    @Test("After these codes the session is lost", arguments: [4003, 4007, 4009])
    func lost(code: Int) throws {
        var line = Line()
        try line.open()
        #expect(line.hand(.closed(code: code)) == [.lost])
        #expect(line.wake() == [.connect(url: "wss://first")])
    }

    @Test("The waits between failing attempts double up to a minute, drawn from their upper half")
    func backoff() throws {
        var line = Line()
        line.random = 0
        _ = line.hand(.start)
        var waits: [Int64] = []
        for _ in 0..<8 {
            _ = line.hand(.closed(code: nil))
            waits.append((line.session.nextWake ?? line.now).since(line.now).milliseconds / 500)
            _ = line.wake()
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60])
    }

    @Test("A peer that never says hello is left")
    func silence() throws {
        var line = Line()
        _ = line.hand(.start)
        _ = line.hand(.opened)
        #expect(line.wake() == [.close(code: 4000)])
    }

    @Test("A dispatch that comes twice counts once; one that comes early waits for its turn")
    func order() throws {
        var line = Line()
        try line.open()
        #expect(try line.dispatch(2).count == 1)
        #expect(try line.dispatch(2).isEmpty)
        #expect(try line.dispatch(4).isEmpty)
        #expect(line.session.mark?.sequence == 2)
        #expect(try line.dispatch(4).isEmpty)
        let sequences = try line.dispatch(3).compactMap {
            if case .dispatch(let told) = $0 { told.sequence } else { nil }
        }
        #expect(sequences == [3, 4])
        #expect(line.session.mark?.sequence == 4)
    }

    @Test(
        "What is missing is given up after many more, or after two seconds, and that is said", arguments: [true, false])
    func missing(comesMore: Bool) throws {
        var line = Line()
        try line.open()
        var actions: [GatewaySession.Action] = []
        for sequence in 3..<(comesMore ? 300 : 9) { actions += try line.dispatch(sequence) }
        if !comesMore {
            #expect(actions.isEmpty && line.session.nextWake == start + .seconds(2))
            actions += line.wake()
        }
        #expect(actions.first == .missed(1))
        #expect(actions.count == (comesMore ? 298 : 7))
        #expect(line.session.mark?.sequence == (comesMore ? 299 : 8))
    }

    @Test("What came early before a drop comes again with the session")
    func earlyBeforeDrop() throws {
        var line = Line()
        try line.open()
        #expect(try line.dispatch(3).isEmpty)
        _ = line.hand(.closed(code: nil))
        _ = line.wake()
        _ = line.hand(.opened)
        guard case .send(let text)? = try line.frame(#"{"op":10,"d":{"heartbeat_interval":40000}}"#).first else {
            throw Unexpected()
        }
        #expect(try tree(text)["d"]["seq"].integer == 1)
        #expect(try line.dispatch(2).count == 1)
        #expect(try line.dispatch(3).count == 1)
    }

    @Test("A session is taken up whether or not RESUMED has a number of its own", arguments: ["3", "2", "null"])
    func resumedNumbers(number: String) throws {
        var line = Line()
        try line.open()
        _ = line.hand(.closed(code: nil))
        _ = line.wake()
        _ = line.hand(.opened)
        _ = try line.frame(#"{"op":10,"d":{"heartbeat_interval":40000}}"#)
        _ = try line.dispatch(2)
        let actions = try line.frame(#"{"op":0,"s":\#(number),"t":"RESUMED","d":{}}"#)
        #expect(actions.contains(.ready(isFresh: false)) && line.session.isReady)
    }

    @Test("At most 110 payloads of ours go in a minute, and heartbeats always find room")
    func sendLimit() throws {
        var line = Line()
        try line.open()
        var sent = 0
        for number in 0..<200 { sent += line.hand(.send("\(number)")).count }
        #expect(sent == 109)
        #expect(line.wake().contains(.send(#"{"op":1,"d":1}"#)))
        _ = try line.frame(#"{"op":11}"#)
        line.now = start + .seconds(61)
        #expect(line.hand(.tick).count >= 91)
    }

    @Test("A frame with text that is not UTF-8 is repaired; one that is no payload is refused without a trap")
    func brokenFrames() throws {
        var bytes = Array(#"{"op":0,"s":5,"t":"X","d":{"a":"é"}}"#.utf8)
        bytes.removeAll { $0 == 0xA9 }
        let frame = try GatewayFrame(bytes)
        #expect(frame.sequence == 5 && frame.data["a"].text == "\u{FFFD}")
        for text in ["", "{", "[]", "null", #"{"op":"x"}"#, #"{"d":1}"#, String(repeating: "[", count: 999)] {
            #expect(throws: JSONError.self) { try GatewayFrame(Array(text.utf8)) }
        }
    }

    @Test("Shards identify one after another, and the day's number is never used up")
    func gate() throws {
        var gate = IdentifyGate(
            limit: try tree(#"{"max_concurrency":2,"remaining":24,"reset_after":3600000}"#), at: start)
        #expect(gate.reserve(shard: 0, at: start) == start)
        #expect(gate.reserve(shard: 1, at: start) == start)
        #expect(gate.reserve(shard: 2, at: start) == start + .seconds(5))
        #expect(gate.reserve(shard: 3, at: start) == start + .seconds(5))
        #expect(gate.reserve(shard: 4, at: start) == start + .hours(1))
    }
}
