import Connectors
import SafetyModel
import Testing

@Suite("What is set in Discord's AutoMod")
struct AutoModTests {
    private func rule(_ name: String = "pictures", terms: [String] = ["send me a picture*"]) -> AutoModRule {
        AutoModRule(name: name, terms: terms, allowed: ["picture frame"], message: "no", timeOut: .minutes(10))
    }

    /// The rule as Discord gives it back.
    private func there(_ rule: AutoModRule, id: String, by creator: String = "7", enabled: Bool = true) -> JSONTree {
        .object(
            rule.created.members.filter { $0.key != "enabled" } + [
                .init(key: "id", value: .string(id)), .init(key: "creator_id", value: .string(creator)),
                .init(key: "enabled", value: .bool(enabled)),
            ])
    }

    @Test("A rule that is missing is created, one that differs is changed, one that is so already is left")
    func plan() {
        let plan = { (wanted: [AutoModRule], there: [JSONTree]) in AutoModPlan(wanted: wanted, there: there, own: "7") }
        #expect(plan([rule()], []).steps == [.create(rule())])
        #expect(plan([rule()], [there(rule(), id: "1")]).steps == [])
        #expect(plan([rule(terms: ["b", "a"])], [there(rule(terms: ["a", "b"]), id: "1")]).steps == [])
        let longer = rule(terms: ["send me a picture*", "just for me"])
        #expect(plan([longer], [there(rule(), id: "1")]).steps == [.change(id: "1", longer)])
        #expect(plan([rule()], [there(rule(), id: "1", enabled: false)]).steps == [.change(id: "1", rule())])
    }

    @Test("Rules of others are never touched, whatever they are called")
    func others() {
        let plan = AutoModPlan(wanted: [rule()], there: [there(rule(), id: "1", by: "8")], own: "7")
        #expect(plan.steps == [.create(rule())] && plan.others == 1)
        #expect(AutoModPlan(wanted: [], there: [there(rule(), id: "1", by: "8")], own: "7").steps == [])
    }

    @Test("One of Vigie's that the file no longer names makes room for a new one, or is switched off")
    func orphans() {
        let old = there(rule("old"), id: "1")
        #expect(AutoModPlan(wanted: [rule("new")], there: [old], own: "7").steps == [.change(id: "1", rule("new"))])
        #expect(AutoModPlan(wanted: [], there: [old], own: "7").steps == [.switchOff(id: "1", name: "old")])
        #expect(
            AutoModPlan(wanted: [], there: [there(rule("old"), id: "1", enabled: false)], own: "7").steps == [])
    }

    @Test("Where others' rules leave no room, it says which rule has none and how to make some")
    func room() throws {
        let full = (0..<5).map { there(rule("\($0)"), id: "\($0)", by: "8") }
        let plan = AutoModPlan(wanted: [rule("a"), rule("b")], there: full, own: "7")
        #expect(plan.steps == [.create(rule("a"))] && plan.withoutRoom == ["b"])
        let fault = try #require(plan.roomFault(in: "Harbour"))
        #expect(fault.contains("no room for b") && fault.contains("5 are others'") && fault.contains("delete one"))
    }

    @Test("An alert is only made where a channel is named; a message is always stopped")
    func actions() {
        func types(_ rule: AutoModRule) -> [Int64] {
            rule.created["actions"].elements.compactMap { $0["type"].integer }
        }
        #expect(types(AutoModRule(name: "a", terms: ["b"], message: "no")) == [1])
        #expect(types(rule()) == [1, 3])
        var loud = rule()
        loud.alertChannel = "600"
        #expect(types(loud) == [1, 2, 3])
        #expect(rule().changed["trigger_type"].isNull && rule().created["trigger_type"].integer == 1)
    }

    @Test("Each of Discord's limits is named")
    func limits() {
        #expect(rule().problems == [])
        #expect(AutoModRule.usualMessage.fr.count <= AutoModRule.Limit.message)
        #expect(AutoModRule.usualMessage.en.count <= AutoModRule.Limit.message)
        let long = String(repeating: "x", count: 261)
        let many = (0..<1001).map { "\($0)" }
        for broken in [
            AutoModRule(name: "a", message: "no"), AutoModRule(name: "a", terms: many, message: "no"),
            AutoModRule(name: "a", terms: [long], message: "no"), AutoModRule(name: long, terms: ["b"], message: "no"),
            AutoModRule(name: "a", patterns: [long], message: "no"),
            AutoModRule(name: "a", patterns: Array(many.prefix(11)), message: "no"),
            AutoModRule(name: "a", terms: ["b"], allowed: Array(many.prefix(101)), message: "no"),
            AutoModRule(name: "a", terms: ["b"], message: long),
        ] { #expect(broken.problems.count == 1, "\(broken.problems)") }
    }
}
