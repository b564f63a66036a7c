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

    /// Cases of insults, some upheld, some dismissed, some still open.
    private func judge(_ harness: Harness, upheld: Int, dismissed: Int, open: Int) async throws {
        let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
        for number in 0..<(upheld + dismissed + open) {
            let subject = "judged-\(number)"
            _ = try await harness.store.record(
                [
                    Signal(
                        policy: "harassment.insult", score: number < upheld ? 0.95 : 0.6, community: "quay",
                        subject: subject, time: Sample.moment(hoursAgo: 50),
                        event: EventKey(source: "test:quay", id: subject),
                        detector: Detector(name: "harmful_words", version: 1))
                ], upTo: 2)
            guard number < upheld + dismissed else { continue }
            let found = try await harness.store.search(subject, limit: 20, for: gus)
            for case .item(let item) in found where item.subject == subject {
                let claimed = try await harness.store.perform(
                    .claim, on: item.id, version: item.version, by: gus, at: Sample.now)
                _ = try await harness.store.perform(
                    .decide(number < upheld ? .warn : .noAction, reason: "read"), on: item.id, version: claimed.version,
                    by: gus, at: Sample.now)
            }
        }
    }

    @Test("below ten decisions there is no share, but how many are decided and how many are not")
    func precision() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            try await judge(harness, upheld: 5, dismissed: 4, open: 6)
            let few = try await browser.get("/detectors").body
            #expect(few.contains("9 decided") && few.contains("6 undecided") && !few.contains("of 9 upheld"))
        }
    }

    @Test("a preview says what reviewers upheld below the new threshold, and what nobody has judged")
    func preview() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("leo")
            try await judge(harness, upheld: 8, dismissed: 4, open: 3)
            let higher = try await browser.get("/detectors/harassment.insult?threshold=0.70").body
            #expect(
                higher.contains("8 of 12 upheld")
                    && higher.contains("67\u{00A0}%; likely between 39\u{00A0}% and 86\u{00A0}%"))
            #expect(higher.contains("Of 8 cases that reviewers upheld in the last 90 days, 0 had no score this high"))
            #expect(higher.contains("So would 4 of 4 that were dismissed, and 4 of those still undecided."))
            let lower = try await browser.get("/detectors/harassment.insult?threshold=0.40").body
            #expect(lower.contains("Nobody has judged cases with scores this low"))
            let unjudged = try await browser.get("/detectors/minor.solicitation?threshold=0.70").body
            #expect(unjudged.contains("Nobody has decided a case of this policy"))
            let same = try await browser.get("/detectors/harassment.insult?threshold=0.50").body
            #expect(same.contains("This is the threshold in force") && !same.contains("threshold-reason"))
            for odd in ["0.99", "1", "-1", "nan", "0.503", "%3Cb%3E", "1e400", ""] {
                let page = try await browser.get("/detectors/harassment.insult?threshold=\(odd)")
                #expect(page.status == .unprocessableContent && page.body.contains("0.30 to 0.95"), "\(odd)")
            }
        }
    }

    @Test("the estimate goes by counted scores, and without them says that it holds upwards only")
    func estimate() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("leo")
            let upwards = try await browser.get("\(path)").body
            #expect(upwards.contains("nothing can be said of a lower one"))
            #expect(upwards.contains("data-at=\"0.40\" data-text=\"0.40: not known\""))
            #expect(upwards.contains("data-at=\"0.50\" data-text=\"0.50: less than 0.1 cases a day\""))
            let today = Sample.now.dayNumber
            let scores = (1...10).map { day in
                ScoreCount(
                    day: today - day, policy: "minor.solicitation", detector: nil, scope: .members, bin: 8, count: 3)
            }
            let staff = ScoreCount(
                day: today - 1, policy: "minor.solicitation", detector: nil, scope: .staff, bin: 19, count: 900)
            let cues = CueCount(day: today - 40, policy: "spam", scope: .members, count: 1)
            _ = try await harness.store.record(
                [], counts: WatchCounts(scores: scores + [staff], cues: [cues]), upTo: 9)
            let page = try await browser.get("\(path)").body
            #expect(page.contains("over 30 days, whether or not it raised a signal"))
            #expect(page.contains("data-at=\"0.40\" data-text=\"0.40: about 1.0 cases a day\""))
            #expect(page.contains("data-at=\"0.95\" data-text=\"0.95: no case\""))
        }
    }

    @Test("the taxonomy's threshold comes back with a reason, and a reason never becomes markup")
    func back() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("leo")
            try await browser.get(path)
            let hostile = "<script>alert(1)</script> \u{202E}"
            #expect(try await browser.post(path, fields("0.80", reason: hostile)).status == .seeOther)
            let page = try await browser.get(path).body
            #expect(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"))
            #expect(!page.unicodeScalars.contains("\u{202E}"))
            #expect(page.contains("threshold=taxonomy"))
            let number = try #require(
                try await browser.get("\(path)?threshold=taxonomy").body.firstMatch(
                    of: /name="version" value="(\d+)"/)?.1)
            let order = fields("taxonomy", version: String(number), reason: "enough")
            #expect(try await browser.post(path, order).status == .seeOther)
            #expect(try await harness.store.thresholdSettings().map(\.threshold) == [0.8, nil])
            let again = try await browser.post(path, fields("taxonomy", version: "2", reason: "enough"))
            #expect(again.status == .unprocessableContent && again.body.contains("nothing was changed"))
        }
    }

    @Test("what was written is given back when somebody was faster")
    func conflict() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("leo")
            try await browser.get(path)
            #expect(try await browser.post(path, fields("0.80")).status == .seeOther)
            let late = try await browser.post(path, fields("0.70", reason: "my long and careful reason"))
            #expect(late.status == .conflict && late.body.contains("my long and careful reason</textarea>"))
            #expect(late.body.contains("Somebody changed this threshold while"))
        }
    }

    private func withoutTokens(_ body: String) -> String {
        body.replacing(/value="[0-9a-f]{64}"/, with: "")
    }
}
