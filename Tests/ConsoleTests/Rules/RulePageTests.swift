import Casework
import Console
import SafetyModel
import Testing

@Suite("The pages about rules")
struct RulePageTests {
    private static func text(_ name: String = "asks", when: String = "true", then: String = "[signal]") -> String {
        """
        rules:
          - name: \(name)
            policy: minor.solicitation
            on: [message.posted]
            when: \(when)
            then: \(then)

        """
    }

    private func form(
        _ step: String, _ text: String, name: String = "team.yaml", base: Int64 = 0, new: Bool = true,
        reason: String = "we want to hear of it"
    ) -> [(String, String)] {
        [("name", name), ("base", String(base)), ("step", step), ("text", text), ("reason", reason)]
            + (new ? [("new", "yes")] : [])
    }

    @Test("leads and guardians read and write rules; reviewers and administrators do not, and see no link")
    func readers() async throws {
        try await withConsole { _, browser in
            for (name, may) in [("rina", false), ("leo", true), ("gus", true), ("ada", false)] {
                let visitor = browser.another()
                try await visitor.signIn(name)
                for path in ["/rules", "/rules/file", "/rules/revisions"] {
                    #expect(try await visitor.get(path).status == (may ? .ok : .forbidden), "\(name) \(path)")
                }
                #expect(try await visitor.get("/").body.contains("href=\"/rules\"") == may)
                if !may {
                    for path in ["/rules/file", "/rules/check"] {
                        #expect(try await visitor.post(path, form("save", Self.text())).status == .forbidden)
                    }
                    #expect(try await visitor.post("/rules/revisions/1/agree").status == .forbidden)
                }
            }
        }
    }

