import Casework
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import SafetyModel
import Testing

@testable import Console

@Suite("Reporting")
struct ReportPageTests {
    private func withReporting(
        _ body: @escaping @Sendable (Harness, ReporterBrowser, Browser) async throws -> Void
    ) async throws {
        let settings = ConsoleSettings(behindProxy: true, passwordCost: 10)
        try await withConsole(settings: settings) { harness, browser in
            try await body(harness, ReporterBrowser(client: browser.client, address: "192.0.2.1"), browser)
        }
    }

    @Test("the page needs no account and no script, sets no cookie, loads nothing from elsewhere, and shows help first")
    func page() async throws {
        try await withReporting { _, reporter, _ in
            for (language, words) in [
                ("en", ["Tell us what happened", "116 111"]), ("fr", ["Dis-nous", "3018", "119"]),
            ] {
                var reporter = reporter
                reporter.language = language
                let page = try await reporter.get("/report")
                #expect(page.status == .ok && page.headers[.setCookie] == nil)
                #expect(page.headers[.cacheControl] == "no-store")
                #expect(HTTPField.Name("Referrer-Policy").flatMap { page.headers[$0] } == "no-referrer")
                for word in words { #expect(page.body.contains(word), "\(word)") }
                #expect(page.body.contains("<html lang=\"\(language)\""))
                let help = try #require(page.body.range(of: "help-now"))
                let form = try #require(page.body.range(of: "data-report"))
                #expect(help.lowerBound < form.lowerBound)
                #expect(!page.body.contains("src=\"http") && !page.body.contains("<style"))
                #expect(!page.body.contains("onclick") && !page.body.contains("/sign-in"))
            }
        }
    }

    @Test(
        "a report is sent, followed and answered, in both languages, and its code is shown once",
        arguments: ["en", "fr"])
    func wholeWay(_ language: String) async throws {
        try await withReporting { harness, reporter, staff in
            var reporter = reporter
            reporter.language = language
            let words = Words.of(language == "fr" ? .french : .english)
            let sent = try await reporter.report([
                ("text", "he asked me again"), ("danger", "yes"), ("concern", "oneself"),
            ])
            #expect(sent.status == .ok && sent.headers[.setCookie] == nil && sent.headers[.location] == nil)
            let code = try #require(sent.code)
            #expect(sent.body.contains(words["report_sent_title"]) && sent.body.contains("60\u{00A0}min"))
            let status = try await reporter.post("/report/status", [("code", code), ("language", language)])
            #expect(status.status == .ok && status.body.contains(words["status_received"]))

            let proof = try await reporter.post("/report/proof", [("code", code), ("language", language)])
            #expect(proof.status == .ok && proof.headers[.contentType] == "application/json")
            #expect(proof.headers[.contentDisposition]?.contains("vigie-receipt.json") == true)
            #expect(proof.body.contains("checkpoint") && !proof.body.contains("he asked"))
            #expect(status.body.contains("/ledger/key") && sent.body.contains("vigie ledger verify"))
            let other = try await reporter.post("/report/proof", [("code", code), ("form", "tlog-proof")])
            #expect(other.body.hasPrefix("c2sp.org/tlog-proof@v1\n") && !other.body.contains("he asked"))
            #expect(other.headers[.contentDisposition]?.contains("vigie-receipt.tlog-proof") == true)
            let wrong = ReceiptCode(random: Array(repeating: 7, count: 40)).map(\.plain) ?? ""
            #expect(try await reporter.post("/report/proof", [("code", wrong)]).status == .notFound)
            #expect(try await reporter.post("/report/proof", [("code", "12")]).status == .badRequest)

            try await staff.signIn("rina")
            let item = try #require(
                try await harness.store.queue(QueueFilter(), for: try await rina(harness)).cases
                    .first { $0.subject == "m-17" })
            #expect(try await staff.get("/queue").body.contains("1 report"))
            var page = try await staff.get("/cases/\(item.id)")
            #expect(page.body.contains("1 report, 1 independent voice") && !page.body.contains("he asked me again"))
            try await staff.post(
                "/cases/\(item.id)/reveal", [("version", String(item.version)), ("reason", "to decide")])
            page = try await staff.get("/cases/\(item.id)")
            #expect(page.body.contains("he asked me again"))
            #expect(!page.body.contains("/reporter\"") && !page.body.contains(words["concern_oneself"] + "<"))
            let answered = try await staff.post(
                "/cases/\(item.id)/answer", [("report", number(in: page)), ("text", "Thank you. Are you safe?")])
            #expect(answered.location.contains("done=answered"))

            let read = try await reporter.post(
                "/report/status", [("code", code), ("message", "yes, at home"), ("language", language)])
            #expect(read.body.contains("Thank you. Are you safe?") && read.body.contains("yes, at home"))
            #expect(read.body.contains(words["status_us"]) && !read.body.contains("rina"))
            // Loading the page again sends the message again: it is there once.
            let again = try await reporter.post(
                "/report/status", [("code", code), ("message", "yes, at home"), ("language", language)])
            #expect(again.body.components(separatedBy: "yes, at home").count == 2)
            #expect(try await staff.get("/cases/\(item.id)").body.contains("yes, at home"))
        }
    }

