import Connectors
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SafetyModel

/// Answers the homeserver: `PUT /_matrix/app/v1/transactions/{txnId}` and what else an application service is asked
/// (https://spec.matrix.org/v1.11/application-service-api/#server-admin-style-permissions).
struct MatrixReceiver: Sendable {
    private let token: SHA256Digest
    private let bot: String
    /// Takes a transaction and returns once its events are durable.
    private let take: @Sendable (MatrixTransaction) async throws -> Void
    private let pinged: @Sendable () async -> Void
    private let logger: Logger
    private let told = LastFault()
    /// Longest transaction, in bytes: Synapse sends at most 100 events of 64 KiB.
    static let largestBody = 16 << 20

    init(
        hsToken: String, bot: String, logger: Logger, pinged: @escaping @Sendable () async -> Void = {},
        take: @escaping @Sendable (MatrixTransaction) async throws -> Void
    ) {
        token = SHA256.hash(data: Array(hsToken.utf8))
        self.bot = bot
        self.logger = logger
        self.pinged = pinged
        self.take = take
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        // The second of each is what homeservers of before version 1.3 of the specification ask.
        for prefix in ["/_matrix/app/v1", ""] {
            router.put("\(prefix)/transactions/:txn") { request, _ in await answer(request, transaction) }
            router.get("\(prefix)/users/:user") { request, context in
                let user = context.parameters.get("user")?.removingPercentEncoding
                return await answer(request) { _ in
                    user == bot ? Self.empty : Self.fault(.notFound, "M_NOT_FOUND", "there is no such account of Vigie")
                }
            }
            router.get("\(prefix)/rooms/:alias") { request, _ in
                await answer(request) { _ in Self.fault(.notFound, "M_NOT_FOUND", "Vigie makes no rooms") }
            }
        }
        router.post("/_matrix/app/v1/ping") { request, _ in
            await answer(request) { _ in
                await pinged()
                return Self.empty
            }
        }
        router.get("/**") { _, _ in Self.fault(.notFound, "M_UNRECOGNIZED", "an application service has no such page") }
        return router
    }

    private func answer(
        _ request: Request, _ body: (Request) async throws -> Response
    ) async -> Response {
        guard let shown = Self.token(in: request) else {
            return Self.fault(
                .unauthorized, "M_MISSING_TOKEN", "send the hs_token in the header Authorization: Bearer …")
        }
        // Digests are compared in constant time.
        guard SHA256.hash(data: Array(shown.utf8)) == token else {
            logger.error(
                "somebody who is not the homeserver, or one with another registration, sent a wrong hs_token: give the homeserver the registration that Vigie reads, and restart it"
            )
            return Self.fault(.forbidden, "M_FORBIDDEN", "this is not the hs_token of the registration")
        }
        do { return try await body(request) } catch {
            return Self.fault(.internalServerError, "M_UNKNOWN", "Vigie could not answer; its log says why")
        }
    }

    private static func token(in request: Request) -> String? {
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
        }
        return request.uri.queryParameters["access_token"].map(String.init)
    }

    private func transaction(_ request: Request) async throws -> Response {
        guard let bytes = try await Self.body(of: request) else {
            return Self.fault(
                .contentTooLarge, "M_TOO_LARGE", "a transaction holds at most \(Self.largestBody >> 20) MiB")
        }
        switch Self.read(bytes) {
        case .success(let transaction): return await keep(transaction)
        case .failure(let error):
            let isJSON = if case .wrongKind = error.reason { true } else { false }
            return Self.fault(
                .badRequest, isJSON ? "M_BAD_JSON" : "M_NOT_JSON", "the body is no transaction: \(error)")
        }
    }

    private func keep(_ transaction: MatrixTransaction) async -> Response {
        if transaction.unreadable > 0 {
            logger.warning("\(transaction.unreadable) events of a transaction were no Matrix events, and were left out")
        }
        do {
            try await take(transaction)
            await told.forget()
            return Self.empty
        } catch {
            // The homeserver sends it again, again and again.
            if await told.isNew("\(error)") {
                logger.error("events of the homeserver could not be kept, it will send them again: \(error)")
            }
            return Self.fault(.serviceUnavailable, "M_UNKNOWN", "the events could not be kept; send them again")
        }
    }

    /// `nil` where it is too long.
    private static func body(of request: Request) async throws -> [UInt8]? {
        do {
            return Array(try await request.body.collect(upTo: largestBody).readableBytesView)
        } catch is NIOTooManyBytesError {
            return nil
        }
    }

    private static func read(_ bytes: [UInt8]) -> Result<MatrixTransaction, JSONError> {
        Result { () throws(JSONError) in try MatrixTransaction(bytes) }
    }

    // MARK: Answers

    static let empty = Response(
        status: .ok, headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: "{}")))

    static func fault(_ status: HTTPResponse.Status, _ code: String, _ sentence: String) -> Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("errcode")
        writer.string(code)
        writer.key("error")
        writer.string(sentence)
        writer.endObject()
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }
}

/// What was told last, so that a fault which stays is told once.
private actor LastFault {
    private var text: String?

    func isNew(_ fault: String) -> Bool {
        defer { text = fault }
        return fault != text
    }

    func forget() { text = nil }
}
