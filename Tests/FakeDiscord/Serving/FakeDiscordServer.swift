import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// Serves a ``FakeDiscord`` on the loopback address: REST under `/api/v10` and the control interface under `/_fake` on one
/// port, the gateway on another, as they are two hosts of Discord's: clients keep connections of HTTP, and a kept one
/// becomes no socket.
public struct FakeDiscordServer: Sendable {
    public let discord: FakeDiscord
    public let port: Int
    public let gatewayPort: Int
    private let isSecure: Bool
    private let channels: [NIOAsyncChannel<EventLoopFuture<Upgraded>, Never>]

    enum Upgraded {
        case gateway(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, HTTPRequestHead)
        case http(NIOAsyncChannel<HTTPServerRequestPart, HTTPPart<HTTPResponseHead, ByteBuffer>>)
    }

    /// - Parameter port: 0 for one that is free.
    public init(_ discord: FakeDiscord, port: Int = 0) async throws {
        self.discord = discord
        let tls = try Self.tls(discord.scenario)
        isSecure = tls != nil
        channels = [try await Self.listen(port, tls), try await Self.listen(0, tls)]
        self.port = channels[0].channel.localAddress?.port ?? 0
        gatewayPort = channels[1].channel.localAddress?.port ?? 0
        await discord.serves(at: gatewayPort, isSecure: isSecure)
    }

    private static func tls(_ scenario: Scenario) throws -> NIOSSLContext? {
        guard let certificate = scenario.certificate, let key = scenario.key else { return nil }
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))))
    }

    private static func listen(
        _ port: Int, _ tls: NIOSSLContext?
    ) async throws -> NIOAsyncChannel<EventLoopFuture<Upgraded>, Never> {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    return try Self.upgrade(channel)
                }
            }
    }

    /// Where the REST API is.
    public var rest: String { "http\(isSecure ? "s" : "")://127.0.0.1:\(port)/api/v10" }
    public var gateway: String { "ws\(isSecure ? "s" : "")://127.0.0.1:\(gatewayPort)/" }

    private static func upgrade(_ channel: any Channel) throws -> EventLoopFuture<Upgraded> {
        let upgrader = NIOTypedWebSocketServerUpgrader<Upgraded>(
            maxFrameSize: 1 << 16,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    .gateway(try NIOAsyncChannel(wrappingChannelSynchronously: channel), head)
                }
            })
        let configuration = NIOTypedHTTPServerUpgradeConfiguration<Upgraded>(
            upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ResponseParts())
                    return .http(try NIOAsyncChannel(wrappingChannelSynchronously: channel))
                }
            })
        return try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
            configuration: .init(upgradeConfiguration: configuration))
    }

    /// Serves until it is cancelled.
    public func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await discord.run() }
            for channel in channels { group.addTask { try await take(channel) } }
        }
    }

    private func take(_ channel: NIOAsyncChannel<EventLoopFuture<Upgraded>, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await channel.executeThenClose { inbound in
                for try await upgrading in inbound {
                    group.addTask {
                        // A client that goes away in the middle is no fault of the server.
                        guard let upgraded = try? await upgrading.get() else { return }
                        switch upgraded {
                        case .gateway(let channel, let head): try? await GatewaySocket(discord).serve(channel, head)
                        case .http(let channel): try? await RESTSocket(discord).serve(channel)
                        }
                    }
                }
            }
        }
    }

    /// Serves as long as the body runs.
    public func serving<Result: Sendable>(_ body: @escaping @Sendable (FakeDiscordServer) async throws -> Result)
        async throws -> Result
    {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await run()
                return nil
            }
            group.addTask { try await body(self) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}

/// Turns the parts that an asynchronous channel writes into those that HTTP's encoder takes.
private final class ResponseParts: ChannelOutboundHandler {
    typealias OutboundIn = HTTPPart<HTTPResponseHead, ByteBuffer>
    typealias OutboundOut = HTTPServerResponsePart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part: HTTPServerResponsePart =
            switch Self.unwrapOutboundIn(data) {
            case .head(let head): .head(head)
            case .body(let buffer): .body(.byteBuffer(buffer))
            case .end(let trailers): .end(trailers)
            }
        context.write(Self.wrapOutboundOut(part), promise: promise)
    }
}
