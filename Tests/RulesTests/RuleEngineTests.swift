import Rules
import SafetyModel
import Testing
import TextAnalysis

/// Rules at work on a stream.
@Suite struct RuleEngineTests {
    private let context = RuleContext(target: .init(minor: 0.9), pairRisk: 0.5)

    private func giftEngine() throws -> RuleEngine {
        RuleEngine(try RuleSet.parse(files: [("gift.yaml", Sample.gift)], taxonomy: Sample.taxonomy))
    }

    @Test func aMatchGivesASignalALabelAndAProposal() throws {
        var engine = try giftEngine()
        #expect(engine.observe(Sample.event(.giftOffered, 1, after: .zero), .empty, context: context).isEmpty)
        let outcomes = engine.observe(Sample.message(2, after: .hours(2)), Sample.reading(.request), context: context)
        guard case .signal(let signal) = outcomes.first else { throw Missing() }
        #expect(signal.id == "rule.gift_for_picture/minor.solicitation/test/2/ada")
        #expect(signal.score == 0.75)
        #expect(signal.counterpart == "bob")
        #expect(signal.evidence.first?.cues.count == 1)
        #expect(signal.reason?.en == "a gift was offered to bob within 3 days before a request for a picture")
        #expect(
            signal.proposals == [Proposal(action: .timeout, duration: .hours(24), member: "ada", memberName: "Ada")])
        #expect(outcomes.count == 3)
        #expect(engine.labels(of: "ada", community: "c", at: Sample.start + .days(29)).map(\.name) == ["solicits"])
        #expect(engine.labels(of: "ada", community: "c", at: Sample.start + .days(31)).isEmpty)
    }

    @Test func aGiftThatIsTooOldOrToAnotherDoesNotCount() throws {
        var engine = try giftEngine()
        _ = engine.observe(Sample.event(.giftOffered, 1, after: .zero), .empty)
        _ = engine.observe(Sample.event(.giftOffered, 2, after: .hours(70), target: "eve"), .empty)
        let late = Sample.message(3, after: .hours(73))
        #expect(engine.observe(late, Sample.reading(.request), context: context).isEmpty)
    }

    @Test func aLabelCountsFromTheNextEventOn() throws {
        var engine = try Sample.engine(
            Sample.rule("event.text == 'mark'", name: "mark", more: "then: [label: {name: marked, for: 1h}]"),
            Sample.rule("'marked' in labels && 'marked' in actor.labels", name: "seen"))
        #expect(engine.observe(Sample.message(1, text: "mark"), .empty).map(\.rule) == ["mark"])
        #expect(engine.observe(Sample.message(2, after: .minutes(59)), .empty).map(\.rule) == ["seen"])
        #expect(engine.observe(Sample.message(3, after: .minutes(61)), .empty).isEmpty)
    }

    @Test func aRuleInShadowIsOnlyCounted() throws {
        var engine = try Sample.engine(Sample.rule("true", more: "mode: shadow"))
        #expect(engine.observe(Sample.message(), .empty).isEmpty)
        #expect(engine.counts(of: "sample")?.matched == 1)
    }

    @Test func aRuleOpensNoMoreThanItsLimitAnHour() throws {
        var engine = try Sample.engine(Sample.rule("true"))
        let within = (0..<1000).reduce(0) { $0 + engine.observe(Sample.message($1), .empty).count }
        #expect(within == 100)
        #expect(engine.counts(of: "sample")?.limited == 900)
        #expect(engine.observe(Sample.message(1001, after: .hours(1)), .empty).count == 1)
    }

    @Test func aHostileConditionIsStoppedAndTheOthersGoOn() throws {
        let range = "lists.range(1000)"
        var engine = try Sample.engine(
            Sample.rule("\(range).all(a, \(range).all(b, a + b >= 0))", name: "hostile"),
            Sample.rule("true", name: "plain"))
        for number in 0..<30 {
            #expect(engine.observe(Sample.message(number), .empty).map(\.rule) == ["plain"])
        }
        let counts = try #require(engine.counts(of: "hostile"))
        #expect(counts.exhausted == 20)
        #expect(counts.rested == 10)
    }

    @Test func aFailureIsCountedAndASharedPartIsEvaluatedOnce() throws {
        var engine = try Sample.engine(
            Sample.rule("actor.joined_at < now && event.text == 'x'", name: "one"),
            Sample.rule("actor.joined_at < now && event.text == 'hello'", name: "two"))
        #expect(engine.conditionCount == 3)
        #expect(engine.observe(Sample.message(), .empty).isEmpty)
        #expect(engine.counts(of: "one")?.failed == 0)
        #expect(engine.counts(of: "two")?.failed == 1)
    }

    @Test func theIndexAsksOnlyRulesThatTheEventMayConcern() throws {
        var engine = try Sample.engine(
            Sample.rule("cues.exists(c, c.stage == 'request')", name: "cue"),
            Sample.rule("channel.kind == 'voice'", name: "kind"), Sample.rule("true", name: "all"))
        _ = engine.observe(Sample.message(1), .empty)
        _ = engine.observe(Sample.message(2), Sample.reading(.trust))
        #expect(engine.counts(of: "cue")?.evaluated == 0)
        #expect(engine.counts(of: "kind")?.evaluated == 0)
        #expect(engine.counts(of: "all")?.evaluated == 2)
        #expect(engine.observe(Sample.message(3), Sample.reading(.request, .request)).map(\.rule) == ["cue", "all"])
    }

    @Test(arguments: [
        "cues.exists(c, c.stage == 'request' || c.stage == 'trust')", "cues.exists(c, c.stage == 'trust') || true",
        "cues.exists(c, 'request' == c.stage && c.weight > 0.5)", "cues.size() > 0 && event.text == 'hello'",
        "cues.exists(c, c.stage == 'request') || cues.exists(c, c.stage == 'trust')", "!cues.exists(c, true)",
        "cues.size() > -1", "event.hostile > 0.1 || size(cues) > 0", "cues.exists(c, c.id == 't.trust')",
        "channel.kind == 'direct' || channel.kind == 'text'", "!(channel.kind == 'direct')", "'text' == channel.kind",
        "cues.exists(c, c.policy == 'minor.grooming') && channel.kind == 'text'", "cues.all(c, c.stage == 'trust')",
    ])
    func theIndexChangesNoAnswer(condition: String) throws {
        var engine = try Sample.engine(Sample.rule(condition))
        var number = 0
        for kind in Channel.Kind.allCases {
            for reading in [.empty, Sample.reading(.request), Sample.reading(.trust), Sample.reading(.trust, .request)]
            {
                number += 1
                let event = Sample.message(number, kind: kind)
                let expected = engine.explain("sample", event, reading)?.holds
                #expect(engine.observe(event, reading).isEmpty == (expected == false))
            }
        }
    }

    @Test func theSameEventsGiveTheSameOutcomes() throws {
        var first = try giftEngine()
        var second = try giftEngine()
        for number in 0..<200 {
            let event =
                number.isMultiple(of: 3)
                ? Sample.event(.giftOffered, number, after: .minutes(number * 50))
                : Sample.message(number, after: .minutes(number * 50))
            let reading = number.isMultiple(of: 2) ? Sample.reading(.request) : .empty
            #expect(
                first.observe(event, reading, context: context) == second.observe(event, reading, context: context))
        }
    }

    @Test func rulesAreReplacedWithoutForgetting() throws {
        var engine = try giftEngine()
        _ = engine.observe(Sample.event(.giftOffered, 1, after: .zero), .empty)
        engine.replaceRules(with: try RuleSet.parse(files: [("gift.yaml", Sample.gift)], taxonomy: Sample.taxonomy))
        let outcomes = engine.observe(Sample.message(2, after: .hours(1)), Sample.reading(.request), context: context)
        #expect(outcomes.count == 3)
    }
}

struct Missing: Error {}
