import NIOCore
import NIOPosix
import Synchronization

/// A mail server on this machine that answers each line as it was told to.
final class PlainServer: Sendable {
    /// Commands and lines of messages, as they came.
    private let heard = Mutex<[String]>([])
    var lines: [String] { heard.withLock { $0 } }
    private let answers: @Sendable (String) -> String?
    private let greeting: String

    /// - Parameter answers: to a command; `nil` ends the connection, an empty text says nothing.
    init(greeting: String = "220 t.example ESMTP\r\n", answers: @escaping @Sendable (String) -> String?) {
        self.greeting = greeting
        self.answers = answers
    }

    /// Takes every message.
    static func honest(_ change: @escaping @Sendable (String) -> String? = { _ in nil }) -> PlainServer {
        PlainServer { line in
            if let other = change(line) { return other }
            switch line.prefix(4) {
            case "EHLO": return "250-t.example\r\n250-SIZE 1000\r\n250 AUTH LOGIN PLAIN\r\n"
            case "DATA": return "354 go on\r\n"
            case "QUIT": return nil
            case "AUTH": return "235 fine\r\n"
            case "MAIL", "RCPT", ".": return "250 fine\r\n"
            default: return ""
            }
        }
    }

    func run(_ body: (Int) async throws -> Void) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Talk(self))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(channel.localAddress?.port ?? 0)
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }

    private final class Talk: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let server: PlainServer
        private var unfinished = ""

        init(_ server: PlainServer) { self.server = server }

        func channelActive(context: ChannelHandlerContext) { say(server.greeting, context) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            unfinished += String(buffer: unwrapInboundIn(data))
            while let end = unfinished.range(of: "\r\n") {
                let line = String(unfinished[..<end.lowerBound])
                unfinished.removeSubrange(..<end.upperBound)
                server.heard.withLock { $0.append(line) }
                guard let answer = server.answers(line) else { return context.close(promise: nil) }
                say(answer, context)
            }
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            if text.isEmpty { return }
            context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: text)), promise: nil)
        }
    }
}

extension String {
    fileprivate func range(of wanted: String) -> Range<String.Index>? { ranges(of: wanted).first }
}
