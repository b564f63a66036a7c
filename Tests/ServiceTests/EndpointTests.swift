import Connectors
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SafetyModel
import Testing

@testable import Service

@Suite("HTTP ingest, health and metrics")
struct EndpointTests {
    static let secret = "0123456789abcdef0123456789abcdef"

    private func withEndpoint(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withDatabase { path in
            let service = try ServiceUnderTest.open(path)
            let token = try #require(BearerToken(Self.secret))
            try await service.running { pipeline in
                let router = Router()
                EventsEndpoint(pipeline: pipeline, token: token, now: { ServiceUnderTest.noon + .days(1) })
                    .addRoutes(to: router)
                Health(pipeline: pipeline, token: token).addRoutes(to: router)
                try await Application(router: router).test(.router) { try await body($0) }
            }
        }
    }

    private func post(
        _ client: any TestClientProtocol, _ bytes: [UInt8], type: String = "application/x-ndjson",
        encoding: String? = nil, token: String? = EndpointTests.secret
    ) async throws -> (status: HTTPResponse.Status, json: [String: Any], headers: HTTPFields) {
        var headers: HTTPFields = [.contentType: type]
        if let encoding { headers[.contentEncoding] = encoding }
        if let token { headers[.authorization] = "Bearer \(token)" }
        return try await client.execute(
            uri: "/v1/events", method: .post, headers: headers, body: ByteBuffer(bytes: bytes)
        ) {
            let json = try? JSONSerialization.jsonObject(with: Data($0.body.readableBytesView)) as? [String: Any]
            return ($0.status, json ?? [:], $0.headers)
        }
    }

    private func lines(_ events: [Event]) -> [UInt8] {
        var bytes: [UInt8] = []
        for event in events {
            EventEncoder().encode(event, into: &bytes)
            bytes.append(0x0A)
        }
        return bytes
    }

    @Test("takes NDJSON, and counts what was stored, known and set aside")
    func ndjson() async throws {
        try await withEndpoint { client async throws in
            let body = lines(Talk.chatter(3)) + Array("{oops\n".utf8)
            let first = try await post(client, body)
            #expect(first.status == .ok)
            #expect(first.json["stored"] as? Int == 3)
            #expect(first.json["rejected"] as? Int == 1)
            let problems = try #require(first.json["problems"] as? [[String: Any]])
            #expect(problems.first?["line"] as? Int == 4)
            let second = try await post(client, body)
            #expect(second.json["duplicates"] as? Int == 3)
        }
    }

    @Test("takes one CloudEvents object, and a batch")
    func structured() async throws {
        try await withEndpoint { client async throws in
            let events = Talk.chatter(3)
            let single = try await post(
                client, EventEncoder().encode(events[0]), type: "application/cloudevents+json; charset=utf-8")
            #expect(single.json["stored"] as? Int == 1)
            let encoded = events.map { String(decoding: EventEncoder().encode($0), as: UTF8.self) }
            let batch = try await post(
                client, Array("[\(encoded.joined(separator: ","))]".utf8), type: "application/cloudevents-batch+json")
            #expect(batch.json["stored"] as? Int == 2)
            #expect(batch.json["duplicates"] as? Int == 1)
        }
    }

    @Test("takes gzip, and refuses a bomb, a broken one and an unknown encoding")
    func gzip() async throws {
        try await withEndpoint { client async throws in
            let good = try Compressed.gzip(lines(Talk.chatter(5)))
            #expect(try await post(client, good, encoding: "gzip").json["stored"] as? Int == 5)
            #expect(try await post(client, Array(good.dropLast(6)), encoding: "gzip").status == .badRequest)
            let bomb = try Compressed.gzip([UInt8](repeating: 0x20, count: EventsEndpoint.largestInflated + 1024))
            #expect(try await post(client, bomb, encoding: "gzip").status == .contentTooLarge)
            #expect(try await post(client, good, encoding: "br").status == .unsupportedMediaType)
        }
    }

    @Test("asks for the token, and says nothing else without it")
    func token() async throws {
        try await withEndpoint { client async throws in
            for wrong in [nil, "", "0123456789abcdef", Self.secret + "0"] {
                let answer = try await post(client, lines(Talk.chatter(1)), token: wrong)
                #expect(answer.status == .unauthorized)
                #expect(answer.headers[.wwwAuthenticate] == "Bearer")
            }
            try await client.execute(uri: "/metrics", method: .get) { #expect($0.status == .unauthorized) }
        }
    }

    @Test("refuses another type, too large a body, and a body without one event")
    func refusals() async throws {
        try await withEndpoint { client async throws in
            #expect(try await post(client, [], type: "image/png").status == .unsupportedMediaType)
            let large = [UInt8](repeating: 0x20, count: EventsEndpoint.largestBody + 1)
            #expect(try await post(client, large).status == .contentTooLarge)
            #expect(try await post(client, Array("hello\n".utf8)).status == .badRequest)
            #expect(try await post(client, [0xFF, 0xFE, 0x00, 0x0A]).status == .badRequest)
            #expect(try await post(client, []).json["read"] as? Int == 0)
            // More reasons than anybody reads: the body is refused whole, and none of it is kept.
            let broken = Array(String(repeating: "{\n", count: EventPost.mostRejected + 1).utf8)
            let answer = try await post(client, lines(Talk.chatter(1)) + broken)
            #expect(answer.status == .badRequest)
            #expect((answer.json["detail"] as? String)?.contains("nothing of it was taken") == true)
        }
    }

    @Test("says that it lives, that it is ready, and what has passed")
    func health() async throws {
        try await withEndpoint { client async throws in
            _ = try await post(client, lines(Talk.story()))
            try await client.execute(uri: "/healthz", method: .get) { #expect($0.status == .ok) }
            var ready = HTTPResponse.Status.serviceUnavailable
            while ready != .ok { ready = try await client.execute(uri: "/readyz", method: .get) { $0.status } }
            var text = ""
            while !text.contains("vigie_signals_total{policy=") {
                text = try await client.execute(
                    uri: "/metrics", method: .get, headers: [.authorization: "Bearer \(Self.secret)"]
                ) { String(buffer: $0.body) }
            }
            #expect(text.contains("vigie_events_stored_total \(Talk.story().count)"))
            #expect(text.contains("# TYPE vigie_events_stored_total counter"))
        }
    }
}
