import Casework
import Console
import HTTPTypes
import Hummingbird
import SafetyModel
import Testing

@Suite("Signing in")
struct SignInTests {
    @Test("the right name and password open a session in an HttpOnly cookie, and the audit trail says so")
    func success() async throws {
        try await withConsole { harness, browser in
            try await browser.get("/sign-in")
            let answer = try await browser.post("/sign-in", [("name", "rina"), ("password", Sample.password)])
            #expect(answer.status == .seeOther && answer.location == "/")
            let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("vigie_session=") })
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"))
            #expect(try await browser.get("/queue").status == .ok)
            let leo = try #require(try await harness.store.reviewer(named: "leo")?.reviewer)
            let trail = try await harness.store.auditTrail(before: nil, limit: 5, for: leo)
            #expect(trail.first?.action == "signed_in" && trail.first?.byName == "rina")
        }
    }

    @Test("a wrong password and an unknown name get the same answer, and only the known name is written down")
    func failure() async throws {
        try await withConsole { harness, browser in
            try await browser.get("/sign-in")
            let wrong = try await browser.post("/sign-in", [("name", "rina"), ("password", "not it, not it")])
            let unknown = try await browser.post("/sign-in", [("name", "nobody"), ("password", "not it, not it")])
            #expect(wrong.status == .unprocessableContent && unknown.status == .unprocessableContent)
            #expect(wrong.body.replacing("\"rina\"", with: "") == unknown.body.replacing("\"nobody\"", with: ""))
            #expect(!browser.cookieNames.contains("vigie_session"))
            let leo = try #require(try await harness.store.reviewer(named: "leo")?.reviewer)
            let details = try await harness.store.auditTrail(before: nil, limit: 2, for: leo)
            #expect(details.map(\.action) == ["sign_in_failed", "sign_in_failed"])
            #expect(details.map(\.detail) == ["", "rina"])
        }
    }

    @Test("an account that was closed cannot sign in, and its open session ends")
    func closed() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            var rina = try #require(try await harness.store.reviewer(named: "rina")?.reviewer)
            rina.active = false
            try await harness.store.update(rina, by: nil, at: Sample.now)
            #expect(try await browser.get("/queue").location.hasPrefix("/sign-in"))
            let again = try await browser.another().signIn("rina")
            #expect(again.status == .unprocessableContent)
        }
    }

    @Test("a session ends after its length, and signing out ends it at once")
    func expiry() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            harness.clock.advance(.hours(11))
            #expect(try await browser.get("/").status == .ok)
            harness.clock.advance(.hours(1) + .minutes(1))
            #expect(try await browser.get("/queue").location == "/sign-in?next=%2Fqueue")
            try await browser.signIn("rina")
            let stolen = browser.cookie("vigie_session")
            #expect(try await browser.post("/sign-out").status == .seeOther)
            let thief = browser.another()
            thief.setCookie("vigie_session", stolen)
            #expect(try await thief.get("/queue").status == .seeOther)
        }
    }

    @Test("guessing a name's password is slowed down, more with each try, and lets its owner in afterwards")
    func limits() async throws {
        try await withConsole { harness, browser in
            try await browser.get("/sign-in")
            var last = Browser.Answer(status: .ok, headers: [:], body: "")
            for _ in 0..<6 {
                last = try await browser.post("/sign-in", [("name", "Rina"), ("password", "guess guess guess")])
            }
            #expect(last.status == .tooManyRequests)
            let wait = try #require(last.headers[.retryAfter].flatMap { Int($0) })
            #expect((1...4).contains(wait))
            let right = [("name", "rina"), ("password", Sample.password)]
            #expect(try await browser.post("/sign-in", right).status == .tooManyRequests)
            harness.clock.advance(.seconds(wait))
            #expect(try await browser.post("/sign-in", right).status == .seeOther)
        }
    }

    @Test("an address that tries many names is slowed down as a whole")
    func addressLimit() async throws {
        try await withConsole(settings: ConsoleSettings(behindProxy: true, passwordCost: 10)) { _, browser in
            try await browser.get("/sign-in")
            let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
            // Only what one's own proxy added counts; one who owns a whole /64 gains nothing by it.
            for network in ["198.51.100.7", "2001:db8:1:2::"] {
                var statuses: [HTTPResponse.Status] = []
                for number in 0..<16 {
                    let fields = [("name", "guess\(number)"), ("password", "guess guess guess")]
                    let address = network.hasSuffix(":") ? "\(network)\(number)" : network
                    let headers: HTTPFields = [forwarded: "203.0.113.\(number), \(address)"]
                    statuses.append(try await browser.post("/sign-in", fields, headers: headers).status)
                }
                #expect(statuses.prefix(12).allSatisfy { $0 == .unprocessableContent })
                #expect(statuses.last == .tooManyRequests)
            }
        }
    }

    @Test("after signing in one gets to the page one asked for, but never to another site")
    func next() async throws {
        try await withConsole { _, browser in
            let targets = [
                ("/queue?mine=1", "/queue?mine=1"), ("//evil.example", "/"), ("/\\evil.example", "/"),
                ("https://evil.example", "/"), ("/a\r\nSet-Cookie: x=1", "/"),
            ]
            for (asked, expected) in targets {
                let visitor = browser.another()
                try await visitor.get("/sign-in")
                let fields = [("name", "rina"), ("password", Sample.password), ("next", asked)]
                #expect(try await visitor.post("/sign-in", fields).location == expected)
            }
        }
    }

    @Test("behind TLS the cookies are Secure and bound to the host")
    func secureCookies() async throws {
        let settings = ConsoleSettings(secureCookies: true, passwordCost: 10)
        try await withConsole(settings: settings) { _, browser in
            let page = try await browser.get("/sign-in")
            #expect(page.headers[values: .setCookie].allSatisfy { $0.contains("Secure") && $0.hasPrefix("__Host-") })
            let answer = try await browser.post("/sign-in", [("name", "rina"), ("password", Sample.password)])
            #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("__Host-vigie_session=") })
        }
    }

    @Test("the language follows the browser, then the link, then the account")
    func language() async throws {
        try await withConsole { _, browser in
            let french = try await browser.get("/sign-in", headers: [.acceptLanguage: "de, fr;q=0.8, en;q=0.5"])
            #expect(french.body.contains("<html lang=\"fr\"") && french.body.contains("Se connecter"))
            let chosen = try await browser.get("/sign-in?language=en", headers: [.acceptLanguage: "fr"])
            #expect(chosen.body.contains("<html lang=\"en\""))
            #expect(try await browser.get("/sign-in", headers: [.acceptLanguage: "fr"]).body.contains("lang=\"en\""))
            try await browser.signIn("fred")
            #expect(try await browser.get("/").body.contains("<html lang=\"fr\""))
        }
    }

    @Test("a demo account is entered with one click, and only where the settings name it")
    func demo() async throws {
        let settings = ConsoleSettings(demoAccounts: [DemoAccount(name: "Dora", roles: [.guardian])], passwordCost: 10)
        try await withConsole(settings: settings) { harness, browser in
            try await harness.console.createDemoAccounts()
            try await harness.console.createDemoAccounts()
            #expect(try await browser.get("/sign-in").body.contains("Enter as Dora"))
            #expect(try await browser.post("/sign-in/demo", [("name", "rina")]).status == .notFound)
            #expect(try await browser.post("/sign-in/demo", [("name", "Dora")]).status == .seeOther)
            #expect(try await browser.get("/queue").status == .ok)
        }
        try await withConsole { _, browser in
            let page = try await browser.get("/sign-in")
            #expect(!page.body.contains("/sign-in/demo"))
            let answer = try await browser.post("/sign-in/demo", [("name", "rina")])
            #expect(answer.status == .notFound)
        }
    }
}

