import Casework
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import SQLiteStorage
import SafetyModel
import Synchronization
import Testing
import Webhooks

@testable import Commands

/// A receiver of webhooks on this machine, on a port that the system chose.
private final class Receiver: Sendable {
    struct Message: Sendable {
        var path: String
        var headers: HTTPFields
        var body: String
    }

    private let messages = Mutex<[Message]>([])
    var received: [Message] { messages.withLock { $0 } }

    /// Answers `/ok` with 200, `/moved` with a redirect to `/ok`, `/gone` with 410, `/endless` with a body of
    /// 64 MiB, and everything else with 500.
    func run(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let router = Router()
        for path in ["ok", "moved", "gone", "endless", "bad"] {
            router.post("\(path)") { request, _ in
                let text = String(buffer: try await request.body.collect(upTo: 65_536))
                self.messages.withLock { $0.append(Message(path: path, headers: request.headers, body: text)) }
                switch path {
                case "ok": return Response(status: .ok)
                case "moved": return Response(status: .temporaryRedirect, headers: [.location: "/ok"])
                case "gone": return Response(status: .gone)
                case "endless":
                    return Response(
                        status: .ok,
                        body: ResponseBody { writer in
                            for _ in 0..<1024 { try await writer.write(ByteBuffer(repeating: 0x20, count: 65_536)) }
                            try await writer.finish(nil)
                        })
                default: return Response(status: .internalServerError)
                }
            }
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

@Suite("Sending escalations")
struct EscalationDeliveryTests {
    private static let now = Timestamp(milliseconds: 1_781_640_000_500)
    private static let key = Data((1...32).map { UInt8($0) })

    private func delivery(_ address: String, mail: MailCommand? = nil) throws -> EscalationDelivery {
        let chain = EscalationChain(
            steps: [.init(body: .guardian, name: "Trustees", mail: MailAddress("g@t.example"), webhook: address, secretFile: "s")],
            sender: MailAddress("v@h.example"))
        let secret = try #require(WebhookKeys("whsec_\(Self.key.base64EncodedString())\n"))
        return EscalationDelivery(chain: chain, secrets: [.guardian: secret], mail: mail)
    }

    private func message(_ channel: Delivery.Channel, _ address: String, _ text: String = "{}") -> OutgoingMessage {
        OutgoingMessage(
            number: 1, id: "msg_1", body: .guardian, channel: channel, address: address, text: text, tries: 0)
    }

    @Test("a webhook arrives with the headers of Standard Webhooks, and its signature holds")
    func signed() async throws {
        let receiver = Receiver()
        try await receiver.run { port in
            let address = "http://127.0.0.1:\(port)/ok"
            let delivery = try delivery(address)
            let outcome = await delivery.send(message(.webhook, address, #"{"é":1}"#), at: Self.now)
            #expect(outcome == .sent)
        }
        let got = try #require(receiver.received.first)
        func header(_ name: String) -> String { HTTPField.Name(name).flatMap { got.headers[$0] } ?? "" }
        #expect(got.body == #"{"é":1}"# && header("webhook-id") == "msg_1")
        #expect(header("webhook-timestamp") == "1781640000" && header("content-type") == "application/json")
        let parts = header("webhook-signature").split(separator: ",")
        let code = try #require(Data(base64Encoded: String(parts.last ?? "")))
        #expect(
            parts.first == "v1"
                && HMAC<SHA256>.isValidAuthenticationCode(
                    code, authenticating: Data("msg_1.1781640000.\(got.body)".utf8), using: SymmetricKey(data: Self.key)
                ))
        #expect(receiver.received.count == 1)
    }

    @Test("the reference vector of the specification is signed the same")
    func vector() throws {
        // From the tests of the reference libraries (standard-webhooks/standard-webhooks).
        let secret = try #require(WebhookKeys("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let headers = secret.headers(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: Timestamp(milliseconds: 1_614_265_330_000),
            body: #"{"test": 2432232314}"#)
        #expect(headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(
        "redirects are not followed, a long answer is not waited for, a server that is gone is not asked again",
        arguments: [
            ("moved", DeliveryOutcome.failed("the receiver answered 307")), ("endless", .sent),
            ("gone", .refused("the receiver answered 410, it is gone")),
            ("bad", .failed("the receiver answered 500")),
        ])
    func answers(_ path: String, expected: DeliveryOutcome) async throws {
        let receiver = Receiver()
        try await receiver.run { port in
            let address = "http://127.0.0.1:\(port)/\(path)"
            let delivery = try delivery(address)
            let outcome = await delivery.send(message(.webhook, address), at: Self.now)
            #expect(outcome == expected)
        }
        #expect(receiver.received.map(\.path) == [path])
    }

    @Test("nothing goes to an address that is not in the chain, and nobody at home is a failure to try again")
    func egress() async throws {
        let delivery = try delivery("http://127.0.0.1:9/ok")
        let other = await delivery.send(message(.webhook, "http://127.0.0.1:10/ok"), at: Self.now)
        #expect(other == .refused("the address is no longer in the chain"))
        let mail = await delivery.send(message(.mail, "x@y.example"), at: Self.now)
        #expect(mail == .refused("the address is no longer in the chain"))
        let nobody = await delivery.send(message(.webhook, "http://127.0.0.1:9/ok"), at: Self.now)
        #expect(nobody == .failed("no answer"))
    }

    @Test("the mail command gets the message on its input and the address after two dashes; its failure is a failure")
    func mail() async throws {
        try await withVigie { vigie in
            let script = try vigie.write(
                "mail", "#!/bin/sh\ncd \"$(dirname \"$0\")\"\necho \"$@\" > arguments\ncat > message\n")
            let failing = try vigie.write("failing", "#!/bin/sh\nexit 75\n")
            let deaf = try vigie.write("deaf", "#!/bin/sh\nexec sleep 600\n")
            for path in [script, failing, deaf] { chmod(path, 0o755) }
            let text = "To: <g@t.example>\n\nDossier : é\n"
            let sent = await (try delivery("https://t.example", mail: try MailCommand(script)))
                .send(message(.mail, "g@t.example", text), at: Self.now)
            #expect(sent == .sent)
            let arguments = try String(contentsOf: vigie.folder.appendingPathComponent("arguments"), encoding: .utf8)
            let got = try String(contentsOf: vigie.folder.appendingPathComponent("message"), encoding: .utf8)
            #expect(arguments == "-i -- g@t.example\n" && got == text)
            let failed = await (try MailCommand(failing)).send(text, to: "g@t.example")
            #expect(failed == .failed("the mail command ended with status 75"))
            var slow = try MailCommand(deaf)
            slow.limit = .milliseconds(200)
            let killed = await slow.send(text, to: "g@t.example")
            #expect(killed == .failed("the mail command ended with status 137"))
            #expect(throws: CommandFailure.self) { try MailCommand("mail") }
            #expect(throws: CommandFailure.self) { try MailCommand("/nowhere/mail") }
        }
    }

    @Test("the service makes what is due and delivers it; a receiver that fails is tried again later")
    func service() async throws {
        let receiver = Receiver()
        try await withVigie { vigie in
            let clock = Mutex(Self.now)
            let store = try SQLiteStore.open(
                path: vigie.folder.appendingPathComponent("a.db").path,
                taxonomy: Taxonomy([]), clock: { clock.withLock { $0 } })
            let signal = Signal(
                policy: "minor.solicitation", score: 0.9, community: "c1", subject: "a1", subjectName: nil,
                subjectIsStaff: true, time: Self.now, event: EventKey(source: "t", id: "1"),
                detector: Detector(name: "d", version: 1))
            _ = try await store.record([signal], upTo: 0)
            try await receiver.run { port in
                for (path, days) in [("bad", 400), ("ok", 401)] {
                    let delivery = try delivery("http://127.0.0.1:\(port)/\(path)")
                    let service = Escalations(
                        store: store, chain: delivery.chain, delivery: delivery,
                        now: { Self.now + .days(days) }, random: { Array(repeating: 7, count: $0) })
                    let made = try await service.makeSteps()
                    let tried = try await service.deliver()
                    #expect(made == (path == "bad" ? 1 : 0) && tried == 2)
                }
            }
            // The address was another one by then: what waited for the old one went nowhere.
            #expect(receiver.received.map(\.path) == ["bad"])
            try store.close()
        }
    }
}
