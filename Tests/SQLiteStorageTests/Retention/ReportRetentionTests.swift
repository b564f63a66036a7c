import Casework
import Foundation
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("Reports past their time")
struct ReportRetentionTests {
    private static let rules = RetentionRules(standard: 365)
    private static let after = Sample.now + .days(400)
    private static let words = "kept words, and a number 0600000000"

    /// A report about one or more people, with a file and a message, all of whose cases are decided but some.
    private func withReport(
        about accused: [String] = ["a1"], deciding: Int? = nil,
        _ body: (SQLiteStore, ReceiptCode, Int64, Reviewer) async throws -> Void
    ) async throws {
        try await withStore { store in
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            var draft = ReportDraft()
            draft.community = "c1"
            draft.happening = "pictures"
            draft.accused = accused
            draft.text = Self.words
            draft.contact = "noa@reporter.example"
            let file = Array("the file of a report".utf8)
            let code = try #require(ReceiptCode(random: (0..<64).map { UInt8($0) }))
            let filed = try await store.file(
                ReportFiling(
                    report: try draft.report(now: Sample.now),
                    files: [.init(original: file, checked: try AttachmentCheck.examine(file))]),
                receipt: code, at: Sample.now)
            _ = try await store.write("a message of mine", receipt: code, at: Sample.now)
            for id in 1...Int64(deciding ?? accused.count) {
                for step in [CaseStep.claim, .decide(.warn, reason: "seen")] {
                    let version = try await store.caseFile(id, for: gus).item.version
                    try await store.perform(step, on: id, version: version, by: gus, at: Sample.now)
                }
            }
            try await body(store, code, filed.number, gus)
        }
    }

    @Test("words, files, dialogue and reporter go with the key, and ledger, case, reporter and receipt say so")
    func deletes() async throws {
        try await withReport { store, code, number, gus in
            let proof = try #require(try await store.ledgerReceipt(of: code))
            let trial = try await store.applyRetention(Self.rules, isTrial: true, at: Self.after)
            #expect(trial.reports == ["minor.solicitation 365d": 1])
            #expect(try await store.status(of: code)?.deleted == nil)
            let report = try await store.applyRetention(Self.rules, at: Self.after)
            #expect(report.reports == ["minor.solicitation 365d": 1] && report.reportsHeld == 0)
            let status = try #require(try await store.status(of: code))
            #expect(status.deleted?.rule == "minor.solicitation 365d" && status.messages.isEmpty)
            #expect(status.state == .acted)
            // Nothing is written to what is gone, from either side.
            #expect(try await store.write("more", receipt: code, at: Self.after) == false)
            await #expect(throws: CaseStepError.notFound) {
                try await store.answer("hello", to: number, on: 1, by: gus, at: Self.after)
            }
            await #expect(throws: CaseStepError.notFound) {
                _ = try await store.revealReporter(of: number, on: 1, reason: "why", by: gus, at: Self.after)
            }
            let file = try await store.caseFile(1, for: gus)
            try await store.perform(
                .reveal(reason: "x"), on: 1, version: file.item.version, by: gus, at: Self.after)
            let seen = try await store.reports(on: 1, withText: true, for: gus)
            #expect(seen.reports.first?.said == nil && seen.reports.first?.attachments.isEmpty == true)
            #expect(seen.reports.first?.deleted?.at == Self.after && seen.total == 1 && seen.voices == 1)
            #expect(try await store.caseFile(1, for: gus).trail.contains { $0.action == "reports_deleted" })
            let audit = try await store.auditLedger()
            #expect(audit.problem == nil && audit.erased >= 1)
            // The receipt still proves that it was filed.
            let again = try #require(try await store.ledgerReceipt(of: code))
            #expect(!proof.isEmpty && !again.isEmpty)
            #expect(try await store.applyRetention(Self.rules, at: Self.after).reports.isEmpty)
        }
    }

    @Test("nothing of it is left in the file of the database, not even sealed")
    func bytes() async throws {
        try await withReport { store, _, number, _ in
            let sealed: [Data] = try await store.read { db in
                try Data.fetchAll(db, sql: "SELECT said FROM reports UNION ALL SELECT original FROM report_attachments")
                    + Data.fetchAll(db, sql: "SELECT wrapped FROM report_keys")
            }
            #expect(sealed.count == 3)
            _ = try await store.applyRetention(Self.rules, at: Self.after)
            let path = store.path
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path)) + ((try? Data(contentsOf: URL(fileURLWithPath: path + "-wal"))) ?? Data())
            for piece in sealed { #expect(bytes.range(of: piece.suffix(24)) == nil) }
            #expect(number > 0)
        }
    }

    @Test("a report stays while one of its cases is under way, and while one is held")
    func stays() async throws {
        try await withReport(about: ["a1", "a2"], deciding: 1) { store, code, _, _ in
            let report = try await store.applyRetention(Self.rules, at: Self.after)
            #expect(report.reports.isEmpty && report.reportsWaiting == 1)
            #expect(try await store.status(of: code)?.matters.map(\.state) == [.acted, .received])
        }
        try await withReport { store, code, _, gus in
            try await store.perform(.set(reason: "a court asks"), on: 1, by: gus, at: Sample.now)
            let report = try await store.applyRetention(Self.rules, at: Self.after)
            #expect(report.reports.isEmpty && report.reportsHeld == 1)
            #expect(try await store.status(of: code)?.messages.count == 1)
        }
        // Without a rule it is kept for good.
        try await withReport { store, code, _, _ in
            let report = try await store.applyRetention(RetentionRules(), at: Self.after + .days(9000))
            #expect(report.reports.isEmpty)
            #expect(try await store.status(of: code)?.deleted == nil)
        }
    }

    @Test("public figures count a deleted report as before, and its case can be worked on again")
    func figures() async throws {
        try await withReport { store, _, _, gus in
            let span = (from: Sample.now - .days(1), before: Sample.now + .days(1), until: Self.after)
            let before = try await store.receivedReports(from: span.from, before: span.before, until: span.until)
            _ = try await store.applyRetention(Self.rules, at: Self.after)
            let after = try await store.receivedReports(from: span.from, before: span.before, until: span.until)
            #expect(before == after && after.count == 1)
            for step in [CaseStep.reopen(reason: "more came"), .claim, .decide(.warn, reason: "seen again")] {
                let version = try await store.caseFile(1, for: gus).item.version
                try await store.perform(step, on: 1, version: version, by: gus, at: Self.after)
            }
        }
    }
}
