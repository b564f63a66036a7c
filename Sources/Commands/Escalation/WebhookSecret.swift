import Crypto
import Foundation
import SafetyModel

/// The key that signs webhooks (https://www.standardwebhooks.com, symmetric signatures): `whsec_` and base64 of 24 to 64
/// bytes.
struct WebhookSecret: Sendable {
    private let key: SymmetricKey

    init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The headers of a message. The signature is of the id, the second and the body.
    func headers(id: String, at moment: Timestamp, body: String) -> [String: String] {
        let seconds = String(moment.milliseconds / 1000)
        let signed = Data("\(id).\(seconds).\(body)".utf8)
        let code = Data(HMAC<SHA256>.authenticationCode(for: signed, using: key)).base64EncodedString()
        return ["webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": "v1,\(code)"]
    }
}
