public import AsyncHTTPClient
public import Connectors
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
public import SafetyModel

/// Speaks with Discord's REST interface, within its limits: requests wait for their bucket, are repeated after the delay
/// that Discord names, and after faults of its own.
public actor DiscordClient {
    private let base: String
    private let token: String
    private let http: HTTPClient
    private let now: @Sendable () -> Timestamp
    private var limiter = RateLimiter()
    /// What the last answer's clock said, in milliseconds ahead of this machine's.
    public private(set) var skew: Int64?

    /// Longest answer that is taken, in bytes.
    private static let largestAnswer = 16 << 20
    private static let timeout = TimeAmount.seconds(30)
    /// How often a request is tried before its fault is told.
    private static let tries = 5
    /// A bucket that is closed for longer than this is not waited for: the caller comes again.
    private static let longestWait = Duration.seconds(120)
    /// From so many refused requests in ten minutes on, the limiter lets none go.
    private static let mostRefused = 9_000
    /// https://docs.discord.com/developers/reference#user-agent
    private static let agent = "DiscordBot (https://example.org/vigie, 1)"

    public init(_ settings: DiscordSettings, http: HTTPClient, now: @escaping @Sendable () -> Timestamp) {
        base = settings.rest.hasSuffix("/") ? String(settings.rest.dropLast()) : settings.rest
        token = settings.token
        self.http = http
        self.now = now
    }

    /// Has a request done.
    /// - Returns: the answer; ``JSONTree/null`` where it has no body.
    /// - Throws: ``DiscordFault`` once trying again is of no use.
    public func call(_ request: DiscordRequest) async throws(DiscordFault) -> JSONTree {
        var fault = DiscordFault.unreachable(base)
        for attempt in 0..<Self.tries {
            try await turn(of: request)
            let answer: Answer
            do {
                answer = try await exchange(request)
            } catch {
                limiter.answered(request.route, status: nil, RateLimitHeaders(), at: now())
                fault = error
                guard error.isPassing, await pause(Self.backoff(attempt)) else { throw error }
                continue
            }
            // An interaction whose own token has run out says nothing of the bot's.
            let isOthers = answer.status == 401 && !request.isAuthorized
            limiter.answered(request.route, status: isOthers ? 403 : answer.status, answer.limits, at: now())
            if (200..<300).contains(answer.status) { return try Self.tree(answer.body) }
            fault = isOthers ? .refused(status: 404, code: 0) : Self.fault(answer)
            guard fault.isPassing else { throw fault }
            // The limiter holds a 429 back itself; that of a proxy names no bucket, and its delay is kept here.
            let delay = answer.status == 429 ? Duration.seconds(answer.limits.retryAfter ?? 1) : Self.backoff(attempt)
            guard delay <= Self.longestWait, await pause(delay) else { throw fault }
        }
        throw fault
    }

    /// A request of which only the fault counts; nil where there was none.
    public func fault(_ request: DiscordRequest) async -> DiscordFault? {
        do throws(DiscordFault) {
            _ = try await call(request)
            return nil
        } catch {
            return error
        }
    }

    /// Waits until the limits let the request go.
    private func turn(of request: DiscordRequest) async throws(DiscordFault) {
        while true {
            let moment = now()
            switch limiter.ask(request.route, at: moment) {
            case .go: return
            case .refused: throw .tokenRefused
            case .wait(let until):
                let wait = until.since(moment)
                guard wait <= Self.longestWait else {
                    throw limiter.invalidCount >= Self.mostRefused ? .heldBack : .refused(status: 429, code: 0)
                }
                guard await pause(wait) else { throw .unreachable(base) }
            }
        }
    }

    /// - Returns: false where it was cancelled.
    private func pause(_ span: Duration) async -> Bool {
        do {
            try await Task.sleep(for: max(span, .milliseconds(1)))
            return true
        } catch {
            return false
        }
    }

    /// 0.5 s, 1 s, 2 s, 4 s, each drawn from its upper half.
    private static func backoff(_ attempt: Int) -> Duration {
        .milliseconds(Int(Double(500 << attempt) * Double.random(in: 0.5...1)))
    }

    // MARK: One exchange

    private struct Answer {
        var status: Int
        var body: [UInt8]
        var limits: RateLimitHeaders
    }

    private func exchange(_ request: DiscordRequest) async throws(DiscordFault) -> Answer {
        var message = HTTPClientRequest(url: base + request.path)
        message.method = HTTPMethod(rawValue: request.method.rawValue)
        message.headers.add(name: "User-Agent", value: Self.agent)
        if request.isAuthorized { message.headers.add(name: "Authorization", value: "Bot \(token)") }
        if let reason = request.reasonHeader { message.headers.add(name: "X-Audit-Log-Reason", value: reason) }
        if let body = request.body {
            message.headers.add(name: "Content-Type", value: "application/json")
            message.body = .bytes(ByteBuffer(bytes: body.bytes))
        }
        do {
            let response = try await http.execute(message, timeout: Self.timeout)
            let bytes = Array(try await response.body.collect(upTo: Self.largestAnswer).readableBytesView)
            compareClocks(response.headers)
            return Answer(
                status: Int(response.status.code), body: bytes, limits: Self.limits(response.headers, bytes))
        } catch is NIOTooManyBytesError {
            throw .tooLarge
        } catch let error where DiscordTrust.isRefusal(error) {
            throw .untrusted(base)
        } catch {
            throw .unreachable(base)
        }
    }

    private func compareClocks(_ headers: HTTPHeaders) {
        guard let text = headers.first(name: "Date"), let date = HTTPDate.moment(text) else { return }
        skew = date.milliseconds - now().milliseconds
    }

    private static func tree(_ body: [UInt8]) throws(DiscordFault) -> JSONTree {
        if body.isEmpty { return .null }
        do { return try JSONTree(repairing: body) } catch { throw .unreadable }
    }

    private static func limits(_ headers: HTTPHeaders, _ body: [UInt8]) -> RateLimitHeaders {
        func number(_ name: String) -> Double? { headers.first(name: name).flatMap { Double($0) } }
        var limits = RateLimitHeaders(
            bucket: headers.first(name: "X-RateLimit-Bucket"),
            limit: number("X-RateLimit-Limit").flatMap { Int(exactly: $0) },
            remaining: number("X-RateLimit-Remaining").flatMap { Int(exactly: $0) },
            resetAfter: number("X-RateLimit-Reset-After"), scope: headers.first(name: "X-RateLimit-Scope"),
            retryAfter: number("Retry-After"))
        if let after = (try? JSONTree(repairing: body))?["retry_after"].double { limits.retryAfter = after }
        if headers.first(name: "X-RateLimit-Global")?.lowercased() == "true" { limits.scope = "global" }
        return limits
    }

    private static func fault(_ answer: Answer) -> DiscordFault {
        if answer.status == 401 { return .tokenRefused }
        let code = (try? JSONTree(repairing: answer.body))?["code"].integer ?? 0
        return .refused(status: answer.status, code: Int(clamping: code))
    }
}
