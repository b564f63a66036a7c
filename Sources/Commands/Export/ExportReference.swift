import ArgumentParser
import Casework
import SQLiteStorage
import SafetyModel

/// `vigie export reference`
struct ExportReference: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Keep the reference that an authority gave on a case's audit trail.")

    @Argument(help: "The number of the case.")
    var number: Int64

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Which authority, as PHAROS or NCMEC.", valueName: "name"))
    var authority: String

    @Option(help: ArgumentHelp("What it gave.", valueName: "text"))
    var reference: String

    @Option(help: ArgumentHelp("Who reported.", valueName: "name"))
    var recordedBy: String?

    func validate() throws {
        for (name, text) in [("authority", authority), ("reference", reference), ("recorded-by", recordedBy ?? "-")] {
            let isLine = text.contains { !$0.isWhitespace } && !text.unicodeScalars.contains { $0.value < 0x20 }
            guard isLine, text.utf8.count <= 500 else {
                throw ValidationError("--\(name) is to be one line of at most 500 bytes")
            }
        }
    }

    func run() async throws {
        let store = try database.openExisting()
        let who = recordedBy.map { ", by \($0)" } ?? ""
        do {
            try await store.recordOnTrail(
                .referenceRecorded, detail: "\(authority): \(reference)\(who)", of: number, at: Clock.now())
        } catch CaseStepError.notFound {
            throw CommandFailure.input("there is no case \(number) in \(database.path)")
        }
        try Terminal.output("kept on the trail of case \(number)")
    }
}
