import HTTPTypes
import Hummingbird
import SafetyModel
import Webhooks

/// A post that its sender signed (https://www.standardwebhooks.com). Whoever sends the same again within the window
/// doubles nothing: events are told apart by their ids.
struct SignedPost {
    private let id: String
    private let timestamp: String
    private let signature: String
    private let keys: WebhookKeys

    /// `nil` where the request has none of the three headers.
    init?(_ request: Request, keys: WebhookKeys) {
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
        let found = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(header)
        guard found.contains(where: { $0 != nil }) else { return nil }
        id = found[0] ?? ""
        timestamp = found[1] ?? ""
        signature = found[2] ?? ""
        self.keys = keys
    }

    func checkTime(at now: Timestamp) throws {
        switch WebhookKeys.isFresh(timestamp, at: now) {
        case true?: return
        case false?: throw Self.refusal(.stale, at: now)
        case nil: throw Self.refusal(.malformed, at: now)
        }
    }

    func check(_ body: [UInt8], at now: Timestamp) throws {
        let verdict = keys.verdict(id: id, timestamp: timestamp, signature: signature, body: body, at: now)
        if verdict != .fits { throw Self.refusal(verdict, at: now) }
    }

    private static func refusal(_ verdict: WebhookKeys.Verdict, at now: Timestamp) -> Refusal {
        let sentence =
            switch verdict {
            case .fits, .wrong:
                "the signature is not of this body by a secret that is known here; sign id.timestamp.body with HMAC-SHA256"
            case .malformed:
                "a signed post has webhook-id, webhook-timestamp (seconds since 1970) and webhook-signature (v1,BASE64)"
            case .stale:
                "the post was signed more than \(WebhookKeys.window.milliseconds / 60_000) minutes from now (\(now.rfc3339)); look at the clocks, and sign each try anew"
            }
        return Refusal(status: .unauthorized, sentence: sentence)
    }
}
