import ArgumentParser
import Foundation
import Ledger
import SQLiteStorage
import SafetyModel

/// `vigie ledger checkpoint`
struct SignCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Sign a checkpoint, if something was entered, and print the newest.",
        discussion: """
            A signed note (c2sp.org/tlog-checkpoint). Send it to somebody independent who keeps it: a ledger that is
            rewritten later contradicts it. `vigie serve` signs one a minute and shows it at /ledger/checkpoint.
            """)

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        guard let note = try await database.openExisting().signCheckpoint() else { throw LedgerError.empty }
        try OutputFile("-").write(note.bytes)
    }
}

/// `vigie ledger key`
struct KeyOfLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Print the ledger's public key; made with the first use.",
        discussion:
            "Publish it where an operator cannot change it unseen: in print, with an association, on another site.")

    @OptionGroup var database: DatabaseOptions

    @Option(help: "Name of the ledger, as example.org/ledger. Counts only before the first use.")
    var origin: String?

    func run() async throws {
        let key = try await database.openExisting().ledgerKey(origin: origin)
        if let origin, key.name != origin {
            throw CommandFailure.usage("the ledger has a key already, in the name \(key.name)")
        }
        try Terminal.output(key.description)
    }
}

/// `vigie ledger prove`
struct ProveGrowth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Print the proof that the ledger only grew between two sizes, as JSON.",
        discussion: "Whoever kept checkpoints of both sizes checks it with `vigie ledger compare`.")

    @OptionGroup var database: DatabaseOptions

    @Option(help: "Entries of the earlier checkpoint, at least 1.")
    var from: UInt64

    @Option(help: "Entries of the later checkpoint; the newest without it.")
    var to: UInt64?

    func run() async throws {
        let (proof, firstRoot, secondRoot) = try await database.openExisting().proveGrowth(from: from, to: to)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("from")
        writer.integer(Int64(clamping: proof.first))
        writer.key("to")
        writer.integer(Int64(clamping: proof.second))
        writer.key("from_root")
        writer.string(firstRoot.base64)
        writer.key("to_root")
        writer.string(secondRoot.base64)
        writer.key("proof")
        writer.strings(proof.hashes.map(\.base64))
        writer.endObject()
        try Terminal.output(writer.bytes)
    }
}

/// `vigie ledger compare`
struct CheckGrowth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Check that a later checkpoint holds all of an earlier one, offline and without a database.",
        discussion: "Status 1 when it does not.")

    @Argument(help: "The earlier checkpoint.", completion: .file())
    var earlier: String

    @Argument(help: "The later checkpoint.", completion: .file())
    var later: String

    @Option(help: ArgumentHelp("What `vigie ledger prove` printed.", valueName: "file"), completion: .file())
    var proof: String

    @Option(help: ArgumentHelp("The ledger's public key: a file, or as it is written.", valueName: "key"))
    var key: KeyArgument

    private struct ProofFile: Decodable {
        var from: UInt64
        var to: UInt64
        var proof: [String]
    }

    func run() async throws {
        let key = try key.key()
        let (first, second) = (try checkpoint(earlier, key), try checkpoint(later, key))
        let bytes = try WholeFile.read(proof, limit: 1 << 16)
        guard let file = try? JSONDecoder().decode(ProofFile.self, from: Data(bytes)) else {
            throw CommandFailure.input("\(proof) is not what `vigie ledger prove` prints")
        }
        let hashes = file.proof.map { Data(base64Encoded: $0).flatMap { TreeHash([UInt8]($0)) } }
        guard !hashes.contains(nil), file.from == first.size, file.to == second.size else {
            throw CommandFailure.input(
                "\(proof) goes from \(file.from) to \(file.to); the checkpoints are of \(first.size) and \(second.size)"
            )
        }
        do throws(ConsistencyProof.Fault) {
            try ConsistencyProof(from: first.size, to: second.size, hashes: hashes.compactMap(\.self))
                .verify(firstRoot: first.root, secondRoot: second.root)
        } catch {
            try Terminal.output("DOES NOT FIT: \(Self.sentence(error))")
            throw ExitStatus.findings
        }
        try Terminal.output("fits: what the first \(first.size) entries were, they are in the ledger of \(second.size)")
    }

    private func checkpoint(_ path: String, _ key: VerifierKey) throws -> Checkpoint {
        do {
            return try Checkpoint(try WholeFile.note(path), signedWith: key)
        } catch let error as SignedNoteError {
            throw CommandFailure.input("\(path): \(error)")
        }
    }

    private static func sentence(_ fault: ConsistencyProof.Fault) -> String {
        switch fault {
        case .fromNothing: "a proof from an empty ledger proves nothing"
        case .shrinks: "the later checkpoint has fewer entries"
        case .wrongLength: "the proof has another number of hashes than lie between these sizes"
        case .otherFirstRoot: "the proof does not lead to the earlier checkpoint"
        case .otherSecondRoot: "the proof does not lead to the later checkpoint: what was there was changed"
        }
    }
}
