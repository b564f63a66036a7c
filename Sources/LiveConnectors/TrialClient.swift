import AsyncHTTPClient
import NIOSSL

/// A client for a person who waits for its answer: where nobody listens it says so at once, and not after half a minute of
/// trying.
enum TrialClient {
    static func findings(
        tls: TLSConfiguration? = nil, _ body: (HTTPClient) async -> [CheckFinding]
    ) async -> [CheckFinding] {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.tlsConfiguration = tls
        configuration.connectionPool.retryConnectionEstablishment = false
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration, body)
        } catch {
            return [CheckFinding(.fault, "\(error)")]
        }
    }
}
