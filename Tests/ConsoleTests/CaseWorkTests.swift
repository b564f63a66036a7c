import Casework
import HTTPTypes
import Hummingbird
import SafetyModel
import Testing

@Suite("Working on a case")
struct CaseWorkTests {
    private func version(_ id: Int, _ browser: Browser) async throws -> (String, String) {
        let body = try await browser.get("/cases/\(id)").body
        return ("version", String(try #require(body.firstMatch(of: /name="version" value="(\d+)"/)?.1)))
    }

    private func trail(_ id: Int64, _ harness: Harness) async throws -> [AuditEntry] {
        let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
        return try await harness.store.caseFile(id, for: gus).trail
    }

    @Test("text is absent until it is asked for with a reason, which goes on the trail; then it hides again")
    func reveal() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            let words = "send me a picture"
            let before = try await browser.get("/cases/1").body
            #expect(!before.contains(words) && before.contains("text hidden") && before.contains("Show the text"))
            #expect(before.contains("en.request.picture"))
            let empty = try await browser.post("/cases/1/reveal", [version(1, browser), ("reason", " \n ")])
            #expect(empty.status == .unprocessableContent)
            #expect(try await !browser.get("/cases/1").body.contains(words))
            let asked = try await browser.post("/cases/1/reveal", [version(1, browser), ("reason", "to decide")])
            #expect(asked.status == .seeOther)
            let shown = try await browser.get("/cases/1").body
            let mark =
                /<mark class="stage-request"[^>]*>send me a picture, just for me<span class="mark-stage">request</
            #expect(shown.firstMatch(of: mark) != nil)
            let line = try #require(try await trail(1, harness).last)
            #expect(line.action == "revealed" && line.byName == "rina" && line.detail == "to decide")
            // To another reviewer it is hidden all the same.
            let other = browser.another()
            try await other.signIn("leo")
            #expect(try await !other.get("/cases/1").body.contains(words))
            try await browser.get("/cases/1")
            #expect(try await browser.post("/cases/1/hide").status == .seeOther)
            #expect(try await !browser.get("/cases/1").body.contains(words))
            _ = try await browser.post("/cases/1/reveal", [version(1, browser), ("reason", "to decide")])
            #expect(try await browser.get("/cases/1").body.contains(words))
            harness.clock.advance(.minutes(31))
            #expect(try await !browser.get("/cases/1").body.contains(words))
        }
    }

