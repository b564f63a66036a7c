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

    @Option(help: ArgumentHelp("Address that gets what cannot be delivered; needed with --mail-host.", valueName: "address"))
    var mailFrom: String?

    @Option(
        help: ArgumentHelp("Certificates (PEM) to trust instead of the system's, for a server of one's own.", valueName: "file"))
    var mailTrust: String?

    /// - Throws: ``CommandFailure`` that says what does not go together.
    func way() throws -> (any MailWay)? {
        guard let host = mailHost else {
            let further = [mailSecurity, mailUser, mailPasswordFile, mailFrom, mailTrust, mailPort.map(String.init)]
            guard further.allSatisfy({ $0 == nil }) else {
                throw CommandFailure.usage("the other options --mail-… belong to a mail server; name it with --mail-host")
            }
            return try mailCommand.map { try MailCommand($0) }
        }
        guard mailCommand == nil else {
            throw CommandFailure.usage("--mail-host and --mail-command both send e-mails; keep one of them")
        }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }) else {
            throw CommandFailure.usage("--mail-host takes the name of a mail server, not '\(host)'")
        }
        guard let from = mailFrom.flatMap(MailAddress.init) else {
            throw CommandFailure.usage("--mail-host needs --mail-from, one plain address, as vigie@example.org")
        }
        let security = try security()
        let port = mailPort ?? (security == .tls ? 465 : 587)
        guard (1...65_535).contains(port) else { throw CommandFailure.usage("--mail-port takes 1 to 65535, not \(port)") }
        do {
            return try MailServer(
                MailServer.Settings(
                    host: host, port: port, security: security, user: mailUser, password: try password(), from: from,
                    trust: mailTrust))
        } catch let problem as MailServerProblem {
            throw CommandFailure.usage("\(problem)")
        }
    }

    private func security() throws(CommandFailure) -> MailServer.Security {
        guard let word = mailSecurity else { return mailPort == 465 ? .tls : .startTLS }
        guard let security = MailServer.Security(rawValue: word) else {
            throw .usage("--mail-security is tls, starttls or none, not '\(word)'")
        }
        return security
    }

    private func password() throws(CommandFailure) -> String? {
        guard let path = mailPasswordFile else {
            guard mailUser == nil else { throw .usage("--mail-user needs --mail-password-file") }
            return nil
        }
        guard mailUser != nil else { throw .usage("--mail-password-file needs --mail-user") }
        let text = try Texts.text(of: path).trimmingCharacters(in: .newlines)
        guard !text.isEmpty, !text.contains(where: \.isNewline), !text.contains("\0") else {
            throw .input("\(path) is to hold the password of the mail server, on one line")
        }
        return text
    }
}
