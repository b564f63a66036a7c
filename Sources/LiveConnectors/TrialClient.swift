import AsyncHTTPClient

/// A client for a person who waits for its answer: where nobody listens it says so at once, and not after half a minute of
/// trying.
enum TrialClient {
    static func with<Answer>(_ body: (HTTPClient) async throws -> Answer) async throws -> Answer {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration, body)
    }
}
