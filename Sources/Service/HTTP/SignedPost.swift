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
        func values(_ name: String) -> [String] { HTTPField.Name(name).map { request.headers[values: $0] } ?? [] }
        let (ids, times) = (values("webhook-id"), values("webhook-timestamp"))
        let signatures = values("webhook-signature")
        guard !ids.isEmpty || !times.isEmpty || !signatures.isEmpty else { return nil }
        // Of two ids or times nobody can tell which was signed, so they are taken for none.
        id = ids.count == 1 ? ids[0] : ""
        timestamp = times.count == 1 ? times[0] : ""
        // Signatures may stand in one header or in several; one that fits is enough.
        signature = signatures.joined(separator: " ")
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
