import ArgumentParser
import SafetyModel

/// `vigie evaluate`
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hold the signals of a database against the truth file of a simulation: found, missed, false.",
        discussion: """
            A story is found when a signal has one of its subjects and one of its policies, from its first event to two
            days after its last. A look-alike is a false alarm when one of its members is subject of a signal of
            severity 1 or 2 meanwhile; so is any other member who belongs to no story.
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "The truth file that `vigie simulate` wrote.", completion: .file(extensions: ["json"]))
    var truth: String

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Also list the stories missed and the look-alikes flagged.")
    var list = false

    func run() async throws {
        let truth = try TruthFile.read(truth)
        let signals = try await database.openExisting().allSignals()
        let comparison = TruthComparison(truth, signals: signals, taxonomy: try Texts.taxonomy(database.taxonomy))
        if json {
            try Terminal.output(comparison.json)
            return
        }
        try Terminal.output(comparison.table)
        guard list else { return }
        for row in comparison.stories where !row.notable.isEmpty {
            try Terminal.output("missed \(row.kind): \(row.notable.joined(separator: " "))")
        }
        for row in comparison.lookalikes where !row.notable.isEmpty {
            try Terminal.output("false \(row.kind): \(row.notable.joined(separator: " "))")
        }
        if !comparison.falseSubjects.isEmpty {
            try Terminal.output("false others: \(comparison.falseSubjects.prefix(50).joined(separator: " "))")
        }
    }
}
