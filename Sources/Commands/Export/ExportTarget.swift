import Foundation
import SafetyModel

/// Where an export goes: a folder, a file, or standard output.
enum ExportTarget {
    case folder(String)
    case file(String)
    case standardOutput

    /// Looks whether it can be written before anything is read.
    /// - Throws: ``CommandFailure``
    init(_ path: String?, format: CaseFormat, number: Int64) throws(CommandFailure) {
        switch path {
        case nil where format == .dossier: self = .folder("case-\(number)-dossier")
        case nil, "-"?: self = .standardOutput
        case let path?:
            let isFile = format != .dossier && [".xml", ".html", ".ndjson"].contains { path.hasSuffix($0) }
            self = isFile ? .file(path) : .folder(path)
        }
        if case .standardOutput = self, format == .dossier {
            throw .usage("a dossier is a folder; name one with --output")
        }
        if case .folder(let path) = self { try DossierFolder.prepare(path) }
        if case .file(let path) = self {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: folder) else {
                throw .usage("may not write into \(folder); choose another place with --output")
            }
        }
    }

    /// Whether a whole package is written.
    var isFolder: Bool {
        if case .folder = self { return true }
        return false
    }

    /// What to call it; nothing for standard output.
    var shown: String? {
        switch self {
        case .folder(let path), .file(let path): path
        case .standardOutput: nil
        }
    }

    /// Writes the package.
    /// - Returns: the check sum of the main document, in lower-case hexadecimal.
    func write(_ package: ExportPackage, madeAt moment: Timestamp) throws(CommandFailure) -> String {
        guard let main = package.files.first else { throw .failed("there is nothing to write") }
        switch self {
        case .standardOutput: try OutputFile("-").write(main.bytes)
        case .file(let path):
            let url = URL(fileURLWithPath: path)
            let folder = DossierFolder(path: url.deletingLastPathComponent().path)
            try folder.write([(url.lastPathComponent, main.bytes)])
        case .folder(let path):
            try DossierFolder.prepare("\(path)/\(ExportPackage.receiptFolder)")
            try DossierFolder(path: path).write(package.files + [("manifest.json", package.manifest(at: moment))])
        }
        return SHA256Hasher.hexadecimal(of: main.bytes)
    }
}
