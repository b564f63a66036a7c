import ArgumentParser
import Casework
import Foundation
import Mail
import SafetyModel

/// Something that sends e-mails.
protocol MailWay: Sendable {
    /// - Parameters:
    ///   - message: RFC 5322, with lines ended by LF.
    ///   - address: one plain address.
    func send(_ message: String, to address: String) async -> DeliveryOutcome
}

extension MailServer: MailWay {
    func send(_ message: String, to address: String) async -> DeliveryOutcome {
        guard let address = MailAddress(address) else { return .refused("the address is no plain address") }
        return await send(message, to: address)
    }
}

/// How `vigie serve` sends e-mails: through a mail server, or a program that works as sendmail does.
struct MailOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A program that sends e-mail as sendmail does. It, or a mail server, is needed where the chain has e-mail addresses.",
            valueName: "path"))
    var mailCommand: String?

    @Option(help: ArgumentHelp("A mail server to send e-mails through (docs/escalation.md).", valueName: "name"))
    var mailHost: String?

    @Option(help: ArgumentHelp("Its port: 465 with --mail-security tls, else 587.", valueName: "number"))
    var mailPort: Int?

    @Option(
        help: ArgumentHelp(
            "tls (at once), starttls, or none on this machine. By the port where it is not given.", valueName: "how"))
    var mailSecurity: String?

    @Option(help: ArgumentHelp("Whom to sign in as.", valueName: "name"))
    var mailUser: String?

    @Option(help: ArgumentHelp("File with the password to sign in with.", valueName: "file"))
    var mailPasswordFile: String?

    @Option(
        help: ArgumentHelp("Address that gets what cannot be delivered; needed with --mail-host.", valueName: "address")
    )
    var mailFrom: String?

    @Option(
        help: ArgumentHelp(
            "Certificates (PEM) to trust instead of the system's, for a server of one's own.", valueName: "file"))
    var mailTrust: String?

    /// - Throws: ``CommandFailure`` that says what does not go together, all of it.
    func way() throws -> (any MailWay)? {
        let found = examine()
        guard let first = found.problems.first else { return found.way }
        let sentences = found.problems.map(\.failure.sentence)
        throw CommandFailure(status: first.failure.status, sentence: sentences.joined(separator: "\n"))
    }

    /// What does not go together.
    func problems() -> [SettingProblem] { examine().problems }

    private func examine() -> (way: (any MailWay)?, problems: [SettingProblem]) {
        var notes = Notes()
        guard let host = mailHost else {
            notes.problems += withoutServer()
            let command = notes.attempt("escalation.mail-command") { try mailCommand.map { try MailCommand($0) } }
            return (command, notes.problems)
        }
        if mailCommand != nil {
            notes.note(
                "escalation.mail-command", .usage("--mail-host and --mail-command both send e-mails; keep one of them"))
        }
        if host.isEmpty || !host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }) {
            notes.note("mail.host", .usage("--mail-host takes the name of a mail server, not '\(host)'"))
        }
        let from = mailFrom.flatMap(MailAddress.init)
        if from == nil {
            notes.note(
                mailFrom == nil ? "mail.host" : "mail.from",
                .usage("--mail-host needs --mail-from, one plain address, as vigie@example.org"), needs: ["mail.from"])
        }
        let security = notes.attempt("mail.security") { try self.security() }
        let port = mailPort ?? (security == .tls ? 465 : 587)
        if !(1...65_535).contains(port) {
            notes.note("mail.port", .usage("--mail-port takes 1 to 65535, not \(port)"))
        }
        if mailUser != nil, mailPasswordFile == nil {
            notes.note("mail.user", .usage("--mail-user needs --mail-password-file"), needs: ["mail.password-file"])
        }
        if mailUser == nil, mailPasswordFile != nil {
            notes.note("mail.password-file", .usage("--mail-password-file needs --mail-user"), needs: ["mail.user"])
        }
        let password = notes.attempt("mail.password-file") { try self.password() }
        // Where something else is wrong, only what this says of itself counts.
        guard let sender = from ?? MailAddress("vigie@example.org") else { return (nil, notes.problems) }
        do {
            let server = try MailServer(
                MailServer.Settings(
                    host: host, port: port, security: security ?? .tls, user: mailUser, password: password,
                    from: sender, trust: mailTrust))
            return (notes.problems.isEmpty ? server : nil, notes.problems)
        } catch {
            switch error {
            case .unprotected: notes.note("mail.security", .usage("\(error)"))
            case .unreadableTrust: notes.note("mail.trust", .usage("\(error)"))
            }
            return (nil, notes.problems)
        }
    }

    /// What belongs to a mail server, where none is named.
    private func withoutServer() -> [SettingProblem] {
        let given = [
            ("mail.port", mailPort != nil), ("mail.security", mailSecurity != nil), ("mail.user", mailUser != nil),
            ("mail.password-file", mailPasswordFile != nil), ("mail.from", mailFrom != nil),
            ("mail.trust", mailTrust != nil),
        ]
        guard let first = given.first(where: { $0.1 }) else { return [] }
        return [
            SettingProblem(
                setting: first.0,
                failure: .usage("settings of a mail server stand without the server; name it with --mail-host"),
                needs: ["mail.host"])
        ]
    }

    private func security() throws(CommandFailure) -> MailServer.Security {
        guard let word = mailSecurity else { return mailPort == 465 ? .tls : .startTLS }
        guard let security = MailServer.Security(rawValue: word) else {
            throw .usage("--mail-security is tls, starttls or none, not '\(word)'")
        }
        return security
    }

    private func password() throws(CommandFailure) -> String? {
        guard let path = mailPasswordFile else { return nil }
        let text = try Texts.text(of: path).trimmingCharacters(in: .newlines)
        guard !text.isEmpty, !text.contains(where: \.isNewline), !text.contains("\0") else {
            throw .input("\(path) is to hold the password of the mail server, on one line")
        }
        return text
    }
}

/// Problems as they are met.
private struct Notes {
    var problems: [SettingProblem] = []

    mutating func note(_ setting: String, _ failure: CommandFailure, needs: Set<String> = []) {
        problems.append(SettingProblem(setting: setting, failure: failure, needs: needs))
    }

    mutating func attempt<Value>(_ setting: String, _ read: () throws -> Value?) -> Value? {
        do {
            return try read()
        } catch {
            note(setting, CommandFailure(error))
            return nil
        }
    }
}
