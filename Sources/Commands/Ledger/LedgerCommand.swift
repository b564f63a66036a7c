import ArgumentParser
import Foundation
import Ledger
import SafetyModel

/// `vigie ledger`
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Prove what is on the ledger, and check it.",
        discussion: "What a receipt proves, and what it does not: docs/ledger.md.",
        subcommands: [
            VerifyReceipt.self, AuditLedger.self, ReceiptOfEntry.self, SignCheckpoint.self, ProveGrowth.self,
            CheckGrowth.self, AddToLedger.self, StampCheckpoint.self, CosignCheckpoint.self, KeyOfLedger.self,
        ])
}

/// The public key of a ledger, as a file or as it is written.
struct KeyArgument: ExpressibleByArgument {
    let text: String

    init?(argument: String) { text = argument }

    /// - Throws: ``CommandFailure``
    func key() throws -> VerifierKey {
        do throws(NoteKeyError) {
            // A key has two signs + and no file of that name is likely to be one.
            if text.split(separator: "+", omittingEmptySubsequences: false).count >= 3,
                !FileManager.default.fileExists(atPath: text)
            {
                return try VerifierKey(text)
            }
        } catch {
            throw CommandFailure.input("--key: \(error)")
        }
        let bytes = try WholeFile.read(text, limit: 4096)
        do throws(NoteKeyError) {
            return try VerifierKey(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw CommandFailure.input("\(text): \(error)")
        }
    }
}

/// A file read at once.
enum WholeFile {
    /// - Parameters:
    ///   - path: a path, or `-` for standard input.
    ///   - tooLong: what to say of one that is longer than `limit` bytes.
    /// - Throws: ``CommandFailure``, also where it is too long.
    static func read(_ path: String, limit: Int, tooLong: String? = nil) throws(CommandFailure) -> [UInt8] {
        let file = try InputFile(path)
        let refusal = CommandFailure.input(
            tooLong ?? "\(path) is longer than \(limit >> 10) KiB; is it the right file?")
        if let size = file.size, size > limit { throw refusal }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count: Int
            do {
                count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
            } catch let failure as CommandFailure {
                throw failure
            } catch {
                throw .input("reading \(path) failed")
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
        throw refusal
    }

    /// Writes a file that others than its owner and group do not read.
    /// - Throws: ``CommandFailure``
    static func write(_ bytes: some Sequence<UInt8>, to path: String, permissions: Int) throws(CommandFailure) {
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: Data(bytes), attributes: [.posixPermissions: permissions])
        guard isWritten else {
            throw .failed("cannot write \(path): is there such a folder, and may you write there?")
        }
    }

    /// - Throws: ``CommandFailure``
    static func note(_ path: String) throws(CommandFailure) -> SignedNote {
        let bytes = try read(path, limit: SignedNote.largest)
        do throws(SignedNoteError) {
            return try SignedNote(bytes)
        } catch {
            throw .input("\(path) is no signed checkpoint: \(error)")
        }
    }
}