    @Test("a case is claimed, noted, decided with a reason and reopened, each on the trail")
    func course() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            let early = try await [version(1, browser), ("outcome", "warn"), ("reason", "clear")]
            let unclaimed = try await browser.post("/cases/1/decide", early)
            #expect(unclaimed.status == .conflict && unclaimed.body.contains("Claim the case first"))
            #expect(unclaimed.body.contains(">clear</textarea>"))
            #expect(try await browser.post("/cases/1/claim", [version(1, browser)]).location.contains("done=claimed"))
            #expect(try await browser.get("/cases/1").body.contains("Held by you"))
            _ = try await browser.post("/cases/1/note", [version(1, browser), ("note", "asked <b>twice</b>")])
            let silent = try await [version(1, browser), ("outcome", "warn"), ("reason", "")]
            #expect(try await browser.post("/cases/1/decide", silent).status == .unprocessableContent)
            let odd = try await [version(1, browser), ("outcome", "explode"), ("reason", "x")]
            #expect(try await browser.post("/cases/1/decide", odd).status == .unprocessableContent)
            let decision =
                try await [version(1, browser)] + Form.told("time_out", reason: "pressed a child for pictures")
            #expect(try await browser.post("/cases/1/decide", decision).status == .ok)
            let page = try await browser.get("/cases/1").body
            #expect(page.contains("rina decided: Time-out") && page.contains("asked &lt;b&gt;twice&lt;/b&gt;"))
            let actions = try await trail(1, harness).map(\.action)
            #expect(actions.suffix(4) == ["claimed", "noted", "decided", "notice"])
            let again = try await [version(1, browser), ("reason", "new evidence")]
            #expect(try await browser.post("/cases/1/reopen", again).status == .seeOther)
            #expect(try await trail(1, harness).last?.action == "reopened")
        }
    }

    @Test("two reviewers cannot decide the same case: the second gets a page that says so and keeps the words")
    func conflict() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("gus")
            _ = try await browser.post("/cases/1/claim", [version(1, browser)])
            let stale = try await version(1, browser)
            _ = try await browser.post("/cases/1/note", [stale, ("note", "first")])
            let late = [stale, ("outcome", "ban"), ("reason", "my long and careful reason")]
            let answer = try await browser.post("/cases/1/decide", late)
            #expect(answer.status == .conflict)
            #expect(answer.body.contains("Somebody was faster") && answer.body.contains("my long and careful reason"))
            let other = browser.another()
            try await other.signIn("leo")
            let foreign = [try await version(1, other), ("outcome", "warn"), ("reason", "mine")]
            let held = try await other.post("/cases/1/decide", foreign)
            #expect(held.status == .conflict && held.body.contains("Another reviewer holds this case"))
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            #expect(try await harness.store.caseFile(1, for: gus).item.state == .claimed)
        }
    }

    @Test("banning staff takes a second guardian, who confirms on the page")
    func twoPeople() async throws {
        let staffCase = Int(Sample.staffCase)
        try await withConsole { harness, browser in
            try await browser.signIn("gus")
            _ = try await browser.post("/cases/\(staffCase)/claim", [version(staffCase, browser)])
            let proposal = try await [version(staffCase, browser)] + Form.told("ban", reason: "used the ban as a lever")
            #expect(try await browser.post("/cases/\(staffCase)/decide", proposal).status == .seeOther)
            #expect(try await browser.get("/cases/\(staffCase)").body.contains("waits for another guardian"))
            let again = try await [version(staffCase, browser)] + proposal.dropFirst()
            #expect(try await browser.post("/cases/\(staffCase)/decide", again).status == .conflict)
            let fred = browser.another()
            try await fred.signIn("fred")
            // The second person reads all that is proposed, and adds a reason.
            let shown = try await fred.get("/cases/\(staffCase)").body
            for part in ["Confirmer : Bannir", Form.facts, Form.explanation, "used the ban as a lever"] {
                #expect(shown.contains(part), "\(part)")
            }
            let confirmation = try await [version(staffCase, fred), ("outcome", "ban"), ("reason", "I read it too")]
            #expect(try await fred.post("/cases/\(staffCase)/decide", confirmation).code?.count == 21)
            let reviewer = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let item = try await harness.store.caseFile(Int64(staffCase), for: reviewer).item
            #expect(item.state == .decided && item.decision?.confirmedBy != nil)
        }
    }

    @Test("a ban of a member waits for a second person; a lead can confirm it, and who proposed it cannot")
    func banOfMember() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            let proposed = try await browser.decide(1, Form.told("ban"))
            #expect(proposed.code == nil && proposed.location.contains("done=proposed"))
            #expect(try await browser.get("/cases/1").body.contains("waits for a second person"))
            #expect(try await browser.confirm(1, "ban").status != .ok)
            let leo = browser.another()
            try await leo.signIn("leo")
            #expect(try await leo.get("/cases/1").body.contains("Confirm: Ban"))
            #expect(try await leo.confirm(1, "ban").code?.count == 21)
            let reviewer = try #require(try await harness.store.reviewer(named: "leo")?.reviewer)
            #expect(try await harness.store.caseFile(1, for: reviewer).item.decision?.confirmedBy == reviewer.id)
        }
    }

    @Test("the queue marks a proposal that waits for a second person in words, and lists it alone")
    func waiting() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let tag = "<span class=\"tag\">waits for a second person</span>"
            #expect(try await !browser.get("/queue").body.contains(tag))
            _ = try await browser.decide(1, Form.told("ban"))
            let fred = browser.another()
            try await fred.signIn("fred")
            _ = try await fred.decide(Int(Sample.staffCase), Form.told("ban"))
            #expect(try await browser.get("/queue").body.contains(tag))
            // What waits about staff is for guardians.
            let alone = try await browser.get("/queue?second=1").body
            #expect(alone.matches(of: /data-row-link/).count == 1 && alone.contains("href=\"/cases/1\""))
            #expect(alone.contains("name=\"second\" value=\"1\" checked"))
            let both = try await fred.get("/queue?second=1").body
            #expect(both.matches(of: /data-row-link/).count == 2)
            #expect(both.contains("<span class=\"tag\">attend une seconde personne</span>"))
            // Given back, it is no proposal any more.
            _ = try await browser.post("/cases/1/release", [version(1, browser)])
            #expect(try await !browser.get("/queue").body.contains(tag))
            #expect(try await !browser.get("/queue?second=1").body.contains("data-row-link"))
        }
    }

    @Test("a reviewer gives a case back without saying why")
    func release() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            _ = try await browser.post("/cases/2/claim", [version(2, browser)])
            #expect(try await browser.post("/cases/2/release", [version(2, browser)]).status == .seeOther)
            #expect(try await trail(2, harness).last?.detail == "")
        }
    }

    @Test("a reason or note over the limit is refused")
    func tooLong() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let note = String(repeating: "é", count: 4001)
            let answer = try await browser.post("/cases/1/note", [version(1, browser), ("note", note)])
            #expect(answer.status == .unprocessableContent)
        }
    }
}
