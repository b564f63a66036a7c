import ArgumentParser
import Ledger
import SQLiteStorage
import SafetyModel

/// `vigie ledger stamp`
struct StampCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamp", abstract: "Have a time-stamping authority say when a checkpoint was there (RFC 3161).",
        discussion: """
            Vigie sends nothing by itself:
              vigie ledger stamp --db vigie.db --request q.tsq
              curl -H 'Content-Type: application/timestamp-query' --data-binary @q.tsq https://AUTHORITY -o a.tsr
              vigie ledger stamp --db vigie.db --answer a.tsr
            Receipts then bring the answer along. `openssl ts -verify` checks it (docs/ledger.md).
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Write a request over the newest checkpoint.", valueName: "file"))
    var request: String?

    @Option(help: ArgumentHelp("Keep the authority's answer.", valueName: "file"), completion: .file())
    var answer: String?

    func validate() throws {
        if (request == nil) == (answer == nil) { throw ValidationError("give either --request or --answer") }
    }

    func run() async throws {
        let store = try database.openExisting()
        if let request {
            guard let note = try await store.signCheckpoint() else { throw LedgerError.empty }
            let nonce = UInt64.random(in: .min ... .max)
            try OutputFile(request).write(TimeStampRequest(checkpoint: note, nonce: nonce).der)
        }
        if let answer {
            let size = try await store.addTimeStamp(try WholeFile.read(answer, limit: 1 << 18))
            try Terminal.output("kept: a time stamp over the checkpoint of \(size) entries")
        }
    }
}

/// `vigie ledger cosign`
struct CosignCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cosign", abstract: "Keep the signatures of witnesses under a checkpoint.",
        discussion: "Takes the checkpoint as the witness gave it back (c2sp.org/tlog-cosignature).")

    @Argument(help: "The checkpoint with their signatures.", completion: .file())
    var checkpoint: String

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Key of the witness, which is checked first.", valueName: "key"))
    var witness: KeyArgument

    func run() async throws {
        let note = try WholeFile.note(checkpoint)
        let key = try witness.key()
        do throws(SignedNoteError) {
            try note.verify(with: key)
        } catch {
            throw CommandFailure.input("\(checkpoint): \(error)")
        }
        try await database.openExisting().addCosignatures(from: note, by: key)
        try Terminal.output("kept: the signature of \(key.name)")
    }
}
