import ArgumentParser
import Casework
import Foundation
import Logging
import SQLiteStorage
import SafetyModel
import ServiceLifecycle

/// `vigie db retention`
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Delete evidence and reports that are past their time, or count what would be (--dry-run).",
        discussion: "What is deleted cannot be brought back. What is under a legal hold is never deleted.")

    @OptionGroup var database: DatabaseOptions

    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("How long evidence and reports are kept, by policy (YAML, docs/retention.md).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Flag(help: "Count what is due, and delete nothing.")
    var dryRun = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let rules = try RetentionFile.load(file, taxonomy: try Texts.taxonomy(database.taxonomy))
        let store = try database.openExisting()
        let report = try await store.applyRetention(rules, isTrial: dryRun, at: Clock.now())
        if json {
            return try Terminal.output(try StableJSON.bytes(of: report))
        }
        let done = dryRun ? "due, not deleted" : "deleted"
        var lines: [String] = []
        for (what, counts, held, waiting) in [
            ("pieces of evidence", report.due, report.held, report.waiting),
            ("reports", report.reports, report.reportsHeld, report.reportsWaiting),
        ] {
            lines.append("\(what)")
            lines.append("  \(done): \(grouped(counts.values.reduce(0, +)))")
            lines += counts.sorted { $0.key < $1.key }.map { "    \($0.key): \(grouped($0.value))" }
            lines.append("  held: \(grouped(held))")
            lines.append("  past their time, and needed for now: \(grouped(waiting))")
        }
        try Terminal.output(lines.joined(separator: "\n"))
    }
}

/// The operator's rules of retention.
enum RetentionFile {
    /// - Throws: ``CommandFailure`` with all that is wrong.
    static func load(_ path: String, taxonomy: Taxonomy) throws -> RetentionRules {
        let text = try Texts.text(of: path)
        do throws(RetentionProblems) {
            return try RetentionRules(yaml: text, file: path, taxonomy: taxonomy)
        } catch {
            throw CommandFailure.input("the rules of retention do not load:\n\(error)")
        }
    }
}

extension RetentionFile {
    /// What deletes evidence past its time; nothing where there are no rules.
    static func services(_ path: String?, _ setting: Assembly) throws -> [any Service] {
        guard let path else { return [] }
        return [Retention(store: setting.store, rules: try load(path, taxonomy: setting.taxonomy))]
    }
}

/// Deletes evidence and reports past their time: once at the start, and then every day.
struct Retention: Service {
    let store: SQLiteStore
    let rules: RetentionRules

    func run() async throws {
        let logger = Logger(label: "vigie.retention")
        let tell: @Sendable (any Error) -> Void = { logger.error("what is past its time could not be deleted: \($0)") }
        await Repetition.run(every: .seconds(86_400), telling: tell) {
            _ = try await store.applyRetention(rules, at: Clock.now())
        }
    }
}
