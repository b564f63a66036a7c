import Casework
import Crypto
import Foundation
import SQLiteStorage
import SafetyModel
import Testing
import TextAnalysis

@Suite("vigie export")
struct ExportTests {
    /// A database with one case: private messages, and one in a room.
    private func prepare(_ vigie: VigieProcess, staff: Bool = false) throws {
        let lines = Exports.story.enumerated().map { index, line in
            let other = line.author == Exports.elder ? Exports.younger : Exports.elder
            let channel =
                index == 7 ? #"{"id":"456","kind":"text","name":"général"}"# : #"{"id":"789","kind":"direct"}"#
            return """
                {"specversion":"1.0","id":"90\(index)","source":"discord:guild/123","type":"message.posted",\
                "time":"2026-06-03T20:\(10 + index):00Z","data":{"community":"123","channel":\(channel),\
                "actor":{"id":"\(line.author)","name":"<i>\(line.author.suffix(1))</i>","staff":\
                \(staff && line.author == Exports.elder)},"target":{"id":"\(other)"},"text":"\(line.text)"}}
                """
        }
        try vigie.write("events.ndjson", lines.joined(separator: "\n"))
        let outcome = try vigie.run("ingest", "events.ndjson")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// Files a report with one file.
    private func file(
        _ draft: ReportDraft, with bytes: [UInt8], in store: SQLiteStore, at now: Timestamp
    ) async throws -> ReceiptCode {
        let code = try #require(ReceiptCode(random: (0..<64).map { UInt8($0) }))
        _ = try await store.file(
            ReportFiling(
                report: try draft.report(now: now),
                files: [.init(original: bytes, checked: try AttachmentCheck.examine(bytes))]),
            receipt: code, at: now)
        return code
    }

    private func trail(_ vigie: VigieProcess) async throws -> [String] {
        let store = try SQLiteStore.open(
            path: vigie.folder.appendingPathComponent("vigie.db").path, taxonomy: try ShippedTaxonomy.load())
        defer { try? store.close() }
        return try await store.caseOutline(1).trail.map { "\($0.action) \($0.detail)" }
    }

    @Test("a report to NCMEC has a manifest with the right sums, and the trail says who looked and what was written")
    func cyberTip() async throws {
        try await withVigie { vigie in
            try prepare(vigie)
            let outcome = try vigie.run(
                "export", "case", "1", "--format", "cybertip", "--reviewed-by", "Ada Example", "--output", "tip")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let folder = vigie.folder.appendingPathComponent("tip")
            let report = try String(contentsOf: folder.appendingPathComponent("report.xml"), encoding: .utf8)
            #expect(report.contains("<lastName>Example</lastName>"))
            #expect(report.contains("&lt;i&gt;"))
            #expect(report.contains("photo de toi"))
            let details = try String(contentsOf: folder.appendingPathComponent("events-details.xml"), encoding: .utf8)
            #expect(details.contains("<fileViewedByEsp>false</fileViewedByEsp>"))
            let manifest = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent("manifest.json")))
                    as? [String: Any])
            for output in try #require(manifest["outputs"] as? [[String: Any]]) {
                let name = try #require(output["path"] as? String)
                #expect(output["sha256"] as? String == Exports.sha256(folder.appendingPathComponent(name).path))
            }
            let lines = try await trail(vigie)
            #expect(lines.contains("exported cybertip, reviewed by Ada Example"))
            let sum = try #require(Exports.sha256(folder.appendingPathComponent("report.xml").path))
            #expect(lines.contains("export_written cybertip SHA-256 \(sum)"))
            let mode =
                try FileManager.default.attributesOfItem(
                    atPath: folder.appendingPathComponent("report.xml").path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("without a person who looked, a report is refused before anybody's words are read")
    func needsPerson() async throws {
        try await withVigie { vigie in
            try prepare(vigie)
            for format in ["cybertip", "pharos"] {
                let outcome = try vigie.run("export", "case", "1", "--format", format)
                #expect(outcome.status == 2)
                #expect(outcome.errors.contains("--reviewed-by"))
                #expect(outcome.output.isEmpty)
            }
            #expect(try await !trail(vigie).contains { $0.hasPrefix("exported") })
        }
    }

    @Test("who asked to see the texts counts as the person who looked, and the file as viewed")
    func looked() async throws {
        try await withVigie { vigie in
            try prepare(vigie)
            let store = try SQLiteStore.open(
                path: vigie.folder.appendingPathComponent("vigie.db").path, taxonomy: try ShippedTaxonomy.load())
            let now = SQLiteStore.systemClock()
            let rosa = try await store.create(
                name: "rosa", passwordHash: "x", roles: [.reviewer], language: "fr", by: nil, at: now)
            let item = try await store.caseOutline(1).item
            try await store.perform(.reveal(reason: "to report"), on: 1, version: item.version, by: rosa, at: now)
            try store.close()
            let outcome = try vigie.run("export", "case", "1", "--format", "cybertip", "--output", "tip")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let folder = vigie.folder.appendingPathComponent("tip")
            let details = try String(contentsOf: folder.appendingPathComponent("events-details.xml"), encoding: .utf8)
            #expect(details.contains("<fileViewedByEsp>true</fileViewedByEsp>"))
            #expect(try await trail(vigie).contains("exported cybertip, reviewed by rosa"))
        }
    }

    @Test("a sheet for PHAROS holds the public message and no private one; the reference that comes back is kept")
    func pharos() async throws {
        try await withVigie { vigie in
            try prepare(vigie)
            let outcome = try vigie.run(
                "export", "case", "1", "--format", "pharos", "--reviewed-by", "Ada", "--output", "sheet.html")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let page = try String(contentsOf: vigie.folder.appendingPathComponent("sheet.html"), encoding: .utf8)
            #expect(page.contains("photo de toi, juste pour moi"))
            // Reasons may speak of secrets; the private messages do not stand there.
            for (index, line) in Exports.story.enumerated() where index != 7 { #expect(!page.contains(line.text)) }
            let kept = try vigie.run("export", "reference", "1", "--authority", "PHAROS", "--reference", "AB-12")
            #expect(kept.status == 0, "\(kept.errors)")
            #expect(try await trail(vigie).contains("reference_recorded PHAROS: AB-12"))
        }
    }

    @Test("a dossier is a folder that holds its events, and NDJSON goes to standard output")
    func others() async throws {
        let staffCase = String(Visibility.firstNumberAboutStaff)
        try await withVigie { vigie in
            try prepare(vigie, staff: true)
            let dossier = try vigie.run("export", "case", staffCase, "--format", "dossier", "--lang", "fr")
            #expect(dossier.status == 0, "\(dossier.errors)")
            #expect(dossier.errors.contains("member of staff"))
            let folder = vigie.folder.appendingPathComponent("case-\(staffCase)-dossier").path
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                    "events.ndjson", "findings.json", "index.html", "manifest.json", "receipts",
                ])
            let lines = try vigie.run("export", "case", staffCase, "--format", "ndjson").output.split(separator: "\n")
            #expect(lines.first?.hasPrefix("{\"kind\":\"case\",\"number\":\(staffCase)") == true)
            #expect(lines.filter { $0.hasPrefix(#"{"kind":"event""#) }.count == Exports.story.count)
        }
    }

    @Test(
        "a package has receipts of its reports, evidence and decisions, which fit on another machine, and no file of a report"
    )
    func receipts() async throws {
        try await withVigie { vigie in
            try prepare(vigie)
            let path = vigie.folder.appendingPathComponent("vigie.db").path
            let store = try SQLiteStore.open(path: path, taxonomy: try ShippedTaxonomy.load())
            var draft = ReportDraft()
            draft.community = "123"
            draft.happening = "pictures"
            draft.accused = [Exports.elder]
            draft.text = "kept words"
            let now = SQLiteStore.systemClock()
            let code = try await file(draft, with: Array("hey".utf8), in: store, at: now)
            let rosa = try await store.create(
                name: "rosa", passwordHash: "x", roles: [.guardian], language: "fr", by: nil, at: now)
            var item = try await store.caseOutline(1).item
            try await store.perform(.claim, on: 1, version: item.version, by: rosa, at: now)
            item = try await store.caseOutline(1).item
            try await store.perform(
                .decide(.noAction, reason: "told apart"), on: 1, version: item.version, by: rosa, at: now)
            try store.close()
            let outcome = try vigie.run("export", "case", "1", "--format", "ndjson", "--output", "pack")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let folder = vigie.folder.appendingPathComponent("pack")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/receipts").sorted()
            for kind in ["report", "evidence", "decision"] {
                #expect(names.contains { $0.hasPrefix("\(kind)-") }, "\(kind)")
            }
            #expect(names.filter { $0.hasPrefix("report-") }.count == 1 && names.contains("README.txt"))
            let manifest = try String(contentsOf: folder.appendingPathComponent("manifest.json"), encoding: .utf8)
            for name in names { #expect(manifest.contains("receipts/\(name)"), "\(name)") }
            // On another machine: nothing but the package and the key.
            let key = try String(contentsOfFile: path + ".ledger.pub", encoding: .utf8)
            let receipts = names.filter { $0.hasSuffix(".json") }.map { "pack/receipts/\($0)" }
            let verified = try vigie.run(["ledger", "verify", "--key", key] + receipts)
            #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
            #expect(verified.output.contains("The content in the receipt is what was entered."))
            for receipt in receipts { #expect(try runVerifier(on: receipt, key: key, in: vigie) == 0, "\(receipt)") }
            let all = try receipts.map {
                try String(contentsOf: vigie.folder.appendingPathComponent($0), encoding: .utf8)
            }
            #expect(!all.joined().contains("kept words") && !all.joined().contains(code.plain))
            // One changed byte is found and named.
            let first = vigie.folder.appendingPathComponent(receipts[0])
            let text = try String(contentsOf: first, encoding: .utf8).replacing(
                "vigie-entry/v1", with: "vigie-entrY/v1")
            try text.write(to: first, atomically: true, encoding: .utf8)
            #expect(try vigie.run("ledger", "verify", "--key", key, receipts[0]).status != 0)
        }
    }

    @Test("a case that a report made says in every format what was reported, and nothing of who reported")
    func reported() async throws {
        try await withVigie { vigie in
            try prepare(vigie)
            let path = vigie.folder.appendingPathComponent("vigie.db").path
            let store = try SQLiteStore.open(path: path, taxonomy: try ShippedTaxonomy.load())
            var draft = ReportDraft()
            draft.community = "123"
            draft.happening = "pictures"
            draft.accused = ["mallory"]
            draft.dangerNow = true
            draft.text = "the words of the report"
            draft.name = "Zelda Example"
            draft.contact = "zelda@example.org"
            let now = SQLiteStore.systemClock()
            let bytes = Array("what was sent".utf8)
            let code = try await file(draft, with: bytes, in: store, at: now)
            let rosa = try await store.create(
                name: "rosa", passwordHash: "x", roles: [.guardian], language: "fr", by: nil, at: now)
            let cases = try await store.queue(QueueFilter(), for: rosa).cases
            let number = String(try #require(cases.first { $0.subject == "mallory" }).id)
            try store.close()
            let sum = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
            var written: [String: String] = [:]
            for (format, output, main) in [
                ("dossier", "d", "d/index.html"), ("cybertip", "t", "t/report.xml"), ("pharos", "p", "p/pharos.html"),
                ("ndjson", "n", "n/case.ndjson"),
            ] {
                let outcome = try vigie.run(
                    "export", "case", number, "--format", format, "--reviewed-by", "Ada", "--lang", "en",
                    "--output", output)
                #expect(outcome.status == 0, "\(format) \(outcome.errors)")
                let text = try String(contentsOf: vigie.folder.appendingPathComponent(main), encoding: .utf8)
                for part in ["the words of the report", "mallory", sum] {
                    #expect(text.contains(part), "\(format) \(part)")
                }
                for part in ["Zelda", "zelda", code.plain] { #expect(!text.contains(part), "\(format) \(part)") }
                written[format] = text
            }
            let page = try #require(written["dossier"])
            #expect(page.contains("and 1 report.") && page.contains("Somebody feels in danger now."))
            #expect(page.contains("Chain of custody") && page.contains("report received"))
            #expect(!page.contains("report.danger_now") && !page.contains("several people"))
            #expect(written["pharos"]?.contains("Une personne se sent en danger maintenant.") == true)
        }
    }

    /// `docs/verify-receipt.py`, which shares nothing with Vigie.
    private func runVerifier(on receipt: String, key: String, in vigie: VigieProcess) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/verify-receipt.py").standardized.path
        process.arguments = ["python3", script, receipt, key]
        process.currentDirectoryURL = vigie.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test("bad usage ends with 2, a case that is not there with 3, and nothing is made")
    func wrong() async throws {
        try await withVigie { vigie in
            try prepare(vigie)
            for wrong in [
                ["export", "case", "1"], ["export", "case", "one", "--format", "ndjson"],
                ["export", "case", "1", "--format", "fax"],
                ["export", "case", "1", "--format", "dossier", "--output", "-"],
                ["export", "case", "1", "--format", "pharos", "--reviewed-by", " "],
                ["export", "case", "1", "--format", "pharos", "--reviewed-by", "a\nb"],
                ["export", "case", "1", "--format", "ndjson", "--urgent", "now"],
                ["export", "case", "1", "--format", "ndjson", "--output", "missing/x.ndjson"],
                ["export", "reference", "1", "--authority", "X", "--reference", ""],
            ] {
                #expect(try vigie.run(wrong).status == 2, "\(wrong)")
            }
            let missing = try vigie.run("export", "case", "99", "--format", "ndjson")
            #expect(missing.status == 3)
            #expect(missing.errors.contains("no case 99"))
            #expect(try vigie.run("export", "case", "1", "--format", "ndjson", "--db", "none.db").status == 3)
            #expect(!vigie.exists("none.db"))
        }
    }
}
