import Casework
import SafetyModel
import Testing

/// How a store keeps the rules.
enum RuleBookConformance {
    private static func order(
        _ text: String, base: Int64 = 0, reason: String = "test", _ changes: RuleChanges = RuleChanges(added: ["one"])
    ) -> RuleOrder {
        RuleOrder(
            files: [RuleFileText(name: "b.yaml", text: text), RuleFileText(name: "a.words", text: "raid")],
            changes: changes, base: base, reason: reason)
    }

    static func asksForConsent(_ store: any WholeStore) async throws {
        let lena = try await Sample.reviewer("lena", [.lead], in: store)
        let liam = try await Sample.reviewer("liam", [.lead], in: store)
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        await #expect(throws: RuleBookError.notAllowed) {
            try await store.enter(order("0"), after: 0, by: rosa, at: Sample.now)
        }
        await #expect(throws: RuleBookError.reasonMissing) {
            try await store.enter(order("0", reason: "  "), after: 0, by: lena, at: Sample.now)
        }
        let first = try await store.enter(order("1"), after: 7, by: lena, at: Sample.now)
        #expect(first.state == .live && first.after == 7)
        await #expect(throws: RuleBookError.unchanged) {
            try await store.enter(order("1", base: first.id), after: 8, by: lena, at: Sample.now)
        }

        // What may find less takes a guardian when a lead writes it.
        let looser = try await store.enter(
            order("2", base: first.id, RuleChanges(changed: ["one"], mayLoosen: true)), after: 9, by: lena,
            at: Sample.now)
        #expect(looser.state == .waiting && looser.consent == .guardian)
        #expect(try await store.rulesInForce().revision == first.id)
        for (reviewer, error) in [(lena, RuleBookError.ownRevision), (liam, .notAllowed), (rosa, .notAllowed)] {
            await #expect(throws: error) {
                try await store.decide(looser.id, agrees: true, after: 9, by: reviewer, at: Sample.now)
            }
        }
        let agreed = try await store.decide(looser.id, agrees: true, after: 12, by: gus, at: Sample.now)
        #expect(agreed.state == .live && agreed.after == 12 && agreed.decidedBy == gus.id)
        #expect(try await store.rulesInForce().files.last?.text == "2")
        await #expect(throws: RuleBookError.notWaiting) {
            try await store.decide(looser.id, agrees: false, after: 13, by: gus, at: Sample.now)
        }

        // A ban takes two people, a guardian's ban too.
        let bans = try await store.enter(
            order("3", base: looser.id, RuleChanges(added: ["ban"], proposesExclusion: true)), after: 14, by: gus,
            at: Sample.now)
        #expect(bans.state == .waiting && bans.consent == .second)
        let declined = try await store.decide(bans.id, agrees: false, after: 15, by: liam, at: Sample.now)
        #expect(declined.state == .declined && declined.after == nil)
        #expect(try await store.rulesInForce().revision == looser.id)
        let lines = try await store.auditTrail(before: nil, limit: 20, for: gus).map(\.action)
        for action in ["rules_changed", "rules_proposed", "rules_agreed", "rules_declined"] {
            #expect(lines.contains(action), "\(action)")
        }
    }

    static func refusesStaleChanges(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let lena = try await Sample.reviewer("lena", [.lead], in: store)
        let first = try await store.enter(order("1"), after: 0, by: gus, at: Sample.now)
        let waiting = try await store.enter(
            order("2", base: first.id, RuleChanges(removed: ["one"], mayLoosen: true)), after: 0, by: lena,
            at: Sample.now)
        let second = try await store.enter(order("3", base: first.id), after: 0, by: gus, at: Sample.now)
        await #expect(throws: RuleBookError.changedMeanwhile) {
            try await store.enter(order("4", base: first.id), after: 0, by: gus, at: Sample.now)
        }
        await #expect(throws: RuleBookError.changedMeanwhile) {
            try await store.decide(waiting.id, agrees: true, after: 0, by: gus, at: Sample.now)
        }
        #expect(try await store.rulesInForce().revision == second.id)
        await #expect(throws: RuleBookError.unknownRevision) {
            try await store.decide(99, agrees: true, after: 0, by: gus, at: Sample.now)
        }
    }

    static func keepsRevisions(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let rosa = try await Sample.reviewer("rosa", [.reviewer], in: store)
        #expect(try await store.rulesInForce() == RuleSetting(revision: 0, files: [], after: 0))
        #expect(try await store.ruleSettings(from: 5).isEmpty)
        let first = try await store.importRules(
            order("1"), directory: ["b.yaml": "h"], after: 0, at: Sample.now)
        #expect(try await store.importedRules() == ["b.yaml": "h"])
        let second = try await store.enter(order("2", base: first.id), after: 10, by: gus, at: Sample.now)
        // A caller that names an earlier event does not turn back what was in force.
        let third = try await store.enter(order("3", base: second.id), after: 4, by: gus, at: Sample.now)
        #expect(third.after == 10)
        #expect(try await store.ruleSettings(from: 0).map(\.revision) == [first.id, second.id, third.id])
        #expect(try await store.ruleSettings(from: 9).map(\.after) == [0, 10, 10])
        let settings = try await store.ruleSettings(from: 10)
        #expect(settings.map(\.revision) == [third.id])
        #expect(settings.first?.files.map(\.name) == ["a.words", "b.yaml"])
        #expect(try await store.ruleFiles(of: first.id, for: gus).last?.text == "1")
        #expect(try await store.ruleRevisions(limit: 10, for: gus).map(\.id) == [third.id, second.id, first.id])
        await #expect(throws: RuleBookError.notAllowed) { try await store.ruleRevisions(limit: 10, for: rosa) }
        await #expect(throws: RuleBookError.notAllowed) { try await store.ruleFiles(of: first.id, for: rosa) }
    }

    static func counts(_ store: any WholeStore) async throws {
        let gus = try await Sample.reviewer("gus", [.guardian], in: store)
        let lena = try await Sample.reviewer("lena", [.lead], in: store)
        var members = RuleCount(day: 20_000, rule: "one", scope: .members)
        (members.evaluated, members.matched, members.effective, members.nanoseconds) = (100, 3, 2, 5000)
        var staff = RuleCount(day: 20_000, rule: "one", scope: .staff)
        staff.matched = 1
        for _ in 0..<2 { _ = try await store.record([], counts: WatchCounts(rules: [members, staff]), upTo: 1) }
        let found = try await store.ruleCounts(.members, from: 19_999, for: lena)
        #expect(found.count == 1 && found.first?.matched == 6 && found.first?.nanoseconds == 10_000)
        #expect(try await store.ruleCounts(.staff, from: 0, for: gus).first?.matched == 2)
        #expect(try await store.ruleCounts(.members, from: 20_001, for: gus).isEmpty)
        await #expect(throws: CaseStepError.notAllowed) { try await store.ruleCounts(.staff, from: 0, for: lena) }
    }
}
