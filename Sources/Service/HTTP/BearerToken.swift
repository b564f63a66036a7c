import HTTPTypes
public import Hummingbird

/// The token that senders of events and readers of metrics show (RFC 6750).
public struct BearerToken: Sendable {
    private let token: [UInt8]

    /// - Parameter token: at least 16 characters; `nil` comes back for less.
    public init?(_ token: String) {
        guard token.utf8.count >= 16 else { return nil }
        self.token = Array(token.utf8)
    }

    /// Whether the request shows the token. Takes the same time wherever the two differ.
    func admits(_ request: Request) -> Bool {
        guard let header = request.headers[.authorization] else { return false }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        let shown = Array(parts[1].utf8)
        var difference = shown.count ^ token.count
        for index in token.indices {
            difference |= Int(token[index] ^ (index < shown.count ? shown[index] : 0))
        }
        return difference == 0
    }
}
