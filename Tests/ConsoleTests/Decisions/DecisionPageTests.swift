import Casework
import Foundation
import HTTPTypes
import SafetyModel
import Testing

@testable import Console

/// The form of a decision as a browser sends it.
enum Form {
    static let facts = "Repeated requests for pictures in private messages."
    static let explanation = "Asking a child for pictures is never allowed here."

    static func told(
        _ outcome: String, reason: String = "clear", _ changes: [(String, String)] = []
    ) -> [(String, String)] {
        let fields = [
            ("outcome", outcome), ("reason", reason), ("facts", facts), ("policy", "minor.solicitation"),
            ("minor", "1"), ("ground", "rules"), ("ground_name", "No solicitation"), ("explanation", explanation),
            ("content", "CONTENT_TYPE_TEXT"), ("until", "2027-02-01"), ("detected", "1"), ("withholding", ""),
        ]
        let changed = Set(changes.map(\.0))
        return fields.filter { !changed.contains($0.0) } + changes.filter { !$0.1.isEmpty }
    }
}

extension Browser {
    func version(_ id: Int) async throws -> (String, String) {
        let body = try await get("/cases/\(id)").body
        return ("version", String(try #require(body.firstMatch(of: /name="version" value="(\d+)"/)?.1)))
    }

    @discardableResult
    func decide(_ id: Int, _ fields: [(String, String)]) async throws -> Answer {
        let body = try await get("/cases/\(id)").body
        if body.contains("data-claim") { try await post("/cases/\(id)/claim", [version(id)]) }
        return try await post("/cases/\(id)/decide", [version(id)] + fields)
    }
}

extension Browser {
    /// The second person agrees to what was proposed.
    @discardableResult
    func confirm(_ id: Int, _ outcome: String) async throws -> Answer {
        try await post("/cases/\(id)/decide", [version(id), ("outcome", outcome), ("reason", "I read it too")])
    }
}

@Suite("Deciding with reasons")
struct DecisionPageTests {
    @Test("a decision gives the notice in both languages with a code once, the statement, and what is to be done")
    func whole() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            let answer = try await browser.decide(1, Form.told("time_out"))
            let code = try #require(answer.code)
            #expect(answer.status == .ok && answer.body.contains("Une décision sur vos contenus"))
            #expect(answer.body.contains("A decision about your content") && answer.body.contains("/appeal"))
            let page = try await browser.get("/cases/1").body
            #expect(!page.contains(code) && page.contains("Account suspended, until 1 February 2027"))
            #expect(page.contains("Notice to the person concerned") && page.contains(Form.facts))
            let statement = try await browser.get("/cases/1/statement.json")
            #expect(statement.headers[.contentType] == "application/json")
            #expect(try StatementCheck.check(json: Array(statement.body.utf8)).isValid)
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let last = try #require(try await harness.store.caseFile(1, for: gus).trail.last)
            #expect(last.action == "notice" && last.detail == "notice to the subject: due")
        }
    }

