import Casework
import Foundation
import HTTPTypes
import Rules
import SafetyModel
import Synchronization
import Testing

@testable import Console

@Suite("The page of queries")
struct QueryPageTests {
    private func path(
        _ expression: String, _ page: String = "/query", kind: String = "events", by: String = "", span: String = "all"
    ) -> String {
        "\(page)?kind=\(kind)&q=\(Browser.encode(expression))&by=\(Browser.encode(by))&span=\(span)"
    }

    private func withPages<Value>(
        _ settings: ConsoleSettings = ConsoleSettings(passwordCost: 10),
        _ body: @Sendable (Harness, Browser) async throws -> Value
    ) async throws -> Value {
        try await withConsole(settings: settings) { harness, browser in
            // In public, by staff, to staff, and a report about a member.
            _ = try await harness.store.append(Self.further)
            return try await body(harness, browser)
        }
    }

    private static let further: [Event] = {
        func event(_ id: String, _ type: EventType, _ actor: Member, _ target: Member?) -> Event {
            Event(
                id: id, source: "test:harbour", type: type, time: Sample.moment(hoursAgo: 2),
                community: Sample.community, channel: Channel(id: "lobby", kind: .text, name: "lobby"), actor: actor,
                target: target)
        }
        return [
            event("g1", .giftOffered, Sample.marlow, Sample.noa), event("g2", .giftOffered, Sample.marlow, Sample.lise),
            event("g3", .giftOffered, Sample.corvin, Sample.noa), event("g4", .giftOffered, Sample.lise, Sample.corvin),
            event("r1", .reportFiled, Sample.noa, Sample.marlow),
            event("h1", .voiceJoined, Member(id: "m-9", name: "=HYPERLINK(1)"), nil),
            event("h2", .voiceJoined, Sample.hostile, nil),
        ]
    }()

