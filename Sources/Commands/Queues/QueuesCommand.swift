import ArgumentParser
import Rules
import SafetyModel

/// `vigie queues`
struct QueuesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queues", abstract: "Queues that cases are sorted into.", subcommands: [CheckQueues.self])
}

/// `vigie queues check`
struct CheckQueues: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a file of queues: every problem, with its line and column.",
        discussion: "Conditions may use: \(CaseRouting.variables.joined(separator: ", ")).")

    @Argument(help: "The file (YAML, docs/reviewing.md).", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: ArgumentHelp("Policies that extend or replace those shipped (YAML).", valueName: "file"))
    var taxonomy: String?

    func run() async throws {
        let routing = try QueueFile.load(file, taxonomy: try Texts.taxonomy(taxonomy))
        try Terminal.output("\(file): \(routing.queues.count) queues, and the general one")
    }
}

/// The operator's file of queues.
enum QueueFile {
    /// - Throws: ``CommandFailure`` with all that is wrong.
    static func load(_ path: String, taxonomy: Taxonomy) throws -> CaseRouting {
        let text = try Texts.text(of: path)
        do throws(RuleProblems) {
            return try CaseRouting(yaml: text, file: path, taxonomy: taxonomy)
        } catch {
            throw CommandFailure.input("the queues do not load:\n\(error)")
        }
    }
}
