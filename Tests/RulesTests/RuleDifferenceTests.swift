import Rules
import SafetyModel
import Testing

/// What changes from one set of rules to another.
@Suite struct RuleDifferenceTests {
    private func set(_ rules: String..., words: String? = nil) throws -> RuleSet {
        var files = [RuleFileText(name: "r.yaml", text: "rules:\n" + rules.joined())]
        if let words { files.append(RuleFileText(name: "raid.words", text: words)) }
        return try RuleSet.parse(texts: files, taxonomy: Sample.taxonomy)
    }

    @Test func layoutCommentsAndTestsAreNoChange() throws {
        let old = try set(Sample.rule("true"))
        let new = try set(
            "  # a remark\n"
                + Sample.rule("true", more: "tests: [{events: [{type: message.posted}], expect: [signal]}]"))
        #expect(RuleDifference(from: old, to: new).isEmpty)
    }

    @Test func whatIsNewMayTightenAndWhatChangesOrGoesMayLoosen() throws {
        let old = try set(Sample.rule("true"), Sample.rule("true", name: "other"))
        let more = RuleDifference(
            from: old,
            to: try set(
                Sample.rule("true"), Sample.rule("true", name: "other"), Sample.rule("true", name: "third")))
        #expect(more.added == ["third"] && !more.mayLoosen)
        let less = RuleDifference(from: old, to: try set(Sample.rule("false")))
        #expect(less.changed == ["sample"] && less.removed == ["other"] && less.mayLoosen)
    }

    @Test func aRuleThatOnlyCountedIsNotMissed() throws {
        let old = try set(Sample.rule("true", more: "mode: shadow"))
        #expect(!RuleDifference(from: old, to: try set(Sample.rule("false", more: "mode: shadow"))).mayLoosen)
    }

    @Test func aListThatRulesAskIsAChange() throws {
        let rule = Sample.rule("event.text.listed('raid')")
        let change = RuleDifference(from: try set(rule, words: "a\nb"), to: try set(rule, words: "a"))
        #expect(change.sharedChanged && change.mayLoosen && !change.isEmpty)
    }

    @Test func banningOrKickingIsTold() throws {
        for (action, excludes) in [("ban", true), ("kick", true), ("timeout", false), ("warn", false)] {
            let rule = Sample.rule("true", more: "then: [propose: {action: \(action)}]")
            #expect(RuleDifference(from: RuleSet(), to: try set(rule)).proposesExclusion == excludes)
            #expect(try !RuleDifference(from: set(rule), to: set(rule)).proposesExclusion)
        }
        let shadow = Sample.rule("true", more: "mode: shadow\nthen: [propose: {action: ban}]")
        #expect(try !RuleDifference(from: RuleSet(), to: set(shadow)).proposesExclusion)
    }

    @Test func aProposalBringsItsSignal() throws {
        var engine = try Sample.engine(Sample.rule("true", more: "then: [propose: {action: ban}]"))
        guard case .signal(let signal) = engine.observe(Sample.message(), .empty).first else { throw Missing() }
        #expect(signal.proposals.map(\.action) == [.ban])
    }

    @Test func aReasonMayStandInTwoLanguages() throws {
        let why = "why: {en: \"seen {actor.id}\", fr: \"vu {actor.id}\"}"
        var engine = try Sample.engine(Sample.rule("true", more: why))
        guard case .signal(let signal) = engine.observe(Sample.message(), .empty).first else { throw Missing() }
        #expect(signal.reason == LocalizedText(fr: "vu ada", en: "seen ada"))
        #expect(throws: RuleProblems.self) { try Sample.engine(Sample.rule("true", more: "why: {en: one}")) }
        #expect(throws: RuleProblems.self) {
            try Sample.engine(Sample.rule("true", more: "why: {en: one, fr: \"{event.text}\"}"))
        }
    }

    @Test func aMemberThatTheWatchKnowsAsStaffIsStaff() throws {
        var engine = try Sample.engine(Sample.rule("actor.staff"))
        #expect(engine.observe(Sample.message(1), .empty).isEmpty)
        let known = engine.observe(Sample.message(2), .empty, context: RuleContext(actorIsStaff: true))
        guard case .signal(let signal) = known.first else { throw Missing() }
        #expect(signal.subjectIsStaff)
        #expect(
            engine.staffCounts(of: "sample")?.matched == 1 && engine.staffCounts(of: "sample")?.evaluated == 1
                && engine.counts(of: "sample")?.matched == 1)
    }
}
