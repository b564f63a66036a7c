import ArgumentParser
import Console
import Governance
import SQLiteStorage
import SafetyModel
import ServiceLifecycle

/// Programmes as their files have them.
enum ProgrammeFile {
    /// - Throws: ``CommandFailure`` with every problem of the file.
    static func read(_ path: String) throws -> Programme {
        let text = try Texts.text(of: path)
        do throws(ProgrammeProblems) {
            return try Programme(yaml: text, file: path)
        } catch {
            throw CommandFailure.input(error.description)
        }
    }
}

/// Programmes that the console shows.
struct ProgrammeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A programme of criteria for a badge (YAML, docs/provenance.md), shown at /provenance; may be repeated.",
            valueName: "file"))
    var programme: [String] = []

    func programmes() throws -> [Programme] { try programme.map { try ProgrammeFile.read($0) } }
}

/// Folds what came into the log into the lineage, twice a minute.
struct LineageUpkeep: Service {
    let store: SQLiteStore
    var interval = Duration.seconds(30)

    func run() async throws {
        let tell: @Sendable (any Error) -> Void = {
            Terminal.error("the lineage of communities was not brought forward: \($0)")
        }
        await Repetition.run(every: interval, telling: tell) {
            // In steps, so that a stop in a long log loses little.
            while try await LineageFold.advance(in: store, limit: 200_000).read > 0 {}
        }
    }
}
