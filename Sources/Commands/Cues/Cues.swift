import ArgumentParser
import SafetyModel
import TextAnalysis

/// `vigie cues`
struct Cues: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work with cue packs.", subcommands: [Check.self], defaultSubcommand: Check.self)

    /// `vigie cues check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check cue packs: grammar, stages, policies, and each pack's own examples.",
            discussion: "Without files it checks the packs that come with Vigie. Status 3 when a pack has a problem.")

        @Argument(help: "Cue packs (YAML).", completion: .file(extensions: ["yaml", "yml"]))
        var files: [String] = []

        @Option(help: "Policies that extend or replace those shipped (YAML).", completion: .file())
        var taxonomy: String?

        func run() async throws {
            let taxonomy = try Texts.taxonomy(taxonomy)
            let shipped: Set<Language> = files.isEmpty ? Set(Language.allCases) : []
            var packs: [CuePack] = []
            if files.isEmpty { packs = try Texts.packs(extra: [], languages: shipped, taxonomy: taxonomy) }
            var problems: [String] = []
            for file in files {
                do {
                    packs.append(try CuePack.parse(yaml: try Texts.text(of: file), file: file, taxonomy: taxonomy))
                } catch let found as CuePackProblems {
                    problems.append("\(found)")
                }
            }
            for pack in packs {
                try Terminal.output("\(pack.name): \(pack.cues.count) cues, all examples hold")
            }
            if !problems.isEmpty {
                throw CommandFailure.input("the packs have problems:\n\(problems.joined(separator: "\n"))")
            }
        }
    }
}
