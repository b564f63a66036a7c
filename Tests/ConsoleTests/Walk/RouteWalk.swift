import HTTPTypes
import Hummingbird
import SafetyModel
import Simulation

/// Every way to ask a console something: each route that the router holds, with all that may stand in its place holders,
/// in its query and in its form. What it does not know how to fill in, it names.
struct RouteWalk {
    struct Visit: CustomStringConvertible {
        var method: HTTPRequest.Method
        var route: String
        var path: String
        var fields: [(String, String)] = []

        var description: String { "\(method.rawValue) \(path) \(fields.map { "\($0.0)=\($0.1)" })" }

        /// Forms of a case are sent for the version that its page shows.
        func make(in browser: Browser) async throws -> Browser.Answer {
            guard method == .post else { return try await browser.get(path) }
            var fields = fields
            if route == "/cases/:id/:step" || route.hasPrefix("/report") {
                let page =
                    route.hasPrefix("/report") ? route : path.split(separator: "/").dropLast().joined(separator: "/")
                let body = try await browser.get(page.hasPrefix("/") ? page : "/" + page).body
                for name in ["version", "report", "note"] {
                    guard let start = body.range(of: "name=\"\(name)\" value=\"") else { continue }
                    fields.removeAll { $0.0 == name && name != "note" }
                    fields.insert((name, String(body[start.upperBound...].prefix { $0 != "\"" })), at: 0)
                }
            }
            var answer = try await browser.post(path, fields)
            // Whoever reports about a colleague must not read in the answer whether others did.
            if let code = answer.code {
                let status = try await browser.post("/report/status", [("code", code)])
                answer.body += "\n" + status.body
            }
            return answer
        }
    }

    var visits: [Visit] = []
    /// Place holders for which there is nothing to put in.
    var unknown: Set<String> = []

    /// - Parameter routes: as `GET /cases/:id`.
    init(routes: [String]) {
        for route in routes.sorted() {
            let parts = route.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let method = HTTPRequest.Method(String(parts[0])) else { continue }
            let pattern = Self.pattern(parts[1])
            for path in expanded(pattern) {
                if method == .post {
                    for fields in Self.forms(pattern) {
                        visits.append(Visit(method: method, route: pattern, path: path, fields: fields))
                    }
                } else {
                    for query in [""] + Self.queries(pattern) {
                        visits.append(
                            Visit(method: method, route: pattern, path: query.isEmpty ? path : "\(path)?\(query)"))
                    }
                }
            }
        }
        // What ends a session, or changes accounts, comes last; then everything is looked at once more.
        let late = ["/account/password", "/accounts/:id", "/accounts/:id/password", "/sign-out"]
        let looks = visits.filter { $0.method == .get }
        let forms = visits.filter { $0.method == .post && !late.contains($0.route) }
        let ends = visits.filter { $0.method == .post && late.contains($0.route) }
            .sorted { (late.firstIndex(of: $0.route) ?? 0) < (late.firstIndex(of: $1.route) ?? 0) }
        visits = looks + forms + looks + ends
    }

    private static func pattern(_ path: Substring) -> String {
        let text = String(path).replacing("{", with: ":").replacing("}", with: "")
        return text.hasPrefix("/") ? text : "/" + text
    }

    private mutating func expanded(_ pattern: String) -> [String] {
        var paths = [""]
        for piece in pattern.split(separator: "/") {
            var choices = [String(piece)]
            if piece.hasPrefix(":") {
                choices = Self.values[String(piece.dropFirst())] ?? []
                if choices.isEmpty { unknown.insert("\(piece) in \(pattern)") }
            }
            paths = paths.flatMap { path in choices.map { "\(path)/\($0)" } }
        }
        return pattern == "/" ? ["/"] : paths
    }

    private static let staffCase = String(Sample.staffCase)

    private static let values: [String: [String]] = [
        "id": ["1", "2", "3", "4", "5", staffCase, String(Sample.staffCase + 1), "x"],
        "step": [
            "claim", "note", "reveal", "answer", "set-aside", "reporter", "decide", "reopen", "release", "agree",
            "decline",
            "restore", "explode", "hide", "hold", "lift",
        ],
        "policy": Sample.taxonomy.policies.map(\.code.code) + ["none"],
        "number": ["1", "77"], "format": ["csv", "ndjson", "xml"], "hash": ["0"],
        "month": ["2026-10", "2026-09", "2026-11", "2026-13"],
        "file": ["figures.json", "Part_4_notices.csv", "Part_6_own_initiative_TC.csv", "Part_9.csv"],
        "name": ["console.css"],
    ]

