import Casework
import Foundation
import GRDB
import Ledger
import SafetyModel
import Testing

@testable import SQLiteStorage

extension Tampering {
    /// On the ledger: 0…3 a case that a report opened (opened, signal, reported, the report), 4 and 5 rules and their
    /// line.
    static let rows: [Tampering] = [
        .init("by when somebody looks at a report", "UPDATE reports SET look_by = look_by + 1", "content", 3),
        .init("by when a report is decided", "UPDATE reports SET decide_by = decide_by + 1", "content", 3),
        .init("a receipt", "UPDATE reports SET receipt = zeroblob(32)", "content", 3),
        .init("who reported", flip("reports", "reporter", "1", byte: 20), "content", 3),
        .init("a file as it came", flip("report_attachments", "original", "1", byte: 20), "content", 3),
        .init("a file as it is shown", flip("report_attachments", "copy", "1", byte: 20), "content", 3),
        .init("what kind of file it is", "UPDATE report_attachments SET kind = 'pdf'", "content", 3),
        .init("how large a file is", "UPDATE report_attachments SET bytes = bytes + 1", "content", 3),
        .init("a lost file", "DELETE FROM report_attachments", "content", 3),
        .init("a lost report", "DELETE FROM reports", "content", 3),
        .init("a text of the rules", "UPDATE rule_texts SET text = text || ' '", "rules", 4),
        .init("a lost text of the rules", "DELETE FROM rule_texts", "rules", 4),
        .init("a file of the rules", "UPDATE rule_files SET name = 'b.yaml'", "content", 4),
        .init("a report that has lost its case", "DELETE FROM report_cases", "report", nil),
        .init(
            "when a clock of a report ends", "UPDATE clocks SET due = due + 1 WHERE clock = 'first_look'", "clock", nil),
        .init("a lost clock of a report", "DELETE FROM clocks WHERE clock = 'acknowledge'", "clock", nil),
    ]
}

@Suite("The audit names rows that are not what was entered")
struct LedgerRowAuditTests {
    @Test("whatever was changed of a report, its case or the rules is found and named", arguments: Tampering.rows)
    func finds(_ tampering: Tampering) async throws {
        try await withReport { store in
            try await change(tampering.sql, in: store)
            let problem = try #require(try await store.auditLedger().problem)
            #expect(problem.part == tampering.part, "\(problem)")
            #expect(problem.entry == tampering.entry, "\(problem)")
        }
    }

    @Test("a case that was claimed, decided and reopened stands where its trail says, and its clocks with it")
    func steps() async throws {
        try await withReport { store in
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            for step in [CaseStep.claim, .decide(.warn, reason: "seen"), .reopen(reason: "look again"), .claim] {
                let version = try await store.caseFile(1, for: gus).item.version
                try await store.perform(step, on: 1, version: version, by: gus, at: Sample.now + .hours(2))
                #expect(try await store.auditLedger().problem == nil, "\(step)")
            }
            try await change("UPDATE cases SET claimed_by = NULL, state = 'open'", in: store)
            #expect(try await store.auditLedger().problem?.part == "case")
        }
    }

    /// A store with a report that has a file, with rules, and a signed checkpoint over all.
    private func withReport(_ body: (SQLiteStore) async throws -> Void) async throws {
        var options = SQLiteStore.Options()
        options.receiptCost = 4
        try await withStore(options: options) { store in
            var draft = ReportDraft()
            draft.community = "c1"
            draft.happening = "pictures"
            draft.accused = ["z9"]
            draft.text = "asked me for a picture"
            let file = Array("the file of a report".utf8)
            _ = try await store.file(
                ReportFiling(
                    report: try draft.report(now: Sample.now),
                    files: [.init(original: file, checked: try AttachmentCheck.examine(file))]),
                receipt: try #require(ReceiptCode(random: (0..<64).map { UInt8($0) })), at: Sample.now)
            let order = RuleOrder(
                files: [RuleFileText(name: "a.yaml", text: "rules: []")], changes: RuleChanges(), base: 0,
                reason: "first")
            _ = try await store.importRules(order, directory: [:], after: 0, at: Sample.now)
            try await store.signCheckpoint()
            let report = try await store.auditLedger()
            #expect(report.problem == nil && report.older == 0)
            try await body(store)
        }
    }

    /// As somebody does it who has the file: without the triggers and references.
    private func change(_ sql: String, in store: SQLiteStore) async throws {
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \(name)")
            }
            try db.execute(sql: sql)
            try db.execute(sql: "PRAGMA foreign_keys = ON")
        }
    }
}
