import ArgumentParser
import Casework
import Foundation
import SQLiteStorage
import SafetyModel
import TextAnalysis

/// `vigie transparency`
struct Transparency: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transparency", abstract: "Write public figures about reports and decisions.",
        discussion: """
            Counts what the database holds, by month, with medians and 90th percentiles of times. A count from 1 to 4 is
            told as <5, and what would give one away by subtraction is not told, so that nobody can be recognised.

            json  figures.json
            csv   the files of Implementing Regulation (EU) 2024/2835, headers as in its templates; what Vigie does not know
                  is left empty for you to fill in

            A month is told once it is over; with --to of this month or a later one, what is there until now.

            The page /transparency (vigie serve --transparency) shows months as they were first published. --correct counts
            one of them anew, and says so on the page.
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("The first month.", valueName: "yyyy-mm"))
    var from: String

    @Option(help: ArgumentHelp("The last month.", valueName: "yyyy-mm"))
    var to: String

    @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: Format = .json

    @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder"), completion: .directory)
    var output: String

    @Option(help: ArgumentHelp("csv: who provides the service.", valueName: "name"))
    var provider = ""

    @Option(help: ArgumentHelp("csv: what the service is called.", valueName: "name"))
    var service = ""

    @Option(help: ArgumentHelp("csv: when the last report came out.", valueName: "yyyy-mm-dd"))
    var previous: String?

    @Option(
        help: ArgumentHelp("Correct the published month of --from and --to, and say why on the page.", valueName: "why")
    )
    var correct: String?

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, csv
    }

    func validate() throws {
        for (name, text) in [("from", from), ("to", to)] where CalendarDay(text + "-01") == nil {
            throw ValidationError("--\(name) is to be a month as 2026-03")
        }
        guard let first = CalendarDay(from + "-01"), let last = CalendarDay(to + "-01"), first <= last else {
            throw ValidationError("--from is to be no later than --to")
        }
        guard first.adding(months: TransparencyFigures.monthLimit) > last else {
            throw ValidationError("--from and --to are more than \(TransparencyFigures.monthLimit) months apart")
        }
        if let previous, CalendarDay(previous) == nil {
            throw ValidationError("--previous is to be a day as 2026-03-31")
        }
        if let correct {
            guard from == to else { throw ValidationError("--correct takes one month: the same for --from and --to") }
            guard !correct.isEmpty, correct.count <= 500 else {
                throw ValidationError("--correct takes from 1 to 500 characters that say why")
            }
        }
        if output == "-" || output.isEmpty { throw ValidationError("--output is to be a folder") }
    }

    func run() async throws {
        let now = Clock.now()
        guard let first = CalendarDay(from + "-01"), let last = CalendarDay(to + "-01"),
            let start = Timestamp(rfc3339: "\(first)T00:00:00Z"),
            let end = Timestamp(rfc3339: "\(last.endOfMonth)T23:59:59.999Z")
        else { throw CommandFailure.usage("--from and --to are to be months as 2026-03") }
        let store = try database.openExisting()
        if let correct {
            guard try await store.correctPublishedMonth(from, note: correct, at: now) else {
                throw CommandFailure.input("\(from) was not published yet; there is nothing to correct")
            }
        }
        let taxonomy = try Texts.taxonomy(database.taxonomy)
        var facts = TransparencyFacts()
        let forms = try await store.decisionForms(from: start, before: end + .milliseconds(1))
        facts.decisions = try await store.decidedCases(from: start, before: end + .milliseconds(1)).compactMap {
            TransparencyFacts.TakenDecision($0, form: forms[$0.id], taxonomy: taxonomy)
        }
        facts.appeals = try await store.filedAppeals(from: start, before: end + .milliseconds(1)).map {
            TransparencyFacts.FiledAppeal($0.appeal, against: $0.measures)
        }
        facts.reports = try await store.receivedReports(from: start, before: end + .milliseconds(1), until: now)
        facts.openCasesDue = try await store.openCasesDue()
        guard
            let figures = TransparencyFigures(
                facts, policies: taxonomy.policies.map(\.code), from: first, to: last, asOf: now)
        else { throw CommandFailure.usage("--from is to be no later than --to") }
        try DossierFolder.prepare(output)
        let files: [(name: String, bytes: [UInt8])] =
            switch format {
            case .json: [("figures.json", figures.json)]
            case .csv: figures.csvFiles(publisher(on: CalendarDay(now))).map { ($0.name, $0.bytes) }
            }
        try DossierFolder(path: output).write(files)
        for file in files { try Terminal.output("\(output)/\(file.name)") }
    }

    private func publisher(on day: CalendarDay) -> TransparencyPublisher {
        TransparencyPublisher(
            provider: provider, service: service, publishedOn: day, previousOn: previous.flatMap { CalendarDay($0) })
    }
}
