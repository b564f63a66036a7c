import Casework
import HTTPTypes
import SafetyModel
import Testing

@testable import Console

@Suite("The page of public figures")
struct TransparencyPageTests {
    private static let open = ConsoleSettings(passwordCost: 10, isTransparent: true)

    /// Six members about whom cases are decided a month before now, and one of staff.
    private func decide(_ harness: Harness) async throws {
        let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
        let fred = try #require(try await harness.store.reviewer(named: "fred")?.reviewer)
        let past = Sample.now - .days(30)
        for number in 0..<6 {
            var draft = ReportDraft()
            draft.community = Sample.community
            draft.happening = "insults"
            draft.accused = ["sp\(number)"]
            draft.text = "insults, \(number) times"
            let receipt = try #require(
                ReceiptCode(random: (0..<40).map { UInt8(truncatingIfNeeded: $0 * 17 + number * 5) }))
            _ = try await harness.store.file(
                ReportFiling(report: try draft.report(now: past), files: []), receipt: receipt, at: past)
        }
        for item in try await harness.store.queue(QueueFilter(), for: gus).cases
        where item.policy == "harassment.pile_on" || item.subjectIsStaff {
            let held = try await harness.store.perform(
                .claim, on: item.id, version: item.version, by: gus, at: past)
            let decided = try await harness.store.perform(
                .decide(.timeOut, reason: "a secret reason"), on: item.id, version: held.version, by: gus,
                at: past + .hours(2))
            guard item.subjectIsStaff else { continue }
            try await harness.store.perform(
                .decide(.timeOut, reason: "a secret reason"), on: item.id, version: decided.version, by: fred,
                at: past + .hours(2))
        }
    }

    @Test("it is not there unless the operator wants it, and then the page for reports links to it")
    func off() async throws {
        for (settings, isThere) in [(ConsoleSettings(passwordCost: 10), false), (Self.open, true)] {
            try await withConsole(settings: settings) { (_: Harness, browser: Browser) async throws -> Void in
                let figures = try await browser.get("/transparency/figures.json")
                #expect(figures.status == (isThere ? .ok : .notFound))
                let report = try await browser.get("/report")
                #expect(report.body.contains("/transparency") == isThere)
            }
        }
    }

    @Test("anybody reads it, in both languages, without a cookie or a script; nothing in it names anybody")
    func page() async throws {
        try await withConsole(settings: Self.open) { harness, browser in
            try await decide(harness)
            for (language, words) in [
                ("en", ["Decisions by rule", "later"]), ("fr", ["Décisions par règle", "plus tard"]),
            ] {
                let page = try await browser.get("/transparency?language=\(language)")
                #expect(page.status == .ok && page.headers[.setCookie] == nil && browser.cookieNames.isEmpty)
                #expect(page.body.contains("<html lang=\"\(language)\"") && !page.body.contains("<script"))
                for word in words { #expect(page.body.contains(word), "\(word)") }
                for word in ["secret", "gus", "sp1", "corvin", "Corvin", "figures_", "figure_", "measure_"] {
                    #expect(!page.body.contains(word), "\(word)")
                }
            }
            #expect(try await browser.get("/transparency?language=%FF").status == .badRequest)
        }
    }

    @Test("figures come as JSON and as the eleven CSV files of a month; what is not there is not found")
    func files() async throws {
        try await withConsole(settings: Self.open) { harness, browser in
            try await decide(harness)
            let page = try await browser.get("/transparency")
            let links = page.body.matches(of: /href="(\/transparency\/2026-10\/[^"]+)"/).map { String($0.1) }
            #expect(links.count == 12)
            for link in links { #expect(try await browser.get(link).status == .ok, "\(link)") }
            let json = try await browser.get("/transparency/figures.json")
            #expect(json.body.contains("\"month\":\"2026-10\"") && json.body.contains("\"taken\":6"))
            #expect(json.body.contains("\"decisionsAboutStaff\":null"))
            for path in [
                "2026-11/figures.json", "2026-13/figures.json", "x/figures.json", "2026-10/no.csv", "2026-10/..",
            ] {
                #expect(try await browser.get("/transparency/\(path)").status == .notFound, "\(path)")
            }
        }
    }

    @Test("it is counted at most once an hour, however many ask")
    func onceAnHour() async throws {
        let twins = try await TwinConsoles()
        defer { twins.close() }
        let twin = twins.with
        try await twin.application.test(.router) { client in
            let browser = Browser(client: client)
            _ = try await browser.get("/transparency")
            _ = twin.statements.take()
            for path in ["/transparency", "/transparency/figures.json", "/transparency?language=fr"] {
                _ = try await browser.get(path)
            }
            #expect(twin.statements.take().isEmpty)
            twin.clock.advance(.hours(1))
            _ = try await browser.get("/transparency")
            #expect(!twin.statements.take().isEmpty)
        }
    }
}
