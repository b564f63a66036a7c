import Casework
import SafetyModel
import Synchronization
import Testing

@testable import Webhooks

@Suite("Where messages of Vigie's own may go")
struct WebhookAddressTests {
    private static let keys = WebhookKeys("whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=")
    private static let now = Timestamp(milliseconds: 1_780_000_000_000)

    private func send(
        to address: String, _ reach: OutgoingAddress.Reach = .publicOnly,
        resolve: @escaping WebhookSender.Resolver = ResolvedHost.numbers
    ) async throws -> DeliveryOutcome {
        await WebhookSender(limit: 5, resolve: resolve).send(
            "{}", id: "msg_1", to: address, reach, signedWith: try #require(Self.keys), at: Self.now)
    }

    @Test(
        "a name that leads into a private network, to this machine or to a cloud's metadata is refused, and the fault names it",
        arguments: [
            ("10.1.2.3", [10, 1, 2, 3]), ("192.168.0.9", [192, 168, 0, 9]), ("172.31.255.1", [172, 31, 255, 1]),
            ("127.0.0.1", [127, 0, 0, 1]), ("169.254.169.254", [169, 254, 169, 254]), ("100.64.0.1", [100, 64, 0, 1]),
            ("0.0.0.0", [0, 0, 0, 0]), ("::1", [UInt8](repeating: 0, count: 15) + [1]),
            ("fd00::1", [0xFD] + [UInt8](repeating: 0, count: 14) + [1]),
            ("fe80::1", [0xFE, 0x80] + [UInt8](repeating: 0, count: 13) + [1]),
            ("::ffff:10.0.0.1", [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 10, 0, 0, 1]),
            ("64:ff9b::a00:1", [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8) + [10, 0, 0, 1]),
        ] as [(String, [UInt8])])
    func privateNumbers(_ text: String, _ bytes: [UInt8]) async throws {
        let public4: ResolvedHost.Number = ("203.0.114.1", [203, 0, 114, 1])
        for numbers in [[(text, bytes)], [public4, (text, bytes)]] as [[ResolvedHost.Number]] {
            let outcome = try await send(to: "https://hooks.example/x") { _ in numbers }
            guard case .failed(let fault) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(fault.contains(text) && fault.contains("allow_private"), "\(fault)")
        }
    }

    @Test("numbers written out are looked at as names are; localhost is this machine, for whoever writes it")
    func literals() async throws {
        guard case .failed(let fault) = try await send(to: "https://10.255.255.1/x") else {
            Issue.record("not refused")
            return
        }
        #expect(fault.contains("10.255.255.1"))
        #expect(OutgoingAddress.allows([127, 0, 0, 1], for: "localhost", .publicOnly))
        #expect(!OutgoingAddress.allows([10, 0, 0, 1], for: "localhost", .publicOnly))
        #expect(!OutgoingAddress.allows([127, 0, 0, 1], for: "localhost.example", .publicOnly))
        #expect(OutgoingAddress.allows([10, 0, 0, 1], for: "hooks.example", .anywhere))
        #expect(OutgoingAddress.allows([8, 8, 8, 8], for: "hooks.example", .publicOnly))
        #expect(
            OutgoingAddress.allows(
                [0x2A, 0x00] + [UInt8](repeating: 1, count: 14), for: "hooks.example", .publicOnly))
    }

    @Test("each message looks the name up anew: one that is public now and private a second later is refused then")
    func rebinding() async throws {
        let asked = Mutex(0)
        let resolve: WebhookSender.Resolver = { _ in
            let count = asked.withLock { count in
                count += 1
                return count
            }
            // Nobody listens there: TEST-NET-3 is not public either, so the first is a public number with no port 9.
            return count == 1 ? [] : [("127.0.0.1", [127, 0, 0, 1])]
        }
        #expect(
            try await send(to: "http://hooks.example:9/x", resolve: resolve)
                == .failed("the name hooks.example is not known"))
        guard case .failed(let fault) = try await send(to: "http://hooks.example:9/x", resolve: resolve) else {
            Issue.record("not refused")
            return
        }
        #expect(fault.contains("127.0.0.1"))
        #expect(asked.withLock { $0 } == 2)
    }

    @Test("what an operator allows is connected to at the number that was looked at, whatever the name says elsewhere")
    func pinned() async throws {
        // The name does not exist: only a connection to the number that the resolver gave can reach anything.
        let outcome = try await send(to: "http://nowhere.invalid:9/x", .anywhere) { _ in
            [("127.0.0.1", [127, 0, 0, 1])]
        }
        #expect(outcome == .failed("no answer"))
    }
}
