import Foundation
import Hummingbird
import Logging
import NIOCore
import SafetyModel

@testable import Connectors
@testable import LiveConnectors

/// A homeserver that writes down what it is asked and answers what a test says: on a socket of the loopback address.
actor FakeHomeserver {
    struct Call: Sendable, Hashable {
        var method: String
        var path: String
        var body: String
        var token: String
    }

    private(set) var calls: [Call] = []
    private var answers: [(method: String, path: String, status: Int, body: String)] = []
    private var number = 0

    /// Answers requests whose path holds these words; what was said last counts first.
    func answer(_ method: String, _ path: String, status: Int = 200, _ body: String = "{}") {
        answers.insert((method, path, status, body), at: 0)
    }

    /// Paths and bodies of the calls by a method whose path holds these words.
    func calls(_ method: String, _ words: String) -> [Call] {
        calls.filter { $0.method == method && $0.path.contains(words) }
    }

    /// What Vigie said in a room, in order.
    func said(in room: String) -> [String] {
        calls("PUT", "/rooms/\(MatrixClient.escaped(room))/send/m.room.message/").compactMap { call in
            ((try? JSONSerialization.jsonObject(with: Data(call.body.utf8))) as? [String: Any])?["body"] as? String
        }
    }

    private func take(_ call: Call) -> (status: Int, body: String) {
        calls.append(call)
        if let known = answers.first(where: { $0.method == call.method && call.path.contains($0.path) }) {
            return (known.status, known.body)
        }
        number += 1
        return (200, "{\"event_id\":\"$sent\(number)\",\"room_id\":\"!made\(number)\"}")
    }

    /// Runs it while a test runs.
    static func run(
        _ body: @escaping @Sendable (FakeHomeserver, MatrixSettings) async throws -> Void
    ) async throws {
        let server = FakeHomeserver()
        let router = Router()
        for method in [HTTPRequest.Method.get, .put, .post, .delete] {
            router.on("/**", method: method) { request, _ in
                let received = try await request.body.collect(upTo: 1 << 20)
                let (status, answer) = await server.take(
                    Call(
                        method: method.rawValue, path: request.uri.string, body: String(buffer: received),
                        token: request.headers[.authorization] ?? ""))
                return Response(
                    status: .init(code: status), headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: answer)))
            }
        }
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "fake")
        logger.logLevel = .critical
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { told.yield($0.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var waiting = ports.makeAsyncIterator()
            let port = await waiting.next() ?? 0
            try await body(
                server,
                MatrixSettings(
                    homeserver: "http://127.0.0.1:\(port)", server: "harbour.test",
                    registration: MatrixRegistration(
                        url: "http://127.0.0.1:1", asToken: "as-token-of-the-test", hsToken: "hs-token-of-the-test",
                        mode: .all), host: "127.0.0.1", port: 0))
            group.cancelAll()
        }
    }
}

/// Notes in memory, as the database keeps them.
actor MemoryNotes: ConnectorStore {
    private var books: [String: [String: [UInt8]]] = [:]

    func notes(of connector: String) -> [String: [UInt8]] { books[connector] ?? [:] }

    func keep(_ notes: [String: [UInt8]?], of connector: String) {
        for (key, value) in notes { books[connector, default: [:]][key] = value }
    }
}

/// The parts of a connector, as they are put together for a test.
struct MatrixParts {
    static let now = Timestamp(milliseconds: 1_800_000_000_000)
    static let logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    let settings: MatrixSettings
    let client: MatrixClient
    let memory: MatrixMemory
    let intake: MatrixIntake
    let batches: AsyncStream<MatrixBatch>

    /// - Parameter accept: makes events durable.
    init(
        _ settings: MatrixSettings, notes: MemoryNotes = MemoryNotes(), takesReports: Bool = false,
        bansListed: Bool = false, accept: @escaping @Sendable ([Event]) async throws -> Void = { _ in }
    ) {
        self.settings = settings
        client = MatrixClient(settings, http: .shared)
        memory = MatrixMemory(notes, server: settings.server)
        let (batches, told) = AsyncStream.makeStream(of: MatrixBatch.self)
        self.batches = batches
        var state = MatrixState(server: settings.server, bot: settings.bot)
        state.reserved = Set([settings.commands?.room].compactMap(\.self))
        intake = MatrixIntake(
            translator: MatrixTranslator(state: state, hash: MatrixPolicyHash.base64), memory: memory, client: client,
            accept: accept, now: { Self.now }, logger: Self.logger, takesReports: takesReports, bansListed: bansListed,
            told: told)
    }

    /// Sends events as one transaction; each is JSON without id and time.
    func send(_ events: String..., from first: Int = 0) async throws {
        try await intake.take(Self.transaction(events, from: first))
    }

    static func transaction(_ events: [String], from first: Int = 0) throws -> MatrixTransaction {
        let whole = events.enumerated().map { number, event in
            "{\"event_id\":\"$\(first + number)\",\"origin_server_ts\":\(1_700_000_000_000 + number),\(event)}"
        }
        return try MatrixTransaction(Array("{\"events\":[\(whole.joined(separator: ","))]}".utf8))
    }

    static func state(_ room: String, _ sender: String, _ type: String, _ key: String, _ content: String) -> String {
        "\"room_id\":\"!\(room)\",\"sender\":\"@\(sender):harbour.test\",\"type\":\"\(type)\",\"state_key\":\"\(key)\",\"content\":\(content)"
    }

    static func join(_ room: String, _ user: String) -> String {
        state(room, user, "m.room.member", "@\(user):harbour.test", "{\"membership\":\"join\"}")
    }

    static func say(_ room: String, _ sender: String, _ text: String) -> String {
        "\"room_id\":\"!\(room)\",\"sender\":\"@\(sender):harbour.test\",\"type\":\"m.room.message\",\"content\":{\"msgtype\":\"m.text\",\"body\":\"\(text)\"}"
    }

    /// A space with the quay and the bridge in it, a moderator and two members.
    func build() async throws {
        var events = [
            Self.state("space", "maren", "m.room.create", "", "{\"type\":\"m.space\",\"room_version\":\"11\"}")
        ]
        events.append(Self.state("space", "maren", "m.room.join_rules", "", "{\"join_rule\":\"public\"}"))
        for room in ["quay", "bridge"] {
            events.append(Self.state(room, "maren", "m.room.create", "", "{\"room_version\":\"11\"}"))
            events.append(Self.state(room, "maren", "m.room.join_rules", "", "{\"join_rule\":\"public\"}"))
            events.append(
                Self.state(
                    room, "maren", "m.room.power_levels", "",
                    "{\"users\":{\"@maren:harbour.test\":100,\"@odile:harbour.test\":50}}"))
            events.append(Self.state("space", "maren", "m.space.child", "!\(room)", "{\"via\":[\"harbour.test\"]}"))
            for name in ["maren", "odile", "isaure"] { events.append(Self.join(room, name)) }
        }
        events.append(Self.join("quay", "quillon"))
        try await intake.take(Self.transaction(events, from: 1000))
    }
}
