import Connectors
import HTTPTypes
public import Hummingbird
import NIOCore
public import SafetyModel
public import Webhooks

/// `POST /v1/events`: takes events as NDJSON, one CloudEvents object, or a CloudEvents batch, plain or gzip.
///
/// The answer comes once the events are durable, and counts what was stored, what was there already and what was set
/// aside. 429 with `Retry-After` says that the watch is behind: send the same again later, nothing is doubled.
public struct EventsEndpoint: Sendable {
    private let pipeline: Pipeline
    private let token: BearerToken
    private let keys: WebhookKeys?
    private let now: @Sendable () -> Timestamp
    /// Largest body, in bytes, as it comes over the wire.
    public static let largestBody = 16 << 20
    /// Largest body once inflated.
    public static let largestInflated = 64 << 20

    /// - Parameter keys: of senders that sign their posts instead of showing the token.
    public init(
        pipeline: Pipeline, token: BearerToken, keys: WebhookKeys? = nil, now: @escaping @Sendable () -> Timestamp
    ) {
        self.pipeline = pipeline
        self.token = token
        self.keys = keys
        self.now = now
    }

    public func addRoutes(to router: Router<some RequestContext>) {
        router.refuseOtherMethods(at: "/v1/events", than: .post)
        router.post("/v1/events") { request, _ in
            do {
                return try await take(request)
            } catch let refusal as Refusal {
                return refusal.response
            }
        }
    }

    private func take(_ request: Request) async throws -> Response {
        let signature = request.headers[.authorization] == nil ? keys.flatMap { SignedPost(request, keys: $0) } : nil
        if let signature {
            // An old one is refused before its body is read.
            try signature.checkTime(at: now())
        } else if !token.admits(request) {
            throw Refusal.unauthorized
        }
        let format = try EventPost.Format(contentType: request.headers[.contentType])
            .orRefuse(
                .unsupportedMediaType,
                "use application/x-ndjson, application/cloudevents+json or application/cloudevents-batch+json")
        let sent = try await body(of: request)
        // The signature is over the bytes as they were sent.
        try signature?.check(sent, at: now())
        let bytes = try inflated(sent, request)
        let post = EventPost(decoding: bytes, as: format, now: now())
        if post.isHopeless { throw Refusal.tooManyBadLines }
        let sequences = try await submit(post.events)
        try await pipeline.reject(post.rejected)
        let stored = sequences.count { $0 != nil }
        let summary = IngestSummary(
            read: post.events.count + post.rejected.count, stored: stored, duplicates: post.events.count - stored,
            rejected: post.rejected)
        let nothingTaken = post.events.isEmpty && !post.rejected.isEmpty
        return .json(summary.json, status: nothingTaken ? .badRequest : .ok)
    }

    private func submit(_ events: [Event]) async throws -> [Int64?] {
        do {
            return try await pipeline.submit(events, waiting: false)
        } catch PipelineError.behind {
            throw Refusal(
                status: .tooManyRequests, sentence: PipelineError.behind(events: 0).description, retryAfter: 5)
        } catch PipelineError.stopping {
            throw Refusal(status: .serviceUnavailable, sentence: PipelineError.stopping.description, retryAfter: 30)
        } catch StorageError.diskFull {
            throw Refusal(
                status: .init(code: 507, reasonPhrase: "Insufficient Storage"),
                sentence: "the disk of the service is full", retryAfter: 60)
        }
    }

    private func body(of request: Request) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var received = 0
        for try await chunk in request.body {
            received += chunk.readableBytes
            if received <= Self.largestBody {
                bytes.append(contentsOf: chunk.readableBytesView)
            } else if received <= 8 * Self.largestBody {
                // Many senders read the answer only once all is sent: what is too much is read and dropped.
                bytes = []
            } else {
                throw Refusal.bodyTooLarge
            }
        }
        if received > Self.largestBody { throw Refusal.bodyTooLarge }
        return bytes
    }

    private func inflated(_ bytes: [UInt8], _ request: Request) throws -> [UInt8] {
        switch request.headers[.contentEncoding]?.lowercased() {
        case nil, "identity": return bytes
        case "gzip":
            do {
                return try Gzip.inflate(bytes, limit: Self.largestInflated)
            } catch GzipError.tooLarge {
                throw Refusal.bodyTooLarge
            } catch {
                throw Refusal(status: .badRequest, sentence: "the body is not valid gzip; nothing of it was taken")
            }
        default:
            throw Refusal(status: .unsupportedMediaType, sentence: "Content-Encoding may be gzip or identity")
        }
    }
}

extension Optional {
    fileprivate func orRefuse(_ status: HTTPResponse.Status, _ sentence: String) throws -> Wrapped {
        guard let self else { throw Refusal(status: status, sentence: sentence) }
        return self
    }
}
