import HTTPTypes
import SafetyModel
import Testing

@testable import Console

@Suite("What was typed on the pages of reporting")
struct TypedTextTests {
    private let typed = [
        ("community", "harbour"), ("happening", "threats"), ("concern", "other"), ("danger", "yes"),
        ("accused", "Marlow <3"), ("staff", "1"), ("text", "it began\r\non Tuesday"), ("contact", "after school"),
        ("intimate", "1"), ("language", "en"), ("country", "FR"),
    ]

    @Test("stays when the page is shown in another language or with the lines of another country, and is not sent")
    func shownAgain() async throws {
        try await withConsole { harness, browser in
            let reporter = ReporterBrowser(client: browser.client)
            let first = try await reporter.get("/report?community=harbour")
            #expect(first.body.contains("formaction=\"/report?show=1\"") && !first.body.contains("hreflang"))
            let note = try #require(first.body.firstMatch(of: /name="note" value="([^"]+)"/).map { String($0.1) })
            for (show, language) in [("fr", "fr"), ("country", "en")] {
                let page = try await reporter.post(
                    "/report?show=1",
                    [("note", note), ("show", show), ("shown_country", "BE"), ("files", "a.png")] + typed)
                #expect(page.status == .ok && page.body.contains("<html lang=\"\(language)\""))
                let words = Words.of(language == "fr" ? .french : .english)
                for kept in [
                    "on Tuesday</textarea>", "value=\"Marlow &lt;3\"", "value=\"threats\" required checked",
                    "value=\"after school\"", "name=\"intimate\" value=\"1\" checked", "value=\"\(note)\"",
                    "<details class=\"more\" open>", words["report_wrong_files"],
                ] { #expect(page.body.contains(kept), "\(kept)") }
                let country = show == "country" ? "BE" : "FR"
                #expect(page.body.contains("name=\"country\" value=\"\(country)\""))
            }
            #expect(try await harness.store.check().counts["reports"] == 0)
        }
    }

    @Test("stays on the page that asks to wait, which leads back to it")
    func waiting() async throws {
        let settings = ConsoleSettings(behindProxy: true, passwordCost: 10)
        try await withConsole(settings: settings) { _, browser in
            let reporter = ReporterBrowser(client: browser.client, address: "192.0.2.1")
            for number in 0..<5 { _ = try await reporter.report([("text", "number \(number)")]) }
            let note = try await reporter.note()
            let wait = try await reporter.upload(
                "/report", [("note", note)] + typed, files: [TestPicture.png])
            #expect(wait.status == .tooManyRequests && wait.body.contains("name=\"had_files\" value=\"1\""))
            #expect(wait.body.contains("formaction=\"/report?show=1\""))
            let back = try await reporter.post("/report?show=1", [("show", "back"), ("had_files", "1")] + typed)
            #expect(
                back.status == .ok && back.body.contains("it began") && back.body.contains("Choose your files again."))
        }
    }

    @Test("stays beside a report that is followed, code and message both")
    func status() async throws {
        try await withConsole { _, browser in
            let reporter = ReporterBrowser(client: browser.client)
            let code = try #require(try await reporter.report().code)
            let asked = try await reporter.post("/report/status?show=1", [("show", "fr"), ("code", "123 4")])
            #expect(asked.body.contains("value=\"123 4\"") && asked.body.contains("<html lang=\"fr\""))
            let page = try await reporter.post(
                "/report/status?show=1",
                [("show", "fr"), ("reading", "1"), ("code", code), ("message", "he wrote again"), ("language", "en")])
            #expect(page.body.contains(">he wrote again</textarea>") && page.body.contains("<html lang=\"fr\""))
            #expect(!page.body.contains("class=\"talk-text\""))
            let sent = try await reporter.post("/report/status", [("code", code), ("message", "he wrote again")])
            #expect(sent.body.contains("class=\"talk-text\"") && !sent.body.contains(">he wrote again</textarea>"))
        }
    }
}
