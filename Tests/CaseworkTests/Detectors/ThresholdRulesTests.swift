import Casework
import SafetyModel
import Testing

@Suite("Changing a threshold")
struct ThresholdRulesTests {
    private let rules = ThresholdRules(taxonomy: Sample.taxonomy)

    private func order(
        _ threshold: Double?, scope: ThresholdScope = .members, policy: PolicyCode = "sextortion", version: Int64 = 0,
        reason: String = "too many jokes"
    ) -> ThresholdOrder {
        ThresholdOrder(policy: policy, scope: scope, threshold: threshold, version: version, reason: reason)
    }

    private func change(
        _ order: ThresholdOrder, by reviewer: Reviewer, newest: ThresholdChange? = nil
    ) throws(ThresholdError) -> ThresholdChange {
        try rules.change(order, newest: newest, after: 7, by: reviewer, at: Sample.start)
    }

    @Test("leads and guardians may for members, guardians alone for staff, others not at all")
    func roles() throws {
        for person in [Sample.lena, Sample.gus] {
            let made = try change(order(0.7), by: person)
            #expect(made.previous == 0.5 && made.current == 0.7 && made.setting.after == 7 && made.by == person.id)
        }
        #expect(try change(order(0.7, scope: .staff), by: Sample.gus).action == "staff_threshold_changed")
        for person in [Sample.rosa, Sample.ada] {
            #expect(throws: ThresholdError.notAllowed) { try change(order(0.7), by: person) }
        }
        var closed = Sample.gus
        closed.active = false
        for person in [Sample.rosa, Sample.lena, Sample.ada, closed] {
            #expect(throws: ThresholdError.notAllowed) { try change(order(0.7, scope: .staff), by: person) }
        }
        #expect(Visibility.scopes(of: Sample.gus) == [.members, .staff])
        #expect(Visibility.scopes(of: Sample.lena) == [.members] && Visibility.scopes(of: Sample.ada).isEmpty)
    }

    @Test("what is out of range, unknown, unchanged, unexplained or out of date is refused")
    func refused() throws {
        for value in [0, 0.25, 0.96, 1, 0.71, -1, .nan, .infinity] {
            #expect(throws: ThresholdError.outOfRange) { try change(order(value), by: Sample.gus) }
        }
        #expect(throws: ThresholdError.unknownPolicy) {
            try change(order(0.7, policy: "no.such"), by: Sample.gus)
        }
        #expect(throws: ThresholdError.unchanged) { try change(order(0.5), by: Sample.gus) }
        #expect(throws: ThresholdError.unchanged) { try change(order(nil), by: Sample.gus) }
        #expect(throws: ThresholdError.reasonMissing) { try change(order(0.7, reason: " \n"), by: Sample.gus) }
        let long = String(repeating: "x", count: 4001)
        #expect(throws: ThresholdError.reasonTooLong(limit: 4000)) {
            try change(order(0.7, reason: long), by: Sample.gus)
        }
        var first = try change(order(0.7), by: Sample.gus)
        first.number = 3
        #expect(throws: ThresholdError.changedMeanwhile) { try change(order(0.8), by: Sample.gus, newest: first) }
        #expect(throws: ThresholdError.unchanged) {
            try change(order(0.7, version: 3), by: Sample.gus, newest: first)
        }
        let back = try change(order(nil, version: 3), by: Sample.gus, newest: first)
        #expect(back.previous == 0.7 && back.current == 0.5 && back.setting.threshold == nil)
        #expect(back.detail == "sextortion 0.70 → 0.50 (taxonomy): too many jokes")
    }
}
