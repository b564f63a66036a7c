import ArgumentParser
import Ledger
import SQLiteStorage
import SafetyModel

/// How a receipt is written.
enum ReceiptForm: String, CaseIterable, ExpressibleByArgument {
    case json
    case tlogProof = "tlog-proof"

    func write(_ receipt: Receipt) throws {
        switch self {
        case .json: try Terminal.output(receipt.json)
        case .tlogProof: try OutputFile("-").write(receipt.tlogProof)
        }
    }
}

/// `vigie ledger receipt`
struct ReceiptOfEntry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Print the receipt of an entry.",
        discussion: "A receipt goes to the person whom it concerns, with the ledger's key from another source.")

    @Argument(help: "The entry's number, from 0; several give one line of JSON each.")
    var numbers: [UInt64]

    @OptionGroup var database: DatabaseOptions

    @Option(help: "json, or tlog-proof (c2sp.org/tlog-proof@v1).")
    var format = ReceiptForm.json

    @Flag(help: "Bring salt and content along, where the database has them: whoever reads the receipt reads them.")
    var open = false

    func validate() throws {
        if format == .tlogProof, numbers.count > 1 { throw ValidationError("--format tlog-proof takes one number") }
        if format == .tlogProof, open { throw ValidationError("--open goes with JSON") }
    }

    func run() async throws {
        let store = try database.openExisting()
        for receipt in try await store.receipts(of: numbers, isOpen: open) { try format.write(receipt) }
    }
}

/// `vigie ledger add`
struct AddToLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put documents on the ledger that are kept elsewhere, and print their receipts.",
        discussion: """
            Each line of the file is a document: the minutes of a board, the SHA-256 of a file, a statement. The ledger
            keeps a salted commitment to it and nothing else; the receipt, one line of JSON for each, brings the document
            and the salt. It is printed once the entry is durable and under a signed checkpoint.

            sha256sum minutes.pdf | vigie ledger add - --db vigie.db > minutes.receipt.json
            """)

    @Argument(help: "A file of lines (- for standard input).", completion: .file())
    var file: String

    @OptionGroup var database: DatabaseOptions

    /// Longest document, in bytes: a receipt is to stay small.
    private static let longestLine = 64 << 10
    /// Documents that share one checkpoint.
    private static let group = 256

    func run() async throws {
        let input = try InputFile(file)
        let store = try database.openExisting()
        var splitter = LineSplitter(maximumLength: Self.longestLine)
        var lines: [[UInt8]] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = try chunk.withUnsafeMutableBytes { try input.read(into: $0) }
            let collect: (LineSplitter.Line) throws -> Void = { line in
                if line.isTooLong {
                    throw CommandFailure.input(
                        "line \(line.number) is longer than 64 KiB; put its SHA-256 on the ledger instead")
                }
                lines.append(Array(line.bytes))
            }
            try count == 0 ? splitter.finish(collect) : splitter.push(Array(chunk[..<count]), collect)
            while !lines.isEmpty {
                try await enter(Array(lines.prefix(Self.group)), in: store)
                lines.removeFirst(min(Self.group, lines.count))
            }
            if count == 0 { return }
        }
    }

    private func enter(_ documents: [[UInt8]], in store: SQLiteStore) async throws {
        let items = documents.map {
            LedgerItem(kind: .document, time: Clock.now(), reference: EntryReference(.document, 0), content: $0)
        }
        let numbers = try await store.enter(items)
        for (item, receipt) in zip(items, try await store.receipts(of: numbers)) {
            var receipt = receipt
            receipt.opening = Receipt.Opening(salt: item.salt, content: item.content)
            try Terminal.output(receipt.json)
        }
    }
}
