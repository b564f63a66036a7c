import HTTPTypes
public import Hummingbird
public import NIOCore
import SafetyModel

/// The request context for a service with a console: it knows the address of whoever is at the other end, which the
/// limits on signing in go by.
public struct ConsoleRequestContext: RequestContext, RemoteAddressRequestContext {
    /// What Hummingbird keeps of a request.
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection.
    public let remoteAddress: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}

/// Where a request comes from, as far as limits are concerned.
enum VisitorAddress {
    /// The address as text; of IPv6 the first 64 bits, for one household or server has all of the rest to itself.
    /// `nil` where it is not known: then nothing is limited by address, for all visitors would share one limit.
    static func key(of request: Request, context: some RequestContext, behindProxy: Bool) -> String? {
        if behindProxy {
            guard let name = HTTPField.Name("X-Forwarded-For"),
                let last = request.headers[values: name].last?.split(separator: ",").last
            else { return nil }
            return key(of: try? SocketAddress(ipAddress: String(last).trimmed, port: 0))
        }
        return key(of: (context as? any RemoteAddressRequestContext)?.remoteAddress)
    }

    static func key(of address: SocketAddress?) -> String? {
        guard let address else { return nil }
        if case .v6(let six) = address {
            return withUnsafeBytes(of: six.address.sin6_addr) { hexadecimal($0.prefix(8)) }
        }
        return address.ipAddress
    }
}