    @Test("no action asks for a reason alone, tells the subject nothing, and has no statement")
    func short() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let answer = try await browser.decide(1, [("outcome", "no_action"), ("reason", "two friends")])
            #expect(answer.status == .seeOther)
            #expect(try await browser.get("/cases/1/statement.json").status == .notFound)
            #expect(try await !browser.get("/cases/1").body.contains("class=\"letter\""))
            let code = try await browser.post("/cases/1/appeal-code")
            #expect(code.status == .conflict)
        }
    }

    @Test("a notice is withheld with its reason on the trail; later it can be told with a new code")
    func withheld() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            let silent = Form.told("time_out", [("withholding", "endangers_minor"), ("withholding_text", "")])
            let unexplained = try await browser.decide(1, silent)
            #expect(unexplained.status == .unprocessableContent)
            let why = [
                ("withholding", "endangers_minor"), ("withholding_text", "they share a home"),
                ("review_on", "2026-12-24"),
            ]
            #expect(try await browser.decide(1, Form.told("time_out", why)).location.contains("done=decided"))
            let page = try await browser.get("/cases/1").body
            #expect(page.contains("it would endanger a minor") && !page.contains("class=\"letter\""))
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let line = try #require(try await harness.store.caseFile(1, for: gus).trail.last)
            #expect(line.detail.contains("they share a home") && line.detail.contains("2026-12-24"))
            let told = try await browser.post("/cases/1/appeal-code")
            #expect(told.code != nil && told.body.contains(Form.facts) && !told.body.contains("they share a home"))
        }
    }

    @Test(
        "what is wrong stands beside what was typed, and nothing typed is lost, in both languages",
        arguments: ["rina", "fred"])
    func wrong(_ name: String) async throws {
        try await withConsole { harness, browser in
            try await browser.signIn(name)
            let fields = [
                ("facts", "Marlow wrote to somebody <b>"), ("until", "tomorrow"), ("territories", "FR, Mars"),
                ("explanation", "call 06 12 34 56 78"), ("ground", "mood"), ("content", ""), ("policy", "none"),
                ("withholding", "because"),
            ]
            let answer = try await browser.decide(1, Form.told("time_out", reason: "my careful words", fields))
            #expect(answer.status == .unprocessableContent)
            let kept = ["Marlow wrote to somebody &lt;b&gt;", "FR, Mars", "call 06 12 34 56 78", "my careful words"]
            for text in kept + ["value=\"tomorrow\""] { #expect(answer.body.contains(text), "\(text)") }
            let words = Words.of(name == "fred" ? .french : .english)
            for field in ["facts", "until", "territories", "explanation", "ground", "content", "policy", "withholding"]
            {
                #expect(answer.body.contains("<li>\(words["form_\(field)"])"), "\(field)")
            }
            #expect(answer.body.matches(of: /class="field-wrong"/).count >= 8)
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            #expect(try await harness.store.caseFile(1, for: gus).item.state == .claimed)
            #expect(try await harness.store.decisions(on: 1, for: gus).isEmpty)
        }
    }

    @Test("hostile texts in every field are refused or shown as text, never as markup")
    func hostile() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let attack = "\"><script>x</script>\u{202E}{{t}}"
            let names = [
                "outcome", "reason", "policy", "minor", "facts", "ground", "ground_name", "explanation", "content",
                "visibility", "territories", "until", "detected", "withholding", "withholding_text", "review_on",
            ]
            for name in names {
                for text in [attack, String(repeating: "é", count: 6000), "\u{7}\u{1B}[2J"] {
                    let answer = try await browser.decide(1, Form.told("escalate", [(name, text)]))
                    #expect([.unprocessableContent, .seeOther].contains(answer.status), "\(name)")
                    #expect(!answer.body.contains("<script>x"), "\(name)")
                    if answer.status == .seeOther {
                        let page = try await browser.get("/cases/1").body
                        #expect(!page.contains("<script>x") && !page.contains("\u{202E}"))
                        try await browser.post("/cases/1/reopen", [browser.version(1), ("reason", "again")])
                    }
                }
            }
        }
    }

    @Test("a form of an older page is refused, and gives back every text")
    func stale() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            try await browser.post("/cases/1/claim", [browser.version(1)])
            let old = try await browser.version(1)
            try await browser.post("/cases/1/note", [old, ("note", "meanwhile")])
            let answer = try await browser.post("/cases/1/decide", [old] + Form.told("ban", reason: "long thought"))
            #expect(answer.status == .conflict)
            for text in ["long thought", Form.facts, Form.explanation] { #expect(answer.body.contains(text)) }
        }
    }

    @Test("a hundred varied decisions through the form give statements that the database takes")
    func hundred() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            let fred = browser.another()
            try await fred.signIn("fred")
            var statements = 0
            for number in 0..<100 {
                let outcome = ["time_out", "ban", "warn"][number % 3]
                var changes = [
                    ("ground", ["rules", "rules_and_law", "law"][number % 3 == 0 ? number / 3 % 3 : number % 3]),
                    ("territories", ["", "FR", "fr be, DE", "IS;NO"][number % 4]),
                    (
                        "facts",
                        ["Insultes répétées.", Form.facts, "Line one\r\nline two, “quoted” & <more>"][number % 3]
                    ),
                    ("policy", Sample.taxonomy.policies[number % Sample.taxonomy.policies.count].code.code),
                    (
                        "content",
                        ["CONTENT_TYPE_TEXT", "CONTENT_TYPE_IMAGE", "CONTENT_TYPE_VIDEO", "CONTENT_TYPE_AUDIO"][
                            number % 4]
                    ),
                    ("until", "2027-0\(1 + number % 9)-28"), ("minor", number % 2 == 0 ? "1" : ""),
                    ("detected", number % 5 == 0 ? "" : "1"),
                    ("ground_name", String(repeating: "r", count: 1 + number * 4)),
                ]
                if outcome == "warn" || number % 7 == 0 {
                    changes.append(
                        ("visibility", "DECISION_VISIBILITY_CONTENT_\(number % 2 == 0 ? "REMOVED" : "LABELLED")"))
                }
                var answer = try await browser.decide(1, Form.told(outcome, changes))
                if outcome == "ban" { answer = try await fred.confirm(1, outcome) }
                #expect(answer.code != nil, "\(number): \(answer.body.matches(of: /<li>([^<]+)<\/li>/).map { $0.1 })")
                let statement = try await browser.get("/cases/1/statement.json")
                #expect(statement.status == .ok, "\(number)")
                if try StatementCheck.check(json: Array(statement.body.utf8)).isValid { statements += 1 }
                try await browser.post("/cases/1/reopen", [browser.version(1), ("reason", "next")])
            }
            #expect(statements == 100)
        }
    }

    @Test("of a decision about staff there is no trace for others than guardians")
    func staff() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            let proposed = try await browser.decide(Int(Sample.staffCase), Form.told("time_out"))
            #expect(proposed.code == nil && proposed.location.contains("done=proposed"))
            let fred = browser.another()
            try await fred.signIn("fred")
            #expect(try await fred.confirm(Int(Sample.staffCase), "time_out").code != nil)
            let code = try #require(try await browser.post("/cases/\(Sample.staffCase)/appeal-code").code)
            let phone = ReporterBrowser(client: browser.client)
            _ = try await phone.post("/appeal", [("code", code), ("send", "1"), ("statement", "I did not")])
            let list = try await browser.get("/appeals").body
            let path = try #require(list.firstMatch(of: /\/appeals\/\d+/)?.output)
            for name in ["rina", "leo", "ada"] {
                let other = browser.another()
                try await other.signIn(name)
                #expect(try await other.get("/cases/\(Sample.staffCase)/statement.json").status == .notFound)
                #expect(try await other.post("/cases/\(Sample.staffCase)/appeal-code").status == .notFound)
                #expect(try await other.get(String(path)).status == .notFound)
                let ruling = [("outcome", "upheld"), ("reasons", "x")]
                #expect(try await other.post(String(path), ruling).status == .notFound)
                let seen = try await other.get("/appeals")
                #expect(name == "ada" ? seen.status == .forbidden : seen.body.contains("No appeal waits"))
            }
        }
    }
}
