import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite("The description of the HTTP API")
struct DescriptionTests {
    @Test("is OpenAPI 3.1 in JSON, open to all, and refers to nothing that is not in it")
    func description() async throws {
        let router = Router()
        DescriptionEndpoint().addRoutes(to: router)
        try await Application(router: router).test(.router) { client in
            let bytes = try await client.execute(uri: "/openapi.json", method: .get) {
                #expect($0.headers[.contentType] == "application/json; charset=utf-8")
                return Data($0.body.readableBytesView)
            }
            let root = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
            #expect(root["openapi"] as? String == "3.1.0")
            let text = String(decoding: bytes, as: UTF8.self)
            for match in text.matches(of: /"#\/components\/([a-z]+)\/([A-Za-z]+)"/) {
                let components = root["components"] as? [String: Any]
                let group = components?[String(match.output.1)] as? [String: Any]
                #expect(group?[String(match.output.2)] != nil, "\(match.output.0)")
            }
        }
    }

    @Test("a method that an address does not know is answered with those it knows", arguments: ["PUT", "GET", "TRACE"])
    func otherMethods(name: String) async throws {
        let router = Router()
        router.refuseOtherMethods(at: "/v1/events", than: .post)
        try await Application(router: router).test(.router) { client in
            try await client.execute(uri: "/v1/events", method: .init(name) ?? .get) {
                #expect($0.status == .methodNotAllowed && $0.headers[.allow] == "POST")
                #expect($0.headers[.contentType] == "application/problem+json")
            }
        }
    }
}
