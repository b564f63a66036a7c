import Crypto
public import Foundation
public import SafetyModel

/// The secrets that sign webhooks (https://www.standardwebhooks.com, symmetric signatures), the newest first. While one
/// is being replaced there are two: messages carry a signature by each, and either is taken.
public struct WebhookKeys: Sendable {
    private let keys: [SymmetricKey]
    /// How many may be in force at once.
    public static let most = 4
    /// How far the clock of a sender may be off, and so how long a message can be sent again by somebody else.
    public static let window = Duration.minutes(5)

    /// - Parameter text: one secret a line, `whsec_` and base64 of 24 to 64 bytes.
    /// - Returns: `nil` for anything else.
    public init?(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        var keys: [SymmetricKey] = []
        for line in lines {
            guard line.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(line.dropFirst(6))),
                (24...64).contains(bytes.count)
            else { return nil }
            keys.append(SymmetricKey(data: bytes))
        }
        guard (1...Self.most).contains(keys.count) else { return nil }
        self.keys = keys
    }

    /// The headers of a message. The signature is of the id, the second and the body.
    public func headers(id: String, at moment: Timestamp, body: String) -> [String: String] {
        let seconds = String(moment.milliseconds / 1000)
        let signed = Data("\(id).\(seconds).\(body)".utf8)
        let signatures = keys.map {
            "v1,\(Data(HMAC<SHA256>.authenticationCode(for: signed, using: $0)).base64EncodedString())"
        }
        return ["webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signatures.joined(separator: " ")]
    }

    /// What is to be said of the headers of a message that came.
    public enum Verdict: Sendable, Hashable {
        case fits
        /// A header is missing, or is not as the specification has it.
        case malformed
        /// It was signed too long ago, or is to come; or somebody sends it again.
        case stale
        case wrong
    }

    /// Whether the time of a message lies within the window; to be asked before its body is read.
    public static func isFresh(_ timestamp: String, at now: Timestamp) -> Bool? {
        guard (1...12).contains(timestamp.utf8.count), timestamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let seconds = Int64(timestamp)
        else { return nil }
        return abs(now.milliseconds / 1000 - seconds) <= window.milliseconds / 1000
    }

    /// Looks at a message that came; of its signatures, which spaces part, the first sixteen are looked at. Takes the same time wherever a signature differs from the right one.
    public func verdict(
        id: String, timestamp: String, signature: String, body: [UInt8], at now: Timestamp
    ) -> Verdict {
        guard (1...256).contains(id.utf8.count), id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let isFresh = Self.isFresh(timestamp, at: now)
        else { return .malformed }
        guard isFresh else { return .stale }
        let codes = signature.split(separator: " ").prefix(16).compactMap { part -> Data? in
            guard part.hasPrefix("v1,") else { return nil }
            // A proxy may have joined several headers into one, with commas between them.
            let code = part.dropFirst(3)
            return Data(base64Encoded: String(code.hasSuffix(",") ? code.dropLast() : code))
        }
        guard !codes.isEmpty else { return .malformed }
        let signed = Data("\(id).\(timestamp).".utf8) + body
        var fits = false
        for key in keys {
            for code in codes
            where HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key) { fits = true }
        }
        return fits ? .fits : .wrong
    }
}
