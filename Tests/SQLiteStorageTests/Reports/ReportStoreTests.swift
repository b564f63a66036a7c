import Casework
import Foundation
import GRDB
import Ledger
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("Reports in the store")
struct ReportStoreTests {
    struct Setting {
        var store: SQLiteStore
        var reviewer: Reviewer
        var lead: Reviewer
        var guardian: Reviewer
    }

    /// A store with three people and a community of three, one of them staff.
    private func withReports(_ body: (Setting) async throws -> Void) async throws {
        var options = SQLiteStore.Options()
        options.receiptCost = 4
        try await withStore(options: options) { store in
            _ = try await store.append([
                Sample.message("m1", from: "a1", to: "b7"), Sample.message("m2", from: "s9", to: "b7", staff: true),
            ])
            try await body(
                Setting(
                    store: store, reviewer: try await Sample.reviewer("rina", [.reviewer], in: store),
                    lead: try await Sample.reviewer("leo", [.lead], in: store),
                    guardian: try await Sample.reviewer("gus", [.guardian], in: store)))
        }
    }

    private func receipt(_ number: Int) throws -> ReceiptCode {
        try #require(ReceiptCode(random: (0..<40).map { UInt8(truncatingIfNeeded: $0 * 31 + number * 7) }))
    }

    private func report(_ change: (inout ReportDraft) -> Void = { _ in }) throws -> Report {
        var draft = ReportDraft()
        draft.community = "c1"
        draft.happening = "pictures"
        draft.accused = ["a1"]
        draft.text = "he asked me for a picture, just for him"
        change(&draft)
        return try draft.report(now: Sample.now)
    }

    @discardableResult
    private func file(
        _ store: SQLiteStore, _ number: Int, files: [ReportFiling.File] = [],
        _ change: (inout ReportDraft) -> Void = { _ in }
    ) async throws -> FilingResult {
        let report = try report(change)
        return try await store.file(
            ReportFiling(report: report, files: files), receipt: try receipt(number), at: Sample.now)
    }

    private func cases(_ store: SQLiteStore, for reviewer: Reviewer) async throws -> [Case] {
        try await store.queue(QueueFilter(), for: reviewer).cases
    }

    @Test("a report opens a case about the accused, and its receipt says where it stands until it is decided")
    func lifeOfAReport() async throws {
        try await withReports { setting in
            let store = setting.store
            let filed = try await file(store, 1)
            #expect(filed.isNew)
            let code = try receipt(1)
            var status = try #require(try await store.status(of: code))
            #expect(status.state == .received && status.due == filed.deadlines.firstLook)
            let item = try #require(try await cases(store, for: setting.reviewer).first)
            #expect(item.subject == "a1" && item.policy == "minor.solicitation" && item.counterparts.isEmpty)
            #expect(item.dueAt <= filed.deadlines.decide)
            try await store.perform(.claim, on: item.id, version: 1, by: setting.reviewer, at: Sample.now + .minutes(5))
            status = try #require(try await store.status(of: code))
            #expect(status.state == .reading && status.since == Sample.now + .minutes(5))
            try await store.perform(
                .decide(.warn, reason: "clear"), on: item.id, version: 2, by: setting.reviewer,
                at: Sample.now + .minutes(9))
            status = try #require(try await store.status(of: code))
            #expect(status.state == .acted && status.due == nil)
            let other = try receipt(2)
            #expect(try await store.status(of: other) == nil)
        }
    }

