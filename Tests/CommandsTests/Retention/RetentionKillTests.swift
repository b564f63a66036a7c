import Casework
import Foundation
import SQLiteStorage
import SafetyModel
import Testing
import TextAnalysis

@testable import Commands

@Suite("A retention that is killed half-way")
struct RetentionKillTests {
    private static let reports = 120

    /// Reports and evidence of cases that were decided long ago.
    private func prepare(_ path: String) async throws {
        let store = try SQLiteStore.open(path: path, taxonomy: try ShippedTaxonomy.load())
        let long = Clock.now() - .days(200)
        let gus = try await store.create(
            name: "gus", passwordHash: "x", roles: [.guardian], language: "fr", by: nil, at: long)
        let file = [UInt8](repeating: 0x61, count: 40_000)
        for number in 0..<Self.reports {
            var draft = ReportDraft()
            draft.community = "c1"
            draft.happening = "pictures"
            draft.accused = ["m\(number / 8)"]
            draft.text = "words \(number)"
            let code = try #require(ReceiptCode(random: (0..<64).map { UInt8(truncatingIfNeeded: $0 * 7 + number) }))
            _ = try await store.file(
                ReportFiling(
                    report: try draft.report(now: long),
                    files: [.init(original: file, checked: try AttachmentCheck.examine(file))]),
                receipt: code, at: long)
        }
        for id in 1...Int64(Self.reports / 8) {
            for step in [CaseStep.claim, .decide(.warn, reason: "seen")] {
                let version = try await store.caseFile(id, for: gus).item.version
                try await store.perform(step, on: id, version: version, by: gus, at: long)
            }
        }
        try store.close()
    }

    @Test("each report is whole, or gone with its entry on the ledger; the last run finishes; the ledger fits")
    func killed() async throws {
        try await withVigie { vigie in
            let path = vigie.folder.appendingPathComponent("vigie.db").path
            try await prepare(path)
            try vigie.write("rules.yaml", "default: 90d\n")
            var left: [Int] = []
            for kill in 0..<20 {
                // Once the log has grown by that much the run is in the middle of some transaction, each time another.
                try Self.runKilled(vigie, afterLogBytes: 20_000 + kill * 53_000)
                left.append(try await kept(path))
            }
            let last = try vigie.run("db", "retention", "--rules", "rules.yaml", "--json")
            #expect(last.status == 0, "\(last.errors)")
            #expect(try await kept(path) == 0)
            #expect(left == left.sorted(by: >) && Set(left).count > 2, "\(left)")
            let audit = try vigie.run("ledger", "audit", "--db", "vigie.db")
            #expect(audit.status == 0, "\(audit.output) \(audit.errors)")
        }
    }

    /// How many reports are whole; every other one is gone, and told.
    private func kept(_ path: String) async throws -> Int {
        let store = try SQLiteStore.open(path: path, taxonomy: try ShippedTaxonomy.load())
        defer { try? store.close() }
        let counts = try await store.check().counts
        let gone = counts["reports_deleted"] ?? -1
        let kept = Self.reports - gone
        #expect(counts["reports"] == Self.reports && counts["report_keys"] == kept)
        #expect(counts["report_attachments"] == kept)
        let audit = try await store.auditLedger()
        #expect(audit.problem == nil && audit.erased == gone)
        return kept
    }

    private static func runKilled(_ vigie: VigieProcess, afterLogBytes bytes: Int) throws {
        let process = Process()
        process.executableURL = VigieProcess.program
        process.arguments = ["db", "retention", "--rules", "rules.yaml"]
        process.currentDirectoryURL = vigie.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let log = vigie.folder.appendingPathComponent("vigie.db-wal").path
        while process.isRunning {
            var facts = stat()
            if stat(log, &facts) == 0, facts.st_size > bytes { break }
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
