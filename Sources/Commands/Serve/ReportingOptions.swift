import ArgumentParser
import Casework
import Console

/// How `vigie serve` takes reports.
struct ReportingOptions: ParsableArguments {
    @Option(
        name: .customLong("report-community"),
        help: ArgumentHelp("The community that reports are about; without it the page asks.", valueName: "id"))
    var community: String?

    @Option(
        help: ArgumentHelp(
            "Help lines by country, to add to those shipped or replace them (YAML).", valueName: "file"))
    var helplines: String?

    @Option(
        help: ArgumentHelp(
            "SHA-256 of known abuse material, one a line: such files are refused and nothing of them is kept.",
            valueName: "file"))
    var refuseHashes: String?

    func settings() throws -> ReportingSettings {
        var settings = ReportingSettings(community: community)
        if let helplines {
            let text = try Texts.text(of: helplines)
            do {
                settings.helplines = try Helplines(yaml: text, file: helplines, extending: try Helplines.shipped())
            } catch {
                throw CommandFailure.input("the help lines do not load:\n\(error)")
            }
        }
        if let refuseHashes { settings.refusedHashes = try Self.hashes(refuseHashes) }
        return settings
    }

    private static func hashes(_ path: String) throws(CommandFailure) -> Set<String> {
        var hashes: Set<String> = []
        for (number, line) in try Texts.text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let hash = line.prefix { $0 != " " && $0 != "\r" }.lowercased()
            if hash.isEmpty || hash.hasPrefix("#") { continue }
            guard hash.utf8.count == 64, hash.allSatisfy(\.isHexDigit) else {
                throw .input("\(path):\(number + 1): this is no SHA-256; write 64 hexadecimal digits a line")
            }
            hashes.insert(hash)
        }
        return hashes
    }
}
