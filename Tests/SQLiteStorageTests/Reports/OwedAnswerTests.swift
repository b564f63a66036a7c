import Casework
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("What a reporter writes after the decision")
struct OwedAnswerTests {
    private struct Setting {
        var store: SQLiteStore
        var rina: Reviewer
        var gus: Reviewer
        var code: ReceiptCode
        var report: Int64
        var item: Int64
    }

    /// A report whose case was closed without action.
    private func withClosedCase(
        aboutStaff: Bool = false, _ body: (Setting) async throws -> Void
    ) async throws {
        try await withStore(options: ClockSample.options) { store in
            let rina = try await Sample.reviewer("rina", [.reviewer], in: store)
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            let code = try ClockSample.receipt(1)
            let filing = try ClockSample.report(1) { $0.accusedIsStaff = aboutStaff }
            let filed = try await store.file(filing, receipt: code, at: Sample.start)
            let found = try #require(try await store.queue(QueueFilter(), for: gus).cases.first)
            let claimed = try await store.perform(
                .claim, on: found.id, version: found.version, by: gus, at: Sample.start + .minutes(10))
            try await store.perform(
                .decide(.noAction, reason: "nothing there"), on: found.id, version: claimed.version, by: gus,
                at: Sample.start + .minutes(20))
            try await body(
                Setting(store: store, rina: rina, gus: gus, code: code, report: filed.number, item: found.id))
        }
    }

    @Test("comes before a person, with a clock that escalates, until somebody answers")
    func answered() async throws {
        try await withClosedCase { (setting: Setting) async throws in
            let store = setting.store
            let moment = Sample.start + .hours(2)
            #expect(try await store.owedAnswers(for: setting.rina).isEmpty)
            #expect(try await store.write("he wrote again", receipt: setting.code, at: moment))
            #expect(try await store.write("and again", receipt: setting.code, at: moment + .minutes(1)))
            let owed = try #require(try await store.owedAnswers(for: setting.rina).first)
            #expect(owed.item.id == setting.item && owed.due == moment + .hours(1))
            #expect(try await store.status(of: setting.code)?.due == owed.due)
            let shown = try await store.reports(on: setting.item, withText: false, for: setting.rina)
            #expect(shown.reports.first?.answerDue == owed.due)
            let made = try await store.makeEscalations(
                by: ClockSample.chain, at: moment + .hours(2), random: ClockSample.random
            ).made
            #expect(made == 1)
            #expect(try await ClockSample.escalations(in: store) == ["acknowledge lead"])
            try await store.answer(
                "We look again.", to: setting.report, on: setting.item, by: setting.rina, at: moment + .hours(3))
            #expect(try await store.owedAnswers(for: setting.rina).isEmpty)
            #expect(try await store.status(of: setting.code)?.due == nil)
            // The next message is owed an answer of its own.
            #expect(try await store.write("thank you", receipt: setting.code, at: moment + .hours(4)))
            #expect(try await store.owedAnswers(for: setting.rina).map(\.due) == [moment + .hours(5)])
            #expect(try await store.auditLedger().problem == nil)
        }
    }

