import Foundation
import Ledger
import Testing

@Suite("vigie ledger")
struct LedgerCommandTests {
    /// A database with some documents on its ledger, the receipts of them, and the key in `key.pub`.
    private func withLedger(_ body: (VigieProcess, [String]) async throws -> Void) async throws {
        try await withVigie { vigie in
            #expect(try vigie.run("ingest", "-", input: Data("{}\n".utf8)).status <= 3)
            let lines = (0..<20).map { "the board decided on point \($0)" }.joined(separator: "\n") + "\n"
            let added = try vigie.run("ledger", "add", "-", input: Data(lines.utf8))
            #expect(added.status == 0, "\(added.errors)")
            let receipts = added.output.split(separator: "\n").map(String.init)
            #expect(receipts.count == 20)
            let key = try vigie.run("ledger", "key")
            try vigie.write("key.pub", key.output)
            try await body(vigie, receipts)
        }
    }

    @Test("a receipt is verified without the database, and by a few lines of Python")
    func verifies() async throws {
        try await withLedger { vigie, receipts in
            try vigie.write("r.json", receipts[7])
            let key = try vigie.run("ledger", "key").output.trimmingCharacters(in: .whitespacesAndNewlines)
            for file in try FileManager.default.contentsOfDirectory(atPath: vigie.folder.path)
            where file.hasPrefix("vigie.db") {
                try FileManager.default.removeItem(at: vigie.folder.appendingPathComponent(file))
            }
            let outcome = try vigie.run("ledger", "verify", "r.json", "--key", "key.pub", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.json["fits"] as? Bool == true && outcome.json["content_checked"] as? Bool == true)
            #expect(outcome.json["number"] as? Int == 7 && outcome.json["size"] as? Int == 20)
            let plain = try vigie.run("ledger", "verify", "r.json", "--key", key)
            #expect(plain.status == 0 && plain.output.contains("No independent witness has signed"))
            #expect(!vigie.exists("vigie.db"))
            let python = try Self.python(vigie, "r.json", key)
            #expect(python.status == 0 && python.output.hasPrefix("fits: entry 7 of 20"), "\(python.errors)")
            for (from, to, part) in [
                ("point 7", "point 7", ""), ("document\\n", "decision\\n", "entry"),
                ("\"index\":7", "\"index\":6", "index"),
                ("\\n20\\n", "\\n21\\n", "checkpoint"),
            ] {
                try vigie.write("changed.json", receipts[7].replacing(from, with: to))
                let changed = try Self.python(vigie, "changed.json", key)
                #expect(changed.status == (part.isEmpty ? 0 : 1), "\(part) \(changed.output)")
                #expect(part.isEmpty || changed.errors.contains(part))
                let ours = try vigie.run("ledger", "verify", "changed.json", "--key", key, "--json")
                #expect(ours.status == (part.isEmpty ? 0 : 1))
                #expect(part.isEmpty || ours.json["part"] as? String == part, "\(ours.output)")
            }
        }
    }

    @Test("the few lines of Python name a member that is unknown, missing or damaged, and say what they did not check")
    func pythonIsStrict() async throws {
        try await withLedger { vigie, receipts in
            let key = try vigie.run("ledger", "key").output.trimmingCharacters(in: .whitespacesAndNewlines)
            for (from, to, part) in [
                ("\"salt\":", "\"salT\":", "format"), ("\"content\":", "\"note\":", "format"),
                ("vigie-receipt/v1", "vigie-receipt/v2", "format"), ("\"leaf\":\"", "\"leaf\":\"!", "leaf"),
                ("\"proof\":[\"", "\"proof\":[7,\"", "proof"), ("\"index\":7", "\"index\":\"7\"", "index"),
                ("\"index\":7", "\"index\":7,\"index\":7", "format"), ("No independent", "An independent", "notice"),
                ("{", "[", "format"), ("\"checkpoint\":\"", "\"checkpoint\":null,\"x\":\"", "format"),
            ] {
                try vigie.write("changed.json", receipts[7].replacing(from, with: to, maxReplacements: 1))
                let outcome = try Self.python(vigie, "changed.json", key)
                #expect(outcome.status == 1 && outcome.errors.hasPrefix("DOES NOT FIT: \(part)"), "\(outcome.errors)")
            }
            try vigie.write("whole.json", receipts[7])
            for wrong in ["", "a+b", "a+b+c", "a+b+AAAA"] {
                let outcome = try Self.python(vigie, "whole.json", wrong)
                #expect(outcome.status == 1 && outcome.errors.hasPrefix("DOES NOT FIT: key"), "\(outcome.errors)")
            }
            #expect(try Self.python(vigie, "whole.json", key).output.contains("content in the receipt is what was"))
            try vigie.write("closed.json", try vigie.run("ledger", "receipt", "7").output)
            let closed = try Self.python(vigie, "closed.json", key)
            #expect(closed.status == 0 && closed.output.contains("NOT checked: the content"), "\(closed.errors)")
        }
    }

