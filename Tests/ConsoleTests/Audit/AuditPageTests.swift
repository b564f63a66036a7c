import Casework
import Foundation
import Governance
import SafetyModel
import Simulation
import Testing

@testable import Console

/// Audits as `vigie audit --keep` keeps them.
enum KeptAudits {
    static func report(
        of community: AuditedCommunity, at moment: Timestamp, adding events: [Event] = []
    ) -> AuditReport {
        let standing = AuditStanding(community.snapshot)
        var activity = AuditActivity(community: community.snapshot.id, standing: standing)
        for event in community.events + events { activity.observe(event) }
        return CommunityAudit(standing: standing, activity: activity).report(at: moment)
    }

    static func keep(_ report: AuditReport, in store: any AuditStore) async throws {
        try await store.keepAudit(
            community: report.community.id, report: Array(JSONEncoder().encode(report)),
            forLeads: Array(JSONEncoder().encode(report.forLeads)), at: report.madeAt)
    }
}

@Suite("The page of audits")
struct AuditPageTests {
    private func withStory(
        named name: String, _ body: @Sendable (Harness, Browser) async throws -> Void
    ) async throws {
        try await withConsole { harness, browser in
            for (days, community) in [(14, AuditedCommunity.wellRun), (1, .story)] {
                var community = community
                community.snapshot.name = "<i>Nocturnes\u{202E}"
                try await KeptAudits.keep(
                    KeptAudits.report(of: community, at: Sample.now - .days(days)), in: harness.store)
            }
            try await browser.signIn(name)
            try await body(harness, browser)
        }
    }

    @Test("guardians read it whole, with names, the formula of each score, both pictures and the trend")
    func guardian() async throws {
        try await withStory(named: "gus") { _, browser in
            let page = try await browser.get("/audit")
            #expect(page.status == .ok)
            for text in [
                "Reports about staff without an act", "audit.everyone_can_mention_everyone", "100 − 25",
                "Trend", "Roles and their powers", "Talk and staff by the hour", "You see the names of staff",
            ] {
                #expect(page.body.contains(text), "\(text)")
            }
            let lead = try #require(AuditedCommunity.story.snapshot.members.first { $0.id.hasSuffix("1001") }?.name)
            #expect(page.body.contains(lead))
            #expect(page.body.contains("&lt;i&gt;Nocturnes") && !page.body.contains("<i>Nocturnes"))
            #expect(!page.body.contains(" style=") && !page.body.contains("<script>"))
        }
    }

    @Test("leads read the same without names of staff and without anything about reports on staff")
    func lead() async throws {
        try await withStory(named: "leo") { _, browser in
            let page = try await browser.get("/audit")
            #expect(page.status == .ok && page.body.contains("audit.everyone_can_mention_everyone"))
            #expect(!page.body.contains("audit.staff_reports") && !page.body.contains("about staff"))
            for member in AuditedCommunity.story.snapshot.members where !member.isBot {
                #expect(!page.body.contains(">\(member.name ?? "?")<"))
            }
            #expect(page.body.contains("named to guardians only"))
        }
    }

    @Test("reviewers and administrators may not open it, and see no link to it", arguments: ["rina", "ada"])
    func others(_ name: String) async throws {
        try await withStory(named: name) { _, browser in
            let page = try await browser.get("/audit")
            #expect(page.status == .forbidden)
            let overview = try await browser.get("/")
            #expect(!overview.body.contains("href=\"/audit\""))
        }
    }

    @Test("in French too")
    func french() async throws {
        try await withStory(named: "fred") { _, browser in
            let page = try await browser.get("/audit")
            #expect(page.body.contains("Notes par domaine") && page.body.contains("Évolution"))
            #expect(!page.body.contains("Scores by area") && !page.body.contains("What to do"))
        }
    }

    @Test("without an audit it says how to make one; an unknown community is not found; what cannot be read is said")
    func empty() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("gus")
            #expect(try await browser.get("/audit").body.contains("vigie audit --db"))
            try await harness.store.keepAudit(
                community: "harbour", report: Array("{\"form\":99}".utf8), forLeads: [], at: Sample.now)
            #expect(try await browser.get("/audit").body.contains("cannot be shown"))
            #expect(try await browser.get("/audit?community=elsewhere").status == .notFound)
            try await browser.post("/sign-out")
            #expect(try await browser.get("/audit").status == .seeOther)
        }
    }

    @Test("the style sheet of the report comes with the page, and nothing else")
    func style() async throws {
        try await withStory(named: "gus") { _, browser in
            let body = try await browser.get("/audit").body
            let path = try #require(body.firstMatch(of: /href="(\/assets\/[0-9a-f]+\/audit.css)"/)?.1)
            let style = try await browser.get(String(path))
            #expect(style.status == .ok && style.body.contains(".audit .fault"))
        }
    }
}
