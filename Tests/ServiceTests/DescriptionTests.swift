import Connectors
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SafetyModel
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

    @Test("every address has the answer to a method it does not know, and the public files are in it")
    func everyAddress() throws {
        let text = EmbeddedTexts.text("openapi.json")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let paths = try #require(root["paths"] as? [String: [String: [String: Any]]])
        for (path, methods) in paths {
            for (method, operation) in methods {
                let answers = operation["responses"] as? [String: Any]
                #expect(answers?["405"] != nil, "\(method) \(path)")
            }
        }
        #expect(paths["/badges.json"] != nil && paths["/transparency/figures.json"] != nil)
    }

    @Test("a name of an event is taken at any length that a line has, and the description says no other")
    func longNames() throws {
        let long = String(repeating: "a", count: 5000)
        let line = """
            {"specversion":"1.0","id":"\(long)","source":"\(long)","type":"\(long)","time":"2026-06-16T20:14:03Z"}
            """
        let post = EventPost(decoding: Array(line.utf8), as: .ndjson, now: ServiceUnderTest.noon + .days(1))
        #expect(post.events.count == 1 && post.rejected.isEmpty)
        let text = EmbeddedTexts.text("openapi.json")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let components = root["components"] as? [String: [String: Any]]
        let event = try #require(components?["schemas"]?["Event"] as? [String: Any])
        let properties = try #require(event["properties"] as? [String: [String: Any]])
        for name in ["id", "source", "type"] { #expect(properties[name]?["maxLength"] == nil, "\(name)") }
    }

    @Test("what answers GET says so, and answers HEAD where the router makes it of GET")
    func head() async throws {
        let router = Router(options: .autoGenerateHeadEndpoints)
        DescriptionEndpoint().addRoutes(to: router)
        try await Application(router: router).test(.router) { client in
            try await client.execute(uri: "/openapi.json", method: .head) {
                #expect($0.status == .ok && $0.body.readableBytes == 0)
            }
            try await client.execute(uri: "/openapi.json", method: .put) {
                #expect($0.status == .methodNotAllowed && $0.headers[.allow] == "GET, HEAD")
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
