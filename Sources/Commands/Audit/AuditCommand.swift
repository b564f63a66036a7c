public import ArgumentParser
import Casework
import Connectors
import Dossier
import Foundation
public import Governance
import SQLiteStorage
import SafetyModel

/// `vigie audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Audit how a community is set up and run.",
        discussion: """
            Reads a snapshot of a community (Discord's API objects, or the state of a Matrix space: docs/permissions.md),
            its events, or both, and tells what is wrong: powers that everybody has, moderators who cannot moderate, hours
            without staff, reports that wait … with figures, thresholds and what to do. docs/audit.md lists every finding.

              vigie audit guild.json
              vigie audit guild.json --events events.ndjson --out report
              vigie audit --db vigie.db --community 1234 --snapshot guild.json --keep --fail-on high

            Exit status: 0 fine, 1 findings with --fail-on, 2 bad usage, 3 when nothing could be audited. With
            --fail-on, what could not be judged is told on standard error.
            """)

    @Argument(
        help: ArgumentHelp("The snapshot (JSON); - for standard input.", valueName: "snapshot"), completion: .file())
    var path: String?

    @Option(help: ArgumentHelp("The same, by name.", valueName: "file"), completion: .file(extensions: ["json"]))
    var snapshot: String?

    @Option(
        help: ArgumentHelp("Read the community's events from this database.", valueName: "file"),
        completion: .file(extensions: ["db"]))
    var db: String?

    @Option(help: ArgumentHelp("The operator's key (default: <db>.key).", valueName: "file"), completion: .file())
    var keyFile: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Read them from files (NDJSON) instead.", valueName: "file"),
        completion: .file(extensions: ["ndjson", "jsonl"]))
    var events: [String] = []

    @Option(help: ArgumentHelp("The community, as its events name it (default: the snapshot's).", valueName: "id"))
    var community: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set a threshold; may be repeated. docs/audit.md lists them.", valueName: "name=value"))
    var thresholds: [String] = []

    @Option(help: "Language of the report: fr or en.")
    var lang: Language = Scan.environmentLanguage

    @Option(help: ArgumentHelp("Folder for a report to print (index.html, report.json).", valueName: "folder"))
    var out: String?

    @Option(help: ArgumentHelp("Tell hours of the week in this time zone, as Europe/Paris.", valueName: "zone"))
    var timeZone = "UTC"

    @Flag(help: "Print the report as JSON.")
    var json = false

    @Flag(help: "Keep the report in the database, for the console's page and its trend.")
    var keep = false

    @Option(help: "Exit with status 1 from this severity on: critical, high, medium or low.")
    var failOn: AuditSeverity?

    func validate() throws {
        if path != nil, snapshot != nil {
            throw ValidationError("give the snapshot once: as an argument or with --snapshot")
        }
        if path == nil, snapshot == nil, db == nil, events.isEmpty {
            throw ValidationError("name a snapshot, as: vigie audit guild.json; or events, with --db or --events")
        }
        if db != nil, !events.isEmpty { throw ValidationError("events come from --db or from --events, not from both") }
        if keep, db == nil { throw ValidationError("--keep needs --db: that is where the report is kept") }
        if keyFile != nil, db == nil { throw ValidationError("--key-file goes with --db") }
        if path == nil, snapshot == nil, community == nil {
            throw ValidationError("say which community, with --community")
        }
        if failOn == .info { throw ValidationError("--fail-on takes critical, high, medium or low") }
        _ = try chosenThresholds()
        _ = try chosenZone()
    }

    func run() async throws {
        let chosen = try chosenThresholds()
        if let out { try DossierFolder.prepare(out) }
        let run = AuditRun(
            snapshot: path ?? snapshot, events: events, db: db, keyFile: keyFile, community: community,
            thresholds: chosen, zone: try chosenZone(), language: lang)
        let report = try await run.report(at: Clock.now())
        let bytes = try report.json()
        if let out {
            let page = AuditPage.html(report, language: lang, version: Release.version)
            try DossierFolder(path: out).write([("index.html", Array(page.utf8)), ("report.json", bytes)])
        }
        if keep { try await run.keep(report) }
        if json { try Terminal.output(bytes) } else { try AuditLines(report, lang).print(out: out) }
        guard let failOn else { return }
        if report.findings.contains(where: { $0.severity <= failOn }) { throw ExitStatus.findings }
        if report.saysNothing {
            throw CommandFailure.input("nothing could be judged, so --fail-on \(failOn.rawValue) says nothing either")
        }
        for check in report.unjudged {
            Terminal.error("note: not judged: \(check.rule.rawValue): \(check.reason?[lang] ?? "")")
        }
    }

    private func chosenZone() throws -> AuditZone {
        guard timeZone != "UTC" else { return .utc }
        guard let zone = TimeZone(identifier: timeZone) else {
            let hint = Spelling.hint(timeZone, among: TimeZone.knownTimeZoneIdentifiers)
            throw ValidationError(
                "--time-zone takes a name of the tz database, as Europe/Paris, not “\(timeZone)”\(hint)")
        }
        return AuditZone(name: zone.identifier) {
            .seconds(
                zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0.milliseconds) / 1000)))
        }
    }

    private func chosenThresholds() throws -> AuditThresholds {
        var chosen = AuditThresholds()
        for text in thresholds {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first, let threshold = AuditThreshold(rawValue: name) else {
                let hint = Spelling.hint(parts.first ?? "", among: AuditThreshold.allCases.map(\.rawValue))
                throw ValidationError("--set knows no threshold “\(parts.first ?? "")”\(hint)")
            }
            guard parts.count == 2, let value = Double(parts[1]), value.isFinite, value >= 0 else {
                throw ValidationError(
                    "--set \(name) takes a number of 0 or more, as --set \(name)=\(threshold.standard)")
            }
            chosen[threshold] = value
        }
        return chosen
    }
}

extension AuditSeverity: ExpressibleByArgument {}

extension AuditReport {
    /// In the same bytes for the same report.
    func json() throws -> [UInt8] { try StableJSON.bytes(of: self) }
}
