import Casework
import Console
import HTTPTypes
import Hummingbird
import SafetyModel
import Testing

@Suite("The page of clocks")
struct ClocksPageTests {
    private static let chain = EscalationChain(steps: [
        .init(body: .lead, name: "Harbour <team>"), .init(body: .guardian, name: "Trustees", after: .hours(4)),
        .init(body: .platform, name: "Platform", after: .days(300)),
    ])

    private func withClocks(_ body: @escaping @Sendable (Harness, Browser) async throws -> Void) async throws {
        let settings = ConsoleSettings(passwordCost: 10, escalation: Self.chain)
        try await withConsole(settings: settings) { harness, browser in
            harness.clock.advance(.days(30))
            _ = try await harness.store.makeEscalations(
                by: Self.chain, at: harness.clock.now(), random: { Array(repeating: 7, count: $0) })
            try await body(harness, browser)
        }
    }

    @Test("a guardian sees every clock that ran out, who was asked and who is next; a lead sees none about staff")
    func boards() async throws {
        try await withClocks { _, browser in
            try await browser.signIn("gus")
            let all = try await browser.get("/clocks").body
            #expect(all.contains("Clocks that ran out") && all.contains("Harbour &lt;team&gt;"))
            #expect(all.contains("Coercion by staff") && all.contains("Platform, in 2"))
            let lead = browser.another()
            try await lead.signIn("leo")
            let own = try await lead.get("/clocks").body
            #expect(own.contains("Solicitation of a minor") && own.contains("Harbour &lt;team&gt;"))
            #expect(!own.contains("Coercion by staff") && !own.contains("class=\"tag\""))
            let rows = { (body: String) in body.matches(of: /<td class="overdue">/).count }
            #expect(rows(all) == rows(own) + 1 && own.contains("\(rows(own)) of \(rows(own))"))
            let overview = try await lead.get("/").body
            #expect(overview.contains("Clocks ran out</span><strong class=\"overdue\">\(rows(own))<"))
            let trail = try await lead.get("/trail").body
            #expect(trail.contains("Decision → Leads") && !trail.contains("/cases/\(Sample.staffCase)\""))
        }
    }

    @Test("reviewers and administrators have no such page, and the case says to whom it went, in both languages")
    func casePage() async throws {
        try await withClocks { _, browser in
            for name in ["rina", "ada"] {
                let other = browser.another()
                try await other.signIn(name)
                #expect(try await other.get("/clocks").status == .forbidden)
                #expect(try await !other.get("/").body.contains("href=\"/clocks\""))
            }
            try await browser.signIn("fred")
            let page = try await browser.get("/cases/1").body
            #expect(page.contains("Délais dépassés") && page.contains("Responsables") && page.contains("Décision"))
            #expect(page.contains("Plateforme, dans"))
            #expect(try await browser.get("/clocks").body.contains("Qui vient ensuite"))
        }
    }

    @Test("with nothing overdue the pages say so, or nothing at all")
    func nothing() async throws {
        try await withConsole { harness, browser in
            harness.clock.advance(.days(-30))
            try await browser.signIn("gus")
            #expect(try await browser.get("/clocks").body.contains("No clock ran out."))
            #expect(try await !browser.get("/cases/1").body.contains("clocks-title"))
        }
    }
}
