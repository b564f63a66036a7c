import Casework
import Foundation
import HTTPTypes
import SafetyModel
import Testing

@testable import Console

@Suite("What a reporter writes after the decision, on the pages")
struct OwedAnswerPageTests {
    @Test("stands in the queue until it is answered or set aside")
    func queue() async throws {
        try await withConsole { harness, staff in
            let reporter = ReporterBrowser(client: staff.client)
            let store = harness.store
            let code = try #require(try await reporter.report([("accused", "Wren")]).code)
            let rina = try #require(try await store.reviewer(named: "rina")?.reviewer)
            let item = try #require(
                try await store.queue(QueueFilter(), for: rina).cases.first { $0.subject == "Wren" })
            let now = harness.clock.now()
            let claimed = try await store.perform(.claim, on: item.id, version: item.version, by: rina, at: now)
            try await store.perform(
                .decide(.noAction, reason: "nothing there"), on: item.id, version: claimed.version, by: rina, at: now)
            try await staff.signIn("rina")
            let words = Words.of(.english)
            #expect(try await !staff.get("/queue").body.contains(words["owed_title"]))
            let written = try await reporter.post("/report/status", [("code", code), ("message", "he wrote again")])
            #expect(written.body.contains(words["status_due"]))
            let queue = try await staff.get("/queue").body
            #expect(queue.contains(words["owed_title"]) && queue.contains("/cases/\(item.id)#reports"))
            let page = try await staff.get("/cases/\(item.id)").body
            let path = "/cases/\(item.id)/set-aside"
            let number = page.firstMatch(of: /name="report" value="([0-9]+)"/).map { String($0.1) } ?? ""
            #expect(page.contains(path) && !number.isEmpty)
            let empty = try await staff.post(path, [("report", number), ("reason", " ")])
            #expect(empty.status == .unprocessableContent)
            let aside = try await staff.post(path, [("report", number), ("reason", "known")])
            #expect(aside.location.contains("done=set_aside"))
            #expect(try await !staff.get("/queue").body.contains(words["owed_title"]))
            #expect(try await staff.get("/cases/\(item.id)").body.contains(words["action_set_aside"]))
        }
    }

    @Test("the letter about a decision is folded under a short sentence, in both languages", arguments: ["en", "fr"])
    func letter(_ language: String) async throws {
        try await withConsole { _, browser in
            let phone = ReporterBrowser(client: browser.client, language: language)
            let code = try #require(try await phone.report([("text", "again"), ("language", language)]).code)
            try await browser.signIn("rina")
            try await browser.decide(1, [("outcome", "no_action"), ("reason", "nothing there")])
            let words = Words.of(language == "fr" ? .french : .english)
            let status = try await phone.post("/report/status", [("code", code), ("language", language)])
            let short = try #require(status.body.range(of: words["status_notice"]))
            let folded = try #require(status.body.range(of: "<details><summary>\(words["status_notice_whole"])"))
            let title = language == "fr" ? "La suite donnée à votre signalement" : "What became of your report"
            let letter = try #require(status.body.range(of: title))
            #expect(short.lowerBound < folded.lowerBound && folded.lowerBound < letter.lowerBound)
            #expect(status.body.contains(words["status_closed"]) && status.body.contains(words["proof_care"]))
        }
    }
}