@Suite("The first administrator")
struct SetupTests {
    @Test("the printed code makes one administrator, once")
    func once() async throws {
        try await withConsole(reviewers: false) { harness, browser in
            #expect(try await harness.console.needsSetup())
            #expect(try await browser.get("/sign-in").location == "/setup")
            try await browser.get("/setup")
            let code = harness.console.setupCode
            #expect(code.filter { $0 != "-" }.count == 26)
            let wrong = [("code", "AAAAA"), ("name", "ada"), ("password", "twelve is enough")]
            #expect(try await browser.post("/setup", wrong).status == .unprocessableContent)
            #expect(try await harness.store.reviewerCount() == 0)
            let short = [("code", code), ("name", "ada"), ("password", "short")]
            #expect(try await browser.post("/setup", short).body.contains("shorter than 12"))
            let typed = code.lowercased().replacing("-", with: " ")
            let right = [("code", typed), ("name", "ada"), ("password", "twelve is enough")]
            #expect(try await browser.post("/setup", right).location == "/accounts")
            #expect(try await browser.get("/accounts").status == .ok)
            #expect(try await browser.another().get("/setup").status == .notFound)
            let second = [("code", code), ("name", "eve"), ("password", "twelve is enough")]
            #expect(try await browser.post("/setup", second).status == .notFound)
            #expect(try await harness.store.reviewers().map(\.roles) == [[.administrator]])
        }
    }

    @Test("guessing the code is slowed down")
    func limited() async throws {
        try await withConsole(reviewers: false) { _, browser in
            try await browser.get("/setup")
            var statuses: [HTTPResponse.Status] = []
            for _ in 0..<7 {
                let fields = [("code", "0000"), ("name", "eve"), ("password", "twelve is enough")]
                statuses.append(try await browser.post("/setup", fields).status)
            }
            #expect(statuses.last == .tooManyRequests)
        }
    }

    @Test("a code is new with every start")
    func fresh() async throws {
        let codes = try await [
            withConsole(reviewers: false) { harness, _ in harness.console.setupCode },
            withConsole(reviewers: false) { harness, _ in harness.console.setupCode },
        ]
        #expect(codes[0] != codes[1])
    }
}
