import ArgumentParser
import Foundation
import Ledger
import SQLiteStorage
import SafetyModel
import Synchronization

/// `vigie ledger audit`
struct AuditLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check the whole ledger of a database, and name the first entry that does not fit.",
        discussion: """
            Holds each entry against its hash, the tiles, the row that it commits to, and the signed checkpoints. Status
            1 when something does not fit. The key beside the database is taken unless --key names one; whoever can
            change the database may have changed that file too, so an auditor brings the key along.
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("The ledger's public key: a file, or as it is written.", valueName: "key"))
    var key: KeyArgument?

    @Option(
        help: ArgumentHelp("A checkpoint kept from before, that the ledger must still hold.", valueName: "file"),
        completion: .file())
    var checkpoint: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let store = try database.openExisting()
        let key = try key?.key()
        let size = try await store.ledgerSize()
        let bar = AuditBar(total: Int(clamping: size))
        var report = try await store.auditLedger(key: key) { bar.advance($0) }
        bar.finish()
        if report.problem == nil, let checkpoint {
            report.problem = try await pinned(checkpoint, key: try key ?? store.keptLedgerKey(), in: store)
        }
        try json ? Terminal.output(StableJSON.bytes(of: report)) : Terminal.output(Self.sentences(report))
        if report.problem != nil { throw ExitStatus.findings }
    }

    /// Holds a checkpoint that somebody kept against the ledger.
    private func pinned(_ path: String, key: VerifierKey, in store: SQLiteStore) async throws -> LedgerProblem? {
        let kept: Checkpoint
        do {
            kept = try Checkpoint(try WholeFile.note(path), signedWith: key)
        } catch let error as SignedNoteError {
            throw CommandFailure.input("\(path): \(error)")
        }
        return try await store.problem(withKept: kept)
    }

    private static func sentences(_ report: LedgerReport) -> String {
        var lines = [
            "\(grouped(report.entries)) entries, \(grouped(report.checkpoints)) checkpoints, \(grouped(report.contents)) contents checked, \(grouped(report.erased)) erased"
        ]
        if report.unsigned > 0 {
            lines.append(
                "the newest \(grouped(report.unsigned)) entries are not under a checkpoint yet (`vigie ledger checkpoint`)"
            )
        }
        if report.older > 0 {
            lines.append(
                "\(grouped(report.older)) contents were entered by an earlier version, whose entries cover less (docs/ledger.md)"
            )
        }
        if let problem = report.problem {
            let place = problem.entry.map { "entry \($0)" } ?? "the ledger"
            lines.append("DOES NOT FIT: \(place), \(problem.part): \(problem.sentence)")
        } else {
            lines.append("everything fits")
        }
        return lines.joined(separator: "\n")
    }
}

/// The bar of an audit, which is told from where the database is read.
private final class AuditBar: Sendable {
    private let bar: Mutex<ProgressBar>

    init(total: Int) { bar = Mutex(ProgressBar(total: total, unit: "entries")) }

    func advance(_ count: Int) { bar.withLock { $0.advance(done: count, count: count) } }
    func finish() { bar.withLock { $0.finish() } }
}
