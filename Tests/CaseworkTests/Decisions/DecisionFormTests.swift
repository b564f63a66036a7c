import Casework
import SafetyModel
import Testing

@Suite("The form of a decision")
struct DecisionFormTests {
    private let setting = DecisionForm.Setting(
        reference: "r-1", moment: Sample.start, source: .voluntary, complaints: "http://localhost/appeal")

    private func form(_ outcome: String) -> DecisionForm {
        var form = DecisionForm(for: Sample.item(), signals: [])
        form.outcome = outcome
        form.reason = "clear"
        form.facts = "Requests that were repeated."
        form.groundName = "A rule"
        form.explanation = "It forbids it."
        form.until = CalendarDay(Sample.start).adding(months: 1).description
        return form
    }

    private func problems(_ form: DecisionForm) -> [String] {
        do throws(DecisionFormProblems) {
            _ = try form.filing(for: Sample.item(), setting, names: ["Marlow"], taxonomy: Sample.taxonomy)
            return []
        } catch {
            return error.problems.map(\.field)
        }
    }

    @Test("outcomes that the subject hears of need reasons, the others a reason")
    func needs() {
        for outcome in Decision.Outcome.allCases {
            #expect(problems(form(outcome.rawValue)).isEmpty, "\(outcome)")
            var bare = DecisionForm()
            bare.outcome = outcome.rawValue
            bare.reason = "clear"
            #expect(problems(bare).isEmpty == !outcome.isTold, "\(outcome)")
        }
    }

    @Test("roles that are taken away are a measure of their own, told to the subject; a ban takes them anyway")
    func roles() throws {
        for (outcome, isTaken) in [("warn", true), ("time_out", true), ("ban", false)] {
            var form = form(outcome)
            form.takesRoles = true
            let filing = try form.filing(for: Sample.item(), setting, names: [], taxonomy: Sample.taxonomy)
            let decision = try #require(filing.form)
            #expect((decision.measures.takesRoles == true) == isTaken)
            #expect(decision.proposals.contains { $0.kind == .takeRoles } == isTaken)
            guard case .notice(let notice) = decision.noticeToSubject(in: .french, on: CalendarDay(Sample.start)) else {
                continue
            }
            #expect(notice.text.contains("pouvoir sur les autres") == isTaken)
        }
    }

    @Test("to be put out is a measure of its own, told to the subject beside roles; a ban puts out anyway")
    func putOut() throws {
        for (outcome, isOut) in [("warn", true), ("time_out", true), ("ban", false)] {
            for takesRoles in [false, true] {
                var form = form(outcome)
                (form.putsOut, form.takesRoles) = (true, takesRoles)
                let filing = try form.filing(for: Sample.item(), setting, names: [], taxonomy: Sample.taxonomy)
                let decision = try #require(filing.form)
                #expect((decision.measures.putsOut == true) == isOut)
                let kinds = decision.proposals.map(\.kind)
                #expect(kinds.contains(.kick) == isOut && kinds.contains(.takeRoles) == (isOut && takesRoles))
                #expect(!kinds.contains(.byHand))
                guard case .notice(let notice) = decision.noticeToSubject(in: .english, on: CalendarDay(Sample.start))
                else { continue }
                #expect(notice.text.contains("put out of the community") == isOut)
                #expect(notice.text.contains("power over others") == (isOut && takesRoles))
                #expect(!notice.text.contains("a part of the service"))
            }
        }
    }

    @Test("each slip is named by its field, all of them at once")
    func slips() {
        let slips: [(field: String, change: (inout DecisionForm) -> Void)] = [
            ("reason", { $0.reason = " \n" }), ("facts", { $0.facts = "Marlow did it" }),
            ("ground.explanation", { $0.explanation = "" }), ("ground.rule", { $0.groundName = "\u{3000}" }),
            ("measures.accountUntil", { $0.until = "2020-01-01" }), ("measures.accountUntil", { $0.until = "soon" }),
            ("territories", { $0.territories = "FR US" }), ("content.types", { $0.contentTypes = ["x"] }),
            ("policy", { $0.policy = "none" }), ("ground", { $0.ground = "" }),
            ("withholding.reason", { $0.withholding = "x" }),
            ("withholding.explanation", { $0.withholding = "investigation" }),
        ]
        var all = form("time_out")
        for (field, change) in slips {
            var one = form("time_out")
            change(&one)
            #expect(problems(one).contains(field), "\(field)")
            if !field.hasPrefix("withholding") { change(&all) }
        }
        #expect(Set(problems(all)).count >= 8)
        #expect(problems(form("explode")) == ["outcome"])
    }

    @Test("people are told in words of their own, and a warning is no absence of action")
    func notices() throws {
        for (outcome, words) in [
            ("warn", "somebody was warned"), ("escalate", "passed it on"), ("no_action", "did not restrict"),
        ] {
            let filing = try form(outcome).filing(for: Sample.item(), setting, names: [], taxonomy: Sample.taxonomy)
            let decision = try #require(filing.form)
            let notice = decision.noticeToReporter(in: .english, on: decision.decidedOn, outcome: filing.outcome)
            #expect(notice.text.contains(words), "\(outcome)")
        }
        let code = try #require(ReceiptCode(random: (0..<40).map { UInt8($0) }))
        let decision = try #require(
            try form("ban").filing(for: Sample.item(), setting, names: [], taxonomy: Sample.taxonomy).form)
        for language in Language.allCases {
            guard case .notice(let notice) = decision.noticeToSubject(in: language, on: decision.decidedOn, code: code)
            else { continue }
            #expect(notice.text.contains(code.spoken) && notice.text.contains("http://localhost/appeal"))
        }
    }

    @Test("an appeal is possible until the last moment of the day six months later")
    func end() throws {
        let moment = try #require(Timestamp(rfc3339: "2026-08-31T10:00:00Z"))
        #expect(Appeal.end(from: moment) == Timestamp(rfc3339: "2027-02-28T23:59:59.999Z"))
    }
}
