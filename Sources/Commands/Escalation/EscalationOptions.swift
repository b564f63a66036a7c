import ArgumentParser
import Casework
import Foundation
import SQLiteStorage
import Webhooks

/// To whom `vigie serve` turns when a clock runs out.
struct EscalationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who is asked when a clock runs out, and how to reach them (YAML, docs/escalation.md). Without it: leads, then guardians, then the platform, in the console alone.",
            valueName: "file"))
    var escalation: String?

    /// - Parameter mail: what sends e-mails.
    func setting(_ mail: (any MailWay)?) throws -> EscalationSetting {
        let setting = try escalation.map { try EscalationSetting(file: $0) } ?? EscalationSetting()
        if setting.chain.sendsMail, mail == nil {
            throw CommandFailure.usage(
                "the chain in \(escalation ?? "") has e-mail addresses; say with --mail-host or --mail-command what sends them"
            )
        }
        return setting
    }

    /// The service that watches the clocks.
    func service(_ setting: EscalationSetting, _ mail: (any MailWay)?, store: SQLiteStore) -> Escalations {
        Escalations(
            store: store, chain: setting.chain,
            delivery: EscalationDelivery(
                chain: setting.chain, secrets: setting.secrets, mail: mail),
            now: Clock.now, random: ServerAssembly.random)
    }
}

/// A chain with the secrets that its webhooks are signed with.
struct EscalationSetting {
    var chain = EscalationChain.console
    var secrets: [EscalationBody: WebhookKeys] = [:]

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
            do throws(CommandFailure) {
                secrets[step.body] = try WebhookSecretFile.load(Texts.path(name, beside: file))
            } catch {
                problems.append(error.sentence)
            }
        }
        if !problems.isEmpty { throw CommandFailure.input(problems.joined(separator: "\n")) }
    }
}

extension EscalationSetting {
    /// The files of secrets that a chain names; none where it cannot be read.
    static func secretFiles(_ path: String) -> [String] {
        let chain = try? EscalationChain(yaml: try Texts.text(of: path), file: path)
        return (chain?.steps ?? []).compactMap(\.secretFile).map { Texts.path($0, beside: path) }
    }
}
