import Casework
import Foundation
import SafetyModel
import Testing
import TextAnalysis

@Suite("Reasoned decisions")
struct ReasonedDecisionTests {
    private let taxonomy = (try? ShippedTaxonomy.load()) ?? Taxonomy([])
    private let day = CalendarDay(year: 2026, month: 8, day: 31)

    private func sample(_ change: (inout ReasonedDecision) -> Void = { _ in }) throws -> ReasonedDecision {
        let made = try #require(CalendarDay("2026-06-16"))
        var measures = ReasonedDecision.Measures()
        measures.account = .suspended
        measures.accountUntil = CalendarDay("2026-12-31")
        var decision = ReasonedDecision(
            reference: "case-12-1", policy: "minor.solicitation", isMinorHarmed: true,
            facts: "The account asked a member for a picture several times.", automation: .init(detected: true),
            ground: .rules("Rule 4.1", explanation: "Asking minors for pictures is forbidden."), measures: measures,
            content: .init(types: [.text], language: "FR", day: made), source: .article16,
            decidedOn: try #require(CalendarDay("2026-06-17")),
            redress: .init(complaints: "https://example.org/appeal"))
        change(&decision)
        return decision
    }

    @Test("two hundred varied decisions give statements that are valid, and read back as they were")
    func varied() throws {
        let decisions = try VariedDecisions.all()
        #expect(decisions.count == 200)
        var statements = 0
        for decision in decisions {
            #expect(decision.problems(taxonomy: taxonomy, names: ["Zoé Invented", "a1b2c3"]).isEmpty)
            guard let statement = decision.statement(taxonomy: taxonomy) else {
                #expect(decision.measures.isEmpty)
                continue
            }
            statements += 1
            #expect(try StatementCheck.check(json: statement.json) == .one([]), "\(decision.reference)")
            #expect(try StatementOfReasons(json: statement.json) == statement)
        }
        #expect(statements == 199)
        #expect(Set(decisions.map(\.policy)).count == taxonomy.policies.count)
    }

    @Test("notices in both languages say the reference, the measures and until when to contest, and name nobody else")
    func notices() throws {
        let day = try #require(day)
        for language in Language.allCases {
            guard case .notice(let subject) = try sample().noticeToSubject(in: language, on: day) else {
                Issue.record("it is not withheld")
                return
            }
            // Six months from 31 August end with February, which is shorter.
            let end = language == .french ? "28 février 2027" : "28 February 2027"
            for words in ["case-12-1", end, "https://example.org/appeal", "Rule 4.1", "2026"] {
                #expect(subject.text.contains(words), "\(words)")
            }
            let reporter = try sample().noticeToReporter(in: language, on: day)
            #expect(reporter.text.contains(end))
            #expect(!reporter.text.contains("asked a member"))
            #expect(reporter.text.contains("112"))
        }
    }

    @Test("every varied decision has notices, and a withheld one tells nobody more than it may")
    func withheld() throws {
        let day = try #require(day)
        for decision in try VariedDecisions.all() {
            let notice = decision.noticeToSubject(in: .french, on: day)
            let reporter = decision.noticeToReporter(in: .french, on: day)
            #expect(reporter.text.contains(decision.reference))
            guard let withholding = decision.withholding else {
                #expect(decision.noticeRecord.hasSuffix("due"))
                continue
            }
            #expect(notice == .withheld(withholding))
            #expect(decision.noticeRecord.contains(withholding.reason.rawValue))
            #expect(!reporter.text.contains(withholding.explanation))
        }
        let silent = try sample {
            $0.withholding = .init(reason: .investigation, explanation: "The police asked us to wait.")
        }
        #expect(!silent.noticeToReporter(in: .english, on: day).text.contains("account was restricted"))
        #expect(silent.noticeToReporter(in: .english, on: day).text.contains("cannot say more"))
    }

    @Test("sextortion of a child and of an adult are told under their own codes")
    func minors() throws {
        let child = try #require(try sample { $0.policy = "sextortion" }.statement(taxonomy: taxonomy))
        #expect(child.category == .protectionOfMinors)
        #expect(child.keywordOther == "Sexual extortion of a child")
        let adult = try sample {
            $0.policy = "sextortion"
            $0.isMinorHarmed = false
        }.statement(taxonomy: taxonomy)
        #expect(adult?.category == .cyberViolence)
    }

    @Test("a suspension proposes a time-out until its end, an end of the account a ban, which needs a person")
    func proposals() throws {
        #expect(
            try sample().proposals == [
                ActionProposal(
                    kind: .timeOut, measure: "DECISION_ACCOUNT_SUSPENDED", until: CalendarDay("2026-12-31"))
            ])
        let ban = try sample {
            $0.measures.account = .terminated
            $0.measures.accountUntil = nil
            $0.measures.visibility = [.contentRemoved, .contentLabelled]
        }.proposals
        #expect(ban.map(\.kind) == [.deleteContent, .byHand, .ban])
        #expect(ban.map(\.isIrreversible) == [true, false, true])
    }

    private static let faults: [(field: String, change: @Sendable (inout ReasonedDecision) -> Void)] = [
        ("facts", { $0.facts = " \n" }), ("facts", { $0.facts = String(repeating: "x", count: 5001) }),
        ("facts", { $0.facts = "Capitaine Orion asked for it" }),
        ("facts", { $0.facts = "write to a.b@example.org" }),
        ("facts", { $0.facts = "call 06 12 34 56 78" }), ("facts", { $0.facts = "account 123456789012345678" }),
        ("facts", { $0.facts = "bell \u{7}" }), ("reference", { $0.reference = "<script>" }),
        ("policy", { $0.policy = "no.such" }),
        ("ground.explanation", { $0.ground = .law("A law", explanation: "") }),
        ("ground.law", { $0.ground = .law(String(repeating: "é", count: 501), explanation: "x") }),
        ("measures.accountUntil", { $0.measures.accountUntil = CalendarDay("2026-06-01") }),
        ("measures.serviceUntil", { $0.measures.serviceUntil = CalendarDay("2027-01-01") }),
        ("content.day", { $0.content.day = CalendarDay("2026-06-30") ?? $0.content.day }),
        ("content.otherType", { $0.content.types = [.other] }),
        ("decision_ground_reference_url", { $0.ground = .law("A law", explanation: "x", address: "javascript:1") }),
        ("content_language", { $0.content.language = "fr" }), ("territorial_scope[0]", { $0.territories = ["EL"] }),
        ("withholding.explanation", { $0.withholding = .init(reason: .investigation, explanation: "") }),
    ]

    @Test("what is wrong in the form is told by field, in both languages", arguments: faults.indices)
    func wrong(index: Int) throws {
        let (field, change) = Self.faults[index]
        let problems = try sample(change).problems(taxonomy: taxonomy, names: ["Capitaine Orion", "a1"])
        #expect(problems.first?.field == field, "\(problems)")
        for problem in problems {
            #expect(!problem.message.fr.isEmpty)
            #expect(problem.message.fr != problem.message.en)
        }
    }

    @Test("dates, rule numbers and words that only contain a short name are no traces of a person")
    func noTrace() {
        for text in ["On 2026-06-16 at 20:14, rule 4.1.2", "a1b2 and mariage", "10 of 10 000 members", "see @ all"] {
            #expect(PersonalTrace.found(in: text, names: ["a1", "mari"]).isEmpty, "\(text)")
        }
    }
}
