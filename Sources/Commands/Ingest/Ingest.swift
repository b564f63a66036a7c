import ArgumentParser
import SafetyModel
import Service

/// `vigie ingest`
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take events from an NDJSON file into a database, durably, and watch them.",
        discussion: """
            One CloudEvents object a line. An event that the database holds already is skipped, so the same file may be
            given twice and an interrupted run may be repeated. A line that cannot be taken is set aside with its number
            and the reason (`vigie db check` counts them); the rest goes on.
            """)

    @Argument(help: "NDJSON file, or - for standard input.", completion: .file())
    var file: String

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var findings: FailOnOption

    @Flag(help: "Print one JSON object with the figures.")
    var json = false

    func run() async throws {
        let setting = try Assembly.open(database)
        try await rules.takeIn(setting)
        let summary = try await IngestRun(setting: setting).run(file)
        // What was entered is vouched for at once, and not only when a service runs.
        try await setting.store.signCheckpoint()
        if json {
            try Terminal.output(summary.json)
        } else {
            try Terminal.output(summary.sentence)
        }
        if summary.read == 0 { throw CommandFailure.input("there are no events in \(file): every line is blank") }
        if summary.rejected == summary.read {
            throw CommandFailure.input(
                "no line of \(file) is an event: \(summary.firstProblem ?? "see `vigie db check`"). `vigie scan` reads chat exports"
            )
        }
        if summary.rejected > 0 {
            let lines = summary.rejected == 1 ? "1 line was" : "\(grouped(summary.rejected)) lines were"
            Terminal.error("note: \(lines) set aside (\(summary.firstProblem ?? ""))")
        }
        try findings.check(summary.signalsBySeverity)
    }
}

/// `--fail-on`, for commands that find things.
struct FailOnOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Exit with status 1 when something of this severity or graver was found (1 gravest … 4, or any).",
            valueName: "severity"))
    var failOn: String?

    func validate() throws {
        if let failOn, !["any", "1", "2", "3", "4"].contains(failOn) {
            throw ValidationError("--fail-on takes 1, 2, 3, 4 or any, not '\(failOn)'")
        }
    }

    /// - Parameter found: how many findings there are by severity.
    func check(_ found: [Severity: Int]) throws {
        guard let failOn else { return }
        let limit = Severity(Int(failOn) ?? 4)
        if found.contains(where: { $0.key <= limit && $0.value > 0 }) { throw ExitStatus.findings }
    }
}
