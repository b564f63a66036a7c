import Casework
import Foundation
import NIOCore
import NIOSSL

/// One exchange with a mail server, from its greeting to QUIT.
struct SMTPSession {
    let channel: any Channel
    let inbox: SMTPInbox
    let settings: MailServer.Settings
    let tls: NIOSSLContext?
    /// What the server says it can do, in capitals.
    private var abilities: Set<String> = []
    private var signIns: Set<String> = []

    init(channel: any Channel, inbox: SMTPInbox, settings: MailServer.Settings, tls: NIOSSLContext?) {
        self.channel = channel
        self.inbox = inbox
        self.settings = settings
        self.tls = tls
    }

    mutating func deliver(_ message: String, to address: MailAddress) async -> DeliveryOutcome {
        guard let lines = Self.lines(of: message) else {
            return .refused("the message has a line that is too long, or letters that no mail server must take")
        }
        do {
            try await open()
            try await signIn()
            try await ask("MAIL FROM:<\(settings.from.text)>", expecting: 250)
            try await ask("RCPT TO:<\(address.text)>", expecting: 250, 251)
            try await ask("DATA", expecting: 354)
            try await write(lines.map { $0.hasPrefix(".") ? "." + $0 : $0 }.joined(separator: "\r\n") + "\r\n.\r\n")
            try await expect([250], command: "DATA")
            // It has the message; whatever follows changes nothing.
            try? await write("QUIT\r\n")
            return .sent
        } catch {
            let fault = error as? SMTPFault ?? inbox.fault ?? SMTPFault(error)
            return fault.isForGood ? .refused(fault.description) : .failed(fault.description)
        }
    }

    /// The lines of a message (RFC 5321, 4.5.3.1.6: at most 998 bytes); `nil` where it cannot travel as it is.
    private static func lines(of message: String) -> [String]? {
        var lines = message.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let mayTravel = lines.allSatisfy { line in
            line.utf8.count <= 998 && line.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x09) }
        }
        return mayTravel ? lines : nil
    }

    private mutating func open() async throws {
        try await expect([220], command: "greeting")
        try await sayHello()
        guard settings.security == .startTLS, let tls else { return }
        guard abilities.contains("STARTTLS") else { throw SMTPFault.noTLS }
        try await ask("STARTTLS", expecting: 220)
        let (channel, inbox, host) = (channel, inbox, settings.host)
        try await channel.eventLoop.submit {
            guard inbox.isEmpty else { throw SMTPFault.spokeTooSoon }
            try channel.pipeline.syncOperations.addHandler(MailServer.handler(tls, host), position: .first)
        }.get()
        // What was said before is forgotten (RFC 3207, 4.2).
        try await sayHello()
    }

    private mutating func sayHello() async throws {
        abilities = []
        signIns = []
        for line in try await ask("EHLO \(settings.isThisMachine ? "localhost" : Self.ownName)", expecting: 250) {
            let words = line.uppercased().replacing("=", with: " ").split(separator: " ").map(String.init)
            guard let name = words.first else { continue }
            abilities.insert(name)
            if name == "AUTH" { signIns.formUnion(words.dropFirst()) }
        }
    }

    /// What servers accept who look whether it is a name at all.
    private static let ownName: String = {
        let name = ProcessInfo.processInfo.hostName
        let isName = name.contains(".") && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && name.utf8.count < 255
        return isName ? name : "[127.0.0.1]"
    }()

    private func signIn() async throws {
        guard let user = settings.user, let password = settings.password else { return }
        func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        do {
            if signIns.contains("PLAIN") {
                try await ask("AUTH PLAIN \(base64("\0\(user)\0\(password)"))", expecting: 235)
            } else if signIns.contains("LOGIN") {
                try await ask("AUTH LOGIN", expecting: 334)
                try await ask(base64(user), expecting: 334)
                try await ask(base64(password), expecting: 235)
            } else {
                throw SMTPFault.noSignIn
            }
        } catch SMTPFault.code(let code, _) {
            throw SMTPFault.signInRefused(code: code)
        }
    }

    // MARK: Lines

    /// Says a command, and reads what is answered.
    /// - Returns: the answer's lines, without their code.
    @discardableResult
    private func ask(_ command: String, expecting codes: Int...) async throws -> [String] {
        try await write(command + "\r\n")
        return try await expect(codes, command: String(command.prefix { $0 != " " && $0 != ":" }))
    }

    private func write(_ text: String) async throws {
        try await channel.writeAndFlush(channel.allocator.buffer(string: text)).get()
    }

    /// An answer: lines of `250-…`, the last `250 …` (RFC 5321, 4.2).
    @discardableResult
    private func expect(_ codes: [Int], command: String) async throws -> [String] {
        var lines: [String] = []
        while true {
            let line = try await inbox.line()
            let mark = line.dropFirst(3).first
            guard let code = Int(line.prefix(3)), (200..<600).contains(code), mark == nil || mark == " " || mark == "-"
            else { throw SMTPFault.strange }
            lines.append(String(line.dropFirst(4)))
            guard lines.count <= 100 else { throw SMTPFault.strange }
            if mark == "-" { continue }
            guard codes.contains(code) else { throw SMTPFault.code(code, command: command) }
            return lines
        }
    }
}
