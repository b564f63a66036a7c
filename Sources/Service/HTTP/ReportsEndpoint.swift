public import Casework
import HTTPTypes
public import Hummingbird
import NIOCore
public import SafetyModel

/// `POST /v1/reports`: takes a report from a platform or a bot, as one JSON object.
///
///     {"source":"discord:guild/123","id":"interaction-789","community":"123","happening":"pictures",
///      "accused":["456"],"danger_now":false,"place":"…","text":"…",
///      "reporter":{"account":"b7","account_created":"2026-11-20T10:00:00Z","language":"fr","country":"FR"}}
///
/// The answer has the receipt code, once: hand it to the reporter and forget it. The same `id` from the same `source`
/// is filed once; the answer then says `"duplicate":true` and has no code. Sending a report means that it is made in
/// good faith (Digital Services Act, article 16(2)(d)).
public struct ReportsEndpoint: Sendable {
    private let store: any ReportStore
    private let token: BearerToken
    private let now: @Sendable () -> Timestamp
    private let random: @Sendable (Int) -> [UInt8]
    /// Largest body, in bytes.
    public static let largestBody = 256 << 10

    /// - Parameter random: random bytes for receipt codes.
    public init(
        store: any ReportStore, token: BearerToken, now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.store = store
        self.token = token
        self.now = now
        self.random = random
    }

    public func addRoutes(to router: Router<some RequestContext>) {
        router.refuseOtherMethods(at: "/v1/reports", than: .post)
        router.post("/v1/reports") { request, _ in
            do {
                return try await take(request)
            } catch let refusal as Refusal {
                return refusal.response
            } catch let problems as ReportProblems {
                return response(to: problems)
            } catch is NIOTooManyBytesError {
                return Refusal(
                    status: .contentTooLarge,
                    sentence: "a report holds at most \(Self.largestBody >> 10) KiB; shorten the text"
                ).response
            } catch let error as ReportStoreError {
                return Refusal(
                    status: .serviceUnavailable, sentence: error.description, retryAfter: 5
                ).response
            }
        }
    }

    private func take(_ request: Request) async throws -> Response {
        guard token.admits(request) else { throw Refusal.unauthorized }
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/json" else {
            throw Refusal(status: .unsupportedMediaType, sentence: "use application/json")
        }
        let bytes = Array(try await request.body.collect(upTo: Self.largestBody).readableBytesView)
        let draft = try ReportMessage.draft(bytes)
        return response(to: try await store.take(draft, at: now(), random: random))
    }

    private func response(to taken: TakenReport) -> Response {
        let filed = taken.filed
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("duplicate")
        writer.bool(!filed.isNew)
        if let receipt = taken.receipt {
            writer.key("receipt")
            writer.string(receipt.spoken)
        }
        for (name, moment) in [
            ("filed_at", filed.filedAt), ("acknowledge_by", filed.deadlines.acknowledge),
            ("first_look_by", filed.deadlines.firstLook), ("decide_by", filed.deadlines.decide),
        ] {
            writer.key(name)
            writer.string(moment.rfc3339)
        }
        writer.endObject()
        return .json(writer.bytes, status: filed.isNew ? .created : .ok)
    }

    /// As `application/problem+json` (RFC 9457), with a member `errors` that names each field.
    private func response(to problems: ReportProblems) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("title")
        writer.string("Unprocessable Content")
        writer.key("status")
        writer.integer(422)
        writer.key("detail")
        writer.string("the report was not taken; see errors")
        writer.key("errors")
        writer.beginArray()
        for problem in problems.problems.prefix(100) {
            writer.beginObject()
            writer.key("path")
            writer.string(problem.path)
            writer.key("detail")
            writer.string(problem.sentence)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        var response = Response.json(writer.bytes, status: .unprocessableContent)
        response.headers[.contentType] = "application/problem+json"
        return response
    }
}