    @Test("or sets it aside with a reason that stays on the trail, or takes the case up again")
    func setAside() async throws {
        try await withClosedCase { (setting: Setting) async throws in
            let store = setting.store
            let moment = Sample.start + .hours(2)
            #expect(try await store.write("thanks", receipt: setting.code, at: moment))
            await #expect(throws: ReportStoreError.textEmpty) {
                try await store.setAside(
                    setting.report, on: setting.item, reason: " ", by: setting.rina, at: moment)
            }
            for _ in 0..<2 {
                try await store.setAside(
                    setting.report, on: setting.item, reason: "only thanks", by: setting.rina, at: moment)
            }
            #expect(try await store.owedAnswers(for: setting.rina).isEmpty)
            let file = try await store.caseFile(setting.item, for: setting.rina)
            #expect(file.trail.filter { $0.action == "set_aside" }.map(\.detail) == ["only thanks"])
            #expect(try await store.write("no, look", receipt: setting.code, at: moment + .hours(1)))
            let open = try await store.perform(
                .reopen(reason: "new facts"), on: setting.item, version: file.item.version, by: setting.gus,
                at: moment + .hours(2))
            #expect(try await store.owedAnswers(for: setting.gus).isEmpty)
            try await store.perform(
                .claim, on: setting.item, version: open.version, by: setting.gus, at: moment + .hours(2))
            #expect(try await store.status(of: setting.code)?.state == .reading)
        }
    }

    @Test("is for guardians alone where the case is about staff")
    func staff() async throws {
        try await withClosedCase(aboutStaff: true) { (setting: Setting) async throws in
            let store = setting.store
            #expect(try await store.write("he wrote again", receipt: setting.code, at: Sample.start + .hours(2)))
            #expect(try await store.owedAnswers(for: setting.rina).isEmpty)
            #expect(try await store.owedAnswers(for: setting.gus).map(\.item.id) == [setting.item])
            await #expect(throws: CaseStepError.notFound) {
                try await store.setAside(
                    setting.report, on: setting.item, reason: "x", by: setting.rina, at: Sample.start + .hours(3))
            }
        }
    }

    @Test("is not taken up by work on the report's other cases, where one is about staff; nor is the report itself")
    func besideStaff() async throws {
        try await withStore(options: ClockSample.options) { store in
            let rina = try await Sample.reviewer("rina", [.reviewer], in: store)
            let gus = try await Sample.reviewer("gus", [.guardian], in: store)
            let code = try ClockSample.receipt(1)
            let filing = try ClockSample.report(1) { $0.accused = ["u1", "u2"] }
            let report = try await store.file(filing, receipt: code, at: Sample.start).number
            // One of the two turns out to be staff.
            _ = try await store.append([Sample.message("m1")])
            _ = try await store.record([Sample.signal("m1", subject: "u1", staff: true)], upTo: 1)
            let cases = try await store.queue(QueueFilter(), for: gus).cases
            let aboutStaff = try #require(cases.first { $0.subjectIsStaff })
            let other = try #require(cases.first { !$0.subjectIsStaff })
            var held = try await store.perform(
                .claim, on: other.id, version: other.version, by: rina, at: Sample.start + .minutes(5))
            try await store.answer("We look.", to: report, on: other.id, by: rina, at: Sample.start + .minutes(6))
            #expect(try await running(in: store) == 1)
            let claimed = try await store.perform(
                .claim, on: aboutStaff.id, version: aboutStaff.version, by: gus, at: Sample.start + .minutes(10))
            #expect(try await running(in: store) == 0)
            try await store.perform(
                .decide(.noAction, reason: "nothing there"), on: aboutStaff.id, version: claimed.version, by: gus,
                at: Sample.start + .minutes(20))
            let moment = Sample.start + .hours(2)
            #expect(try await store.write("he wrote again", receipt: code, at: moment))
            try await store.answer("Still looking.", to: report, on: other.id, by: rina, at: moment)
            held = try await store.perform(.release, on: other.id, version: held.version, by: rina, at: moment)
            held = try await store.perform(.claim, on: other.id, version: held.version, by: rina, at: moment)
            try await store.perform(
                .decide(.noAction, reason: "nothing there"), on: other.id, version: held.version, by: rina, at: moment)
            #expect(try await running(in: store) == 1)
            #expect(try await store.owedAnswers(for: rina).isEmpty)
            #expect(try await store.owedAnswers(for: gus).map(\.item.id) == [aboutStaff.id])
            try await store.answer("We look again.", to: report, on: aboutStaff.id, by: gus, at: moment)
            #expect(try await running(in: store) == 0)
        }
    }

    /// How many clocks "acknowledge" run.
    private func running(in store: SQLiteStore) async throws -> Int? {
        try await store.pool.read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM clocks WHERE clock = 'acknowledge' AND stopped_at IS NULL")
        }
    }
}
