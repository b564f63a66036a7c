import Casework
import HTTPTypes
import Hummingbird
import Rules
import SafetyModel
import Testing

@testable import Console

@Suite("Queues to choose from")
struct QueueBoardTests {
    private func settings(_ more: String = "") throws -> ConsoleSettings {
        let routing = try CaseRouting(
            yaml: """
                queues:
                  - id: grave
                    name: {en: Grave things, fr: Choses graves}
                    when: severity == 1
                  - id: staff
                    name: {en: About staff, fr: Au sujet de l’équipe}
                    when: staff
                    who: [reviewer, lead, guardian]
                  - id: french
                    name: {en: In French, fr: En français}
                    when: "'fr' in languages"
                    languages: [fr]
                    skills: [kind-words]\(more)
                """, file: "queues.yaml", taxonomy: Sample.taxonomy)
        return ConsoleSettings(passwordCost: 10, routing: routing)
    }

    private func counts(_ body: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for match in body.matches(of: /href="[^"]*?(?:queue=([a-z]+))?"[^>]*>[^<]* <span class="count">(\d+)<\/span>/) {
            counts[match.1.map(String.init) ?? "all"] = Int(match.2)
        }
        return counts
    }

    @Test("each case is in one queue, the counts add up to all, and a queue lists its own")
    func whole() async throws {
        try await withConsole(settings: settings()) { harness, browser in
            try await browser.signIn("gus")
            let body = try await browser.get("/queue").body
            let counts = counts(body)
            let all = try #require(counts["all"])
            #expect(counts.values.reduce(0, +) == 2 * all, "\(counts)")
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let grave = try await harness.store.queue(QueueFilter(), for: gus).cases.filter { $0.severity.level == 1 }
            #expect(counts["grave"] == grave.count && grave.count > 0)
            let list = try await browser.get("/queue?queue=grave").body
            for item in grave { #expect(list.contains("/cases/\(item.id)\"")) }
            #expect(list.matches(of: /data-row-link/).count == grave.count)
            // A name that no queue has shows all.
            let odd = try await browser.get("/queue?queue=%3Cscript%3E").body
            #expect(odd.matches(of: /data-row-link/).count == all)
        }
    }

    @Test("a rule that names cases about staff brings none of them before community staff, in a list or a count")
    func staff() async throws {
        try await withConsole(settings: settings()) { harness, browser in
            for name in ["rina", "leo"] {
                let person = browser.another()
                try await person.signIn(name)
                let account = try #require(try await harness.store.reviewer(named: name)?.reviewer)
                let visible = try await harness.store.queue(QueueFilter(), for: account).total
                for path in ["/queue", "/queue?queue=staff", "/queue?queue=grave", "/queue?queue=general"] {
                    let body = try await person.get(path).body
                    #expect(counts(body)["all"] == visible && (counts(body)["staff"] ?? 0) == 0)
                    #expect(!body.contains("/cases/\(Sample.staffCase)"))
                }
                let facts = try await harness.store.caseFacts(QueueFilter(), for: account)
                #expect(facts.count == visible && facts.allSatisfy { !$0.isAboutStaff })
                #expect(try await harness.store.cases([Sample.staffCase, 1], for: account).map(\.id) == [1])
            }
            let gus = browser.another()
            try await gus.signIn("gus")
            #expect(try await gus.get("/queue").body.contains("/cases/\(Sample.staffCase)"))
        }
    }

    @Test("a reviewer is offered the queues that suit their skills and languages, which the accounts page sets")
    func skills() async throws {
        try await withConsole(settings: settings()) { harness, browser in
            let rina = try #require(try await harness.store.reviewer(named: "rina")?.reviewer)
            let person = browser.another()
            try await person.signIn("rina")
            #expect(try await !person.get("/queue").body.contains("In French"))
            try await browser.signIn("ada")
            try await browser.get("/accounts")
            let form = [
                ("role", "reviewer"), ("active", "on"), ("skills", " Kind-Words, gaming ,"), ("reads", "fr,en"),
            ]
            #expect(try await browser.post("/accounts/\(rina.id)", form).status == .seeOther)
            let changed = try #require(try await harness.store.reviewer(id: rina.id))
            #expect(changed.skills == ["kind-words", "gaming"] && changed.reads == ["en", "fr"])
            #expect(try await person.get("/queue").body.contains("In French"))
            #expect(try await browser.get("/accounts").body.contains("value=\"gaming, kind-words\""))
            for wrong in [("skills", "two words"), ("skills", "a<b"), ("reads", "french"), ("reads", "f")] {
                let answer = try await browser.post(
                    "/accounts/\(rina.id)", [("role", "reviewer"), ("active", "on"), wrong])
                #expect(answer.status == .unprocessableContent, "\(wrong)")
            }
        }
    }

    @Test("without a file of queues the page is as it was")
    func none() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            #expect(try await !browser.get("/queue?queue=grave").body.contains("class=\"count\""))
        }
    }
}
