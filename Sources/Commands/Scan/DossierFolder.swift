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
        let making = DossierMaking(
            version: Release.version, command: CommandLine.arguments.joined(separator: " "),
            packs: packs.map { "\($0.name) \($0.version)" }, madeAt: Clock.now(),
            events: result.findings.inputs.reduce(0) { $0 + $1.messages })
        let page = DossierPage.html(
            result.findings, exchanges: result.exchanges, making: making, language: language,
            contributionText: { ContributionTexts.text(for: $0.code, figure: $0.figure) })
        var outputs: [(name: String, bytes: [UInt8])] = [
            ("index.html", Array(page.utf8)), ("findings.json", result.json(language)),
        ]
        let sums = outputs.map {
            DossierManifest.Output(
                path: $0.name, bytes: $0.bytes.count, sha256: SHA256Hasher.hexadecimal(of: $0.bytes))
        }
        outputs.append(
            ("manifest.json", DossierManifest.json(inputs: result.findings.inputs, outputs: sums, making: making)))
        try write(outputs)
    }

    /// Writes files, each whole or not at all.
    func write(_ outputs: [(name: String, bytes: [UInt8])]) throws(CommandFailure) {
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
}
