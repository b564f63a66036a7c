public import Casework
import NIOCore
import NIOPosix
import NIOSSL

/// A server that takes e-mails (RFC 5321), as the operator set it.
public struct MailServer: Sendable {
    /// How the line to the server is protected.
    public enum Security: String, Sendable, Hashable, CaseIterable {
        /// From the first byte (RFC 8314), usual on port 465.
        case tls
        /// By STARTTLS (RFC 3207), and never without.
        case startTLS = "starttls"
        /// Not at all: on this machine alone.
        case none
    }

    public struct Settings: Sendable, Hashable {
        public var host: String
        public var port: Int
        public var security: Security
        /// With ``password``, what to sign in with (RFC 4954); `nil` where the server wants none.
        public var user: String?
        public var password: String?
        /// To whom failures of delivery go (the envelope's sender).
        public var from: MailAddress
        /// A file of certificates (PEM) to trust instead of the system's.
        public var trust: String?
        /// How long one exchange may take.
        public var limit = Duration.seconds(60)

        public init(
            host: String, port: Int, security: Security, user: String? = nil, password: String? = nil,
            from: MailAddress, trust: String? = nil
        ) {
            self.host = host
            self.port = port
            self.security = security
            self.user = user
            self.password = password
            self.from = from
            self.trust = trust
        }

        /// Whether nobody can listen between here and there.
        public var isThisMachine: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }
    }

    let settings: Settings
    private let tls: NIOSSLContext?

    /// - Throws: ``MailServerProblem``
    public init(_ settings: Settings) throws(MailServerProblem) {
        guard settings.security != .none || settings.isThisMachine else { throw .unprotected(host: settings.host) }
        self.settings = settings
        if settings.security == .none {
            tls = nil
            return
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        do {
            if let trust = settings.trust {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(trust))
            }
            tls = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .unreadableTrust(path: settings.trust ?? "")
        }
    }

    /// Sends one message.
    /// - Parameters:
    ///   - message: RFC 5322, in ASCII, with lines ended by LF or CRLF.
    ///   - address: whom it is for.
    /// - Returns: ``DeliveryOutcome/refused(_:)`` only where the server said that it never takes this.
    public func send(_ message: String, to address: MailAddress) async -> DeliveryOutcome {
        let inbox = SMTPInbox()
        let channel: any Channel
        do {
            channel = try await connect(inbox)
        } catch let error as NIOSSLError {
            return .failed(SMTPFault.tls(error).description)
        } catch {
            return .failed("the mail server does not answer; look at mail.host and mail.port")
        }
        let timer = channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(settings.limit / .nanoseconds(1)))) {
            inbox.finish(.tooSlow)
            channel.close(promise: nil)
        }
        defer {
            timer.cancel()
            channel.close(promise: nil)
        }
        return await withTaskCancellationHandler {
            var session = SMTPSession(channel: channel, inbox: inbox, settings: settings, tls: tls)
            return await session.deliver(message, to: address)
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private func connect(_ inbox: SMTPInbox) async throws -> any Channel {
        let (tls, host) = (settings.security == .tls ? tls : nil, settings.host)
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(15))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(Self.handler(tls, host)) }
                    try channel.pipeline.syncOperations.addHandler(SMTPLines(inbox))
                }
            }.connect(host: settings.host, port: settings.port).get()
    }

    /// A certificate is for a name; a server that is known by its number cannot be named in the handshake.
    static func handler(_ tls: NIOSSLContext, _ host: String) throws -> NIOSSLClientHandler {
        let isNumber = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
        return try NIOSSLClientHandler(context: tls, serverHostname: isNumber ? nil : host)
    }
}

/// Why a mail server cannot be used as it was set.
public enum MailServerProblem: Error, Sendable, Hashable, CustomStringConvertible {
    case unprotected(host: String)
    case unreadableTrust(path: String)

    public var description: String {
        switch self {
        case .unprotected(let host):
            "e-mails to \(host) would travel unprotected; set mail.security to starttls or tls (none is for this machine)"
        case .unreadableTrust(let path): "\(path) holds no certificates (PEM)"
        }
    }
}
