import Casework
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SQLiteStorage
import SafetyModel
import Testing

@testable import Console

@Suite("The page of provenance")
struct ProvenancePageTests {
    private static let settings = ConsoleSettings(passwordCost: 10, programmes: [ProvenanceSample.programme])

    private func withBay<Value>(
        as name: String, _ body: @Sendable @escaping (Harness, Browser) async throws -> Value
    ) async throws -> Value {
        try await withConsole(settings: Self.settings) { harness, browser in
            try await ProvenanceSample.tell(harness.store)
            _ = try await browser.signIn(name)
            return try await body(harness, browser)
        }
    }

    @Test(
        "the time line, the inherited badge and the staff in common are there, in both languages",
        arguments: ["leo", "gus", "fred"])
    func whole(_ name: String) async throws {
        try await withBay(as: name) { _, browser in
            let page = try await browser.get("/provenance?community=bay")
            #expect(page.status == .ok)
            let words = Words.of(name == "fred" ? .french : .english)
            for text in [words["badge_inherited"], words["programme_holds_inherited"], "old-bay", "Old Bay", "summer"] {
                #expect(page.body.contains(text), "\(text)")
            }
            #expect(page.body.contains("<svg class=\"lineage\""))
            #expect(page.body.contains("Bay &amp; friends &lt;3"), "names are escaped")
            #expect(!page.body.contains("{{"))
            #expect(page.body.contains("test:provenance p"), "the events that say so are named")
        }
    }

    @Test("leads read that guardians judge what is about staff, and no overall result; guardians read both")
    func distinction() async throws {
        try await withBay(as: "leo") { _, browser in
            let page = try await browser.get("/provenance?community=bay")
            #expect(page.body.contains(Words.english["criterion_judged_by_guardians"]))
            #expect(page.body.contains(Words.english["programme_judged_by_guardians"]))
            #expect(!page.body.contains(Words.english["programme_not_earned"]))
        }
        try await withBay(as: "gus") { _, browser in
            let page = try await browser.get("/provenance?community=bay")
            #expect(!page.body.contains(Words.english["criterion_judged_by_guardians"]))
            #expect(page.body.contains(Words.english["programme_not_earned"]))
        }
    }

    @Test("reviewers and administrators may not read it, and what is not there is not found")
    func access() async throws {
        for (name, status) in [("rina", HTTPResponse.Status.forbidden), ("ada", .forbidden), ("leo", .ok)] {
            try await withBay(as: name) { _, browser in
                let answer = try await browser.get("/provenance")
                #expect(answer.status == status)
            }
        }
        try await withBay(as: "leo") { _, browser in
            for query in ["community=nowhere", "community=bay&platform=matrix", "community="] {
                let answer = try await browser.get("/provenance?\(query)")
                #expect(answer.status == .notFound, "\(query)")
            }
        }
    }

    @Test("before anything is known the page says so")
    func empty() async throws {
        try await withConsole { _, browser in
            _ = try await browser.signIn("leo")
            let page = try await browser.get("/provenance")
            #expect(page.status == .ok && page.body.contains(Words.english["provenance_none"]))
        }
    }

    @Test(
        "possible other accounts are on a member's page for guardians alone; what is known elsewhere for reviewers too")
    func leads() async throws {
        for name in ["gus", "rina"] {
            try await withBay(as: name) { harness, browser in
                try await harness.store.replaceLikeness(
                    [
                        StoredIdentityLead(
                            one: .init(community: "harbour", id: "m-17"),
                            other: .init(community: "bay", id: "other-17"),
                            kind: .likeness, score: 0.93,
                            reasons: [Contribution(code: "likeness.contacts", logOdds: 4, figure: 5)], at: Sample.now,
                            until: Sample.now + .days(90))
                    ], at: Sample.now)
                let secret = try ExchangeSecret(name: "bays", bytes: Array(repeating: 7, count: 32))
                let file = KnownFile(
                    exchange: "bays", issued: Sample.now, until: Sample.now + .days(30),
                    entries: [
                        KnownSamples.entry("m-17", secret), KnownSamples.entry("m-1", secret, guardians: true),
                    ])
                _ = try await harness.store.importKnown(
                    file, issuer: "bay.example/ledger", secret: secret, at: Sample.now)
                let page = try await browser.get("/member?community=harbour&id=m-17")
                #expect(page.status == .ok)
                #expect(page.body.contains("other-17") == (name == "gus"))
                #expect(page.body.contains("bay.example/ledger"))
                let staff = try await browser.get("/member?community=harbour&id=m-1")
                #expect(staff.body.contains("bay.example/ledger") == (name == "gus"))
                harness.clock.advance(.days(100))
                _ = try await browser.signIn(name)
                let later = try await browser.get("/member?community=harbour&id=m-17")
                #expect(!later.body.contains("other-17") && !later.body.contains("bay.example/ledger"))
            }
        }
    }
}