    @Test("leads and guardians find it; who has neither role is told no, and is shown no link")
    func readers() async throws {
        try await withPages { _, browser in
            for (name, may) in [("rina", false), ("ada", false), ("leo", true), ("gus", true), ("fred", true)] {
                let visitor = browser.another()
                try await visitor.signIn(name)
                #expect(try await visitor.get("/account").body.contains("href=\"/query\"") == may, "\(name)")
                for page in ["/query", path("true"), path("true", "/query/csv"), path("true", "/query/ndjson")] {
                    #expect(try await visitor.get(page).status == (may ? .ok : .forbidden), "\(name) \(page)")
                }
                let fields = [("kind", "events"), ("q", "true"), ("name", "all")]
                #expect(try await visitor.post("/query/saved", fields).status == (may ? .seeOther : .forbidden))
                #expect(
                    try await visitor.post("/query/saved/delete", [("name", "all")]).status
                        == (may ? .seeOther : .forbidden))
            }
            #expect(try await browser.another().get("/query").status == .seeOther)
        }
    }

    @Test("rows, chart, most frequent values and links are shown")
    func finds() async throws {
        try await withPages { _, browser in
            try await browser.signIn("gus")
            let page = try await browser.get(path("type == 'gift.offered'", by: "actor.id")).body
            #expect(
                page.contains("4 events") && page.contains("query-chart") && page.contains("Most frequent by actor.id"))
            #expect(page.contains("/member?community=harbour&amp;id=m-17") && page.contains("Corvin"))
            let raised = try await browser.get(path("size(signals) > 0")).body
            #expect(raised.contains("4 events") && raised.contains("href=\"/cases/1\""))
            let signals = try await browser.get(path("score > 0.9", kind: "signals", by: "policy")).body
            #expect(signals.contains("2 signals") && signals.contains("staff.coercion"))
            let none = try await browser.get(path("type == 'badge.granted'")).body
            #expect(none.contains("0 events") && !none.contains("query-chart"))
            for example in Console.examples {
                #expect(try await browser.get("/query?\(example.query.fields)").status == .ok)
                #expect(
                    try await browser.get("/query").body.contains(example.query.fields.replacing("&", with: "&amp;")))
            }
        }
    }

    @Test("a lead finds nothing of staff, of reports and of quiet private chats, in any form")
    func staff() async throws {
        try await withPages { harness, browser in
            let lead = browser.another()
            try await lead.signIn("leo")
            try await browser.signIn("gus")
            try await browser.get("/query")
            try await browser.post(
                "/query/saved",
                [("kind", "events"), ("q", "actor.id == 'm-1'"), ("name", "about Corvin"), ("shared", "1")])
            // Whatever is asked for, and however: what a lead sees is what it would see were the rest not there.
            for (expression, kind, visible) in [
                ("true", "events", ["c3-0", "g1", "g2", "h0", "h1", "h2", "x10"]),
                ("actor.id == 'm-1' || target.id == 'm-1' || actor.staff || target.staff", "events", []),
                ("type == 'report.filed' || target.id == 'm-17'", "events", []),
                ("signals.exists(s, s.policy == 'staff.coercion')", "events", []),
                ("channel.kind == 'direct'", "events", ["c3-0", "h0", "x10"]),
                ("true", "signals", ["3 signals"]), ("policy == 'staff.coercion'", "signals", []),
                ("subject == 'm-1' || counterpart == 'm-1'", "signals", []),
            ] as [(String, String, [String])] {
                let shown = try await lead.get(
                    path(expression, kind: kind, by: kind == "events" ? "event.id" : "policy"))
                let count = kind == "events" ? visible.count : visible.isEmpty ? 0 : 3
                #expect(shown.body.contains("\(count) \(kind == "events" ? "event" : "signal")"), "\(expression)")
                #expect(shown.body.contains("query-chart") == (count > 0))
                let csv = try await lead.get(path(expression, "/query/csv", kind: kind)).body
                let json = try await lead.get(path(expression, "/query/ndjson", kind: kind)).body
                #expect(csv.split(separator: "\r\n").count == count + 1, "\(csv)")
                #expect(json.split(separator: "\n").count == count)
                for body in [shown.body, csv, json] {
                    let body = body.replacing(expression, with: "")
                    #expect(!body.contains("Corvin") && !body.contains("m-1&quot;") && !body.contains("\"m-1\""))
                    #expect(!body.contains("g3") && !body.contains("g4") && !body.contains("about Corvin"))
                }
                if kind == "events" {
                    for id in visible { #expect(csv.contains(",\(id),") && json.contains("\"\(id)\"")) }
                }
            }
            // An expression that fails, or is costly, for what is hidden alone fails for nothing that a lead sees.
            for expression in [
                "actor.id == 'm-1' && signals[99].score > 0.5",
                "actor.id == 'm-1' && lists.range(9000).all(x, lists.range(9000).all(y, x >= 0))",
            ] {
                let shown = try await lead.get(path(expression)).body
                #expect(shown.contains("0 events") && !shown.contains("has no value"))
                #expect(try await browser.get(path(expression)).body.contains("has no value"))
            }
            #expect(try await browser.get(path("actor.id == 'm-1'")).body.contains("2 events"))
            let leo = try #require(try await harness.store.reviewer(named: "leo")?.reviewer)
            #expect(try await harness.store.savedQueries(for: leo).isEmpty)
            #expect(try await !lead.get("/trail").body.contains("staff included"))
            #expect(try await browser.get("/trail").body.contains("staff included"))
        }
    }

    @Test("each query and each export is on the trail, what is wrong or only looked at is not")
    func trail() async throws {
        try await withPages { harness, browser in
            try await browser.signIn("leo")
            for page in ["/query", path("typ == 1"), path("true") + "&draft=1", "/query/csv?q=typ"] {
                try await browser.get(page)
            }
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let lines = { @Sendable in
                try await harness.store.auditTrail(before: nil, limit: 100, for: gus).filter {
                    $0.action.contains("quer")
                }
            }
            #expect(try await lines().isEmpty)
            try await browser.get(path("type == 'gift.offered'", by: "actor.id", span: "week"))
            try await browser.get(path("type == 'gift.offered'", "/query/ndjson"))
            let found = try await lines()
            #expect(found.map(\.action) == ["query_exported", "queried"])
            #expect(found.last?.detail == "events: type == 'gift.offered' · by actor.id · week")
            #expect(found.allSatisfy { $0.byName == "leo" && $0.caseID == nil })
            #expect(try await browser.get("/trail").body.contains("query exported"))
        }
    }

    @Test("a wrong expression is answered with its place and what may have been meant; what was written stays")
    func wrong() async throws {
        try await withPages { _, browser in
            try await browser.signIn("leo")
            let page = try await browser.get(path("typ == 'x'"))
            #expect(page.status == .unprocessableContent)
            #expect(page.body.contains("did you mean &#39;type&#39;?") && page.body.contains("\n | ^"))
            #expect(page.body.contains("aria-invalid") && page.body.contains(">typ == &#39;x&#39;</textarea>"))
            let counted = try await browser.get(path("actor.count('x', duration('1h')) > 1")).body
            #expect(counted.contains("within a window"))
            #expect(try await browser.get(path("event.text == ''")).body.contains("is evidence"))
            #expect(try await browser.get(path("true", by: "signals")).status == .unprocessableContent)
            #expect(try await browser.get(path("true", "/query/pdf")).status == .notFound)
            #expect(try await browser.get("/query?q=%ff").status == .badRequest)
        }
    }

    @Test("hostile expressions and names are shown as text, and cost no more than they may")
    func hostile() async throws {
        try await withPages { _, browser in
            try await browser.signIn("leo")
            let script = "\"</textarea><script>alert(1)</script>\u{202E}\u{0301}\" == type"
            for page in [path(script), path("typ" + script), path("true", by: script)] {
                let body = try await browser.get(page).body
                #expect(!body.contains("<script>alert") && body.contains("&lt;script&gt;"))
            }
            #expect(
                try await !browser.get(path("type == 'voice.joined'", by: "actor.name")).body.contains("<script>alert"))
            let csv = try await browser.get(path("type == 'voice.joined'", "/query/csv"))
            #expect(csv.body.contains("\"'=HYPERLINK(1)\""))
            #expect(csv.headers[.contentType]?.hasPrefix("text/csv") == true)
            #expect(csv.headers[.contentDisposition] == "attachment; filename=\"vigie-events.csv\"")
            #expect(csv.headers[.xContentTypeOptions] == "nosniff")
            let huge = try await browser.get(path(String(repeating: "x", count: 1_000_000)))
            #expect(huge.status == .unprocessableContent && huge.body.utf8.count < 60_000)
            let nested = String(repeating: "[1].map(x, ", count: 80) + "x" + String(repeating: ")", count: 80)
            #expect(try await browser.get(path("size(\(nested)) > 0")).status == .unprocessableContent)
            let bomb = try await browser.get(path("lists.range(9000).all(x, lists.range(9000).all(y, x + y >= 0))"))
            #expect(bomb.status == .ok && bomb.body.contains("steps") && bomb.body.contains("0 events"))
            let pattern = try await browser.get(path("type.matches('(a{1000}){1000}')"))
            #expect(pattern.status == .unprocessableContent)
            #expect(try await browser.get(path("type.matches('(a|a)*(a|a)*(a|a)*b')")).status == .ok)
        }
    }

    @Test("a query that takes too long stops, and says how far it came")
    func bounds() async throws {
        try await withPages(ConsoleSettings(passwordCost: 10, queryLength: .zero)) { harness, browser in
            _ = try await harness.store.append(
                (0..<200).map {
                    Event(
                        id: "t\($0)", source: "test:harbour", type: .voiceJoined, time: Sample.moment(hoursAgo: 1),
                        community: Sample.community, actor: Sample.marlow)
                })
            try await browser.signIn("leo")
            #expect(try await browser.get(path("true")).body.contains("stopped after 64 events"))
            #expect(
                try await browser.get(path("true", "/query/csv")).headers[.contentDisposition]
                    == "attachment; filename=\"vigie-events-partial.csv\"")
        }
        try await withPages(ConsoleSettings(passwordCost: 10, querySteps: 5)) { _, browser in
            try await browser.signIn("leo")
            #expect(try await browser.get(path("type != ''")).body.contains("Partial"))
        }
    }

    @Test("a reviewer runs one query at a time, and few run in all")
    func oneAtATime() throws {
        let desk = QueryDesk()
        try desk.enter(1)
        #expect(throws: Refusal.queryRunning) { try desk.enter(1) }
        try desk.enter(2)
        #expect(throws: Refusal.busy) { try desk.enter(4) }
        desk.leave(2)
        try desk.enter(4)
        desk.leave(1)
        try desk.enter(1)
        #expect(Refusal.queryRunning.status == .tooManyRequests)
    }

    @Test("queries are saved, run by a link, shared and deleted; a form without its token saves nothing")
    func saved() async throws {
        try await withPages { _, browser in
            try await browser.signIn("leo")
            let fields = [
                ("kind", "events"), ("q", "type == 'gift.offered'"), ("by", "actor.id"), ("span", "all"),
                ("from", "2026-11-01"), ("to", "nonsense"), ("name", "<b>gifts</b>"), ("shared", "1"),
            ]
            #expect(try await browser.post("/query/saved", fields, withToken: false).status == .forbidden)
            let answer = try await browser.post("/query/saved", fields)
            #expect(answer.status == .seeOther)
            let page = try await browser.get(answer.location).body
            #expect(page.contains("The query is saved") && page.contains("&lt;b&gt;gifts&lt;/b&gt;"))
            #expect(page.contains("from=2026-11-01") && !page.contains("nonsense") && !page.contains("query-chart"))
            let other = browser.another()
            try await other.signIn("gus")
            #expect(try await other.get("/query").body.contains("gifts"))
            try await other.post("/query/saved/delete", [("name", "<b>gifts</b>")])
            #expect(try await browser.get("/query").body.contains("gifts&lt;/b&gt;"))
            try await browser.post("/query/saved/delete", [("name", "<b>gifts</b>")])
            #expect(try await !browser.get("/query").body.contains("gifts&lt;/b&gt;"))
            let nameless = try await browser.post("/query/saved", [("q", "true"), ("name", " ")])
            #expect(nameless.status == .unprocessableContent && nameless.body.contains("Give the query a name"))
            #expect(try await browser.post("/query/saved", [("q", " "), ("name", "n")]).status == .badRequest)
        }
    }

    @Test("the page speaks French, its help names each field, and no word is missing")
    func french() async throws {
        try await withPages { _, browser in
            try await browser.signIn("fred")
            let page = try await browser.get(path("type == 'gift.offered'", by: "actor.id")).body
            #expect(
                page.contains("Requêtes") && page.contains("4 événements") && page.contains("Les plus fréquents selon"))
            #expect(try await browser.get(path("pair.risk > 0.5")).body.contains("Seule la veille"))
            for kind in QueryKind.allCases {
                for field in Query.fields(kind) {
                    #expect(page.contains(field.replacing("[].", with: "[…].")), "\(field)")
                }
            }
            #expect(page.firstMatch(of: />(query|problem)_[a-z_]+</) == nil)
        }
    }

    @Test("days of the form go before its period, and the last of them is part of it")
    func days() {
        let now = Sample.now
        #expect(AskedQuery(.events, "true", span: .week).range(now: now) == QueryRange(from: now - .days(7)))
        #expect(AskedQuery(.events, "true", span: .all).range(now: now) == QueryRange())
        var asked = AskedQuery(.events, "true")
        (asked.from, asked.to) = ("2026-11-01", "2026-11-02")
        let range = asked.range(now: now)
        #expect(range.from?.rfc3339 == "2026-11-01T00:00:00.000Z" && range.to?.rfc3339 == "2026-11-03T00:00:00.000Z")
        #expect(AskedQuery(asked.text) == asked)
        asked.to = ""
        #expect(AskedQuery(asked.text) == asked)
    }
}
