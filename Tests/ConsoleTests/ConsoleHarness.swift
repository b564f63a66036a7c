import Casework
import Console
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Rules
import SQLiteStorage
import SafetyModel
import Synchronization
import Testing

/// A clock that a test moves.
final class TestClock: Sendable {
    private let moment = Mutex(Sample.now)
    func now() -> Timestamp { moment.withLock { $0 } }
    func advance(_ span: Duration) { moment.withLock { $0 = $0 + span } }
}

/// Live figures that a test knows: three readings, then the end.
struct ThreeReadings: LiveFigures {
    static let reading = LiveReading(
        eventsPerSecond: 1234.4, events: 1_000_000, signals: 48, signalsAboutStaff: 3, behindBy: 7)

    func current() async -> LiveReading { Self.reading }

    func updates() async -> AsyncStream<LiveReading> {
        AsyncStream { continuation in
            for _ in 0..<3 { continuation.yield(Self.reading) }
            continuation.finish()
        }
    }
}

/// Changes thresholds in the store alone: the watch that would take them over is tested with the service.
struct StoreDesk: ThresholdDesk {
    let store: SQLiteStore

    func handOverCounts() async throws {}

    func change(_ order: ThresholdOrder, by reviewer: Reviewer, at moment: Timestamp) async throws -> ThresholdChange {
        try await store.changeThreshold(
            order, after: try await store.lastSequence(), by: reviewer, at: moment)
    }
}

/// Reads rules for real and changes them in the store alone.
struct StoreRuleDesk: RuleDesk {
    let store: SQLiteStore

    func isFileName(_ name: String) -> Bool { RuleSet.reads(file: name) && !name.contains("/") }

    func rules(in files: [RuleFileText]) async -> [RuleReview.Entry] { await review(files, inForce: files).rules }

    func review(_ files: [RuleFileText], inForce: [RuleFileText]) async -> RuleReview {
        do throws(RuleProblems) {
            let set = try RuleSet.parse(texts: files, taxonomy: Sample.taxonomy)
            let old = (try? RuleSet.parse(texts: inForce, taxonomy: Sample.taxonomy)) ?? RuleSet()
            let change = RuleDifference(from: old, to: set)
            return RuleReview(
                rules: set.rules.map {
                    RuleReview.Entry(
                        name: $0.name, policy: $0.policy, isLive: $0.mode == .live, file: $0.place.file,
                        line: $0.place.line, proposals: [])
                },
                changes: RuleChanges(
                    added: change.added, changed: change.changed, removed: change.removed,
                    sharedChanged: change.sharedChanged, proposesExclusion: change.proposesExclusion,
                    mayLoosen: change.mayLoosen))
        } catch {
            return RuleReview(problems: error.problems)
        }
    }

    func rehearse(
        _ files: [RuleFileText], inForce: [RuleFileText], since: Timestamp, about scopes: [ThresholdScope]
    ) async throws -> RuleRehearsal {
        var row = RuleRehearsal.Row(rule: "asks")
        row.found = scopes.count
        return RuleRehearsal(events: 3, since: since, isWhole: true, rows: [row])
    }

    func enter(_ order: RuleOrder, by author: Reviewer, at moment: Timestamp) async throws -> RuleRevision {
        try await store.enter(order, after: try await store.lastSequence(), by: author, at: moment)
    }

    func decide(
        _ revision: Int64, agrees: Bool, by reviewer: Reviewer, at moment: Timestamp
    ) async throws -> RuleRevision {
        try await store.decide(
            revision, agrees: agrees, after: try await store.lastSequence(), by: reviewer, at: moment)
    }

    func problem() async -> String? { nil }
}

/// The console over a real store with the sample community in it.
struct Harness: Sendable {
    var console: Console
    var store: SQLiteStore
    var clock: TestClock
    var application: Application<RouterResponder<BasicRequestContext>>
}

