import Casework
import SafetyModel
import Testing

@testable import Console

@Suite("The page of webhooks")
struct WebhooksPageTests {
    private static var settings: ConsoleSettings {
        ConsoleSettings(passwordCost: 10, webhooks: WebhookSample.hooks)
    }

    private func with(_ body: @escaping @Sendable (Harness, Browser) async throws -> Void) async throws {
        try await withConsole(settings: Self.settings) { harness, browser in
            try await harness.store.beginWebhooks(WebhookSample.hooks, at: Sample.now)
            _ = try await harness.store.record(Sample.signals(), upTo: 1)
            for (number, accused) in ["m-900", Sample.corvin.id].enumerated() {
                var draft = ReportDraft()
                (draft.community, draft.happening, draft.accused) = (Sample.community, "pictures", [accused])
                _ = try await harness.store.take(draft, at: Sample.now) { count in
                    (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + number) }
                }
            }
            try await WebhookSample.giveUp(in: harness.store)
            try await body(harness, browser)
        }
    }

    @Test("an administrator sees what was given up and has it sent again, one or all of a webhook")
    func resend() async throws {
        try await with { harness, browser in
            try await browser.signIn("fred")
            let before = try await browser.get("/webhooks")
            #expect(before.status == .ok && before.body.contains("trustees.example") && before.body.contains("410"))
            #expect(!before.body.contains("a-secret-path"), "what follows the host is often a secret")
            let id = String(try #require(before.body.firstMatch(of: /name="id" value="([^"]+)"/)?.1))
            #expect(try await browser.post("/webhooks/resend", [("id", id)]).location == "/webhooks?done=resent")
            #expect(
                try await browser.post("/webhooks/resend", [("id", id)]).location == "/webhooks?done=resent_none")
            #expect(try await !browser.get("/webhooks").body.contains("value=\"\(id)\""))
            #expect(try await browser.post("/webhooks/resend", [("hook", "team")]).location == "/webhooks?done=resent")
            #expect(try await harness.store.webhookMessages(in: [.failed], hook: "team").isEmpty)
            #expect(try await !harness.store.webhookMessages(in: [.failed], hook: "trustees").isEmpty)
            #expect(try await browser.post("/webhooks/resend", []).status == .badRequest)
        }
    }

    @Test("an administrator who is no guardian sees and sends nothing about staff, in no list and no count")
    func secrecy() async throws {
        try await with { harness, browser in
            try await browser.signIn("ada")
            let page = try await browser.get("/webhooks").body
            let all = try await harness.store.webhookMessages(in: [.failed], hook: "trustees", limit: 500)
            let staff = all.filter { $0.body.contains("\"case\":\(Sample.staffCase / 100)") }
            #expect(!staff.isEmpty && staff.count < all.count)
            for message in staff {
                #expect(!page.contains(message.id))
                let answer = try await browser.post("/webhooks/resend", [("id", message.id)])
                #expect(answer.location == "/webhooks?done=resent_none")
            }
            _ = try await browser.post("/webhooks/resend", [("hook", "trustees")])
            let left = try await harness.store.webhookMessages(in: [.failed], hook: "trustees", limit: 500)
            #expect(Set(left.map(\.id)) == Set(staff.map(\.id)))
            let after = try await browser.get("/webhooks").body
            #expect(after.contains("Nothing was given up") || !after.contains("Send all of trustees"))
        }
    }

    @Test("nobody but an administrator is let in", arguments: ["rina", "leo", "gus"])
    func others(_ name: String) async throws {
        try await with { _, browser in
            try await browser.signIn(name)
            #expect(try await browser.get("/webhooks").status == .forbidden)
            #expect(try await browser.post("/webhooks/resend", [("hook", "team")]).status == .forbidden)
            #expect(try await !browser.get("/").body.contains("href=\"/webhooks\""))
        }
    }
}
