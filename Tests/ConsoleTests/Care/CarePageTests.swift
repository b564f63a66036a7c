import Casework
import HTTPTypes
import Hummingbird
import SafetyModel
import Testing

@testable import Console

@Suite("Pages that look after reviewers")
struct CarePageTests {
    private let settings = ConsoleSettings(
        passwordCost: 10, care: ExposureLimits(minutes: 120, gravest: 20, restAfter: 25, rest: 15))

    private func reveal(_ id: Int, _ browser: Browser, _ more: [(String, String)] = []) async throws -> Browser.Answer {
        let body = try await browser.get("/cases/\(id)").body
        let version = String(try #require(body.firstMatch(of: /name="version" value="(\d+)"/)?.1))
        return try await browser.post(
            "/cases/\(id)/reveal", [("version", version), ("reason", "to decide")] + more)
    }

    @Test("the case page says that somebody else reads the text now, and offers no form", arguments: ["rina", "fred"])
    func elsewhere(_ second: String) async throws {
        try await withConsole(settings: settings) { _, browser in
            try await browser.signIn("leo")
            #expect(try await reveal(1, browser).status == .seeOther)
            let other = browser.another()
            try await other.signIn(second)
            let page = try await other.get("/cases/1").body
            let words = Words.of(second == "fred" ? .french : .english)
            #expect(page.contains(words["care_refused_elsewhere_title"]) && !page.contains("id=\"reveal-reason\""))
            #expect(try await reveal(1, other).status == .unprocessableContent)
        }
    }

    @Test("after a while a break is suggested, in both languages; reading goes on until the day's minutes are used up")
    func rest() async throws {
        var settings = settings
        settings.care = ExposureLimits(minutes: 45, gravest: 20, restAfter: 25, rest: 15)
        try await withConsole(settings: settings) { harness, browser in
            try await browser.signIn("gus")
            #expect(try await reveal(1, browser).status == .seeOther)
            harness.clock.advance(.minutes(31))
            var page = try await browser.get("/cases/1").body
            #expect(page.contains("for 30 minutes in a row") && page.contains("30 of 45 minutes"))
            #expect(try await reveal(1, browser).status == .seeOther)
            harness.clock.advance(.minutes(40))
            page = try await browser.get("/cases/1").body
            #expect(page.contains("That is enough for now") && page.contains("60 of 45 minutes"))
            #expect(!page.contains("id=\"reveal-reason\""))
        }
    }

    @Test("one's own limits are set on the account page, and a looser one than the operator's is refused")
    func account() async throws {
        try await withConsole(settings: settings) { harness, browser in
            try await browser.signIn("rina")
            let page = try await browser.get("/account").body
            #expect(
                page.contains("What you look at") && page.contains("0 of 120 minutes") && page.contains("At most 20"))
            let form = [("minutes", "30"), ("gravest", ""), ("rest_after", " 20 "), ("blur", "on")]
            #expect(try await browser.post("/account/care", form).status == .seeOther)
            let rina = try #require(try await harness.store.reviewer(named: "rina")?.reviewer)
            let wishes = try await harness.store.careWishes(of: rina.id)
            #expect(wishes.minutes == 30 && wishes.gravest == nil && wishes.restAfter == 20)
            #expect(wishes.blur && !wishes.greyscale && !wishes.mute && !wishes.restIsRequired)
            for wrong in ["121", "4", "-1", "ten", "99999999999999999999", "3.5"] {
                let answer = try await browser.post(
                    "/account/care", [("minutes", wrong), ("gravest", ""), ("rest_after", "")])
                #expect(answer.status == .unprocessableContent, "\(wrong)")
            }
            #expect(try await browser.post("/account/care", [("minutes", "30")]).status == .badRequest)
        }
    }

    @Test("an administrator who sees no cases has no such limits; leads see loads on the overview, reviewers do not")
    func roles() async throws {
        try await withConsole(settings: settings) { _, browser in
            try await browser.signIn("ada")
            #expect(try await !browser.get("/account").body.contains("What you look at"))
            let form = [("minutes", ""), ("gravest", ""), ("rest_after", "")]
            #expect(try await browser.post("/account/care", form).status == .forbidden)
            let leo = browser.another()
            try await leo.signIn("leo")
            _ = try await reveal(1, leo)
            let overview = try await leo.get("/").body
            #expect(overview.contains("What reviewers had to look at") && overview.contains("Limits: 120 minutes"))
            let rina = browser.another()
            try await rina.signIn("rina")
            #expect(try await !rina.get("/").body.contains("What reviewers had to look at"))
        }
    }
}
