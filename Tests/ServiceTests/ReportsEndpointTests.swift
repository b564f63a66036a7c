import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SQLiteStorage
import SafetyModel
import Testing

@testable import Service

@Suite("Reports over HTTP")
struct ReportsEndpointTests {
    static let secret = "0123456789abcdef0123456789abcdef"

    private func withEndpoint(
        _ body: @escaping @Sendable (any TestClientProtocol, SQLiteStore) async throws -> Void
    ) async throws {
        try await withDatabase { path in
            var options = SQLiteStore.Options()
            options.receiptCost = 4
            let store = try SQLiteStore.open(path: path, taxonomy: Taxonomy([]), options: options)
            let token = try #require(BearerToken(Self.secret))
            let router = Router()
            ReportsEndpoint(
                store: store, token: token, now: { ServiceUnderTest.noon },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
            ).addRoutes(to: router)
            try await Application(router: router).test(.router) { try await body($0, store) }
            try store.close()
        }
    }

    private func post(
        _ client: any TestClientProtocol, _ text: String, type: String = "application/json",
        token: String? = ReportsEndpointTests.secret
    ) async throws -> (status: HTTPResponse.Status, json: [String: Any], text: String) {
        var headers: HTTPFields = [.contentType: type]
        if let token { headers[.authorization] = "Bearer \(token)" }
        return try await client.execute(
            uri: "/v1/reports", method: .post, headers: headers, body: ByteBuffer(string: text)
        ) {
            let json = try? JSONSerialization.jsonObject(with: Data($0.body.readableBytesView)) as? [String: Any]
            return ($0.status, json ?? [:], String(buffer: $0.body))
        }
    }

    private static let whole = """
        {"source":"discord:guild/1","id":"i-7","community":"1","happening":"pictures","accused":["456"],
         "danger_now":true,"concern":"other","place":"#lobby","text":"he asked her","trusted_flagger":true,
         "reporter":{"account":"b7","account_created":"2026-06-01T10:00:00Z","language":"fr","country":"FR"}}
        """

    @Test("a report is taken once, with a receipt that opens it")
    func takes() async throws {
        try await withEndpoint { client, store in
            let first = try await post(client, Self.whole)
            #expect(first.status == .created && first.json["duplicate"] as? Bool == false)
            #expect((first.json["first_look_by"] as? String)?.hasSuffix("Z") == true)
            let receipt = try ReceiptCode(typed: try #require(first.json["receipt"] as? String))
            #expect(try await store.status(of: receipt)?.dangerNow == true)
            let second = try await post(client, Self.whole)
            #expect(second.status == .ok && second.json["duplicate"] as? Bool == true && second.json["receipt"] == nil)
        }
    }

    @Test("every problem is named with its path, and nothing that was written comes back")
    func problems() async throws {
        try await withEndpoint { client, store in
            let answer = try await post(
                client,
                #"{"source":"vigie:page","happening":"SECRET","accused":["a",5],"danger_now":"yes","comunity":"x","reporter":{"lang":"fr","language":"SECRET"}}"#
            )
            #expect(answer.status == .unprocessableContent)
            let paths = ((answer.json["errors"] as? [[String: String]]) ?? []).compactMap { $0["path"] }
            let expected = [
                "id", "source", "happening", "accused[1]", "danger_now", "comunity", "community", "reporter.lang",
                "reporter.language",
            ]
            #expect(Set(paths) == Set(expected), "\(paths)")
            #expect(!answer.text.contains("SECRET") && answer.text.contains("community"))
            #expect(try await store.check().counts["reports"] == 0)
        }
    }

    @Test(
        "what is no report is refused",
        arguments: [
            ("", HTTPResponse.Status.badRequest), ("[]", .badRequest), ("{\"a\":", .badRequest), ("\u{0}", .badRequest),
            ("{}{}", .badRequest), ("{}", .unprocessableContent),
            ("{\"accused\":[[[[[[[[[[[[]]]]]]]]]]]]}", .badRequest),
        ])
    func refuses(_ text: String, _ status: HTTPResponse.Status) async throws {
        try await withEndpoint { client, _ in
            let answer = try await post(client, text)
            #expect(answer.status == status)
        }
    }

    @Test("the token and the media type are asked for, and the size is bounded")
    func door() async throws {
        try await withEndpoint { client, _ in
            let bare = try await post(client, Self.whole, token: nil)
            let wrong = try await post(client, Self.whole, token: "wrong")
            let text = try await post(client, Self.whole, type: "text/plain")
            let huge = try await post(client, "{\"text\":\"" + String(repeating: "x", count: 300 << 10) + "\"}")
            #expect(
                [bare, wrong, text, huge].map(\.status) == [
                    .unauthorized, .unauthorized, .unsupportedMediaType, .contentTooLarge,
                ])
        }
    }
}
