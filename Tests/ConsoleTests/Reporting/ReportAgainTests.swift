import Casework
import Foundation
import HTTPTypes
import SafetyModel
import Testing

@testable import Console

@Suite("Reports that are sent again")
struct ReportAgainTests {
    @Test("other content under a form that was sent is given back as not sent, and no file is claimed that is not kept")
    func otherContent() async throws {
        try await withConsole { harness, browser in
            let reporter = ReporterBrowser(client: browser.client)
            let note = try await reporter.note()
            let first = try await reporter.report([("text", "it began on Tuesday")], note: note)
            let code = try #require(first.code)
            let second = try await reporter.upload(
                "/report",
                [
                    ("note", note), ("community", "harbour"), ("happening", "pictures"), ("accused", "Marlow"),
                    ("text", "and went on"),
                ], files: [TestPicture.png])
            #expect(second.status == .conflict && second.code == nil)
            #expect(second.body.contains("Your first report has come.") && second.body.contains("and went on"))
            #expect(!second.body.contains("kept, sealed"))
            #expect(try await harness.store.check().counts["report_attachments"] == 0)
            // What is given back has a form of its own.
            let fresh = try #require(second.body.firstMatch(of: /name="note" value="([^"]+)"/).map { String($0.1) })
            let sent = try await reporter.report([("text", "and went on")], note: fresh)
            #expect(sent.code != nil && sent.code != code)
            #expect(try await reporter.report([("text", "it began on Tuesday")], note: note).code == code)
            #expect(try await harness.store.check().counts["reports"] == 2)
        }
    }
}