    /// The number of the first report on a case's page.
    private func number(in page: Browser.Answer) -> String {
        page.body.firstMatch(of: /name="report" value="([0-9]+)"/).map { String($0.1) } ?? ""
    }

    private func rina(_ harness: Harness) async throws -> Reviewer {
        try #require(try await harness.store.reviewer(named: "rina")?.reviewer)
    }

    @Test("scripts in every field come out as text, wherever they are shown")
    func scripts() async throws {
        try await withReporting { harness, reporter, staff in
            let hostile = "\"><script>alert(1)</script>'\u{202E}`{{t.name}}"
            let names = ["accused", "text", "place", "name", "contact", "account", "community", "country", "concern"]
            let fields = names.map { ($0, hostile) }
            let refused = try await reporter.report(fields)
            #expect(refused.status == .unprocessableContent && !refused.body.contains("<script>alert"))
            #expect(refused.body.contains("&lt;script&gt;"))
            let note = try await reporter.note()
            let taken = try await reporter.report(
                fields.filter { $0.0 != "concern" && $0.0 != "community" }, note: note)
            let code = try #require(taken.code)
            let status = try await reporter.post("/report/status", [("code", code), ("message", hostile)])
            #expect(!status.body.contains("<script>alert") && status.body.contains("⟦U+202E⟧"))
            let odd = try await reporter.post("/report/status", [("code", hostile)])
            #expect(odd.status == .unprocessableContent && !odd.body.contains("<script>alert"))
            try await staff.signIn("gus")
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let item = try #require(
                try await harness.store.queue(QueueFilter(), for: gus).cases.first { $0.subject.contains("alert(1)") })
            try await staff.post("/cases/\(item.id)/reveal", [("version", String(item.version)), ("reason", "look")])
            #expect(try await !staff.get("/cases/\(item.id)").body.contains("<script>alert"))
            let page = try await staff.get("/cases/\(item.id)")
            let shown = try await staff.post(
                "/cases/\(item.id)/reporter", [("report", number(in: page)), ("reason", hostile)])
            #expect(shown.status == .ok && !shown.body.contains("<script>alert"))
            #expect(try await !staff.get("/cases/\(item.id)").body.contains("<script>alert"))
        }
    }

    @Test("what is missing is said in simple words, and nothing that was written is lost")
    func missing() async throws {
        try await withReporting { _, reporter, _ in
            let note = try await reporter.note()
            let answer = try await reporter.post(
                "/report", [("note", note), ("community", "harbour"), ("text", "it was Tuesday"), ("danger", "yes")])
            #expect(answer.status == .unprocessableContent && answer.body.contains("Choose what happened."))
            #expect(answer.body.contains("it was Tuesday") && answer.body.contains("value=\"yes\" checked"))
            let old = try await reporter.report([("text", "it was Tuesday")], note: "1-2-3")
            #expect(old.status == .unprocessableContent && old.body.contains("it was Tuesday") && old.code == nil)
        }
    }

    @Test("a form that is sent twice is one report with one code, which is gone after two minutes")
    func twice() async throws {
        try await withReporting { harness, reporter, _ in
            let note = try await reporter.note()
            let first = try await reporter.report(note: note)
            let second = try await reporter.report(note: note)
            #expect(first.code != nil && first.code == second.code)
            harness.clock.advance(.minutes(3))
            let late = try await reporter.report(note: note)
            #expect(late.status == .ok && late.code == nil && late.body.contains("sent before"))
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let cases = try await harness.store.queue(QueueFilter(), for: gus).cases
            #expect(try await harness.store.reportCounts(on: cases.map(\.id), for: gus).values.reduce(0, +) == 1)
        }
    }

    @Test("files are kept without what tells of their maker, saved, and shown only on a page that eases the sight")
    func files() async throws {
        try await withReporting { harness, reporter, staff in
            let note = try await reporter.note()
            let sent = try await reporter.upload(
                "/report",
                [("note", note), ("community", "harbour"), ("happening", "pictures"), ("accused", "Marlow")],
                files: [TestPicture.png], name: "noa\"; name=\"x<script>.png")
            #expect(sent.code != nil && sent.body.contains("1 file kept, sealed."))
            try await staff.signIn("rina")
            let rina = try await rina(harness)
            let item = try #require(
                try await harness.store.queue(QueueFilter(), for: rina).cases.first { $0.subject == "m-17" })
            #expect(try await staff.get("/cases/\(item.id)/files/1").status == .forbidden)
            let unread = try await harness.store.reports(on: item.id, withText: false, for: rina)
            let number = try #require(unread.reports.first?.attachments.first?.number)
            #expect(try await staff.get("/cases/\(item.id)/files/\(number)").status == .forbidden)
            try await staff.post("/cases/\(item.id)/reveal", [("version", String(item.version)), ("reason", "look")])
            let page = try await staff.get("/cases/\(item.id)")
            #expect(page.body.contains("/cases/\(item.id)/files/\(number)") && !page.body.contains("<img"))
            // It is looked at on a page of its own, grey and blurred until asked otherwise.
            let eased = try await staff.get("/cases/\(item.id)/files/\(number)/view")
            #expect(eased.body.contains("<figure class=\"eased grey blurred\">") && eased.body.contains("Show sharp"))
            let sharp = try await staff.get("/cases/\(item.id)/files/\(number)/view?colour=on&blur=off")
            #expect(sharp.body.contains("<figure class=\"eased \">"))
            let shown = try await staff.get("/cases/\(item.id)/files/\(number)?show=1")
            #expect(shown.headers[.contentType] == "image/png" && shown.headers[.contentDisposition] == nil)
            let file = try await staff.get("/cases/\(item.id)/files/\(number)")
            #expect(file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"case-") == true)
            #expect(!file.body.contains("GPS"))
            #expect(try await staff.get("/cases/\(item.id)/files/77").status == .notFound)
            // What was asked for is shown for a while, and not for ever.
            harness.clock.advance(.minutes(31))
            for path in ["", "/view", "?show=1"] {
                #expect(try await staff.get("/cases/\(item.id)/files/\(number)\(path)").status == .forbidden)
            }
        }
    }

    @Test("a file that cannot be kept does not cost the report: what, why and what to do instead is said")
    func refusedFiles() async throws {
        try await withReporting { _, reporter, _ in
            func send(_ files: [[UInt8]], _ more: [(String, String)] = []) async throws -> Browser.Answer {
                let note = try await reporter.note()
                return try await reporter.upload(
                    "/report",
                    [("note", note), ("community", "harbour"), ("happening", "pictures"), ("accused", "Marlow")] + more,
                    files: files)
            }
            let polyglot = try await send([TestPicture.png + Array("<script>".utf8)])
            #expect(polyglot.code != nil && polyglot.body.contains("Something else hid in a file."))
            let program = try await send([Array("#!/bin/sh".utf8), [0x4D, 0x5A, 0, 1]])
            #expect(program.code != nil && program.body.contains("Web pages are not taken."))
            let intimate = try await send([TestPicture.png], [("intimate", "1")])
            #expect(intimate.code != nil && intimate.body.contains("takeitdown.ncmec.org"))
            #expect(!intimate.body.contains("file kept"))
        }
    }

    @Test("a file of 200 MB is read past and refused, and the report is kept")
    func hugeFile() async throws {
        try await withReporting { _, reporter, _ in
            let note = try await reporter.note()
            let huge = [UInt8](repeating: 0x0D, count: 200 << 20)
            let answer = try await reporter.upload(
                "/report",
                [("note", note), ("community", "harbour"), ("happening", "pictures"), ("accused", "Marlow")],
                files: [huge, TestPicture.png])
            #expect(answer.code != nil && answer.body.contains("larger than 10 MiB"))
            #expect(answer.body.contains("1 file kept, sealed."))
        }
    }

    @Test("known abuse material is refused by its hash, and nothing of it is kept")
    func knownMaterial() async throws {
        var settings = ConsoleSettings(passwordCost: 10)
        settings.reporting.refusedHashes = [hexadecimal(Self.hash(TestPicture.png))]
        try await withConsole(settings: settings) { harness, browser in
            let reporter = ReporterBrowser(client: browser.client)
            let note = try await reporter.note()
            let answer = try await reporter.upload(
                "/report",
                [("note", note), ("community", "harbour"), ("happening", "pictures"), ("accused", "Marlow")],
                files: [TestPicture.png])
            #expect(answer.code != nil && answer.body.contains("Intimate pictures are never kept here."))
            #expect(try await harness.store.check().counts["report_attachments"] == 0)
        }
    }

    private static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    @Test("the page to leave to is a calendar that says nothing of Vigie, and the door can be shut")
    func leaving() async throws {
        try await withReporting { _, reporter, _ in
            let page = try await reporter.get("/calendar")
            #expect(page.status == .ok && page.body.contains("Nov 2026") && !page.body.lowercased().contains("vigie<"))
            #expect(page.body.contains("<td class=\"today\">24</td>"))
        }
        var settings = ConsoleSettings(passwordCost: 10)
        settings.reporting.isOpen = false
        try await withConsole(settings: settings) { _, browser in
            let shut = try await browser.get("/report")
            #expect(shut.status == .notFound)
        }
    }

    @Test("a report about staff is on no page of a reviewer, and its address answers as one that is not there")
    func staffReports() async throws {
        try await withReporting { harness, reporter, staff in
            let sent = try await reporter.report([("accused", "Nightjar"), ("staff", "1")])
            #expect(sent.code != nil)
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let item = try #require(
                try await harness.store.queue(QueueFilter(), for: gus).cases.first { $0.subject == "Nightjar" })
            for name in ["rina", "leo"] {
                let browser = staff.another()
                try await browser.signIn(name)
                #expect(try await browser.get("/cases/\(item.id)").status == .notFound)
                #expect(try await browser.get("/cases/\(item.id)/files/1").status == .notFound)
                for step in ["answer", "reporter"] {
                    let answer = try await browser.post(
                        "/cases/\(item.id)/\(step)", [("report", "1"), ("text", "x"), ("reason", "x")])
                    #expect(answer.status == .notFound)
                }
                let pages = [try await browser.get("/queue").body, try await browser.get("/search?q=Nightjar").body]
                #expect(pages.allSatisfy { !$0.contains("/cases/\(item.id)\"") && !$0.contains("1 report") })
            }
        }
    }
}