    private static func python(_ vigie: VigieProcess, _ receipt: String, _ key: String) throws -> VigieProcess.Outcome {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/verify-receipt.py")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path, receipt, key]
        process.currentDirectoryURL = vigie.folder
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let (said, complained) = (
            output.fileHandleForReading.readDataToEndOfFile(), errors.fileHandleForReading.readDataToEndOfFile()
        )
        process.waitUntilExit()
        return VigieProcess.Outcome(
            status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self))
    }

    @Test("statuses: 1 does not fit, 3 is no receipt or no key, 2 is misuse")
    func statuses() async throws {
        try await withLedger { vigie, receipts in
            try vigie.write("good.json", receipts[0])
            try vigie.write("bad.json", receipts[0].replacing("\"leaf\":\"", with: "\"leaf\":\"A"))
            try vigie.write("text.txt", "not a receipt")
            func status(_ arguments: String...) throws -> Int32 { try vigie.run(["ledger"] + arguments).status }
            #expect(try status("verify", "good.json", "bad.json", "--key", "key.pub") == 1)
            #expect(try status("verify", "good.json", "text.txt", "--key", "key.pub") == 3)
            #expect(try status("verify", "absent.json", "--key", "key.pub") == 3)
            #expect(try status("verify", "good.json", "--key", "absent.pub") == 3)
            #expect(try status("verify", "good.json", "--key", "a+b+c") == 3)
            #expect(try status("verify", "good.json", "--key", "good.json") == 3)
            #expect(try status("verify", "good.json") == 2)
            #expect(try status("receipt", "20") == 3)
            #expect(try status("receipt", "-1") == 2)
            #expect(try status("prove", "--from", "0") == 3)
            #expect(try status("audit", "--db", "absent.db") == 3)
            #expect(try status("stamp") == 2)
        }
    }

    @Test("a receipt in the form of c2sp.org/tlog-proof is verified too")
    func tlogProof() async throws {
        try await withLedger { vigie, _ in
            let proof = try vigie.run("ledger", "receipt", "3", "--format", "tlog-proof")
            #expect(proof.output.hasPrefix("c2sp.org/tlog-proof@v1\nextra "))
            #expect(
                try vigie.run(["ledger", "verify", "-", "--key", "key.pub"], input: Data(proof.output.utf8)).status == 0
            )
            let changed = Data(proof.output.replacing("index 3", with: "index 2").utf8)
            #expect(try vigie.run(["ledger", "verify", "-", "--key", "key.pub"], input: changed).status == 1)
        }
    }

    @Test("between two checkpoints growth is proved; the audit passes, and names an entry that was changed")
    func grows() async throws {
        try await withLedger { vigie, _ in
            try vigie.write("one.note", try vigie.run("ledger", "checkpoint").output)
            _ = try vigie.run("ledger", "add", "-", input: Data("another\n".utf8))
            try vigie.write("two.note", try vigie.run("ledger", "checkpoint").output)
            try vigie.write("proof.json", try vigie.run("ledger", "prove", "--from", "20").output)
            let arguments = ["ledger", "compare", "one.note", "two.note", "--proof", "proof.json", "--key", "key.pub"]
            #expect(try vigie.run(arguments).status == 0)
            var proof = try vigie.run("ledger", "prove", "--from", "20").output
            let start = try #require(proof.range(of: "\"proof\":[\"")).upperBound
            proof.replaceSubrange(start...start, with: proof[start] == "A" ? "B" : "A")
            try vigie.write("proof.json", proof)
            #expect(try vigie.run(arguments).status == 1)
            let audit = try vigie.run("ledger", "audit", "--json", "--checkpoint", "one.note")
            #expect(audit.status == 0 && audit.json["entries"] as? Int == 21 && audit.json["checkpoints"] as? Int == 2)
            // As with an editor for bytes: the file is not asked whether it wants to be changed.
            let path = vigie.folder.appendingPathComponent("vigie.db")
            var bytes = try Data(contentsOf: path)
            let place = try #require(bytes.firstRange(of: Data("vigie-entry/v1\n12\n".utf8)))
            bytes[place.upperBound] ^= 1
            try bytes.write(to: path)
            let changed = try vigie.run("ledger", "audit", "--json")
            #expect(changed.status == 1)
            let problem = changed.json["problem"] as? [String: Any]
            #expect(problem?["entry"] as? Int == 12 && problem?["part"] as? String == "entry", "\(changed.output)")
        }
    }
}
