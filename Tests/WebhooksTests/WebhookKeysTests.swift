import Crypto
import Foundation
import SafetyModel
import Testing
import Webhooks

@Suite("Signatures of webhooks")
struct WebhookKeysTests {
    private static let now = Timestamp(milliseconds: 1_781_640_000_500)
    private static let first = "whsec_\(Data((1...32).map { UInt8($0) }).base64EncodedString())"
    private static let second = "whsec_\(Data((33...64).map { UInt8($0) }).base64EncodedString())"
    private static let body = Array(#"{"é":1}"#.utf8)

    private func keys(_ text: String) throws -> WebhookKeys { try #require(WebhookKeys(text)) }

    private func verdict(
        _ keys: WebhookKeys, _ headers: [String: String], body: [UInt8] = WebhookKeysTests.body,
        at moment: Timestamp = WebhookKeysTests.now
    ) -> WebhookKeys.Verdict {
        keys.verdict(
            id: headers["webhook-id"] ?? "", timestamp: headers["webhook-timestamp"] ?? "",
            signature: headers["webhook-signature"] ?? "", body: body, at: moment)
    }

    @Test("what was signed fits, and no other id, time, body or secret does")
    func fits() throws {
        let keys = try keys(Self.first)
        let headers = keys.headers(id: "msg_1", at: Self.now, body: #"{"é":1}"#)
        #expect(verdict(keys, headers) == .fits)
        #expect(verdict(keys, headers, body: Self.body + [0x20]) == .wrong)
        #expect(verdict(try self.keys(Self.second), headers) == .wrong)
        for (name, value) in [("webhook-id", "msg_2"), ("webhook-timestamp", "1781640001")] {
            var changed = headers
            changed[name] = value
            #expect(verdict(keys, changed) == .wrong, "\(name)")
        }
    }

    @Test("a message is taken for five minutes before and after its time, and then no more")
    func window() throws {
        let keys = try keys(Self.first)
        let headers = keys.headers(id: "msg_1", at: Self.now, body: #"{"é":1}"#)
        for (seconds, expected) in [
            (300, WebhookKeys.Verdict.fits), (-300, .fits), (301, .stale), (-301, .stale), (86_400, .stale),
        ] {
            #expect(verdict(keys, headers, at: Self.now + .seconds(seconds)) == expected, "\(seconds)")
        }
    }

    @Test("while a secret is replaced both sign and both are taken, so that neither side has to be first")
    func rotation() throws {
        let (old, new) = (try keys(Self.first), try keys(Self.second))
        let both = try keys("\(Self.second)\n\n  \(Self.first)\r\n")
        let headers = both.headers(id: "msg_1", at: Self.now, body: #"{"é":1}"#)
        #expect(headers["webhook-signature"]?.split(separator: " ").count == 2)
        #expect(verdict(old, headers) == .fits && verdict(new, headers) == .fits)
        #expect(verdict(both, old.headers(id: "msg_1", at: Self.now, body: #"{"é":1}"#)) == .fits)
        // Signatures of kinds that are not known here are passed over.
        var further = headers
        further["webhook-signature"] = "v1a,AAAA v2,?? " + (headers["webhook-signature"] ?? "")
        #expect(verdict(new, further) == .fits)
    }

    @Test(
        "headers that are no headers are told apart from a wrong signature",
        arguments: [
            ("", "1781640000", "v1,AA=="), ("a b", "1781640000", "v1,AA=="), ("m", "", "v1,AA=="),
            ("m", "-1781640000", "v1,AA=="), ("m", "1.7e9", "v1,AA=="), ("m", "99999999999999999999", "v1,AA=="),
            ("m", "1781640000", ""), ("m", "1781640000", "v1"), ("m", "1781640000", "v1,?"),
            ("m", "1781640000", "AA=="),
        ])
    func malformed(_ id: String, _ time: String, _ signature: String) throws {
        let verdict = try keys(Self.first).verdict(
            id: id, timestamp: time, signature: signature, body: Self.body, at: Self.now)
        #expect(verdict == .malformed)
    }

    @Test("what is no secret, or too many of them, is refused")
    func secrets() {
        #expect(WebhookKeys("") == nil && WebhookKeys("whsec_AAAA") == nil && WebhookKeys("secret") == nil)
        #expect(WebhookKeys("\(Self.first)\nnonsense") == nil)
        #expect(WebhookKeys(Array(repeating: Self.first, count: 5).joined(separator: "\n")) == nil)
    }
}
