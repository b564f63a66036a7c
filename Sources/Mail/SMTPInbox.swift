import NIOCore
import NIOSSL
import Synchronization

/// The lines that a mail server sent and nobody has read yet.
final class SMTPInbox: Sendable {
    private struct State {
        var lines: [String] = []
        var unfinished: [UInt8] = []
        var fault: SMTPFault?
        var waiting: CheckedContinuation<String, any Error>?
    }

    private let state = Mutex(State())
    /// The longest line (RFC 5321 says 512 bytes), and the most that waits.
    private static let longestLine = 2048
    private static let mostLines = 200

    /// Nothing has come that was not read: what came before TLS began must not be taken for something said within it.
    var isEmpty: Bool { state.withLock { $0.lines.isEmpty && $0.unfinished.isEmpty } }

    /// Why nothing comes any more.
    var fault: SMTPFault? { state.withLock { $0.fault } }

    /// The next line, without its end.
    func line() async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            let now: Result<String, any Error>? = state.withLock { state in
                if !state.lines.isEmpty { return .success(state.lines.removeFirst()) }
                if let fault = state.fault { return .failure(fault) }
                state.waiting = continuation
                return nil
            }
            if let now { continuation.resume(with: now) }
        }
    }

    func take(_ bytes: some Sequence<UInt8>) {
        let woken: (CheckedContinuation<String, any Error>, String)? = state.withLock { state in
            guard state.fault == nil else { return nil }
            for byte in bytes {
                if byte == 0x0A {
                    if state.unfinished.last == 0x0D { state.unfinished.removeLast() }
                    state.lines.append(String(decoding: state.unfinished, as: UTF8.self))
                    state.unfinished = []
                } else if state.unfinished.count < Self.longestLine {
                    state.unfinished.append(byte)
                }
            }
            if state.lines.count > Self.mostLines { state.fault = .strange }
            guard let waiting = state.waiting, !state.lines.isEmpty else { return nil }
            state.waiting = nil
            return (waiting, state.lines.removeFirst())
        }
        if let (continuation, line) = woken { continuation.resume(returning: line) }
    }

    /// Nothing comes any more. The first reason counts.
    func finish(_ fault: SMTPFault) {
        let waiting = state.withLock { state in
            if state.fault == nil { state.fault = fault }
            defer { state.waiting = nil }
            return state.waiting.map { ($0, state.fault ?? fault) }
        }
        if let (continuation, fault) = waiting { continuation.resume(throwing: fault) }
    }
}

/// Puts what arrives into an inbox.
final class SMTPLines: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let inbox: SMTPInbox

    init(_ inbox: SMTPInbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        inbox.take(unwrapInboundIn(data).readableBytesView)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        inbox.finish(SMTPFault(error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { inbox.finish(.ended) }
}

/// What went wrong in an exchange with a mail server. Holds nothing that the server wrote.
enum SMTPFault: Error, Hashable, CustomStringConvertible {
    /// It ended the connection.
    case ended
    case tooSlow
    /// What it says is no SMTP.
    case strange
    case noTLS
    case untrusted
    case brokenTLS
    /// It said something before TLS began that it was not asked.
    case spokeTooSoon
    case noSignIn
    case signInRefused(code: Int)
    /// It refused a command.
    case code(Int, command: String)

    init(_ error: any Error) {
        switch error {
        case let error as NIOSSLError: self = Self.tls(error)
        case is NIOSSLExtraError: self = .untrusted
        case is BoringSSLError: self = .brokenTLS
        default: self = .ended
        }
    }

    static func tls(_ error: NIOSSLError) -> SMTPFault {
        if case .handshakeFailed = error { return .untrusted }
        return .brokenTLS
    }

    /// Whether asking again would change nothing.
    var isForGood: Bool {
        if case .code(let code, let command) = self { return code >= 500 && ["MAIL", "RCPT", "DATA"].contains(command) }
        return false
    }

    var description: String {
        switch self {
        case .ended: "the mail server ended the connection"
        case .tooSlow: "the mail server took too long"
        case .strange: "what answers there is no mail server"
        case .noTLS: "the mail server offers no STARTTLS; nothing is sent unprotected"
        case .untrusted: "the mail server's certificate is not trusted, or is for another name"
        case .brokenTLS: "the protected line to the mail server broke"
        case .spokeTooSoon: "somebody put words into the mail server's mouth before the line was protected"
        case .noSignIn: "the mail server takes neither AUTH PLAIN nor AUTH LOGIN"
        case .signInRefused(let code): "the mail server refused mail.user or its password (\(code))"
        case .code(let code, let command): "the mail server answered \(code) to \(command)"
        }
    }
}
