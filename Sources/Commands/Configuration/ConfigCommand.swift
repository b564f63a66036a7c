import ArgumentParser
import Foundation
import SafetyModel

/// `vigie config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Work with vigie.yaml, the settings of `vigie serve`.",
        discussion: "The settings, and how environment and command line go before them: docs/configuration.md.",
        subcommands: [Check.self, Schema.self], defaultSubcommand: Check.self)

    /// `vigie config check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the settings, and all files they name; every mistake at once, with what to do.",
            discussion: "Nothing is made, changed or started. Status 3 when there is a mistake.")

        @Argument(help: "The file.", completion: .file(extensions: ["yaml", "yml"]))
        var file = "vigie.yaml"

        func run() async throws {
            let configuration = ConfigurationFile(path: file, environment: ProcessInfo.processInfo.environment)
            for warning in configuration.warnings { Terminal.error("warning: \(warning)") }
            let check = ConfigurationCheck(configuration)
            let problems = check.problems + check.openSecrets
            guard problems.isEmpty else {
                throw CommandFailure.input(
                    "\(problems.count) \(problems.count == 1 ? "mistake" : "mistakes"):\n"
                        + problems.joined(separator: "\n"))
            }
            for given in configuration.given {
                try Terminal.output("\(given.setting) = \(given.values.joined(separator: ", "))  (\(given.place))")
            }
            try Terminal.output("\(configuration.given.count) settings, no mistake")
        }
    }

    /// `vigie config schema`
    struct Schema: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the JSON schema of vigie.yaml, or of discord.yaml, for editors.")

        enum File: String, ExpressibleByArgument, CaseIterable { case vigie, discord }

        @Option(help: "Whose schema: vigie or discord.")
        var of = File.vigie

        func run() async throws {
            try Terminal.output(of == .vigie ? ConfigurationSchema.json : DiscordFileSchema.json)
        }
    }
}
