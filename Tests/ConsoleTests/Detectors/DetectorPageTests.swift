import Casework
import Console
import SafetyModel
import Testing

@Suite("The pages about detectors")
struct DetectorPageTests {
    private let path = "/detectors/minor.solicitation"

    private func fields(
        _ threshold: String, version: String = "0", of scope: String = "members", reason: String = "too many jokes"
    ) -> [(String, String)] {
        [("of", scope), ("threshold", threshold), ("version", version), ("reason", reason)]
    }

    @Test("who works on cases reads them; an administrator alone does not, and nobody is offered what the role forbids")
    func readers() async throws {
        try await withConsole { _, browser in
            for (name, mayChange) in [("rina", false), ("leo", true), ("gus", true)] {
                let visitor = browser.another()
                try await visitor.signIn(name)
                #expect(try await visitor.get("/detectors").body.contains("Solicitation of a minor"))
                let page = try await visitor.get("\(path)?threshold=0.80")
                #expect(page.status == .ok)
                #expect(page.body.contains("threshold-slider") == mayChange)
                #expect(page.body.contains("threshold-reason") == mayChange)
            }
            let administrator = browser.another()
            try await administrator.signIn("ada")
            #expect(try await administrator.get("/detectors").status == .forbidden)
            #expect(try await administrator.get(path).status == .forbidden)
            #expect(try await administrator.post(path, fields("0.80")).status == .forbidden)
        }
    }

    @Test("figures of cases about staff are for guardians alone, whatever address is asked for")
    func staffFigures() async throws {
        try await withConsole { harness, browser in
            let windows = FigureWindows(
                signals: Sample.moment(hoursAgo: 900), cases: Sample.moment(hoursAgo: 900),
                recent: Sample.moment(hoursAgo: 900), firstDay: 0)
            for name in ["rina", "leo", "ada"] {
                let person = try #require(try await harness.store.reviewer(named: name)?.reviewer)
                await #expect(throws: CaseStepError.notAllowed) {
                    try await harness.store.detectorFigures(.staff, windows: windows, for: person)
                }
                let visitor = browser.another()
                try await visitor.signIn(name)
                for address in ["/detectors", "/detectors/staff.coercion"] {
                    let plain = try await visitor.get(address)
                    let asked = try await visitor.get("\(address)?of=staff")
                    #expect(asked.status == plain.status)
                    #expect(withoutTokens(asked.body) == withoutTokens(plain.body))
                    #expect(!asked.body.contains("of=staff"))
                }
            }
            let leo = try #require(try await harness.store.reviewer(named: "leo")?.reviewer)
            let seen = try await harness.store.detectorFigures(.members, windows: windows, for: leo)
            #expect(!seen.signals.isEmpty && !seen.signals.contains { $0.policy == "staff.coercion" })
            #expect(!seen.judgements.isEmpty && !seen.judgements.contains { $0.policy == "staff.coercion" })
            #expect(!seen.cases.contains { $0.policy == "staff.coercion" })
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let staff = try await harness.store.detectorFigures(.staff, windows: windows, for: gus)
            #expect(Set(staff.signals.map(\.policy)) == ["staff.coercion"])
        }
    }

    @Test("a change takes a look and a reason, is on the trail, and is refused to who looked at an older state")
    func change() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("leo")
            let preview = try await browser.get("\(path)?threshold=0.80")
            #expect(preview.body.contains("name=\"threshold\" value=\"0.80\""))
            #expect(try await harness.store.thresholdSettings().isEmpty)
            #expect(try await browser.post(path, fields("0.80", reason: "  ")).status == .unprocessableContent)
            #expect(try await browser.post(path, fields("0.99")).status == .unprocessableContent)
            #expect(try await browser.post(path, fields("0.80"), withToken: false).status != .seeOther)
            #expect(try await harness.store.thresholdSettings().isEmpty)
            try await browser.get(path)
            #expect(try await browser.post(path, fields("0.80")).status == .seeOther)
            let settings = try await harness.store.thresholdSettings()
            #expect(settings.map(\.threshold) == [0.8] && settings.map(\.scope) == [.members])
            #expect(try await browser.post(path, fields("0.70")).status == .conflict)
            #expect(try await harness.store.thresholdSettings().count == 1)
            #expect(try await browser.get(path).body.contains("too many jokes"))
            #expect(try await browser.get("/trail").body.contains("minor.solicitation 0.50 → 0.80: too many jokes"))
        }
    }

    @Test("a reviewer changes nothing, a lead nothing for staff; what a guardian sets for staff stays unseen by others")
    func roles() async throws {
        try await withConsole { harness, browser in
            let reviewer = browser.another()
            try await reviewer.signIn("rina")
            #expect(try await reviewer.post(path, fields("0.80")).status == .forbidden)
            let lead = browser.another()
            try await lead.signIn("leo")
            #expect(try await lead.post(path, fields("0.80", of: "staff")).status == .forbidden)
            #expect(try await harness.store.thresholdSettings().isEmpty)
            let guardian = browser.another()
            try await guardian.signIn("gus")
            let order = fields("0.40", of: "staff", reason: "look closer at the team")
            #expect(try await guardian.post(path, order).status == .seeOther)
            #expect(try await harness.store.thresholdSettings().map(\.scope) == [.staff])
            #expect(try await guardian.get("/trail").body.contains("look closer at the team"))
            for address in ["/trail", path, "\(path)?of=staff", "/detectors?of=staff"] {
                #expect(try await !lead.get(address).body.contains("look closer at the team"))
            }
        }
    }

    private func withoutTokens(_ body: String) -> String {
        body.replacing(/value="[0-9a-f]{64}"/, with: "")
    }
}
