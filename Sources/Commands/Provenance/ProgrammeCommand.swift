import ArgumentParser
import Console
import Governance
import SQLiteStorage
import SafetyModel

/// `vigie programme`
struct ProgrammeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programme", abstract: "Say what a community has to be like to hold a badge, and who is.",
        discussion: "How to write one: docs/provenance.md. An example: docs/examples/programme.yaml.",
        subcommands: [Check.self, Evaluate.self])

    /// `vigie programme check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a programme; all problems at once, with file, line and column. Status 3 when there is one."
        )

        @Argument(help: "The file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        func run() async throws {
            let programme = try ProgrammeFile.read(file)
            try Terminal.output("\(programme.badge): \(programme.criteria.count) criteria, no problem")
            if programme.isForGuardians {
                try Terminal.output(
                    "a criterion is about staff, so a community's own staff is told no overall result")
            }
        }
    }

    /// `vigie programme evaluate`
    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say who holds the badge, who would earn it today, and since when not.",
            discussion: """
                Brings the lineage forward over the log first. For staff, the default, nothing is told that comes of cases
                about staff: not the criterion, and not the overall result. --for guardians tells all; give its output to
                nobody of the community's own.
                """)

        @Argument(help: "The programme.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        @OptionGroup var database: StoredDatabase

        @Option(help: ArgumentHelp("One community; without it all.", valueName: "id"))
        var community: String?

        @Option(name: .customLong("for"), help: ArgumentHelp("Who will read it: staff or guardians.", valueName: "who"))
        var reader = Reader.staff

        @Option(
            help: ArgumentHelp(
                "A figure that events do not tell, as c1/audit_score=0.8; may be repeated.", valueName: "figure"))
        var given: [String] = []

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            let programme = try ProgrammeFile.read(file)
            let given = try given.map { try GivenFigure($0) }
            let store = try database.open()
            let lineage = try await LineageFold.advance(in: store).lineage
            let now = Clock.now()
            let records = lineage.records.values.sorted { $0.place < $1.place }.filter {
                community == nil || $0.place.community == community
            }
            guard !records.isEmpty else {
                throw CommandFailure.input(
                    community.map { "nothing is known of a community “\($0)”" } ?? "the database knows no community")
            }
            var results: [ProgrammeResult] = []
            for record in records {
                let facts = try await store.communityFacts(
                    record.place.community, from: now - .days(Programme.longestSpan + ProgrammeResult.daysBack),
                    until: now, withStaff: reader == .guardians)
                let figures = given.filter { $0.community == record.place.community }
                let audits = try await store.keptAudits(
                    of: record.place.community, limit: Console.auditsRead, withStaff: reader == .guardians)
                let input = ProgrammeInput(
                    record: record, facts: facts, audits: audits.compactMap(\.figures),
                    given: Dictionary(figures.map { ($0.figure, $0.value) }, uniquingKeysWith: { $1 }), now: now)
                results.append(ProgrammeResult(programme, input, for: reader.audience))
            }
            let report = ProgrammeReport(programme: programme, results: results)
            if json { try Terminal.output(report.json) } else { try Terminal.output(report.text) }
        }
    }
}

/// Who reads a result.
enum Reader: String, ExpressibleByArgument, CaseIterable {
    case staff, guardians

    var audience: ProgrammeAudience { self == .guardians ? .guardians : .staff }
}

/// `c1/audit_score=0.8`
struct GivenFigure {
    var community: String
    var figure: ProgrammeFigure
    var value: Double

    /// - Throws: ``CommandFailure``
    init(_ text: String) throws(CommandFailure) {
        let known = ProgrammeFigure.allCases.filter(\.isGiven)
        guard let equals = text.lastIndex(of: "="), let slash = text[..<equals].lastIndex(of: "/"),
            let value = Double(text[text.index(after: equals)...])
        else { throw .usage("--given is written COMMUNITY/FIGURE=VALUE, as c1/audit_score=0.8, not “\(text)”") }
        let word = String(text[text.index(after: slash)..<equals])
        guard let figure = known.first(where: { $0.rawValue == word }) else {
            let words = known.map(\.rawValue)
            throw .usage(
                "--given takes \(words.joined(separator: " or ")), not “\(word)”\(Spelling.hint(word, among: words)); Vigie counts the others itself"
            )
        }
        guard figure.range.contains(value) else {
            throw .usage("--given: \(word) is from \(figure.range.lowerBound) to \(figure.range.upperBound)")
        }
        (community, self.figure, self.value) = (String(text[..<slash]), figure, value)
    }
}
