import Rules
import SafetyModel
import Testing
import TextAnalysis

/// Tests in rule files, and explanations.
@Suite struct RuleTestRunTests {
    @Test func theTestsOfTheManualsRulePass() throws {
        let set = try RuleSet.parse(files: [("gift.yaml", Sample.gift)], taxonomy: Sample.taxonomy)
        let run = RuleTestRun(set) { _ in .empty }
        #expect(run.isPassed, "\(run.results.map(\.description))")
        #expect(run.passedCount == 2)
        #expect(run.coverage.neverSilent.isEmpty && run.coverage.neverFiring.isEmpty)
    }

    @Test func aTestThatFailsSaysWhatItGot() throws {
        let more = """
            tests:
              - name: other words
                events: [{type: message.posted, actor: ada, text: other}]
                expect: [signal]
            """
        let set = try Sample.set(Sample.rule("event.text == 'x'", more: more), Sample.rule("true", name: "bare"))
        let run = RuleTestRun(set) { _ in .empty }
        #expect(
            run.results.map(\.description) == [
                "sample.yaml:8:9: sample, “other words”: expected signal, but got nothing"
            ])
        #expect(run.coverage.untested == ["bare"])
        #expect(run.coverage.neverSilent == ["sample"])
    }

    @Test func oneLineStandsForManyEvents() throws {
        let more = """
            tests:
              - events: [{type: message.posted, actor: "a#", target: bob, times: 12, every: 5s}]
                expect: [signal]
            """
        let condition = "target.received.distinct('message.posted', 'actor', duration('1m')) >= 12"
        #expect(RuleTestRun(try Sample.set(Sample.rule(condition, more: more))) { _ in .empty }.isPassed)
    }

    @Test func anExplanationGivesEachPartItsValueAndPlace() throws {
        let set = try RuleSet.parse(files: [("gift.yaml", Sample.gift)], taxonomy: Sample.taxonomy)
        let explanation = try #require(
            RuleEngine(set).explain("gift_for_picture", Sample.message(), Sample.reading(.request)))
        #expect(explanation.holds == false)
        let parts = Dictionary(explanation.parts.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(parts["channel.kind == \"direct\""]?.value == "true")
        let count = try #require(explanation.parts.first { $0.text.hasPrefix("pair.count") && $0.value == "0" })
        #expect(count.place == FilePlace(file: "gift.yaml", line: 7, column: 7))
        #expect(explanation.parts.first { $0.text == "target.minor > 0.5" }?.value == nil)
        #expect(explanation.notAsked == nil)
        #expect(RuleEngine(set).explain("none", Sample.message(), .empty) == nil)
    }
}