    private static let queryTexts =
        [
            ("signals", "score > 0.1"), ("signals", "subject.id == \"m-1\""), ("signals", "true"), ("events", "true"),
            ("events", "actor.id == \"m-1\""), ("events", "signals.size() > 0"), ("events", "1 +"),
        ].map { "kind=\($0)&span=year&by=\($0 == "signals" ? "policy" : "type")&q=\(Browser.encode($1))" }

    private static func queries(_ route: String) -> [String] {
        switch route {
        case "/": ["span=day", "span=week", "span=month", "span=year"]
        case "/queue":
            [
                "state=open&state=claimed&state=decided", "state=claimed", "state=decided", "policy=staff.coercion",
                "policy=minor.solicitation", "mine=1", "from=50",
            ]
        case "/cases/:id": ["with=m-55", "with=m-42", "text=hidden", "done=decided"]
        case "/search": ["corvin", "m-1", "Lise", staffCase, "1", "2", "coercion"].map { "q=\($0)" }
        case "/member": ["m-1", "m-17", "m-42", "m-55", "ghost"].map { "community=harbour&id=\($0)" }
        case "/provenance": ["community=harbour", "community=bay", "community=none", "community=bay&platform=discord"]
        case "/trail": ["from=100", "from=1", "from=-1", "before=150", "from=99999999999999999999"]
        case "/detectors": ["of=staff", "of=members"]
        case "/detectors/:policy": ["of=staff", "threshold=0.3", "threshold=0.3&of=staff", "draft=0.4"]
        case "/rules": ["of=staff"]
        case "/audit": ["community=\(AuditedCommunity.wellRun.snapshot.id)", "community=none"]
        case "/rules/file": ["name=team.yaml", "name=no.yaml"]
        case "/query", "/query/:format": queryTexts
        case "/report", "/report/status": ["language=fr", "community=harbour"]
        default: []
        }
    }

    private static func forms(_ route: String) -> [[(String, String)]] {
        let rule = "rules:\n  - {name: other, policy: spam, on: [message.posted], when: \"true\", then: [signal]}\n"
        let staffNumber = String(Sample.staffCase)
        switch route {
        case "/cases/:id/:step":
            return [
                [
                    ("version", "1"), ("reason", "because"), ("note", "noted"), ("outcome", "warn"), ("text", "hello"),
                    ("report", "1"),
                ]
            ]
        case "/detectors/:policy":
            return [("members", "0"), ("members", "1"), ("staff", "0"), ("staff", staffNumber)].map { scope, version in
                [("of", scope), ("version", version), ("threshold", "0.7"), ("reason", "because")]
            }
        case "/rules/file", "/rules/check":
            return ["check", "try", "save", "remove"].map { step in
                [
                    ("name", "new.yaml"), ("base", "1"), ("step", step), ("text", rule), ("reason", "because"),
                    ("new", "yes"),
                ]
            }
        case "/rules/revisions/:id/:step": return [[("base", "2"), ("reason", "because")]]
        case "/query/saved", "/query/saved/delete":
            return [
                [("name", "mine"), ("kind", "signals"), ("q", "true"), ("shared", "on"), ("span", "month")],
                [("name", "about Corvin"), ("kind", "signals"), ("q", "true"), ("span", "month")],
            ]
        case "/account/preferences": return [[("language", "fr"), ("theme", "dark"), ("shortcuts", "on")]]
        case "/account/password":
            return [[("present", "wrong one"), ("new", "a new long password"), ("again", "other")]]
        case "/accounts":
            return [[("name", "zoe"), ("role", "reviewer"), ("language", "en")], [("name", "gus"), ("role", "lead")]]
        case "/accounts/:id": return [[("role", "reviewer"), ("role", "lead"), ("active", "on")]]
        case "/sign-in", "/sign-in/demo", "/setup":
            return [[("name", "gus"), ("password", "not the password"), ("code", "1234"), ("next", "/cases/1")]]
        case "/report":
            return [
                [("community", "harbour"), ("happening", "pictures"), ("accused", "m-1"), ("text", "he asked again")],
                [("community", "harbour"), ("happening", "pictures"), ("accused", "m-17"), ("text", "he asked too")],
            ]
        case "/provenance":
            return [
                [
                    ("platform", "test"), ("community", "bay"), ("badge", "partner"), ("outcome", "suspend"),
                    ("reasons", "the criteria are not met"), ("publish", "on"),
                ]
            ]
        case "/webhooks/resend": return [[("hook", "trustees")], [("hook", "team")], [("id", "msg_none")], []]
        case "/report/status": return [[("code", "123456789012345678901"), ("message", "hello")], [("code", "12")]]
        default: return [[]]
        }
    }
}