    @Test("a report is on the ledger, its receipt holds, and whoever alters or drops it is found out")
    func onTheLedger() async throws {
        try await withReports { setting in
            let store = setting.store
            let filed = try await file(store, 1)
            let code = try receipt(1)
            let bytes = try #require(try await store.ledgerReceipt(of: code))
            let held = try Receipt.read(bytes)
            let key = try await store.ledgerKey()
            #expect(throws: Never.self) { try held.verify(with: key) }
            let other = try Receipt.read(try #require(try await store.ledgerReceipt(of: code, as: .tlogProof)))
            #expect(throws: Never.self) { try other.verify(with: key) }
            #expect(!String(decoding: bytes, as: UTF8.self).contains("picture"))
            let unknown = try receipt(2)
            #expect(try await store.ledgerReceipt(of: unknown) == nil)
            #expect(try await store.auditLedger().problem == nil)
            try await store.pool.write { db in
                try db.execute(
                    sql: "UPDATE reports SET danger = 1 - danger WHERE number = ?", arguments: [filed.number])
            }
            let altered = try #require(try await store.auditLedger().problem)
            #expect(altered.part == "content", "\(altered)")
            try await store.pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM reports; PRAGMA foreign_keys = ON")
            }
            #expect(try await store.auditLedger().problem != nil)
        }
    }

    @Test("a revision of the rules is on the ledger with its files")
    func rulesOnTheLedger() async throws {
        try await withReports { setting in
            let order = RuleOrder(
                files: [RuleFileText(name: "a.yaml", text: "rules: []")], changes: RuleChanges(), base: 0,
                reason: "first")
            let revision = try await setting.store.enter(order, after: 0, by: setting.guardian, at: Sample.now)
            #expect(try await setting.store.auditLedger().problem == nil)
            try await setting.store.pool.write { db in
                try db.execute(
                    sql: "UPDATE rule_revisions SET reason = 'other' WHERE number = ?", arguments: [revision.id])
            }
            #expect(try await setting.store.auditLedger().problem?.part == "content")
        }
    }

    @Test("the same report from the same source is filed once, and the second receipt opens nothing")
    func once() async throws {
        try await withReports { setting in
            let origin = ReportOrigin(source: "bot", id: "7")
            let first = try await file(setting.store, 1) { $0.origin = origin }
            let second = try await file(setting.store, 2) { $0.origin = origin }
            #expect(first.isNew && !second.isNew && second.number == first.number)
            let wrong = try receipt(2)
            #expect(try await setting.store.status(of: wrong) == nil)
            #expect(try await cases(setting.store, for: setting.reviewer).count == 1)
        }
    }

