import Foundation

/// Where a gateway is, as `wss://gateway.discord.gg`.
struct GatewayAddress: Sendable, Hashable {
    var host: String
    var port: Int
    var isSecure: Bool
    var path: String

    /// - Returns: nil where it is no address of a WebSocket.
    init?(_ text: String) {
        guard let url = URL(string: text), let host = url.host, !host.isEmpty,
            let scheme = url.scheme?.lowercased(), ["ws", "wss"].contains(scheme)
        else { return nil }
        self.host = host
        isSecure = scheme == "wss"
        port = url.port ?? (isSecure ? 443 : 80)
        // https://docs.discord.com/developers/events/gateway#connecting-gateway-url-query-string-params
        path = "\(url.path.isEmpty ? "/" : url.path)?v=10&encoding=json&compress=zlib-stream"
    }

    /// For a certificate, which names no addresses of the internet protocol.
    var serverName: String? { host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } ? nil : host }
    var hostHeader: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }
}
