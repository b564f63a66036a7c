import AsyncHTTPClient

/// A client for a person who waits for its answer: where nobody listens it says so at once, and not after half a minute of
/// trying.
enum TrialClient {
    static func findings(_ body: (HTTPClient) async -> [CheckFinding]) async -> [CheckFinding] {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.connectionPool.retryConnectionEstablishment = false
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration, body)
        } catch {
            return [CheckFinding(.fault, "\(error)")]
        }
    }
}
