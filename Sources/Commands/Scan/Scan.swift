public import ArgumentParser
public import Connectors
import Dossier
import Foundation
public import SafetyModel

/// `vigie scan`
struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read chat exports on this machine and write a dossier of what may need a person's look.",
        discussion: """
            Reads DiscordChatExporter JSON (files, folders, partitioned exports), Discord's own data package (zip or
            folder), Element's JSON room export, and NDJSON events. Needs no server and no database, and sends nothing
            anywhere. The dossier is a folder with index.html (opens offline, prints well), findings.json and
            manifest.json (SHA-256 of every input and output).

            Exit status: 0 read whole, 1 findings with --fail-on, 2 bad usage, 3 when an input could not be read whole
            (the dossier holds what could be read, and says what is missing).
            """)

    @Argument(help: "Exports: files, folders or zip archives.", completion: .file())
    var paths: [String]

    @Option(help: "\(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: ExportFormat = .auto

    @Option(help: "Language of the dossier: fr or en. Texts are read in both, whatever it is.")
    var lang: Language = Self.environmentLanguage

    @Option(help: ArgumentHelp("Folder to write the dossier to.", valueName: "folder"), completion: .directory)
    var out: String?

    @Option(
        help: ArgumentHelp("Policies that extend or replace those shipped (YAML).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var taxonomy: String?

    @Option(
        help: ArgumentHelp("Further cue packs (YAML); may be repeated.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var cues: [String] = []

    @OptionGroup var findings: FailOnOption

    @Flag(help: "Print the findings as JSON. Without --out, no dossier is written then.")
    var json = false

    static var environmentLanguage: Language {
        let locale = ProcessInfo.processInfo.environment["LC_ALL"] ?? ProcessInfo.processInfo.environment["LANG"] ?? ""
        return locale.hasPrefix("fr") ? .french : .english
    }

    func validate() throws {
        if paths.isEmpty { throw ValidationError("name an export to scan, as: vigie scan export.json --out dossier") }
    }

    func run() async throws {
        let folder = out ?? (json ? nil : "dossier")
        if let folder { try DossierFolder.prepare(folder) }
        let taxonomy = try Texts.taxonomy(taxonomy)
        let packs = try Texts.packs(extra: cues, taxonomy: taxonomy)
        let result = try ScanRun(paths: paths, format: format, taxonomy: taxonomy, packs: packs).run()
        if let folder {
            try DossierFolder(path: folder).write(result, language: lang, packs: packs)
        }
        if json { try Terminal.output(result.json(lang)) }
        try report(result, folder: folder)
        try findings.check(Dictionary(result.findings.findings.map { ($0.severity, 1) }, uniquingKeysWith: +))
        if result.losses.contains(where: { $0.reason == .diskFull || $0.reason == .noTemporaryFile }) {
            throw ExitStatus.internal
        }
        guard result.losses.isEmpty else { throw ExitStatus.badInput }
    }

    private func report(_ result: ScanResult, folder: String?) throws {
        for skip in result.skipped {
            let label = skip.reason.isLoss ? "error" : "note"
            Terminal.error("\(label): \(skip.path): \(skip.message[lang]) \(skip.advice[lang])")
        }
        guard !json else { return }
        let count = result.findings.findings.count
        let messages = result.findings.inputs.reduce(0) { $0 + $1.messages }
        switch lang {
        case .french:
            try Terminal.output("\(grouped(messages)) messages lus, \(grouped(count)) constats possibles à examiner")
        case .english:
            try Terminal.output("\(grouped(messages)) messages read, \(grouped(count)) possible findings to review")
        }
        if let folder { try Terminal.output("\(folder)/index.html") }
    }
}

extension ExportFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