    @Test("a file is checked, saved with a reason, and listed; what is wrong with it is told with its place")
    func saves() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("leo")
            try await browser.get("/rules/file")
            let broken = try await browser.post("/rules/file", form("check", Self.text(when: "chanel.kind == 'text'")))
            #expect(broken.status == .ok && broken.body.contains("line 5, column 11"))
            let refused = try await browser.post("/rules/file", form("save", Self.text(when: "1 +")))
            #expect(refused.status == .unprocessableContent && refused.body.contains("Not saved"))
            #expect(refused.body.contains("when: 1 +"))
            #expect(
                try await browser.post("/rules/file", form("save", Self.text(), reason: " ")).status
                    == .unprocessableContent)
            #expect(try await harness.store.rulesInForce().revision == 0)
            let saved = try await browser.post("/rules/file", form("save", Self.text()))
            #expect(saved.status == .seeOther && saved.location == "/rules/revisions/1?done=rules_live")
            #expect(try await browser.get(saved.location).body.contains("we want to hear of it"))
            let list = try await browser.get("/rules").body
            #expect(list.contains(">asks<") && list.contains("team.yaml"))
            #expect(try await browser.get("/rules/file?name=team.yaml").body.contains("name: asks"))
            #expect(try await browser.get("/trail").body.contains("rules changed"))
            // The same name again, and a name that is none.
            try await browser.get("/rules/file")
            #expect(
                try await browser.post("/rules/file", form("save", Self.text("more"), base: 1)).body
                    .contains("there already"))
            #expect(
                try await browser.post("/rules/file", form("save", Self.text("more"), name: "../a.yaml", base: 1))
                    .status
                    == .unprocessableContent)
        }
    }

    @Test("whoever looked at an older state is told so, and what was written is not lost")
    func stale() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("leo")
            try await browser.get("/rules/file")
            #expect(try await browser.post("/rules/file", form("save", Self.text())).status == .seeOther)
            let late = try await browser.post(
                "/rules/file", form("save", Self.text("second"), name: "late.yaml", base: 0))
            #expect(late.status == .conflict && late.body.contains("name: second"))
            #expect(try await harness.store.rulesInForce().files.map(\.name) == ["team.yaml"])
        }
    }

    @Test("what a lead loosens waits for a guardian; a ban waits for a second person")
    func consent() async throws {
        try await withConsole { harness, browser in
            let lead = browser.another()
            try await lead.signIn("leo")
            try await lead.get("/rules/file")
            try await lead.post("/rules/file", form("save", Self.text()))
            let looser = form("save", Self.text(when: "false"), base: 1, new: false)
            let waits = try await lead.post("/rules/file", looser)
            #expect(waits.location == "/rules/revisions/2?done=rules_waiting")
            #expect(try await lead.get("/rules/revisions/2").body.contains("somebody else has to agree"))
            #expect(try await lead.post("/rules/revisions/2/agree").status == .unprocessableContent)
            #expect(try await harness.store.rulesInForce().revision == 1)

            let guardian = browser.another()
            try await guardian.signIn("gus")
            #expect(try await guardian.get("/rules").body.contains("waits for a guardian"))
            let page = try await guardian.get("/rules/revisions/2").body
            #expect(page.contains("when: false") && page.contains("when: true"))
            #expect(try await guardian.post("/rules/revisions/2/agree").status == .seeOther)
            #expect(try await harness.store.rulesInForce().revision == 2)
            #expect(try await guardian.post("/rules/revisions/2/decline").status == .unprocessableContent)

            try await guardian.get("/rules/file")
            let ban = form("save", Self.text("ban", then: "[propose: {action: ban}]"), name: "ban.yaml", base: 2)
            #expect(try await guardian.post("/rules/file", ban).location.hasSuffix("rules_waiting"))
            #expect(try await lead.get("/rules/revisions/3").status == .ok)
            #expect(try await lead.post("/rules/revisions/3/decline").status == .seeOther)
            #expect(try await harness.store.rulesInForce().revision == 2)
        }
    }

    @Test("one goes back to an earlier state, and the history keeps all")
    func restores() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("gus")
            try await browser.get("/rules/file")
            try await browser.post("/rules/file", form("save", Self.text()))
            try await browser.post("/rules/file", form("save", Self.text(when: "false"), base: 1, new: false))
            #expect(try await harness.store.rulesInForce().files.first?.text.contains("false") == true)
            try await browser.get("/rules/revisions/1")
            let none = try await browser.post("/rules/revisions/1/restore", [("base", "2"), ("reason", "")])
            #expect(none.status == .unprocessableContent)
            let back = try await browser.post("/rules/revisions/1/restore", [("base", "2"), ("reason", "too quiet")])
            #expect(back.location == "/rules/revisions/3?done=rules_live")
            #expect(try await harness.store.rulesInForce().files.first?.text == Self.text())
            let gone = try await browser.post("/rules/file", form("remove", Self.text(), base: 3, new: false))
            #expect(gone.status == .seeOther)
            #expect(try await harness.store.rulesInForce().files.isEmpty)
            let history = try await browser.get("/rules/revisions").body
            for number in 1...4 { #expect(history.contains("/rules/revisions/\(number)\"")) }
            for path in ["/rules/revisions/99", "/rules/revisions/x", "/rules/file?name=nowhere.yaml"] {
                #expect(try await browser.get(path).status == .notFound)
            }
        }
    }

    @Test("a trial counts for each what that person may see, and is on the trail")
    func trials() async throws {
        try await withConsole { harness, browser in
            for (name, found) in [("leo", "1"), ("gus", "2")] {
                let visitor = browser.another()
                try await visitor.signIn(name)
                try await visitor.get("/rules/file")
                let page = try await visitor.post("/rules/file", form("try", Self.text()))
                #expect(page.status == .ok && page.body.contains("<td class=\"num\">\(found)</td>"))
            }
            let gus = try #require(try await harness.store.reviewer(named: "gus")?.reviewer)
            let lines = try await harness.store.auditTrail(before: nil, limit: 50, for: gus)
            #expect(lines.count { $0.action == "rules_tried" } == 2)
        }
    }

    @Test("hostile text is shown as text, and a file that is too large is refused")
    func hostile() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("leo")
            try await browser.get("/rules/file")
            let script = "</textarea><script>alert(1)</script>"
            for path in ["/rules/file", "/rules/check"] {
                let page = try await browser.post(path, form("check", "rules: \(script)"))
                #expect(!page.body.contains("<script>alert"))
            }
            let large = String(repeating: "#", count: 300_000)
            #expect(try await browser.post("/rules/file", form("save", large)).status == .badRequest)
            let huge = String(repeating: "#", count: 2_000_000)
            #expect(try await browser.post("/rules/check", form("save", huge)).status == .contentTooLarge)
            #expect(try await browser.post("/rules/file", form("sing", Self.text())).status == .badRequest)
        }
    }

    @Test("the pages exist in French")
    func french() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("fred")
            try await browser.get("/rules/file")
            let saved = try await browser.post("/rules/file", form("save", Self.text()))
            #expect(try await browser.get(saved.location).body.contains("Ces règles sont en vigueur."))
            #expect(try await browser.get("/rules").body.contains("Règles d’alerte"))
        }
    }
}
