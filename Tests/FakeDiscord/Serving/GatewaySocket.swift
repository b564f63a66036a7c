import NIOCore
import NIOHTTP1
import NIOWebSocket

/// A socket of the gateway: one task reads, one writes.
struct GatewaySocket {
    let discord: FakeDiscord

    init(_ discord: FakeDiscord) { self.discord = discord }

    func serve(_ channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, _ head: HTTPRequestHead) async throws {
        let (path, query) = Address.split(head.uri)
        let (id, wake) = await discord.open(path: path, query: query)
        let isCompressed = query["compress"] == "zlib-stream"
        var code: Int?
        do {
            code = try await channel.executeThenClose { inbound, outbound in
                try await withThrowingTaskGroup(of: Int?.self) { group in
                    group.addTask { try await read(id, inbound, outbound) }
                    group.addTask {
                        try await write(id, outbound, wake, isCompressed: isCompressed)
                        return nil
                    }
                    let first = try await group.next() ?? nil
                    group.cancelAll()
                    return first
                }
            }
        } catch {
            code = nil
        }
        await discord.closed(id, code: code)
    }

    /// - Returns: the code with which the client closed.
    private func read(
        _ id: Int, _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>,
        _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws -> Int? {
        var pieces: [UInt8] = []
        for try await frame in inbound {
            var data = frame.unmaskedData
            switch frame.opcode {
            case .text, .binary, .continuation:
                pieces += data.readBytes(length: data.readableBytes) ?? []
                if frame.fin {
                    await discord.receive(id, pieces)
                    pieces = []
                }
            case .ping: try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: data))
            case .connectionClose:
                let code = data.readInteger(as: UInt16.self).map { Int($0) }
                try? await outbound.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: frame.unmaskedData))
                return code
            default: break
            }
        }
        return nil
    }

    private func write(
        _ id: Int, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>, _ wake: AsyncStream<Void>,
        isCompressed: Bool
    ) async throws {
        let deflater = isCompressed ? Deflater() : nil
        for await _ in wake {
            while true {
                let out = await discord.outgoing(id)
                if out.isEmpty { break }
                var frames: [WebSocketFrame] = []
                for piece in out {
                    switch piece {
                    case .frame(let bytes): frames.append(Self.frame(bytes, deflater))
                    case .cut(let bytes):
                        let whole = deflater?.deflate(bytes) ?? bytes
                        let half = Array(whole.prefix(whole.count / 2))
                        frames.append(
                            WebSocketFrame(
                                fin: true, opcode: isCompressed ? .binary : .text, data: ByteBuffer(bytes: half)))
                        try await outbound.write(contentsOf: frames)
                        return
                    case .close(let code):
                        var data = ByteBuffer()
                        data.writeInteger(UInt16(code))
                        frames.append(WebSocketFrame(fin: true, opcode: .connectionClose, data: data))
                        try await outbound.write(contentsOf: frames)
                        // The client answers with its own close; then there is an end.
                        try await Task.sleep(for: .milliseconds(200))
                        return
                    case .drop:
                        try await outbound.write(contentsOf: frames)
                        return
                    }
                }
                try await outbound.write(contentsOf: frames)
            }
        }
        // The stream ended because the socket did.
        try await Task.sleep(for: .seconds(3600))
    }

    private static func frame(_ bytes: [UInt8], _ deflater: Deflater?) -> WebSocketFrame {
        guard let deflater else { return WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: bytes)) }
        return WebSocketFrame(fin: true, opcode: .binary, data: ByteBuffer(bytes: deflater.deflate(bytes)))
    }
}