/// Runs a test against the console, in a folder that is gone afterwards.
func withConsole<Value>(
    reviewers: Bool = true, settings: ConsoleSettings = ConsoleSettings(passwordCost: 10),
    live: any LiveFigures = ThreeReadings(), takesSnapshots: Bool = false,
    _ body: @Sendable (Harness, Browser) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-console-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = TestClock()
    var options = SQLiteStore.Options()
    options.receiptCost = 4
    let store = try SQLiteStore.open(
        path: folder.appendingPathComponent("vigie.db").path, taxonomy: Sample.taxonomy, options: options,
        clock: { clock.now() })
    _ = try await store.append(Sample.events())
    _ = try await store.record(Sample.signals(), upTo: 1)
    let console = try Console(
        store: store, taxonomy: Sample.taxonomy, live: live, desk: StoreDesk(store: store),
        rules: StoreRuleDesk(store: store), settings: settings,
        audits: takesSnapshots ? StoreAudits(store: store) : nil, now: { clock.now() })
    let router = Router()
    console.addRoutes(to: router)
    let harness = Harness(console: console, store: store, clock: clock, application: Application(router: router))
    if reviewers { try await addReviewers(to: store) }
    let value = try await harness.application.test(.router) { client in
        try await body(harness, Browser(client: client))
    }
    try? store.close()
    return value
}

/// One account of each role: `rina` reviews, `leo` leads, `gus` is a guardian, `ada` administrates, `fred` reviews in
/// French.
func addReviewers(to store: any ReviewerStore) async throws {
    let people: [(name: String, roles: Set<ReviewerRole>, language: String)] = [
        ("rina", [.reviewer], "en"), ("leo", [.lead], "en"), ("gus", [.guardian], "en"),
        ("ada", [.administrator], "en"), ("fred", [.guardian, .administrator], "fr"),
    ]
    for person in people {
        _ = try await store.create(
            name: person.name, passwordHash: TestPassword.hash, roles: person.roles, language: person.language, by: nil,
            at: Sample.now)
    }
}

/// A browser as far as a test needs one: it keeps cookies and finds form tokens.
final class Browser: Sendable {
    let client: any TestClientProtocol
    private let cookies = Mutex<[String: String]>([:])
    private let token = Mutex("")

    init(client: any TestClientProtocol) { self.client = client }

    struct Answer {
        var status: HTTPResponse.Status
        var headers: HTTPFields
        var body: String
        var location: String { headers[.location] ?? "" }
    }

    var cookieNames: Set<String> { Set(cookies.withLock { $0.keys }) }
    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }
    func setCookie(_ name: String, _ value: String?) { cookies.withLock { $0[name] = value } }
    var formToken: String { token.withLock { $0 } }

    /// Another browser at the same console.
    func another() -> Browser { Browser(client: client) }

    @discardableResult
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(path, method: .get, headers: headers, body: nil)
    }

    /// Sends a form, with the token of the last page unless the form names its own.
    @discardableResult
    func post(
        _ path: String, _ fields: [(String, String)] = [], headers: HTTPFields = [:], withToken: Bool = true
    ) async throws -> Answer {
        var fields = fields
        if withToken { fields.append(("form", formToken)) }
        let body = fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        return try await postRaw(path, body, headers: headers)
    }

    /// Sends a form with one file.
    func upload(_ path: String, _ file: [UInt8], named field: String) async throws -> Answer {
        var body = ByteBuffer()
        body.writeString("--XyZ\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n\(formToken)\r\n")
        body.writeString(
            "--XyZ\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"a.json\"\r\n\r\n")
        body.writeBytes(file)
        body.writeString("\r\n--XyZ--\r\n")
        return try await send(
            path, method: .post, headers: [.contentType: "multipart/form-data; boundary=XyZ"], body: body)
    }

    @discardableResult
    func postRaw(_ path: String, _ body: String, headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        return try await send(path, method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    func send(_ path: String, method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?) async throws -> Answer
    {
        var headers = headers
        let jar = cookies.withLock { $0 }
        if !jar.isEmpty {
            headers[.cookie] = jar.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; ")
        }
        let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
        for line in response.headers[values: .setCookie] { remember(line) }
        let text = String(buffer: response.body)
        if let found = text.firstMatch(of: /name="form" value="([0-9a-f]{64})"/) {
            token.withLock { $0 = String(found.1) }
        }
        return Answer(status: response.status, headers: response.headers, body: text)
    }

    private func remember(_ line: String) {
        let parts = line.split(separator: ";").map { $0.drop(while: { $0 == " " }) }
        guard let pair = parts.first, let sign = pair.firstIndex(of: "=") else { return }
        let value = String(pair[pair.index(after: sign)...])
        let gone = parts.contains { $0.lowercased() == "max-age=0" }
        cookies.withLock { $0[String(pair[..<sign])] = gone ? nil : value }
    }

    @discardableResult
    func signIn(_ name: String, _ password: String = Sample.password) async throws -> Answer {
        try await get("/sign-in")
        let answer = try await post("/sign-in", [("name", name), ("password", password)])
        if answer.status == .seeOther { try await get("/account") }
        return answer
    }

    static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
