import Foundation
import SafetyModel
import Testing

@testable import Connectors
@testable import LiveConnectors

@Suite("The check of the way from a homeserver is of this file, and of no other process", .timeLimit(.minutes(2)))
struct MatrixWayTests {
    private func check(_ server: FakeHomeserver, _ settings: MatrixSettings) async -> [CheckFinding] {
        await server.answer("GET", "/client/versions", "{\"versions\":[\"v1.11\"]}")
        await server.answer("GET", "/account/whoami", "{\"user_id\":\"@vigie:harbour.test\"}")
        return await MatrixCheck(settings, now: Date()).run()
    }

    @Test("A homeserver that reaches another process than the one that listens where the file says is a fault")
    func another() async throws {
        try await FakeHomeserver.run { server, settings in
            // It says that it reached Vigie, and nobody was asked.
            let said = await check(server, settings).filter { $0.grade == .fault }.map(\.sentence)
            #expect(said.count == 1 && said[0].contains("127.0.0.1:0") && said[0].contains("http://127.0.0.1:1"))
        }
    }

    @Test("Where the port is held, its holder must take the file's hs_token, and be where the registration's url leads")
    func held() async throws {
        try await FakeHomeserver.run { server, settings in
            var settings = settings
            settings.port = try #require(URLComponents(string: settings.homeserver)?.port)
            settings.registration.url = settings.homeserver
            let ping = "/_matrix/app/v1/ping"
            let fine = await check(server, settings).map(\.sentence)
            #expect(fine.contains("the homeserver reaches Vigie at \(settings.homeserver)"))
            let tokens = await server.calls("POST", ping).map(\.token)
            #expect(tokens == ["Bearer hs-token-of-the-test"])

            settings.registration.url = "http://127.0.0.1:1"
            let unsure = await check(server, settings)
            #expect(unsure.contains { $0.grade == .warning && $0.sentence.contains("cannot be told") })
            #expect(!unsure.contains { $0.sentence.contains("reaches Vigie") })

            await server.answer("POST", ping, status: 403, "{\"errcode\":\"M_FORBIDDEN\"}")
            let wrong = await check(server, settings).filter { $0.grade == .fault }.map(\.sentence)
            #expect(wrong.count == 1 && wrong[0].contains("hs_token"))
        }
    }
}
