import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

@Suite("What a homeserver sends")
struct MatrixReceiverTests {
    private actor Taken {
        private(set) var transactions = 0
        private(set) var events = 0

        func note(_ transaction: MatrixTransaction) {
            transactions += 1
            events += transaction.eventIDs.count
        }
    }

    private static let token = "the-token-of-the-homeserver"

    private func withReceiver(
        failing: Bool = false, _ body: @escaping @Sendable (any TestClientProtocol, Taken) async throws -> Void
    ) async throws {
        struct Full: Error {}
        let taken = Taken()
        let receiver = MatrixReceiver(hsToken: Self.token, bot: "@vigie:harbour.test", logger: MatrixParts.logger) {
            if failing { throw Full() }
            await taken.note($0)
        }
        try await Application(router: receiver.router()).test(.router) { try await body($0, taken) }
    }

    private func put(
        _ client: any TestClientProtocol, _ body: String, token: String? = "Bearer " + token, path: String = "1"
    ) async throws -> (status: Int, code: String) {
        var headers = HTTPFields()
        if let token { headers[.authorization] = token }
        return try await client.execute(
            uri: "/_matrix/app/v1/transactions/\(path)", method: .put, headers: headers, body: ByteBuffer(string: body)
        ) { response in
            struct Told: Decodable { var errcode: String? }
            let told = try? JSONDecoder().decode(Told.self, from: Data(response.body.readableBytesView))
            return (response.status.code, told?.errcode ?? "")
        }
    }

    private static let one =
        "{\"events\":[{\"event_id\":\"$1\",\"origin_server_ts\":1,\"room_id\":\"!q\",\"sender\":\"@a:b\",\"type\":\"m.room.message\",\"content\":{\"body\":\"x\"}}]}"

    @Test(
        "Who shows no token, or a wrong one, is refused and nothing is taken",
        arguments: [
            (nil, 401, "M_MISSING_TOKEN"), ("Bearer", 401, "M_MISSING_TOKEN"), ("Basic abc", 401, "M_MISSING_TOKEN"),
            ("Bearer " + token + "x", 403, "M_FORBIDDEN"),
            ("Bearer " + String(repeating: "y", count: 5000), 403, "M_FORBIDDEN"),
            ("bearer é\u{0}", 403, "M_FORBIDDEN"),
        ] as [(String?, Int, String)])
    func tokens(shown: String?, status: Int, code: String) async throws {
        try await withReceiver { client, taken in
            let answer = try await put(client, Self.one, token: shown)
            #expect(answer.status == status && answer.code == code)
            #expect(await taken.transactions == 0)
        }
    }

    @Test("The older way, a token in the address, is taken too")
    func olderToken() async throws {
        try await withReceiver { client, taken in
            let answer = try await put(client, Self.one, token: nil, path: "1?access_token=\(Self.token)")
            #expect(answer.status == 200)
            #expect(await taken.events == 1)
        }
    }

    @Test(
        "What is no transaction is refused with what it is, and nothing of it is taken",
        arguments: [
            ("", 400, "M_NOT_JSON"), ("{\"events\":[{\"event_id\":\"$1\"", 400, "M_NOT_JSON"),
            ("{\"events\":[]} trailing", 400, "M_NOT_JSON"), ("{\"event\":[]}", 400, "M_NOT_JSON"),
            ("[]", 400, "M_BAD_JSON"), ("{\"events\":{}}", 400, "M_BAD_JSON"), ("{\"events\":7}", 400, "M_BAD_JSON"),
            ("{\"events\":[\u{FFFF}", 400, "M_NOT_JSON"),
            ("{\"events\":" + String(repeating: "[", count: 20_000), 400, "M_NOT_JSON"),
        ])
    func refused(body: String, status: Int, code: String) async throws {
        try await withReceiver { client, taken in
            let answer = try await put(client, body)
            #expect(answer.status == status && answer.code.hasPrefix("M_"))
            #expect(await taken.transactions == 0)
        }
    }

    @Test("Events of wrong types are left out, and the others taken")
    func wrongTypes() async throws {
        try await withReceiver { client, taken in
            let odd = [
                "7", "null", "[]", "{}", "{\"event_id\":7,\"type\":{},\"sender\":[],\"origin_server_ts\":\"x\"}",
                "{\"event_id\":\"$2\",\"origin_server_ts\":1e400,\"room_id\":\"!q\",\"sender\":\"@a:b\",\"type\":\"m.x\"}",
                "{\"event_id\":\"$3\",\"origin_server_ts\":1,\"room_id\":\"!q\",\"sender\":\"@\(String(repeating: "a", count: 400))\",\"type\":\"m.x\"}",
            ].joined(separator: ",")
            let body = Self.one.replacing("{\"events\":[", with: "{\"ephemeral\":[7],\"events\":[\(odd),")
            let answer = try await put(client, body)
            #expect(answer.status == 200)
            #expect(await taken.events == 1)
        }
    }

    @Test("A body of 100 MB is refused without being held")
    func huge() async throws {
        try await withReceiver { client, taken in
            let status = try await client.execute(
                uri: "/_matrix/app/v1/transactions/1", method: .put,
                headers: [.authorization: "Bearer " + Self.token],
                body: ByteBuffer(repeating: UInt8(ascii: " "), count: 100_000_000)
            ) { $0.status.code }
            #expect(status == 413)
            #expect(await taken.transactions == 0)
        }
    }

    @Test("What could not be kept is asked for again")
    func notKept() async throws {
        try await withReceiver(failing: true) { client, _ in
            let answer = try await put(client, Self.one)
            #expect(answer.status == 503)
        }
    }

    @Test("Vigie's own account exists, and no other")
    func accounts() async throws {
        try await withReceiver { client, _ in
            for (user, status) in [("%40vigie%3Aharbour.test", 200), ("%40vigie_x%3Aharbour.test", 404)] {
                let found = try await client.execute(
                    uri: "/_matrix/app/v1/users/\(user)", method: .get,
                    headers: [.authorization: "Bearer " + Self.token]
                ) { $0.status.code }
                #expect(found == status)
            }
        }
    }
}
