import ArgumentParser

/// `vigie statement`
struct Statement: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement", abstract: "Work with statements of reasons (DSA Transparency Database, API v2).",
        subcommands: [CheckStatements.self])
}
