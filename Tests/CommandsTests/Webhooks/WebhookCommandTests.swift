import Casework
import Foundation
import HTTPTypes
import Hummingbird
import SQLiteStorage
import SafetyModel
import Synchronization
import Testing
import TextAnalysis
import Webhooks

@testable import Commands

@Suite("vigie webhooks")
struct WebhookCommandTests {
    private static let secret = "whsec_\(Data(repeating: 7, count: 32).base64EncodedString())"

    @Test("check says each webhook and what it is told; every mistake is told with its line")
    func check() async throws {
        try await withVigie { vigie in
            try vigie.write("a.whsec", Self.secret)
            try vigie.write(
                "hooks.yaml",
                """
                webhooks:
                  - name: team
                    url: https://t.example/hook
                    secret_file: a.whsec
                    audience: lead
                    events: [case.opened, clock.ran_out]
                  - name: here
                    url: http://127.0.0.1:9/x
                    secret_file: a.whsec
                    audience: guardian
                """)
            let fine = try vigie.run("webhooks", "check", "hooks.yaml")
            #expect(fine.status == 0, "\(fine.errors)")
            #expect(fine.output.contains("team (lead): https://t.example/hook: case.opened, clock.ran_out\n"))
            try vigie.write(
                "bad.yaml",
                """
                webhooks:
                  - {name: a, url: "http://t.example/", secret_file: a.whsec, audience: lead}
                  - {name: b, url: "https://x:y@t.example/", secret_file: a.whsec, audience: leed}
                  - {name: a, url: "https://t.example/", secret_file: a.whsec, audience: lead, events: [case.open]}
                  - {name: c, url: "https://t.example/", audience: lead}
                """)
            let bad = try vigie.run("webhooks", "check", "bad.yaml")
            #expect(bad.status == 3)
            for piece in [
                "bad.yaml:2:20: url is an https address", "audience is one of lead, guardian", "did you mean",
                "a stands twice", "secret_file",
            ] { #expect(bad.errors.contains(piece), "\(piece): \(bad.errors)") }
            try vigie.write(
                "lost.yaml", "webhooks:\n  - {name: a, url: \"https://t.example/\", secret_file: no, audience: lead}\n")
            #expect(try vigie.run("webhooks", "check", "lost.yaml").errors.contains("no secret of a webhook"))
        }
    }

    @Test("a message is delivered signed, one that fails is listed, and a person has it sent again under its id")
    func delivery() async throws {
        try await withVigie { vigie in
            let path = vigie.folder.appendingPathComponent("vigie.db").path
            let store = try SQLiteStore.open(path: path, taxonomy: try ShippedTaxonomy.load())
            let receiver = HookReceiver()
            try await receiver.run { port in
                let hook = Webhook(
                    name: "here", address: "http://127.0.0.1:\(port)/", secretFile: "s", audience: .guardian)
                var file = WebhookFile()
                file.hooks = [hook]
                file.keys = ["here": try #require(WebhookKeys(Self.secret))]
                let delivery = WebhookDelivery(
                    store: store, file: file, now: Clock.now, random: ServerAssembly.random,
                    // A machine that runs many tests at once may take longer than a receiver is given.
                    sender: WebhookSender(limit: 300))
                try await store.beginWebhooks(file.hooks, at: Clock.now())
                _ = try await store.record(
                    [
                        Signal(
                            policy: "minor.solicitation", score: 0.9, community: "c1", subject: "m7", subjectName: nil,
                            subjectIsStaff: false, time: Clock.now(), event: EventKey(source: "t", id: "1"),
                            detector: Detector(name: "d", version: 1))
                    ], upTo: 0)
                receiver.answer(410)
                #expect(try await delivery.tellAll() == 2)
                let listed = try vigie.run("webhooks", "list", "--json")
                #expect(listed.status == 0 && listed.output.contains("410"), "\(listed.output) \(listed.errors)")
                let id = try #require(receiver.received.first?.headers[HTTPField.Name("webhook-id")!])
                #expect(listed.output.contains(id))
                receiver.answer(204)
                let again = try vigie.run("webhooks", "resend", id)
                #expect(again.status == 0 && again.output == "1 to be sent again\n", "\(again.errors)")
                #expect(try await delivery.tellAll() == 1)
                #expect(try vigie.run("webhooks", "resend", "msg_none").status == 3)
                #expect(try vigie.run("webhooks", "resend").status == 2)
                let last = try #require(receiver.received.last)
                #expect(last.headers[HTTPField.Name("webhook-id")!] == id)
                let keys = try #require(WebhookKeys(Self.secret))
                let verdict = keys.verdict(
                    id: id, timestamp: last.headers[HTTPField.Name("webhook-timestamp")!] ?? "",
                    signature: last.headers[HTTPField.Name("webhook-signature")!] ?? "", body: Array(last.body.utf8),
                    at: Clock.now())
                #expect(verdict == .fits)
            }
            try store.close()
        }
    }
}

/// A receiver of webhooks on this machine.
private final class HookReceiver: Sendable {
    struct Message: Sendable {
        var headers: HTTPFields
        var body: String
    }

    private let messages = Mutex<[Message]>([])
    private let status = Mutex(204)
    var received: [Message] { messages.withLock { $0 } }

    func answer(_ code: Int) { status.withLock { $0 = code } }

    func run(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let router = Router()
        router.post("/") { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 65_536))
            self.messages.withLock { $0.append(Message(headers: request.headers, body: text)) }
            return Response(status: .init(code: self.status.withLock { $0 }))
        }
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                continuation.yield(channel.localAddress?.port ?? 0)
                continuation.finish()
            })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await port in ports { try await body(port) }
            group.cancelAll()
            try? await group.waitForAll()
        }
    }
}
