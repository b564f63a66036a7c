import ArgumentParser
import Ledger
import SafetyModel

/// `vigie ledger verify`
struct VerifyReceipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check receipts, offline and without a database.",
        discussion: """
            Takes receipts as JSON and as c2sp.org/tlog-proof@v1. Status 0 when all fit, 1 when one does not (the part
            that does not fit is named), 3 when a file is no receipt. The key must come from somebody you trust, and not
            together with the receipt.
            """)

    @Argument(help: "Receipts (- for standard input).", completion: .file())
    var receipts: [String]

    @Option(help: ArgumentHelp("The ledger's public key: a file, or as it is written.", valueName: "key"))
    var key: KeyArgument

    @Option(help: ArgumentHelp("Key of a witness that must have signed too; may be repeated.", valueName: "key"))
    var witness: [KeyArgument] = []

    @Flag(help: "Print JSON, one line for each receipt.")
    var json = false

    func run() async throws {
        let key = try key.key()
        var witnesses: [VerifierKey] = []
        for one in witness { witnesses.append(try one.key()) }
        var worst = ExitStatus.fine
        for path in receipts {
            let bytes = try WholeFile.read(path, limit: SignedNote.largest)
            do {
                let receipt = try Receipt.read(bytes)
                let found = try receipt.verify(with: key, witnesses: witnesses)
                try json
                    ? Terminal.output(Self.json(found, path))
                    : Terminal.output(Self.sentences(found, receipt, path))
            } catch let fault as ReceiptFault {
                if worst == .fine { worst = .findings }
                try json
                    ? Terminal.output(Self.json(path, "part", fault.part.rawValue, fault.reason))
                    : Terminal.output("\(path): DOES NOT FIT: \(fault)")
            } catch let unreadable as UnreadableReceipt {
                worst = .badInput
                if json { try Terminal.output(Self.json(path, "error", "unreadable", unreadable.description)) }
                Terminal.error("error: \(path): \(unreadable)")
            }
        }
        if worst != .fine { throw worst }
    }

    private static func sentences(_ found: VerifiedReceipt, _ receipt: Receipt, _ path: String) -> String {
        let entry = found.entry
        var lines = [
            "\(path): fits. Entry \(entry.number) (\(entry.kind), \(entry.reference), \(entry.time.rfc3339)) is on the ledger \(found.checkpoint.origin) of \(found.checkpoint.size) entries.",
            found.isContentChecked
                ? "  The content in the receipt is what was entered."
                : "  The receipt does not bring the content; it proves that the entry was made.",
        ]
        if let stamp = receipt.timestamp.flatMap({ TimeStampResponse($0) }) {
            lines.append(
                "  A time stamp over the checkpoint says \(stamp.time); check it with openssl ts -verify (docs/ledger.md)."
            )
        }
        if found.witnesses.isEmpty {
            lines.append("  " + receipt.notice.en)
        } else {
            lines.append("  Witnessed by \(found.witnesses.joined(separator: ", ")).")
        }
        return lines.joined(separator: "\n")
    }

    private static func json(_ found: VerifiedReceipt, _ path: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("receipt")
        writer.string(path)
        writer.key("fits")
        writer.bool(true)
        writer.key("number")
        writer.integer(Int64(clamping: found.entry.number))
        for (name, text) in [
            ("kind", found.entry.kind.text), ("time", found.entry.time.rfc3339),
            ("reference", found.entry.reference.text), ("origin", found.checkpoint.origin),
        ] {
            writer.key(name)
            writer.string(text)
        }
        writer.key("size")
        writer.integer(Int64(clamping: found.checkpoint.size))
        writer.key("content_checked")
        writer.bool(found.isContentChecked)
        writer.key("witnesses")
        writer.strings(found.witnesses)
        writer.key("unchecked_signatures")
        writer.strings(found.unchecked)
        writer.endObject()
        return writer.bytes
    }

    private static func json(_ path: String, _ name: String, _ value: String, _ reason: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("receipt")
        writer.string(path)
        writer.key("fits")
        writer.bool(false)
        writer.key(name)
        writer.string(value)
        writer.key("reason")
        writer.string(reason)
        writer.endObject()
        return writer.bytes
    }
}
