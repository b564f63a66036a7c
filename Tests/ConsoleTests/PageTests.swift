import Casework
import Console
import HTTPTypes
import Hummingbird
import SafetyModel
import Testing

@Suite("The pages")
struct PageTests {
    @Test(
        "every page answers in English and in French",
        arguments: [
            ("/", "Signals by policy", "Signaux par règle"), ("/?span=year", "1 year", "1 an"),
            ("/queue", "Solicitation of a minor", "Sollicitation d’un mineur"),
            ("/queue?state=decided", "Nothing here", "Rien ici"),
            ("/cases/1", "A lead, not a verdict", "Une piste, pas un verdict"),
            ("/member?community=harbour&id=m-17", "Contacts", "Autres contacts"),
            ("/search?q=marlow", "Marlow", "Marlow"), ("/search?q=zzzz", "Nothing was found", "Rien n’a été trouvé"),
            ("/detectors", "As judged by reviewers", "D’après la relecture"),
            ("/detectors?of=staff&span=week", "Only guardians see this", "Visible des seuls garants"),
            ("/detectors/spam?threshold=0.75", "From 0.50 to 0.75", "De 0,50 à 0,75"),
            ("/trail", "Nothing on it can be changed", "Rien ne peut y être modifié"),
            ("/accounts", "New account", "Nouveau compte"),
            ("/account", "Change the password", "Changer le mot de passe"),
        ])
    func everyPage(path: String, english: String, french: String) async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("fred")
            let inFrench = try await browser.get(path)
            #expect(inFrench.status == .ok && inFrench.body.contains("<html lang=\"fr\""))
            #expect(inFrench.body.contains(french))
            var fred = try #require(try await harness.store.reviewer(named: "fred")?.reviewer)
            fred.language = "en"
            try await harness.store.update(fred, by: nil, at: Sample.now)
            let inEnglish = try await browser.get(path)
            #expect(inEnglish.status == .ok && inEnglish.body.contains("<html lang=\"en\""))
            #expect(inEnglish.body.contains(english))
            #expect(inEnglish.headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test("names and texts of members never become markup, whatever they hold")
    func escaping() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("gus")
            try await browser.get("/cases/2")
            let reveal = [("version", try await versionOf(2, browser)), ("reason", "to decide")]
            #expect(try await browser.post("/cases/2/reveal", reveal).status == .seeOther)
            let hostileID = Browser.encode(Sample.hostile.id)
            let pages = [
                "/", "/queue", "/cases/2", "/search?q=script", "/member?community=harbour&id=\(hostileID)", "/trail",
                "/member?community=harbour&id=m-55",
            ]
            for path in pages {
                let body = try await browser.get(path).body
                #expect(!body.contains("<script>alert") && !body.contains("<img src=x") && !body.contains("<b>"))
                #expect(!body.unicodeScalars.contains("\u{202E}") && !body.unicodeScalars.contains("\u{2066}"))
                // A quotation mark with an accent on it is still a quotation mark to a browser.
                #expect(!body.unicodeScalars.contains("\u{0301}") || body.contains("&quot;\u{0301}"))
            }
            let body = try await browser.get("/cases/2").body
            #expect(body.contains("&lt;img src=x onerror=alert(2)&gt; &amp; ⟦U+202E⟧drowssap"))
        }
    }

    private func versionOf(_ id: Int, _ browser: Browser) async throws -> String {
        let body = try await browser.get("/cases/\(id)").body
        return String(try #require(body.firstMatch(of: /name="version" value="(\d+)"/)?.1))
    }

    @Test("a case about staff is as absent as a missing one for everybody but guardians, by every way")
    func hiddenCase() async throws {
        try await withConsole { harness, browser in
            for name in ["rina", "leo", "ada"] {
                let visitor = browser.another()
                try await visitor.signIn(name)
                let missing = try await visitor.get("/cases/999999")
                let hidden = try await visitor.get("/cases/\(Sample.staffCase)")
                #expect(hidden.status == .notFound)
                #expect(withoutTokens(hidden.body) == withoutTokens(missing.body))
                for step in ["claim", "release", "note", "reveal", "decide", "reopen"] {
                    let fields = [("version", "1"), ("note", "x"), ("reason", "x"), ("outcome", "warn")]
                    let onHidden = try await visitor.post("/cases/\(Sample.staffCase)/\(step)", fields)
                    let onMissing = try await visitor.post("/cases/999999/\(step)", fields)
                    #expect(onHidden.status == .notFound)
                    #expect(withoutTokens(onHidden.body) == withoutTokens(onMissing.body))
                }
                for path in [
                    "/", "/queue", "/queue?policy=staff.coercion", "/search?q=corvin", "/search?q=m-1", "/trail",
                    "/cases/1", "/cases/2", "/member?community=harbour&id=m-55", "/member?community=harbour&id=m-1",
                    "/detectors", "/detectors?of=staff", "/detectors/staff.coercion?of=staff",
                ] {
                    let body = try await visitor.get(path).body
                    #expect(!body.contains("/cases/\(Sample.staffCase)\""), "\(name) finds case 2 on \(path)")
                    #expect(!body.contains("Corvin</bdi></a> <span class=\"tag\""), "\(name) on \(path)")
                }
            }
            try await browser.signIn("gus")
            #expect(try await browser.get("/cases/\(Sample.staffCase)").status == .ok)
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            #expect(try await harness.store.caseFile(Sample.staffCase, for: gus).item.version == 1)
        }
    }

    private func withoutTokens(_ body: String) -> String {
        body.replacing(/value="[0-9a-f]{64}"/, with: "")
    }

    @Test("roles see the pages that are theirs and no others")
    func roles() async throws {
        let expected: [(name: String, path: String, status: HTTPResponse.Status)] = [
            ("rina", "/trail", .forbidden), ("rina", "/accounts", .forbidden), ("rina", "/queue", .ok),
            ("leo", "/trail", .ok), ("leo", "/accounts", .forbidden), ("ada", "/accounts", .ok), ("ada", "/trail", .ok),
            ("ada", "/queue", .forbidden), ("ada", "/search?q=marlow", .forbidden), ("ada", "/cases/1", .notFound),
            ("ada", "/member?community=harbour&id=m-17", .forbidden), ("ada", "/", .ok),
            ("rina", "/detectors", .ok), ("rina", "/detectors/spam", .ok), ("rina", "/detectors/no.such", .notFound),
            ("ada", "/detectors", .forbidden), ("ada", "/detectors/spam", .forbidden),
        ]
        try await withConsole { _, browser in
            for name in ["rina", "leo", "ada"] {
                let visitor = browser.another()
                try await visitor.signIn(name)
                for entry in expected where entry.name == name {
                    #expect(try await visitor.get(entry.path).status == entry.status, "\(name) \(entry.path)")
                }
            }
        }
    }

    @Test("the queue can be filtered, and keeps its filter from page to page")
    func filters() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("rina")
            let doxxing = try await browser.get("/queue?policy=privacy.doxxing").body
            #expect(doxxing.contains("/cases/2") && !doxxing.contains("href=\"/cases/1\""))
            #expect(try await browser.get("/queue?mine=1").body.contains("Nothing here"))
            var signals: [Signal] = []
            for number in 0..<120 {
                signals.append(
                    Signal(
                        policy: "spam", score: 0.6, community: Sample.community, subject: "s-\(number)",
                        time: Sample.now, event: EventKey(source: "test:harbour", id: "spam\(number)"),
                        detector: Detector(name: "same_opener", version: 1)))
            }
            _ = try await harness.store.record(signals, upTo: 2)
            let first = try await browser.get("/queue?policy=spam").body
            #expect(first.contains("120 cases") && first.contains("1–50 of 120"))
            let next = try #require(first.firstMatch(of: /href="(\/queue\?[^"]*from=50)"/)?.1)
            let second = try await browser.get(String(next).replacing("&amp;", with: "&")).body
            #expect(second.contains("51–100 of 120") && !second.contains("Solicitation of a minor</a>"))
        }
    }

    @Test("pages hold no inline script, no inline style and nothing from elsewhere")
    func selfContained() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("fred")
            for path in [
                "/", "/queue", "/cases/1", "/member?community=harbour&id=m-17", "/accounts", "/trail", "/detectors",
                "/detectors/spam?threshold=0.75",
            ] {
                let body = try await browser.get(path).body
                #expect(body.firstMatch(of: /\sstyle\s*=/) == nil && !body.contains("<style"))
                #expect(body.firstMatch(of: /\son[a-z]+\s*=/) == nil)
                #expect(body.firstMatch(of: /<script(?![^>]*src="\/assets)/) == nil)
                #expect(body.firstMatch(of: /(src|href|action)="(https?:)?\/\//) == nil)
            }
        }
    }

    @Test("search wants two characters and bounds what it is given")
    func search() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            #expect(try await !browser.get("/search?q=m").body.contains("Marlow"))
            let long = String(repeating: "%F0%9F%98%80", count: 500)
            #expect(try await browser.get("/search?q=\(long)").status == .ok)
            #expect(try await browser.get("/search?q=%25%27%22_--").status == .ok)
        }
    }
}

@Suite("Live figures")
struct LiveTests {
    @Test("the stream needs a session")
    func session() async throws {
        try await withConsole { _, browser in
            let answer = try await browser.get("/live")
            #expect(answer.status == .unauthorized && answer.body.isEmpty)
        }
    }

    @Test("the stream sends each reading as text, ends with the service, and hides signals about staff")
    func stream() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let answer = try await browser.get("/live")
            #expect(answer.headers[.contentType]?.hasPrefix("text/event-stream") == true)
            let lines = answer.body.split(separator: "\n").filter { $0.hasPrefix("data: ") }
            #expect(lines.count == 3)
            #expect(lines.first?.contains("\"signals\":\"45\"") == true)
            #expect(lines.first?.contains("\"events\":\"1,000,000\"") == true)
            let guardian = browser.another()
            try await guardian.signIn("fred")
            #expect(try await guardian.get("/live").body.contains("\"signals\":\"48\""))
            #expect(try await guardian.get("/").body.contains("1\u{202F}000\u{202F}000"))
        }
    }
}
