public import AsyncHTTPClient
import NIOSSL

/// Whose certificates are believed: the system's, and those that the operator names.
public enum DiscordTrust {
    static func configuration(_ settings: DiscordSettings) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let file = settings.certificates { configuration.additionalTrustRoots = [.file(file)] }
        return configuration
    }

    /// Whether a connection failed because the other side's certificate is not believed.
    static func isRefusal(_ error: any Error) -> Bool {
        switch error as? NIOSSLError {
        case .handshakeFailed(.sslError)?, .unableToValidateCertificate?: true
        default: error is NIOSSLExtraError
        }
    }

    /// A client for the REST interface, as long as the body runs.
    public static func withClient<Result: Sendable>(
        _ settings: DiscordSettings, _ body: @Sendable (HTTPClient) async throws -> Result
    ) async throws -> Result {
        guard settings.certificates != nil else { return try await body(.shared) }
        var own = HTTPClient.Configuration.singletonConfiguration
        own.tlsConfiguration = configuration(settings)
        return try await HTTPClient.withHTTPClient(configuration: own, body)
    }
}
