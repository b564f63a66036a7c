import ArgumentParser

/// `vigie export`
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Take a case to an authority, and keep the reference that comes back.",
        subcommands: [ExportCase.self, ExportReference.self])
}

/// What a case becomes.
enum CaseFormat: String, CaseIterable, ExpressibleByArgument {
    case dossier, cybertip, pharos, ndjson

    /// The name of the main file of the package.
    var fileName: String {
        switch self {
        case .dossier: "index.html"
        case .cybertip: "report.xml"
        case .pharos: "pharos.html"
        case .ndjson: "case.ndjson"
        }
    }

    /// Whether it goes to an authority, which takes reports from people.
    var needsPerson: Bool { self == .cybertip || self == .pharos }
}
