import Casework
import HTTPTypes
import Hummingbird
import SafetyModel
import Testing

@Suite("Accounts")
struct AccountTests {
    @Test("an administrator makes an account whose first password is shown once and works")
    func create() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("ada")
            let fields = [("name", "nils"), ("role", "reviewer"), ("role", "lead"), ("language", "fr")]
            let page = try await browser.post("/accounts", fields)
            let secret = String(try #require(page.body.firstMatch(of: /class="secret mono">([^<]+)</)?.1))
            #expect(try await !browser.get("/accounts").body.contains(secret))
            let nils = browser.another()
            #expect(try await nils.signIn("nils", secret).status == .seeOther)
            #expect(try await nils.get("/queue").body.contains("<html lang=\"fr\""))
            #expect(try await harness.store.reviewer(named: "nils")?.reviewer.roles == [.reviewer, .lead])
            #expect(try await browser.post("/accounts", fields).body.contains("An account of this name exists"))
            let nameless = [("name", "x"), ("role", "reviewer")]
            #expect(try await browser.post("/accounts", nameless).status == .unprocessableContent)
            #expect(try await browser.post("/accounts", [("name", "roleless")]).status == .unprocessableContent)
        }
    }

    @Test("nobody makes themselves a guardian, and the last administrator stays")
    func bounds() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("ada")
            let ada = try #require(try await harness.store.reviewer(named: "ada")?.reviewer)
            let fred = try #require(try await harness.store.reviewer(named: "fred")?.reviewer)
            let own = [("role", "administrator"), ("role", "guardian"), ("active", "on")]
            #expect(try await browser.post("/accounts/\(ada.id)", own).status == .unprocessableContent)
            let less = [("role", "guardian"), ("active", "on")]
            #expect(try await browser.post("/accounts/\(fred.id)", less).status == .seeOther)
            let closed = [("role", "administrator")]
            let answer = try await browser.post("/accounts/\(ada.id)", closed)
            #expect(answer.status == .unprocessableContent && answer.body.contains("last administrator"))
            #expect(try await harness.store.reviewer(id: ada.id)?.roles == [.administrator])
        }
    }

    @Test("administrators and guardians, and nobody else, are told where fewer than two guardians may sign in")
    func fewGuardians() async throws {
        try await withConsole { harness, browser in
            let (store, told) = (harness.store, "measures against staff cannot become final")
            try await browser.signIn("ada")
            for path in ["/", "/accounts"] { #expect(try await !browser.get(path).body.contains(told), "\(path)") }
            var fred = try #require(try await store.reviewer(named: "fred")?.reviewer)
            fred.roles = [.administrator]
            try await store.update(fred, by: nil, at: Sample.now)
            for path in ["/", "/accounts"] { #expect(try await browser.get(path).body.contains(told), "\(path)") }
            for (name, isTold) in [("gus", true), ("leo", false), ("rina", false)] {
                let other = browser.another()
                try await other.signIn(name)
                #expect(try await other.get("/").body.contains(told) == isTold, "\(name)")
            }
            let french = browser.another()
            try await french.signIn("fred")
            #expect(try await french.get("/accounts").body.contains("ne peuvent pas devenir définitives"))
            // Who may not sign in confirms nothing.
            var gus = try #require(try await store.reviewer(named: "gus")?.reviewer)
            gus.active = false
            try await store.update(gus, by: nil, at: Sample.now)
            #expect(try await browser.get("/accounts").body.contains("Nobody is a guardian"))
        }
    }

    @Test("only administrators reach the forms of the accounts page")
    func forbidden() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("leo")
            let leo = try #require(try await harness.store.reviewer(named: "leo")?.reviewer)
            let fields = [("role", "administrator"), ("active", "on"), ("name", "eve")]
            for path in ["/accounts", "/accounts/\(leo.id)", "/accounts/\(leo.id)/password"] {
                #expect(try await browser.post(path, fields).status == .forbidden)
            }
        }
    }

    @Test("changing the password needs the present one, ends other sessions, and keeps this one")
    func password() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let elsewhere = browser.another()
            try await elsewhere.signIn("rina")
            let new = "another lamp, brighter"
            let wrong = [("present", "not the password"), ("new", new), ("again", new)]
            #expect(try await browser.post("/account/password", wrong).body.contains("present password is not right"))
            let differ = [("present", Sample.password), ("new", new), ("again", new + "!")]
            #expect(try await browser.post("/account/password", differ).body.contains("passwords differ"))
            let weak = [("present", Sample.password), ("new", "aaaaaaaaaaaaaa"), ("again", "aaaaaaaaaaaaaa")]
            #expect(try await browser.post("/account/password", weak).body.contains("too easy"))
            let right = [("present", Sample.password), ("new", new), ("again", new)]
            #expect(try await browser.post("/account/password", right).location == "/account?done=password")
            #expect(try await browser.get("/queue").status == .ok)
            #expect(try await elsewhere.get("/queue").status == .seeOther)
            #expect(try await browser.another().signIn("rina", new).status == .seeOther)
            #expect(try await browser.another().signIn("rina").status == .unprocessableContent)
        }
    }

    @Test("language, colours and shortcuts are kept")
    func preferences() async throws {
        try await withConsole { _, browser in
            try await browser.signIn("rina")
            let fields = [("language", "fr"), ("theme", "dark")]
            #expect(try await browser.post("/account/preferences", fields).status == .seeOther)
            let page = try await browser.get("/queue").body
            #expect(page.contains("<html lang=\"fr\" data-theme=\"dark\">") && page.contains("data-shortcuts=\"off\""))
            let odd = [("language", "xx"), ("theme", "pink")]
            #expect(try await browser.post("/account/preferences", odd).status == .badRequest)
        }
    }

    @Test("a new password by an administrator ends the account's sessions and is on the trail")
    func reset() async throws {
        try await withConsole { harness, browser in
            try await browser.signIn("ada")
            let rina = browser.another()
            try await rina.signIn("rina")
            let id = try #require(try await harness.store.reviewer(named: "rina")?.reviewer.id)
            let page = try await browser.post("/accounts/\(id)/password")
            #expect(page.body.contains("class=\"secret mono\""))
            #expect(try await rina.get("/queue").status == .seeOther)
            #expect(try await browser.get("/trail").body.contains("password changed"))
            #expect(try await browser.post("/accounts/999/password").status == .notFound)
        }
    }
}
