import Casework
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
}
