import Casework
import Foundation
import HTTPTypes
import SafetyModel
import Testing

@testable import Console

@Suite("Appeals")
struct AppealPageTests {
    private func phone(_ browser: Browser, _ language: String = "en") -> ReporterBrowser {
        ReporterBrowser(client: browser.client, language: language)
    }

    private func path(_ browser: Browser) async throws -> String {
        String(try #require(try await browser.get("/appeals").body.firstMatch(of: /\/appeals\/\d+/)?.output))
    }

    @Test("a decision is contested with the code, ruled on by another, and the answer read", arguments: ["en", "fr"])
    func wholeWay(_ language: String) async throws {
        try await withConsole { harness, browser in
            let words = Words.of(language == "fr" ? .french : .english)
            try await browser.signIn("rina")
            let code = try #require(try await browser.decide(1, Form.told("time_out")).code)
            let phone = phone(browser, language)
            let first = try await phone.get("/appeal")
            #expect(first.body.contains(words["appeal_page_title"]) && first.headers[.setCookie] == nil)
            let open = try await phone.post("/appeal", [("code", code)])
            #expect(open.status == .ok && open.body.contains("name=\"statement\""))
            #expect(!open.body.contains("Marlow") && !open.body.contains("rina"))
            let statement = "It was <i>not</i> me"
            let sent = try await phone.post("/appeal", [("code", code), ("send", "1"), ("statement", statement)])
            #expect(sent.body.contains(words["appeal_waits"].replacing("'", with: "&#39;")))
            let twice = try await phone.post("/appeal", [("code", code), ("send", "1"), ("statement", "again")])
            #expect(twice.status == .ok && !twice.body.contains("name=\"statement\""))
            // The one who decided sees it, and may not rule.
            let path = try await path(browser)
            let own = try await browser.get(path).body
            #expect(own.contains("It was &lt;i&gt;not&lt;/i&gt; me") && !own.contains("name=\"reasons\""))
            let ruling = [("outcome", "reversed"), ("reasons", "The account was taken over at that time.")]
            #expect(try await browser.post(path, ruling).status == .forbidden)
            let leo = browser.another()
            try await leo.signIn("leo")
            _ = try await leo.get(path)
            #expect(try await leo.post(path, [("outcome", "x"), ("reasons", "kept text")]).body.contains("kept text"))
            let named = try await leo.post(path, [("outcome", "reversed"), ("reasons", "Noa was mistaken")])
            #expect(named.status == .unprocessableContent && named.body.contains("Noa was mistaken"))
            #expect(try await leo.post(path, ruling).location == path + "?done=ruled")
            #expect(try await leo.post(path, ruling).status == .unprocessableContent)
            let answer = try await phone.post("/appeal", [("code", code)])
            #expect(answer.body.contains(words["appeal_reversed"]))
            #expect(answer.body.contains("The account was taken over") && !answer.body.contains("leo"))
            let page = try await leo.get("/cases/1").body
            #expect(page.contains("reversed on appeal") && page.contains("Lift the time-out"))
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let file = try await harness.store.caseFile(1, for: gus)
            #expect(
                file.item.state == .decided && file.trail.suffix(2).map(\.action) == ["appealed", "appeal_reversed"])
        }
    }

    @Test("after six months a code says so, but an appeal that was made is still followed")
    func sixMonths() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            let first = try #require(try await browser.decide(1, Form.told("time_out")).code)
            let second = try #require(try await browser.decide(2, Form.told("time_out")).code)
            let phone = phone(browser)
            harness.clock.advance(.days(180))
            let made = try await phone.post(
                "/appeal", [("code", second), ("send", "1"), ("statement", "late but in time")])
            #expect(made.body.contains("Another person looks"))
            harness.clock.advance(.days(6))
            let over = try await phone.post("/appeal", [("code", first), ("send", "1"), ("statement", "please")])
            #expect(over.body.contains("It could be asked for until") && !over.body.contains("name=\"statement\""))
            #expect(try await phone.post("/appeal", [("code", second)]).body.contains("Another person looks"))
            try await browser.signIn("gus")
            let waiting = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            #expect(try await harness.store.openAppeals(for: waiting).count == 1)
        }
    }

    @Test("wrong, mistyped and hostile codes and texts lead nowhere, and guessing is slowed down")
    func hostile() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let code = try #require(try await browser.decide(1, Form.told("time_out")).code)
            let phone = phone(browser)
            for wrong in ["", "abc", "<script>x</script>", String(repeating: "1", count: 5000), "123"] {
                let answer = try await phone.post("/appeal", [("code", wrong)])
                #expect(answer.status == .unprocessableContent && !answer.body.contains("<script>x"))
            }
            for text in ["", " \n", String(repeating: "é", count: 4001)] {
                let answer = try await phone.post("/appeal", [("code", code), ("send", "1"), ("statement", text)])
                #expect(answer.status == .unprocessableContent && answer.body.contains("name=\"statement\""))
            }
            // A receipt of a report opens no appeal, and guesses are counted.
            let receipt = try #require(try await phone.report().code)
            #expect(try await phone.post("/appeal", [("code", receipt)]).status == .notFound)
            var slowed = false
            for _ in 0..<400 where !slowed {
                slowed = try await phone.post("/appeal", [("code", receipt)]).status == .tooManyRequests
            }
            #expect(slowed)
        }
    }

    @Test("a reporter is told of the decision, contests that nothing was done, and reads the ruling")
    func reporter() async throws {
        try await withConsole { harness, browser in
            let phone = phone(browser, "fr")
            let code = try #require(try await phone.report([("text", "il insiste"), ("language", "fr")]).code)
            try await browser.signIn("rina")
            let rina = try #require(try await harness.store.reviewer(named: "rina")?.reviewer)
            #expect(try await harness.store.reports(on: 1, withText: false, for: rina).total == 1)
            let decided = try await browser.decide(1, [("outcome", "no_action"), ("reason", "secret thoughts")])
            #expect(decided.status == .seeOther, "\(decided.body)")
            let status = try await phone.post("/report/status", [("code", code), ("language", "fr")])
            #expect(
                status.body.contains("La suite donnée à votre signalement") && status.body.contains("name=\"appeal\""))
            #expect(!status.body.contains("secret thoughts") && !status.body.contains("rina"))
            let asked = try await phone.post(
                "/report/status", [("code", code), ("language", "fr"), ("appeal", "regardez encore")])
            #expect(asked.body.contains("Une autre personne va regarder") && !asked.body.contains("name=\"appeal\""))
            let leo = browser.another()
            try await leo.signIn("leo")
            let path = try await path(leo)
            #expect(try await leo.get(path).body.contains("regardez encore"))
            let ruling = [("outcome", "reversed"), ("reasons", "Nous avions manqué deux messages.")]
            #expect(try await leo.post(path, ruling).status == .seeOther)
            let read = try await phone.post("/report/status", [("code", code), ("language", "fr")])
            #expect(read.body.contains("la décision est annulée") && read.body.contains("manqué deux messages"))
            #expect(try await leo.get("/cases/1").body.contains("Reopen the case and decide it again"))
        }
    }
}
