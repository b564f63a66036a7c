import Dossier
import Foundation
import SafetyModel
import TextAnalysis
import Watch

/// The folder of a dossier: `index.html`, `findings.json`, `manifest.json`.
struct DossierFolder {
    var path: String

    /// Makes the folder before the long work begins, so that a wrong place is told at once.
    /// - Throws: ``CommandFailure``
    static func prepare(_ path: String) throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            let reason = String(cString: strerror(errno))
            throw .usage("cannot make the folder '\(path)' for the dossier (\(reason)); choose another with --out")
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw .usage("may not write into \(path); choose another folder with --out")
        }
    }

    func write(_ result: ScanResult, language: Language, packs: [CuePack]) throws {
        let made = Clock.now()
        let making = DossierMaking(
            version: Release.version, command: CommandLine.arguments.joined(separator: " "),
            packs: packs.map { "\($0.name) \($0.version)" }, madeAt: made,
            events: result.findings.inputs.reduce(0) { $0 + $1.messages })
        let page = DossierPage.html(
            result.findings, exchanges: result.exchanges, making: making, language: language,
            contributionText: { ContributionTexts.text(for: $0.code, figure: $0.figure) })
        var outputs: [(name: String, bytes: [UInt8])] = [
            ("index.html", Array(page.utf8)), ("findings.json", result.json(language)),
        ]
        outputs.append(("manifest.json", manifest(result, outputs, made)))
        try writeParts(outputs)
        for output in outputs {
            let file = path + "/" + output.name
            guard rename(file + ".part", file) == 0 else {
                throw CommandFailure.failed("cannot write \(file): \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Writes all files under other names first, so that a disk that fills up leaves an earlier dossier as it was.
    private func writeParts(_ outputs: [(name: String, bytes: [UInt8])]) throws(CommandFailure) {
        do throws(CommandFailure) {
            for output in outputs { try OutputFile("\(path)/\(output.name).part").write(output.bytes) }
        } catch {
            for output in outputs { unlink("\(path)/\(output.name).part") }
            throw error
        }
    }

    private func manifest(_ result: ScanResult, _ outputs: [(name: String, bytes: [UInt8])], _ made: Timestamp)
        -> [UInt8]
    {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("program")
        writer.string("vigie \(Release.version)")
        writer.key("made")
        writer.string(made.rfc3339)
        writer.key("inputs")
        writer.beginArray()
        for input in result.findings.inputs { write(input.path, input.bytes, input.sha256, to: &writer) }
        writer.endArray()
        writer.key("outputs")
        writer.beginArray()
        for output in outputs {
            write(output.name, output.bytes.count, SHA256Hasher.hexadecimal(of: output.bytes), to: &writer)
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ path: String, _ bytes: Int, _ sha256: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("path")
        writer.string(path)
        writer.key("bytes")
        writer.integer(bytes)
        writer.key("sha256")
        writer.string(sha256)
        writer.endObject()
    }
}
