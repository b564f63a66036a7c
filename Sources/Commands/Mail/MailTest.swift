import ArgumentParser
import Casework
import SafetyModel

/// `vigie mail`
struct MailTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Send one e-mail of trial, as `vigie serve` would send its own.",
        discussion: "Takes the same options as `vigie serve`. Status 0 when it was taken, 4 and why when it was not.")

    @Argument(help: "The address to send it to.")
    var address: String

    @OptionGroup var mail: MailOptions

    func run() async throws {
        guard let to = MailAddress(address) else {
            throw CommandFailure.usage("'\(address)' is no plain address; write it as guardians@example.org")
        }
        guard let way = try mail.way() else {
            throw CommandFailure.usage("say with --mail-host or --mail-command what sends e-mails")
        }
        let message = MailMessage(
            from: mail.mailFrom.flatMap(MailAddress.init) ?? to, to: to, subject: "Vigie : essai d’envoi, test message",
            lines: [
                "Ceci est un essai : les messages de Vigie arrivent à cette adresse.",
                "This is a trial: messages of Vigie arrive at this address.",
                ".", "Un point seul sur sa ligne arrive aussi. A full stop on a line of its own arrives too.",
            ], date: Clock.now(), id: "trial_\(Clock.now().milliseconds)")
        switch await way.send(message.text, to: to.text) {
        case .sent: try Terminal.output("taken for \(to.text)")
        case .failed(let fault), .refused(let fault): throw CommandFailure.failed(fault)
        }
    }
}
