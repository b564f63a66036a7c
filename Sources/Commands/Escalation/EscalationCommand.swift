import ArgumentParser
import Casework
import SafetyModel

/// `vigie escalation`
struct EscalationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalation",
        abstract: "Work with the chain of those who are asked when a clock runs out.",
        discussion: "How to write one: docs/escalation.md.", subcommands: [Check.self], defaultSubcommand: Check.self)

    /// `vigie escalation check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a chain and its secrets; all problems at once, with file, line and column.",
            discussion: "Nothing is sent. Status 3 when there is a problem.")

        @Argument(help: "The file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        func run() async throws {
            let chain = try EscalationSetting(file: file).chain
            for (index, step) in chain.steps.enumerated() {
                let places = [step.mail.map { "mail \($0.text)" }, step.webhook.map { "webhook \($0)" }].compactMap(\.self)
                let minutes = step.after.milliseconds / 60_000
                try Terminal.output(
                    "\(index + 1). \(step.body.rawValue), \(minutes == 0 ? "at once" : "after \(minutes) min"): "
                        + (places.isEmpty ? "in the console" : places.joined(separator: ", ")))
            }
            try Terminal.output("\(chain.steps.count) steps, no problem")
        }
    }
}
