import ArgumentParser
import Foundation
import SafetyModel

/// `vigie rules export`
struct RulesExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the rules in force in a database into a directory, as after work on them in the console.",
        discussion: "Files of the same names are replaced; others stay.")

    @Argument(help: "The directory, made where it is not there.", completion: .directory)
    var directory: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let store = try database.openExisting()
        let live = try await store.rulesInForce()
        try store.close()
        if live.revision == 0 { throw CommandFailure.input("no rules are in force in \(database.path)") }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure.failed("cannot make the directory \(directory): may you write there?")
        }
        for file in live.files {
            // Names come from directories and forms that were checked; nothing else is ever written to.
            guard !file.name.contains("/"), !file.name.hasPrefix(".") else { continue }
            do {
                try Data(file.text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(file.name)"), options: .atomic)
            } catch {
                throw CommandFailure.failed(
                    "cannot write \(directory)/\(file.name): is there room, may you write there?")
            }
        }
        try Terminal.output("\(live.files.count) files of revision \(live.revision) written to \(directory)")
    }
}
