import Casework
import Foundation
import GRDB
import SafetyModel
import Testing

@testable import SQLiteStorage

@Suite("Decisions and appeals in the store")
struct AppealStoreTests {
    struct Setting {
        var store: SQLiteStore
        var rina: Reviewer
        var leo: Reviewer
        var gus: Reviewer
        var gina: Reviewer
    }

    private func withCases(_ body: (Setting) async throws -> Void) async throws {
        var options = SQLiteStore.Options()
        options.receiptCost = 4
        try await withStore(options: options) { store in
            _ = try await store.append([
                Sample.message("m1", from: "a1", to: "b7"), Sample.message("m2", from: "s9", to: "b7", staff: true),
            ])
            _ = try await store.record(
                [Sample.signal("m1"), Sample.signal("m2", subject: "s9", staff: true)], upTo: 2)
            try await body(
                Setting(
                    store: store, rina: try await Sample.reviewer("rina", [.reviewer], in: store),
                    leo: try await Sample.reviewer("leo", [.lead], in: store),
                    gus: try await Sample.reviewer("gus", [.guardian], in: store),
                    gina: try await Sample.reviewer("gina", [.guardian], in: store)))
        }
    }

    private func code(_ number: Int) throws -> ReceiptCode {
        try #require(ReceiptCode(random: (0..<40).map { UInt8(truncatingIfNeeded: $0 * 31 + number * 7) }))
    }

    private func form(withheld: Bool = false) -> ReasonedDecision {
        let today = CalendarDay(Sample.now)
        var form = ReasonedDecision(
            reference: "r-1", policy: "minor.solicitation", isMinorHarmed: true, facts: "Requests that were repeated.",
            automation: .init(detected: true), ground: .law("A law", explanation: "It forbids it."), measures: .init(),
            territories: ["FR"], content: .init(types: [.text], day: today), source: .article16, decidedOn: today,
            redress: .init(complaints: "http://localhost/appeal"))
        form.measures.account = .suspended
        form.measures.accountUntil = today.adding(months: 1)
        if withheld { form.withholding = .init(reason: .investigation, explanation: "an inquiry", reviewOn: today) }
        return form
    }

    @discardableResult
    private func decide(
        _ id: Int64, _ outcome: Decision.Outcome, by reviewer: Reviewer, code: ReceiptCode? = nil,
        withheld: Bool = false, in store: SQLiteStore
    ) async throws -> DecisionResult {
        let item = try await store.caseFile(id, for: reviewer).item
        let claimed = try await store.perform(.claim, on: id, version: item.version, by: reviewer, at: Sample.now)
        let filing = DecisionFiling(
            outcome: outcome, reason: "clear", form: form(withheld: withheld), appealCode: code,
            reporterAddress: "http://localhost/report/status")
        return try await store.decide(filing, on: id, version: claimed.version, by: reviewer, at: Sample.now)
    }

    @Test("a form comes back whole, is sealed, and cannot be changed or deleted")
    func kept() async throws {
        try await withCases { setting in
            let (store, rina) = (setting.store, setting.rina)
            try await decide(1, .timeOut, by: rina, code: try code(1), in: store)
            let decision = try #require(try await store.decisions(on: 1, for: rina).first)
            #expect(decision.form == form() && decision.isFinal && decision.deciders == [rina.id])
            _ = try await store.appeal("it was another", code: try code(1), at: Sample.now)
            let id = try #require(try await store.openAppeals(for: setting.leo).first?.appeal.id)
            _ = try await store.rule(.upheld, reasons: "it was not", on: id, by: setting.leo, at: Sample.now)
            for table in ["decisions", "appeal_codes", "appeals", "appeal_rulings"] {
                for change in [
                    "DELETE FROM \(table)", "UPDATE \(table) SET rowid = rowid", "UPDATE \(table) SET hash = hash",
                ] {
                    await #expect(throws: (any Error).self) {
                        try await store.pool.write { try $0.execute(sql: change) }
                    }
                }
            }
            let bytes =
                try Data(contentsOf: URL(fileURLWithPath: store.path))
                + (try Data(contentsOf: URL(fileURLWithPath: store.path + "-wal")))
            let secrets = ["Requests that were repeated", "it was another", "it was not", try code(1).plain]
            for text in secrets { #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text)") }
            #expect(try await store.check().isSound)
        }
    }