    @Test("ten who send the same report at once file one")
    func race() async throws {
        try await withReports { setting in
            let store = setting.store
            let report = try report { $0.origin = ReportOrigin(source: "bot", id: "7") }
            let code = try receipt(1)
            let new = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        try await store.file(ReportFiling(report: report), receipt: code, at: Sample.now).isNew
                    }
                }
                var count = 0
                for try await isNew in group where isNew { count += 1 }
                return count
            }
            #expect(new == 1)
        }
    }

    @Test("reports about one subject are one case; copies of one text are one voice, and do not raise it")
    func voices() async throws {
        try await withReports { setting in
            let store = setting.store
            for number in 1...5 { try await file(store, number) }
            var item = try #require(try await cases(store, for: setting.reviewer).first)
            #expect(item.score == 0.6)
            try await file(store, 6) { $0.text = "Marlow offered my brother a subscription at night" }
            item = try #require(try await cases(store, for: setting.reviewer).first)
            #expect(item.score == 0.76)
            let found = try await store.reports(on: item.id, withText: false, for: setting.reviewer)
            #expect(found.total == 6 && found.voices == 2 && found.reports.allSatisfy { $0.said == nil })
            #expect(try await cases(store, for: setting.guardian).count == 1)
        }
    }

    @Test("a report joins the case that signals opened, by the member's name too")
    func joins() async throws {
        try await withReports { setting in
            let store = setting.store
            _ = try await store.record([Sample.signal("m1")], upTo: 2)
            try await file(store, 1) { $0.accused = ["@NAME of a1"] }
            try await file(store, 2) { $0.accused = ["<@!a1>"] }
            let open = try await cases(store, for: setting.reviewer)
            #expect(open.count == 1 && open[0].subject == "a1" && open[0].signalCount == 3)
            #expect(try await store.reportCounts(on: open.map(\.id), for: setting.reviewer) == [open[0].id: 2])
        }
    }

    @Test("somebody unknown is kept as written; a report that names nobody stands for itself")
    func unknown() async throws {
        try await withReports { setting in
            let hostile = "<script>'; DROP TABLE reports;--"
            try await file(setting.store, 1) { $0.accused = [hostile] }
            try await file(setting.store, 2) { $0.accused = [] }
            try await file(setting.store, 3) { $0.accused = [] }
            let subjects = try await cases(setting.store, for: setting.reviewer).map(\.subject)
            #expect(subjects.contains(hostile) && Set(subjects).count == 3)
            #expect(subjects.count { $0.hasPrefix("report:") } == 2)
        }
    }

    @Test(
        "guardians alone see reports about staff, or that name staff or a reviewer, or say so",
        arguments: [
            ["accused": "s9"], ["accused": "Name of s9"], ["staff": "yes"],
            ["text": "I told NAME OF S9, and nothing came"],
            ["text": "Rina knows, she laughed"], ["place": "the room of leo"],
        ])
    func conflicts(_ fields: [String: String]) async throws {
        try await withReports { setting in
            let filed = try await file(setting.store, 1) {
                if let accused = fields["accused"] { $0.accused = [accused] }
                if let text = fields["text"] { $0.text = text }
                if let place = fields["place"] { $0.place = place }
                $0.accusedIsStaff = fields["staff"] != nil
            }
            #expect(filed.isNew)
            for blind in [setting.reviewer, setting.lead] {
                #expect(try await cases(setting.store, for: blind).isEmpty)
                #expect(try await setting.store.reportCounts(on: [1], for: blind).isEmpty)
                await #expect(throws: CaseStepError.notFound) {
                    try await setting.store.reports(on: 1, withText: false, for: blind)
                }
                await #expect(throws: CaseStepError.notFound) {
                    try await setting.store.answer("hello", to: filed.number, on: 1, by: blind, at: Sample.now)
                }
                await #expect(throws: CaseStepError.notFound) {
                    try await setting.store.attachment(1, on: 1, for: blind)
                }
            }
            #expect(try await cases(setting.store, for: setting.guardian).count == 1)
            let trail = try await setting.store.auditTrail(before: nil, limit: 50, for: setting.lead)
            #expect(!trail.contains { $0.action == "reported" })
        }
    }

    @Test("nothing about the reporter is in what a reviewer or a lead sees, and guardians have to ask")
    func reporter() async throws {
        try await withReports { setting in
            let store = setting.store
            let secret = "zq-secret"
            let number = try await file(store, 1) {
                $0.name = "\(secret)-name"
                $0.contact = "\(secret)-contact"
                $0.account = "\(secret)-account"
                $0.concern = "oneself"
                $0.isTrustedFlagger = true
            }.number
            try await store.perform(
                .reveal(reason: "to decide"), on: 1, version: 1, by: setting.reviewer, at: Sample.now)
            for reviewer in [setting.reviewer, setting.lead] {
                let found = try await store.reports(on: 1, withText: true, for: reviewer)
                let file = try await store.caseFile(1, for: reviewer)
                #expect(!"\(found)\(file)".contains(secret))
                #expect(found.reports.first?.forGuardians == nil)
                await #expect(throws: CaseStepError.notAllowed) {
                    try await store.revealReporter(of: number, on: 1, reason: "curious", by: reviewer, at: Sample.now)
                }
            }
            let before = try await store.reports(on: 1, withText: true, for: setting.guardian)
            #expect(!"\(before)".contains(secret) && before.reports.first?.forGuardians?.concern == .oneself)
            let who = try await store.revealReporter(
                of: number, on: 1, reason: "the police asks", by: setting.guardian, at: Sample.now)
            #expect(who.contact == "\(secret)-contact")
            let after = try await store.reports(on: 1, withText: false, for: setting.guardian)
            #expect(after.reports.first?.forGuardians?.reveals.map(\.detail) == ["the police asks"])
            // Not even that somebody asked is on the trail that leads read.
            let trail = try await store.auditTrail(before: nil, limit: 100, for: setting.lead)
            #expect(!"\(trail)".contains("police") && !trail.contains { $0.action.contains("reporter") })
        }
    }

    @Test("nothing that was said, and no code, is in the database as it is, and its length tells no contact")
    func sealed() async throws {
        try await withReports { setting in
            let store = setting.store
            try await file(store, 1)
            try await file(store, 2) {
                $0.text = "the word zanzibar is in it"
                $0.contact = "zanzibar@example.org"
            }
            let code = try receipt(2)
            _ = try await store.write("zanzibar again", receipt: code, at: Sample.now)
            let rows = try await store.pool.read { db in
                try Row.fetchAll(db, sql: "SELECT length(reporter) AS n, receipt FROM reports ORDER BY filed_at")
            }
            #expect(rows[0]["n"] as Int == rows[1]["n"] as Int)
            try store.close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
            #expect(bytes.range(of: Data("zanzibar".utf8)) == nil)
            #expect(bytes.range(of: Data(code.plain.utf8)) == nil)
        }
    }

    @Test("files are kept sealed; reviewers get the cleaned copy, guardians alone what cannot be cleaned")
    func attachments() async throws {
        try await withReports { setting in
            let store = setting.store
            let text = Array("Marlow: hey".utf8)
            let files = [
                ReportFiling.File(original: [1, 2, 3], checked: CheckedAttachment(kind: .png, copy: [1, 3])),
                ReportFiling.File(original: [4, 5], checked: CheckedAttachment(kind: .mp4, copy: nil)),
                ReportFiling.File(original: text, checked: CheckedAttachment(kind: .text, copy: text)),
            ]
            try await file(store, 1, files: files)
            let listed = try #require(
                try await store.reports(on: 1, withText: false, for: setting.reviewer).reports.first)
            let numbers = Dictionary(uniqueKeysWithValues: listed.attachments.map { ($0.kind, $0.number) })
            let (png, mp4) = (try #require(numbers[.png]), try #require(numbers[.mp4]))
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.attachment(png, on: 1, for: setting.reviewer)
            }
            try await store.perform(
                .reveal(reason: "to decide"), on: 1, version: 1, by: setting.reviewer, at: Sample.now)
            try await store.perform(
                .reveal(reason: "to decide"), on: 1, version: 2, by: setting.guardian, at: Sample.now)
            let copy = try await store.attachment(png, on: 1, for: setting.reviewer)
            #expect(copy == AttachmentContent(kind: .png, bytes: [1, 3], isCleaned: true))
            await #expect(throws: CaseStepError.notAllowed) {
                try await store.attachment(mp4, on: 1, for: setting.reviewer)
            }
            let original = try await store.attachment(mp4, on: 1, for: setting.guardian)
            #expect(original == AttachmentContent(kind: .mp4, bytes: [4, 5], isCleaned: false))
            let seen = try await store.reports(on: 1, withText: true, for: setting.reviewer)
            #expect(seen.reports.first?.attachments.filter(\.mayOpen).count == 2)
            await #expect(throws: CaseStepError.notFound) {
                try await store.attachment(99, on: 1, for: setting.guardian)
            }
        }
    }

    @Test("the dialogue goes both ways, and has an end")
    func dialogue() async throws {
        try await withReports { setting in
            let store = setting.store
            let number = try await file(store, 1).number
            let code = try receipt(1)
            try await store.answer(" How are you? ", to: number, on: 1, by: setting.reviewer, at: Sample.now)
            #expect(try await store.write("not well", receipt: code, at: Sample.now + .minutes(1)))
            let status = try #require(try await store.status(of: code))
            #expect(status.messages.map(\.text) == ["How are you?", "not well"])
            #expect(status.messages.map(\.isFromReporter) == [false, true])
            #expect(status.messages.allSatisfy { $0.reviewer == nil })
            // Texts are for whoever asked to see them.
            let hidden = try await store.reports(on: 1, withText: true, for: setting.reviewer)
            #expect(hidden.reports.first?.messages.map(\.text) == [nil, nil])
            await #expect(throws: CaseStepError.notFound) {
                try await store.answer("x", to: number &+ 1, on: 1, by: setting.reviewer, at: Sample.now)
            }
            await #expect(throws: ReportStoreError.textEmpty) {
                try await store.write(" \n", receipt: code, at: Sample.now)
            }
            await #expect(throws: ReportStoreError.tooManyMessages(limit: 200)) {
                for number in 0..<250 { _ = try await store.write("n\(number)", receipt: code, at: Sample.now) }
            }
        }
    }

    @Test("danger now puts a report before everything else, with an hour on the clock")
    func danger() async throws {
        try await withReports { setting in
            _ = try await setting.store.record([Sample.signal("m1", score: 0.99, subject: "b7")], upTo: 2)
            let filed = try await file(setting.store, 1) { $0.dangerNow = true }
            #expect(filed.deadlines.firstLook == Sample.now + .hours(1))
            let item = try #require(try await cases(setting.store, for: setting.reviewer).first { $0.subject == "a1" })
            #expect(item.imminence == 1 && item.severity == Severity(1))
        }
    }

    @Test("who bans a reporter within 30 days has a case of severity 1, for guardians alone")
    func retaliation() async throws {
        try await withReports { setting in
            let store = setting.store
            try await file(store, 1) { $0.account = "b7" }
            func ban(_ id: String, _ target: String, after: Duration) -> Event {
                Event(
                    id: id, source: "test:guild/1", type: .memberBanned, time: Sample.now + after, community: "c1",
                    channel: nil, actor: Member(id: "s9", name: "Name of s9", staff: true), target: Member(id: target),
                    body: .none)
            }
            _ = try await store.append([ban("x1", "q1", after: .hours(1)), ban("x2", "b7", after: .days(31))])
            #expect(try await cases(store, for: setting.guardian).allSatisfy { $0.subject != "s9" })
            _ = try await store.append([ban("x3", "b7", after: .hours(1))])
            let item = try #require(try await cases(store, for: setting.guardian).first { $0.subject == "s9" })
            #expect(item.policy == Retaliation.policy && item.subjectIsStaff && item.counterparts.isEmpty)
            #expect(try await cases(store, for: setting.lead).allSatisfy { $0.subject != "s9" })
        }
    }

    @Test("receipts are found by an index, and by nothing without the operator's key")
    func hashing() async throws {
        let code = try receipt(1)
        let key = OperatorKey.random()
        let one = try await ReceiptHashing(operatorKey: key, cost: 4).hash(code)
        #expect(try await ReceiptHashing(operatorKey: key, cost: 4).hash(code) == one)
        #expect(try await ReceiptHashing(operatorKey: .random(), cost: 4).hash(code) != one)
        #expect(try await ReceiptHashing(operatorKey: key, cost: SQLiteStore.Options().receiptCost).hash(code) != one)
        try await withReports { setting in
            let queries = [
                ("SELECT number FROM reports WHERE receipt = x'00'", "INDEX"),
                ("SELECT report FROM report_cases WHERE case_id = 1", "PRIMARY KEY"),
                ("SELECT id FROM members WHERE community = 1 AND name_folded = 'a'", "members_by_name"),
                ("SELECT id FROM members WHERE staff = 1 AND community = 1", "members_of_staff"),
            ]
            for (sql, index) in queries {
                let plan = try await setting.store.pool.read { db in
                    try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
                }
                #expect(plan.contains { $0.contains(index) }, "\(sql): \(plan)")
            }
        }
    }
}
