import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SafetyModel
import Testing
import Webhooks

@testable import Service

@Suite("Signed posts of events")
struct SignedPostTests {
    private static let now = ServiceUnderTest.noon + .days(1)
    private static let old = "whsec_\(Data(repeating: 7, count: 32).base64EncodedString())"
    private static let new = "whsec_\(Data(repeating: 8, count: 32).base64EncodedString())"

    private func withEndpoint(
        keys: String?, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let token = try #require(BearerToken(EndpointTests.secret))
            try await service.running { pipeline in
                let router = Router()
                EventsEndpoint(
                    pipeline: pipeline, token: token, keys: keys.flatMap(WebhookKeys.init), now: { Self.now }
                ).addRoutes(to: router)
                try await Application(router: router).test(.router) { try await body($0) }
            }
        }
    }

    private func post(
        _ client: any TestClientProtocol, _ text: String, signedWith secret: String, at moment: Timestamp = Self.now,
        sent: String? = nil, change: (inout HTTPFields) -> Void = { _ in }
    ) async throws -> (status: Int, text: String) {
        var headers: HTTPFields = [.contentType: "application/x-ndjson"]
        let keys = try #require(WebhookKeys(secret))
        for (name, value) in keys.headers(id: "msg_1", at: moment, body: text) {
            headers[try #require(HTTPField.Name(name))] = value
        }
        change(&headers)
        return try await client.execute(
            uri: "/v1/events", method: .post, headers: headers, body: ByteBuffer(string: sent ?? text)
        ) { ($0.status.code, String(buffer: $0.body)) }
    }

    private var line: String { String(decoding: EventEncoder().encode(Talk.chatter(1)[0]), as: UTF8.self) + "\n" }

    @Test("a post that a known secret signed is taken without the token, by the new secret and by the old")
    func taken() async throws {
        let line = line
        try await withEndpoint(keys: "\(Self.new)\n\(Self.old)") { client async throws in
            for (secret, word) in [(Self.old, #""stored":1"#), (Self.new, #""duplicates":1"#)] {
                let answer = try await post(client, line, signedWith: secret)
                #expect(answer.status == 200 && answer.text.contains(word), "\(answer.text)")
            }
        }
    }

    @Test("a changed body, another secret, an old time, a missing header: each is refused, and says what to do")
    func refused() async throws {
        let line = line
        let other = "whsec_\(Data(repeating: 9, count: 32).base64EncodedString())"
        try await withEndpoint(keys: Self.old) { client async throws in
            let cases: [(status: Int, text: String)] = [
                try await post(client, line, signedWith: Self.old, sent: line + " "),
                try await post(client, line, signedWith: other),
                try await post(client, line, signedWith: Self.old, at: Self.now - .seconds(301)),
                try await post(client, line, signedWith: Self.old, at: Self.now + .seconds(301)),
                try await post(client, line, signedWith: Self.old) { $0[HTTPField.Name("webhook-id")!] = nil },
                try await post(client, line, signedWith: Self.old) { $0[HTTPField.Name("webhook-timestamp")!] = nil },
                try await post(client, line, signedWith: Self.old) { $0[HTTPField.Name("webhook-signature")!] = "x" },
                // With a token that is wrong the signature counts for nothing.
                try await post(client, line, signedWith: Self.old) { $0[.authorization] = "Bearer wrong-wrong-wrong" },
            ]
            for answer in cases { #expect(answer.status == 401, "\(answer.text)") }
            #expect(cases[0].text.contains("HMAC-SHA256") && cases[2].text.contains("5 minutes"))
            #expect(cases[5].text.contains("webhook-timestamp"))
        }
    }

    @Test("of several signatures in several headers, or joined by a proxy, one that fits is enough, wherever it stands")
    func several() async throws {
        let line = line
        let wrong = "v1,\(Data(repeating: 0, count: 32).base64EncodedString())"
        try await withEndpoint(keys: Self.old) { client async throws in
            let name = try #require(HTTPField.Name("webhook-signature"))
            let answers = [
                try await post(client, line, signedWith: Self.old) { $0[values: name].insert(wrong, at: 0) },
                try await post(client, line, signedWith: Self.old) { $0[values: name].append(wrong) },
                try await post(client, line, signedWith: Self.old) { $0[name] = "\($0[name] ?? ""), \(wrong)" },
                try await post(client, line, signedWith: Self.old) { $0[name] = "\(wrong), \($0[name] ?? "")" },
            ]
            for answer in answers { #expect(answer.status == 200, "\(answer.text)") }
            let neither = try await post(client, line, signedWith: Self.old) { $0[values: name] = [wrong, wrong] }
            #expect(neither.status == 401)
            let id = try #require(HTTPField.Name("webhook-id"))
            let two = try await post(client, line, signedWith: Self.old) { $0[values: id].append("msg_2") }
            #expect(two.status == 401)
        }
    }

    @Test("where no secret is set, a signature opens nothing")
    func unset() async throws {
        let line = line
        try await withEndpoint(keys: nil) { client async throws in
            #expect(try await post(client, line, signedWith: Self.old).status == 401)
        }
    }
}