    @Test("a decision without a form, on an old version or on a case of another writes nothing")
    func refused() async throws {
        try await withCases { setting in
            let store = setting.store
            let claimed = try await store.perform(.claim, on: 1, version: 1, by: setting.rina, at: Sample.now)
            var filing = DecisionFiling(outcome: .ban, reason: "clear", form: nil)
            await #expect(throws: CaseStepError.reasonMissing) {
                try await store.decide(filing, on: 1, version: claimed.version, by: setting.rina, at: Sample.now)
            }
            filing.form = form()
            let complete = filing
            await #expect(throws: CaseStepError.changedMeanwhile(currentVersion: claimed.version)) {
                try await store.decide(complete, on: 1, version: 1, by: setting.rina, at: Sample.now)
            }
            await #expect(throws: CaseStepError.claimedByAnother) {
                try await store.decide(complete, on: 1, version: claimed.version, by: setting.leo, at: Sample.now)
            }
            #expect(try await store.decisions(on: 1, for: setting.rina).isEmpty)
            #expect(try await store.caseFile(1, for: setting.rina).item.state == .claimed)
        }
    }

    @Test("what two people decide is kept as it was proposed, and neither of them rules on the appeal")
    func twoPeople() async throws {
        try await withCases { setting in
            let (store, gus, gina) = (setting.store, setting.gus, setting.gina)
            let about = Visibility.firstNumberAboutStaff
            let proposed = try await decide(about, .ban, by: gus, code: try code(1), in: store)
            #expect(proposed.decision == nil && proposed.item.state == .claimed)
            let unknown = try await store.appealStatus(of: try code(1))
            #expect(unknown == nil)
            let filing = DecisionFiling(outcome: .ban, reason: "I agree", form: nil, appealCode: try code(2))
            let confirmed = try await store.decide(
                filing, on: about, version: proposed.item.version, by: gina, at: Sample.now)
            #expect(confirmed.decision?.form == form() && confirmed.decision?.confirmedBy == gina.id)
            _ = try await store.appeal("no", code: try code(2), at: Sample.now)
            let file = try #require(try await store.openAppeals(for: gus).first)
            for decider in [gus, gina] {
                await #expect(throws: AppealError.ownDecision) {
                    try await store.rule(.reversed, reasons: "x", on: file.appeal.id, by: decider, at: Sample.now)
                }
            }
            // About staff: nobody but guardians knows of it.
            for other in [setting.rina, setting.leo] {
                #expect(try await store.openAppeals(for: other).isEmpty)
                await #expect(throws: CaseStepError.notFound) {
                    try await store.appealFile(file.appeal.id, for: other)
                }
                await #expect(throws: CaseStepError.notFound) {
                    try await store.rule(.reversed, reasons: "x", on: file.appeal.id, by: other, at: Sample.now)
                }
                await #expect(throws: CaseStepError.notFound) { try await store.decisions(on: 2, for: other) }
            }
            let third = try await Sample.reviewer("gabe", [.guardian], in: store)
            let ruled = try await store.rule(.reversed, reasons: "right", on: file.appeal.id, by: third, at: Sample.now)
            #expect(ruled.decision.isReversed && ruled.item.state == .decided)
        }
    }

    @Test("an appeal is made once and in time, and ruled on once")
    func once() async throws {
        try await withCases { setting in
            let store = setting.store
            try await decide(1, .timeOut, by: setting.rina, code: try code(1), in: store)
            let first = try code(1)
            let end = Appeal.end(from: Sample.now)
            await #expect(throws: AppealError.expired) {
                try await store.appeal("late", code: first, at: end + .milliseconds(1))
            }
            let standing = try await store.appeal("in time", code: first, at: end)
            #expect(standing?.filedAt == end)
            await #expect(throws: AppealError.alreadyFiled) {
                try await store.appeal("again", code: first, at: Sample.now)
            }
            let other = try code(9)
            #expect(try await store.appeal("x", code: other, at: Sample.now) == nil)
            let id = try #require(try await store.openAppeals(for: setting.leo).first?.appeal.id)
            _ = try await store.rule(.upheld, reasons: "read again", on: id, by: setting.leo, at: Sample.now)
            await #expect(throws: AppealError.alreadyRuled) {
                try await store.rule(.reversed, reasons: "x", on: id, by: setting.gus, at: Sample.now)
            }
            #expect(try await store.openAppeals(for: setting.gus).isEmpty)
        }
    }

    @Test("a withheld notice has no code until one is made, and six months from then")
    func withheld() async throws {
        try await withCases { setting in
            let store = setting.store
            try await decide(1, .timeOut, by: setting.rina, code: try code(1), withheld: true, in: store)
            let (first, second) = (try code(1), try code(2))
            #expect(try await store.appealStatus(of: first) == nil)
            let later = Sample.now + .days(100)
            _ = try await store.renewAppealCode(second, on: 1, by: setting.rina, at: later)
            #expect(try await store.appealStatus(of: second)?.until == Appeal.end(from: later))
        }
    }

    @Test("of a report about two cases, who sees one reads nothing of the decision on the other")
    func twoCases() async throws {
        try await withCases { setting in
            let store = setting.store
            _ = try await store.append([Sample.message("m3", from: "c3", to: "b7")])
            var draft = ReportDraft()
            draft.community = "c1"
            draft.happening = "pictures"
            draft.accused = ["a1", "c3"]
            draft.text = "both of them"
            let receipt = try code(5)
            _ = try await store.file(
                ReportFiling(report: try draft.report(now: Sample.now)), receipt: receipt, at: Sample.now)
            try await decide(1, .timeOut, by: setting.rina, in: store)
            let cases = try await store.queue(QueueFilter(), for: setting.rina).cases
            let other = try #require(cases.first { $0.subject == "c3" })
            #expect(
                try await store.reports(on: 1, withText: false, for: setting.rina).reports.first?.messages.count == 1)
            #expect(
                try await store.reports(on: other.id, withText: false, for: setting.rina).reports.first?.messages == [])
            let status = try #require(try await store.status(of: receipt))
            #expect(status.messages.count == 1)
            let text = try #require(status.messages.first?.text)
            #expect(text.contains("an account was restricted") && text.contains("http://localhost/report/status"))
            for word in ["a1", "rina", "clear", "Requests"] { #expect(!text.contains(word)) }
            #expect(try await !store.mayAppeal(receipt: receipt, at: Sample.now))
            try await decide(other.id, .noAction, by: setting.leo, in: store)
            #expect(try await store.mayAppeal(receipt: receipt, at: Sample.now))
            #expect(try await store.appeal("look again", receipt: receipt, at: Sample.now))
            #expect(try await !store.appeal("look again", receipt: receipt, at: Sample.now))
            let late = Appeal.end(from: Sample.now) + .milliseconds(1)
            #expect(try await !store.mayAppeal(receipt: receipt, at: late))
            let waiting = try await store.openAppeals(for: setting.rina)
            #expect(waiting.map(\.item.id) == [other.id] && waiting.first?.appeal.isFromReporter == true)
        }
    }

    @Test("where one of two cases turns out to be about staff, the dialogue goes on in that one and nowhere else")
    func dialogueAboutStaff() async throws {
        try await withCases { setting in
            let store = setting.store
            _ = try await store.append([Sample.message("m3", from: "c3", to: "b7")])
            var draft = ReportDraft()
            (draft.community, draft.happening, draft.accused) = ("c1", "pictures", ["a1", "c3"])
            draft.text = "both of them"
            let receipt = try code(5)
            _ = try await store.file(
                ReportFiling(report: try draft.report(now: Sample.now)), receipt: receipt, at: Sample.now)
            let messages = { (id: Int64, reviewer: Reviewer) in
                try await store.reports(on: id, withText: false, for: reviewer).reports.first?.messages.count
            }
            #expect(try await store.write("are you there?", receipt: receipt, at: Sample.now))
            let other = try #require(
                try await store.queue(QueueFilter(), for: setting.rina).cases.first { $0.subject == "c3" })
            #expect(try await messages(1, setting.rina) == 1)
            #expect(try await messages(other.id, setting.rina) == 1)
            // An answer belongs to the case that it was given in.
            let report = try #require(
                try await store.reports(on: 1, withText: false, for: setting.rina).reports.first?.number)
            try await store.answer("yes", to: report, on: other.id, by: setting.rina, at: Sample.now)
            #expect(try await messages(1, setting.rina) == 1)
            #expect(try await messages(other.id, setting.rina) == 2)

            _ = try await store.record([Sample.signal("m3", subject: "c3", staff: true)], upTo: 3)
            let staffCase = try #require(
                try await store.queue(QueueFilter(), for: setting.gus).cases
                    .first { $0.subject == "c3" && $0.subjectIsStaff })
            let trail = { try await store.caseFile(1, for: setting.rina).trail.count }
            let before = try await trail()
            try await store.answer(
                "what did the moderator say?", to: report, on: staffCase.id, by: setting.gus, at: Sample.now)
            #expect(try await store.write("the moderator said this", receipt: receipt, at: Sample.now))
            #expect(try await messages(1, setting.rina) == 1, "nothing of it is in the other case")
            #expect(try await trail() == before)
            #expect(try await messages(staffCase.id, setting.gus) ?? 0 >= 3)
            #expect(try await messages(1, setting.gus) == 2, "a guardian reads all that the reporter wrote")
            #expect(try await store.status(of: receipt)?.messages.count == 4, "the reporter reads all")
        }
    }

    @Test("an action that a platform can only do for a while is due again then, and stays so until it is done for good")
    func again() async throws {
        try await withCases { setting in
            let store = setting.store
            try await decide(1, .timeOut, by: setting.rina, code: try code(1), in: store)
            let action = try #require(try await store.dueActions(on: "test", at: Sample.now, limit: 9).first)
            let next = Sample.now + .days(27)
            try await store.settle(action, .again("for 28 days", at: next), at: Sample.now)
            #expect(try await store.dueActions(on: "test", at: next - .minutes(1), limit: 9).isEmpty)
            #expect(try await store.dueActions(on: "test", at: next, limit: 9).map(\.id) == [action.id])
            try await store.settle(action, .failed("no answer"), at: next)
            #expect(try await store.dueActions(on: "test", at: next + .hours(30), limit: 9).first?.id == action.id)
            try await store.settle(action, .done("until its last day"), at: next)
            let later = try await store.dueActions(on: "test", at: next + .days(90), limit: 9)
            #expect(!later.contains { $0.kind == .timeOut })
            let told = try await store.caseFile(1, for: setting.rina).trail.filter { $0.action == "carried_out" }
            #expect(told.map(\.detail) == ["time_out: for 28 days", "time_out: until its last day"])
        }
    }

    @Test("what was opened is told in the order of opening, never a case against staff")
    func opened() async throws {
        try await withCases { setting in
            let store = setting.store
            let start = (moment: Timestamp(milliseconds: 0), id: Int64(0))
            let found = try await store.openedCases(in: ["c1"], after: start, limit: 9)
            #expect(found.map(\.subject) == ["a1"])
            let last = try #require(found.last)
            #expect(try await store.openedCases(in: ["c1"], after: (last.openedAt, last.id), limit: 9).isEmpty)
            #expect(try await store.openedCases(in: ["c2"], after: start, limit: 9).isEmpty)
        }
    }

    @Test("a dialogue that is full takes the notice all the same")
    func fullDialogue() async throws {
        try await withCases { setting in
            let store = setting.store
            var draft = ReportDraft()
            draft.community = "c1"
            draft.happening = "pictures"
            draft.accused = ["a1"]
            draft.text = "again"
            let receipt = try code(5)
            _ = try await store.file(
                ReportFiling(report: try draft.report(now: Sample.now)), receipt: receipt, at: Sample.now)
            for number in 0..<ReportMessageText.most {
                _ = try await store.write("message \(number)", receipt: receipt, at: Sample.now)
            }
            try await decide(1, .noAction, by: setting.rina, in: store)
            #expect(try await store.status(of: receipt)?.messages.count == ReportMessageText.most + 1)
        }
    }
}
