import Casework
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SafetyModel
import Testing

@Suite("Forms and addresses that are wrong or hostile")
struct FormSafetyTests {
    @Test("a form without its token, with another one, or from another site does nothing")
    func formToken() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("gus")
            let claim = [("version", "1")]
            #expect(try await browser.post("/cases/1/claim", claim, withToken: false).status == .forbidden)
            let other = browser.another()
            try await other.signIn("leo")
            let foreign = claim + [("form", other.formToken)]
            #expect(try await browser.post("/cases/1/claim", foreign, withToken: false).status == .forbidden)
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            for value in ["cross-site", "same-site"] {
                #expect(try await browser.post("/cases/1/claim", claim, headers: [site: value]).status == .forbidden)
            }
            let origin: HTTPFields = [.origin: "https://evil.example"]
            #expect(try await browser.post("/cases/1/claim", claim, headers: origin).status == .forbidden)
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            #expect(try await harness.store.caseFile(1, for: gus).item.state == .open)
            #expect(try await browser.post("/cases/1/claim", claim, headers: [site: "same-origin"]).status == .seeOther)
        }
    }

    @Test("signing in needs a token of this browser's own visit")
    func signInToken() async throws {
        try await withConsole { _, browser in
            let fields = [("name", "rina"), ("password", Sample.password)]
            #expect(try await browser.post("/sign-in", fields).status == .forbidden)
            let other = browser.another()
            try await other.get("/sign-in")
            try await browser.get("/sign-in")
            let mixed = fields + [("form", other.formToken)]
            #expect(try await browser.post("/sign-in", mixed, withToken: false).status == .forbidden)
        }
    }

    @Test("a form without a session leads to the sign-in page")
    func noSession() async throws {
        try await withConsole { _, browser in
            try await browser.get("/sign-in")
            let answer = try await browser.post("/cases/1/claim", [("version", "1")])
            #expect(answer.status == .seeOther && answer.location == "/sign-in")
        }
    }

    @Test("a body over 64 KiB is refused")
    func tooLarge() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            let note = String(repeating: "a", count: 70_000)
            let answer = try await browser.post("/cases/1/note", [("version", "1"), ("note", note)])
            #expect(answer.status == .contentTooLarge)
            #expect(answer.body.contains("64 KiB"))
        }
    }

    @Test(
        "broken percent signs, bytes that are not UTF-8 and NUL are refused",
        arguments: ["note=%", "note=%4", "note=%zz", "note=%ff%fe", "note=a%00b", "note=%C3%28", "%E2%82=x"])
    func malformedBody(_ body: String) async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            let answer = try await browser.postRaw("/cases/1/note", "\(body)&version=1&form=\(browser.formToken)")
            #expect(answer.status == .badRequest)
        }
    }

    @Test(
        "malformed addresses are refused on every kind of page",
        arguments: ["/queue?policy=%", "/search?q=%ff", "/cases/%zz", "/nothing/%c3%28", "/member?id=%00&community=x"])
    func malformedAddress(_ address: String) async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            #expect(try await browser.get(address).status == .badRequest)
        }
    }

    @Test("a hundred fields are enough, and other kinds of bodies are not forms")
    func oddBodies() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            let many = (0..<200).map { "f\($0)=1" }.joined(separator: "&")
            #expect(try await browser.postRaw("/cases/1/note", many).status == .badRequest)
            let json: HTTPFields = [.contentType: "application/json"]
            #expect(try await browser.postRaw("/cases/1/note", "{}", headers: json).status == .unsupportedMediaType)
            let plain: HTTPFields = [.contentType: "text/plain"]
            #expect(
                try await browser.postRaw("/cases/1/note", "note=x", headers: plain).status == .unsupportedMediaType)
        }
    }

    @Test("numbers out of range in addresses and forms are no crash")
    func oddNumbers() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            let huge = String(repeating: "9", count: 40)
            for path in ["/cases/\(huge)", "/cases/-1", "/cases/0", "/cases/1.5", "/cases/x", "/cases/999999"] {
                #expect(try await browser.get(path).status == .notFound)
            }
            #expect(try await browser.get("/queue?from=\(huge)").status == .ok)
            #expect(try await browser.get("/queue?from=-5&state=odd&policy=odd").status == .ok)
            #expect(try await browser.get("/trail?before=\(huge)").status == .ok)
            #expect(try await browser.get("/?span=century").status == .ok)
            #expect(try await browser.post("/cases/1/claim", [("version", huge)]).status == .badRequest)
            #expect(try await browser.post("/cases/1/explode", [("version", "1")]).status == .notFound)
        }
    }

    @Test("every answer carries the safety headers, errors and redirections too")
    func headers() async throws {
        try await withConsole { _, browser in
            var answers = try await [
                browser.get("/sign-in"), browser.get("/"), browser.get("/live"), browser.get("/nothing/here"),
                browser.get("/assets/x/vigie.css"), browser.get("/queue?x=%"), browser.post("/sign-in", []),
                browser.send("/queue", method: .put, headers: [:], body: nil),
            ]
            try await browser.signIn("gus")
            for path in ["/", "/queue", "/cases/1", "/cases/99", "/live", "/trail", "/accounts", "/account"] {
                answers.append(try await browser.get(path))
            }
            for answer in answers {
                let policy = answer.headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                for (name, value) in [
                    ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
                ] { #expect(HTTPField.Name(name).flatMap { answer.headers[$0] } == value) }
                #expect(answer.headers[.cacheControl] != nil)
            }
        }
    }

    @Test("pages are not stored; assets are kept by the hash of their content and answer 304")
    func caching() async throws {
        try await withConsole { _, browser in
            let page = try await browser.get("/sign-in")
            #expect(page.headers[.cacheControl] == "no-store")
            let path = try #require(page.body.firstMatch(of: /href="(\/assets\/[0-9a-f]+\/vigie\.css)"/)?.1)
            let asset = try await browser.get(String(path))
            #expect(asset.status == .ok && asset.headers[.cacheControl]?.contains("immutable") == true)
            let tag = try #require(asset.headers[.eTag])
            #expect(try await browser.get(String(path), headers: [.ifNoneMatch: tag]).status == .notModified)
            #expect(try await browser.get("/assets/old/vigie.css").headers[.cacheControl] == "no-cache")
            #expect(try await browser.get("/assets/old/secret.txt").status == .notFound)
        }
    }
}
