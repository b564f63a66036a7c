import Casework
import SafetyModel
import Testing

@Suite("Rules of retention")
struct RetentionRulesTests {
    private func rules(_ yaml: String) throws -> RetentionRules {
        try RetentionRules(yaml: yaml, file: "retention.yaml", taxonomy: Sample.taxonomy)
    }

    @Test("the longest rule of a case's policies holds, and what no rule names is kept")
    func longest() throws {
        let some = try rules("policies: {sextortion: 3y, harassment.insult: 90d}")
        #expect(some.days["sextortion"] == 1095 && some.standard == nil)
        #expect(some.rule(for: ["harassment.insult", "sextortion"])?.description == "sextortion 1095d")
        #expect(some.rule(for: ["harassment.insult", "staff.misuse"]) == nil)
        let all = try rules("default: 1y\npolicies:\n  harassment.insult: 90d")
        #expect(all.rule(for: ["harassment.insult", "staff.misuse"])?.days == 365)
        #expect(all.rule(for: [PolicyCode]()) == nil)
        let rule = RetentionRule(policy: "spam", days: 30)
        #expect(rule.hasRunOut(decidedAt: Sample.start, at: Sample.start + .days(30)))
        #expect(!rule.hasRunOut(decidedAt: Sample.start, at: Sample.start + .hours(719)))
    }

    @Test(
        "what is no span, too short or of no known policy is told with its place",
        arguments: ["5d", "soon", "-40d", "101y", "", "99999999999999999999d", "30", "30d 4h", "[30d]"])
    func wrong(_ span: String) {
        #expect(throws: RetentionProblems.self) { try rules("policies:\n  sextortion: \(span)") }
    }

    @Test("every problem is told at once")
    func problems() throws {
        let problems = #expect(throws: RetentionProblems.self) {
            try rules("defualt: 1y\npolicies:\n  sextorsion: 1y\n  sextortion: 2d")
        }
        let text = try #require(problems).description
        for part in ["retention.yaml:1:1", "“default”", "retention.yaml:3:3", "“sextortion”", "retention.yaml:4:15"] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }
}
