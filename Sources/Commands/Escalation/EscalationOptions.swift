import ArgumentParser
import Casework
import Foundation
import SQLiteStorage

/// To whom `vigie serve` turns when a clock runs out.
struct EscalationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who is asked when a clock runs out, and how to reach them (YAML, docs/escalation.md). Without it: leads, then guardians, then the platform, in the console alone.",
            valueName: "file"))
    var escalation: String?

    @Option(
        help: ArgumentHelp(
            "A program that sends e-mail as sendmail does. Needed where the chain has e-mail addresses.",
            valueName: "path"))
    var mailCommand: String?

    func setting() throws -> EscalationSetting {
        let setting = try escalation.map { try EscalationSetting(file: $0) } ?? EscalationSetting()
        if setting.chain.sendsMail, mailCommand == nil {
            throw CommandFailure.usage(
                "the chain in \(escalation ?? "") has e-mail addresses; say with --mail-command what sends them")
        }
        return setting
    }

    /// The service that watches the clocks.
    func service(_ setting: EscalationSetting, store: SQLiteStore) throws -> Escalations {
        Escalations(
            store: store, chain: setting.chain,
            delivery: EscalationDelivery(
                chain: setting.chain, secrets: setting.secrets, mail: try mailCommand.map { try MailCommand($0) }),
            now: Clock.now, random: ServerAssembly.random)
    }
}

/// A chain with the secrets that its webhooks are signed with.
struct EscalationSetting {
    var chain = EscalationChain.console
    var secrets: [EscalationBody: WebhookSecret] = [:]

    init() {}

    /// - Throws: ``CommandFailure`` with every problem of the file, or of the secrets it names.
    init(file: String) throws {
        do {
            chain = try EscalationChain(yaml: try Texts.text(of: file), file: file)
        } catch let problems as EscalationProblems {
            throw CommandFailure.input("the chain does not load:\n\(problems)")
        }
        var problems: [String] = []
        for step in chain.steps {
            guard let name = step.secretFile else { continue }
            let found = Texts.path(name, beside: file)
            if let data = FileManager.default.contents(atPath: found),
                let secret = WebhookSecret(String(decoding: data.prefix(1000), as: UTF8.self))
            {
                secrets[step.body] = secret
            } else {
                problems.append(
                    "\(found): this is no secret of a webhook; write whsec_ and base64 of 24 to 64 random bytes: "
                        + "echo whsec_$(head -c 32 /dev/urandom | base64)")
            }
        }
        if !problems.isEmpty { throw CommandFailure.input(problems.joined(separator: "\n")) }
    }
}
