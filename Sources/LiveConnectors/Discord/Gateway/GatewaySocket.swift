import Connectors
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// A WebSocket (RFC 6455) to the gateway.
struct GatewaySocket: Sendable {
    /// What came through it.
    enum Piece: Sendable {
        /// A message in clear.
        case text(ByteBuffer)
        /// A piece of the compressed stream.
        case compressed(ByteBuffer)
    }

    struct NotUpgraded: Error {}

    private let channel: any Channel

    /// The longest frame, in bytes. What it inflates to is limited apart.
    private static let longestFrame = 16 << 20
    private static let connectTimeout = TimeAmount.seconds(15)

    /// Opens a socket and reads it to its end.
    /// - Parameters:
    ///   - tls: whom to believe.
    ///   - opened: is told once it is open.
    ///   - take: is told each piece; the next is read once it returns.
    /// - Returns: the code with which the other side closed, if it gave one.
    static func hold(
        _ address: GatewayAddress, tls: TLSConfiguration, opened: @Sendable (GatewaySocket) async -> Void,
        take: @Sendable (Piece) async -> Void
    ) async throws -> Int? {
        let connection = try await connect(address, tls)
        // One that accepts and then says nothing is not waited for.
        let deadline = connection.channel.eventLoop.scheduleTask(in: connectTimeout) {
            connection.channel.close(promise: nil)
        }
        let frames = try await connection.upgraded.get()
        deadline.cancel()
        guard let channel = frames else { throw NotUpgraded() }
        return try await channel.executeThenClose { inbound, _ in
            let socket = GatewaySocket(channel: channel.channel)
            await opened(socket)
            for try await frame in inbound {
                switch frame.opcode {
                case .text: await take(.text(frame.unmaskedData))
                case .binary: await take(.compressed(frame.unmaskedData))
                case .ping: socket.write(.pong, frame.unmaskedData)
                case .connectionClose:
                    var data = frame.unmaskedData
                    socket.write(
                        .connectionClose,
                        data.getSlice(at: data.readerIndex, length: min(2, data.readableBytes)) ?? ByteBuffer())
                    return data.readInteger(as: UInt16.self).map(Int.init)
                default: break
                }
            }
            return nil
        }
    }

    func send(_ text: String) { write(.text, ByteBuffer(string: text)) }

    /// Says goodbye and closes, whether or not the other side answers.
    func close(code: Int) {
        var data = ByteBuffer()
        data.writeInteger(UInt16(clamping: code))
        let channel = channel
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .connectionClose, maskKey: .random(), data: data))
            .whenComplete { _ in channel.close(promise: nil) }
    }

    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data), promise: nil)
    }

    // MARK: Opening

    private typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    private struct Connection: Sendable {
        var channel: any Channel
        var upgraded: EventLoopFuture<Frames?>
    }

    private static func connect(
        _ address: GatewayAddress, _ configuration: TLSConfiguration
    ) async throws -> Connection {
        let tls = address.isSecure ? try NIOSSLContext(configuration: configuration) : nil
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(connectTimeout)
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: address.serverName))
                    }
                    var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
                        upgradeConfiguration: upgrade(address))
                    // The gateway's hello may come in one segment with the answer to the upgrade.
                    configuration.leftOverBytesStrategy = .forwardBytes
                    return Connection(
                        channel: channel,
                        upgraded: try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                            configuration: configuration))
                }
            }
    }

    private static func upgrade(_ address: GatewayAddress) -> NIOTypedHTTPClientUpgradeConfiguration<Frames?> {
        let upgrader = NIOTypedWebSocketClientUpgrader<Frames?>(maxFrameSize: longestFrame) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(
                    NIOWebSocketFrameAggregator(
                        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1 << 16,
                        maxAccumulatedFrameSize: longestFrame))
                return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
            }
        }
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: address.path)
        head.headers.add(name: "Host", value: address.hostHeader)
        head.headers.add(name: "User-Agent", value: "Vigie")
        return NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: head, upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in channel.close().map { nil } })
    }
}
