import Rules
import SafetyModel
import Testing
import TextAnalysis

/// What an engine remembers, written down and read again.
@Suite struct SnapshotTests {
    private func engine() throws -> RuleEngine {
        try Sample.engine(
            Sample.rule("actor.count('message.posted', duration('1h')) > 50", name: "many"),
            Sample.rule("actor.distinct('message.posted', 'target', duration('1h')) > 40", name: "wide"),
            Sample.rule(
                "event.text == 'mark' && !('marked' in labels)", name: "mark",
                more: "then: [label: {name: marked, for: 1h}]"))
    }

    private func event(_ number: Int) -> Event {
        Sample.message(
            number, after: .seconds(number * 7), actor: "a\(number % 3)", target: "t\(number % 97)",
            text: number.isMultiple(of: 5) ? "mark" : "hello")
    }

    @Test func anEngineGoesOnAsIfItHadNeverStopped() throws {
        var first = try engine()
        for number in 0..<1000 { _ = first.observe(event(number), .empty) }
        var second = try engine()
        try second.restore(first.snapshot())
        #expect(second.snapshot() == first.snapshot())
        for number in 1000..<2000 {
            #expect(first.observe(event(number), .empty) == second.observe(event(number), .empty))
        }
        #expect(second.snapshot() == first.snapshot())
        #expect(second.counts(of: "many") == first.counts(of: "many"))
    }

    @Test func whatBelongsToRulesThatAreGoneIsLeftOut() throws {
        var first = try engine()
        for number in 0..<100 { _ = first.observe(event(number), .empty) }
        var other = try Sample.engine(Sample.rule("true", name: "many"))
        try other.restore(first.snapshot())
        #expect(other.counts(of: "many") == first.counts(of: "many"))
        #expect(other.counterKeyCount == 0)
    }

    @Test func damagedBytesAreRefusedAndChangeNothing() throws {
        var first = try engine()
        for number in 0..<200 { _ = first.observe(event(number), .empty) }
        let bytes = first.snapshot()
        var other = try engine()
        let empty = other.snapshot()
        for count in stride(from: 0, to: bytes.count, by: 37) {
            #expect(throws: ByteCodingError.self) { try other.restore(Array(bytes.prefix(count))) }
        }
        #expect(other.snapshot() == empty)
    }
}
