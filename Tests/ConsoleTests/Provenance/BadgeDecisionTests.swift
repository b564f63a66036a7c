import Casework
import SafetyModel
import Testing

@testable import Console

@Suite("Decisions on badges")
struct BadgeDecisionTests {
    private func with(
        isPublic: Bool = true, _ body: @escaping @Sendable (Harness, Browser) async throws -> Void
    ) async throws {
        let settings = ConsoleSettings(
            passwordCost: 10, isTransparent: isPublic, programmes: [ProvenanceSample.programme])
        try await withConsole(settings: settings) { harness, browser in
            try await ProvenanceSample.tell(harness.store)
            try await body(harness, browser)
        }
    }

    private static func fields(
        _ reasons: String, published: Bool, outcome: String = "suspend", badge: String = "partner",
        community: String = "bay"
    ) -> [(String, String)] {
        [
            ("platform", "test"), ("community", community), ("badge", badge), ("outcome", outcome),
            ("reasons", reasons),
        ] + (published ? [("publish", "on")] : [])
    }

    @Test("a guardian records and publishes one: leads, the public page and the file show it, and nobody's name")
    func publishing() async throws {
        try await with { harness, browser in
            try await browser.signIn("gus")
            let reasons = "Moderation covered 41 % of the hours; <b>the badge</b> asks for 80 %."
            let answer = try await browser.post("/provenance", Self.fields(reasons, published: true))
            #expect(answer.location == "/provenance?platform=test&community=bay&done=badge")
            let page = try await browser.get("/provenance?platform=test&community=bay").body
            #expect(page.contains("Moderation covered 41 %") && page.contains(", <bdi>gus</bdi>"))
            let leo = browser.another()
            try await leo.signIn("leo")
            let seen = try await leo.get("/provenance?platform=test&community=bay").body
            #expect(seen.contains("Moderation covered 41 %") && !seen.contains("<bdi>gus</bdi>"))
            #expect(!seen.contains("action=\"/provenance\""))
            #expect(try await leo.get("/trail").body.contains("published a decision on a badge"))
            let anybody = browser.another()
            let open = try await anybody.get("/badges")
            #expect(open.status == .ok && open.body.contains("The Bay") || open.body.contains("Bay &amp; friends"))
            #expect(open.body.contains("&lt;b&gt;the badge") && !open.body.contains("gus"))
            let french = try await anybody.get("/badges?language=fr").body
            #expect(french.contains("Suspendu") && french.contains("Décisions sur les badges"))
            let file = try await anybody.get("/badges.json").body
            #expect(file.contains("\"outcome\":\"suspend\"") && !file.contains("gus"))
            #expect(try await harness.store.auditLedger().problem == nil)
        }
    }

    @Test(
        "of two published decisions on one badge the older is told as replaced; an unpublished one replaces none in public"
    )
    func replaced() async throws {
        try await with { _, browser in
            try await browser.signIn("gus")
            for (reasons, published) in [("First reasons", true), ("Second reasons", true), ("Hidden reasons", false)] {
                _ = try await browser.post("/provenance", Self.fields(reasons, published: published))
            }
            let anybody = browser.another()
            let page = try await anybody.get("/badges").body
            let first = try #require(page.firstRange(of: "First reasons"))
            let second = try #require(page.firstRange(of: "Second reasons"))
            let mark = try #require(page.firstRange(of: "replaced by a newer decision"))
            #expect(second.upperBound < mark.lowerBound && mark.upperBound < first.lowerBound)
            #expect(page.ranges(of: "replaced by a newer decision").count == 1)
            let file = try await anybody.get("/badges.json").body
            #expect(file.ranges(of: "\"replaced\":true").count == 1)
            #expect(file.ranges(of: "\"replaced\":false").count == 1)
        }
    }

    @Test("what is not published is known to guardians alone: on no page, no trail, no file of others")
    func hidden() async throws {
        try await with { _, browser in
            try await browser.signIn("gus")
            _ = try await browser.post("/provenance", Self.fields("because of a case", published: false))
            #expect(try await browser.get("/provenance?platform=test&community=bay").body.contains("because of a case"))
            #expect(try await browser.get("/trail").body.contains("because of a case"))
            for name in ["leo", "ada"] {
                let other = browser.another()
                try await other.signIn(name)
                for path in ["/provenance?platform=test&community=bay", "/trail", "/badges", "/badges.json"] {
                    #expect(try await !other.get(path).body.contains("because of a case"), "\(name) \(path)")
                }
            }
        }
    }

    @Test("published reasons that name a case about staff, or somebody whom one is about, are refused")
    func staffCases() async throws {
        try await with { harness, browser in
            _ = try await harness.store.record(Sample.signals(), upTo: 1)
            try await browser.signIn("gus")
            for reasons in ["see case \(Sample.staffCase)", "because Corvin banned people"] {
                let fields = Self.fields(reasons, published: true, badge: "partner", community: Sample.community)
                let answer = try await browser.post("/provenance", fields)
                #expect(answer.status == .unprocessableContent, "\(reasons) \(answer.status)")
                #expect(answer.body.contains("case about staff"))
            }
            #expect(try await !browser.another().get("/badges").body.contains("Corvin"))
        }
    }

    @Test("leads and administrators decide nothing; a badge, outcome or community that is none is refused")
    func refusals() async throws {
        try await with { harness, browser in
            for name in ["leo", "ada", "rina"] {
                let other = browser.another()
                try await other.signIn(name)
                #expect(try await other.post("/provenance", Self.fields("x", published: true)).status == .forbidden)
            }
            try await browser.signIn("gus")
            let bad = [
                Self.fields("x", published: true, outcome: "burn"), Self.fields("x", published: true, badge: "other"),
            ]
            for fields in bad { #expect(try await browser.post("/provenance", fields).status == .badRequest) }
            let lost = Self.fields("x", published: true, community: "nowhere")
            #expect(try await browser.post("/provenance", lost).status == .notFound)
            let empty = try await browser.post("/provenance", Self.fields("  ", published: true))
            #expect(empty.status == .unprocessableContent && empty.body.contains("Give the reasons"))
            #expect(try await harness.store.publishedBadgeDecisions(limit: 10).isEmpty)
        }
    }

    @Test("without public figures there is no public page")
    func notPublic() async throws {
        try await with(isPublic: false) { _, browser in
            for path in ["/badges", "/badges.json"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .notFound)
            }
        }
    }
}
