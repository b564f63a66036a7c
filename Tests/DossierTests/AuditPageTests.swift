import Dossier
import Governance
import SafetyModel
import Simulation
import Testing

@Suite("The printed report of an audit")
struct AuditPageTests {
    private func report(_ community: AuditedCommunity) -> AuditReport {
        let standing = AuditStanding(community.snapshot)
        var activity = AuditActivity(community: community.snapshot.id, standing: standing)
        for event in community.events { activity.observe(event) }
        return CommunityAudit(standing: standing, activity: activity)
            .report(at: Timestamp(milliseconds: 1_783_000_000_000))
    }

    @Test(
        "it holds every finding with its title, reason and advice, in the language asked for",
        arguments: Language.allCases)
    func whole(_ language: Language) {
        let report = report(.story)
        let page = AuditPage.html(report, language: language, version: "9")
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        for finding in report.findings {
            #expect(page.contains("id=\"\(finding.id)\""))
            for text in [finding.title, finding.why, finding.action] {
                let escaped = text[language].replacing("&", with: "&amp;").replacing("'", with: "&#39;")
                #expect(page.contains(escaped), "\(escaped)")
            }
        }
        #expect(page.components(of: "<rect class=\"back\"") == 168, "an hour of the week each")
    }

    @Test("ids stand once, headings are in order, and nothing is loaded or run")
    func form() {
        let page = AuditPage.html(report(.story), language: .english, version: "9")
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(ids.count == Set(ids).count, "\(ids.filter { id in ids.filter { $0 == id }.count > 1 })")
        for reference in page.matches(of: /aria-labelledby="([^"]+)"/) {
            #expect(ids.contains(String(reference.1)), "\(reference.1)")
        }
        for link in page.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(link.1))) }
        #expect(!page.contains("<script") && !page.contains(" src=") && !page.contains(" style="))
        #expect(page.components(of: "<h1") == 1)
    }

    @Test("names that try to be markup, or to turn text around, are text")
    func hostile() {
        var community = AuditedCommunity.story
        community.snapshot.name = "<b>\u{202E}x"
        for index in community.snapshot.roles.indices {
            community.snapshot.roles[index].name = "\"><img src=x>\u{2066}"
        }
        for index in community.snapshot.channels.indices { community.snapshot.channels[index].name = "</svg><p>\u{0}" }
        let page = AuditPage.html(report(community), language: .french, version: "9")
        #expect(!page.contains("<img") && !page.contains("</svg><p>") && !page.contains("<b>"))
        #expect(!page.unicodeScalars.contains { [0x202E, 0x2066, 0].contains($0.value) })
    }

    @Test("a trend needs two audits, and draws a gap where nothing was judged")
    func trend() {
        let story = report(.story)
        #expect(AuditTrend.html([story], language: .english).isEmpty)
        let blind = CommunityAudit(standing: AuditStanding(AuditedCommunity.wellRun.snapshot), activity: nil)
            .report(at: Timestamp(milliseconds: 1_782_000_000_000))
        let html = AuditTrend.html([blind, story, story], language: .english)
        #expect(html.components(of: "<svg") == AuditArea.allCases.count)
        #expect(html.contains("Response, from the oldest audit to the newest: –, "))
    }

    @Test("250 roles and 10,000 names give a page of bounded size")
    func large() {
        var community = AuditedCommunity.wellRun
        for number in 0..<250 {
            community.snapshot.roles.append(
                SnapshotRole(
                    id: "9\(number)", name: String(repeating: "x", count: 10_000), permissions: 6, position: 20 + number
                ))
        }
        let page = AuditPage.html(report(community), language: .english, version: "9")
        #expect(page.utf8.count < 200_000 && page.contains("more roles are not shown"))
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
