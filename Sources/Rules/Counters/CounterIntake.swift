import Expression
import SafetyModel
import TextAnalysis

/// Puts events into the counters that rules ask: under their types, and under the declared counters that take them.
struct CounterIntake: Sendable {
    private(set) var book: CounterBook
    /// Declared counters by the types that they take.
    private var declared: [EventType: [DeclaredCounter]] = [:]
    /// Types that anything counts.
    private var types: Set<EventType> = []
    private let costLimit: Int

    init(_ set: RuleSet, settings: RuleSettings, keeping old: CounterIntake?) {
        let definitions = set.rules.flatMap(\.counters)
        book = CounterBook(definitions, maximumKeys: settings.maximumKeysPerCounter, keeping: old?.book)
        costLimit = settings.costLimit
        let asked = Set(definitions.map(\.name))
        types = Set(EventType.known.filter { asked.contains($0.name) }.map(\.type))
        for counter in set.counters where asked.contains(counter.name) {
            for type in Set(counter.types) {
                declared[type, default: []].append(counter)
                types.insert(type)
            }
        }
    }

    /// Whether anything counts events of a type.
    func takes(_ type: EventType) -> Bool { types.contains(type) }

    mutating func add(_ event: Event, _ reading: TextReading, _ context: RuleContext, _ labels: LabelBook) {
        let target = event.target ?? Facts.addressee(event)
        let keys = EventKeys(event, target: target, fingerprint: reading.fingerprint)
        let time = event.time.milliseconds
        let taken = take(event, reading, context, labels)
        book.add(event.type.name, keys, time: time, amount: 1, value: 0)
        for (name, amount, value) in taken { book.add(name, keys, time: time, amount: amount, value: value) }
    }

    /// What declared counters take of an event. A counter whose expression fails takes nothing.
    private func take(
        _ event: Event, _ reading: TextReading, _ context: RuleContext, _ labels: LabelBook
    ) -> [(name: String, amount: Double, value: UInt64)] {
        guard let counters = declared[event.type] else { return [] }
        // What decides whether an event is counted may not ask counters, so it needs none.
        let facts = Facts(event, reading, context, counters: CounterBook([], maximumKeys: 1), labels: labels)
        return counters.compactMap { counter in
            do throws(EvaluationError) {
                var meter = Meter(limit: costLimit)
                if let condition = counter.condition {
                    guard case .bool(true) = try condition.evaluate(facts, &meter) else { return nil }
                }
                var amount = 1.0
                if let program = counter.amount, case .double(let given) = try program.evaluate(facts, &meter) {
                    guard given.isFinite else { return nil }
                    amount = given
                }
                var value: UInt64 = 0
                if let program = counter.value, case .string(let text) = try program.evaluate(facts, &meter) {
                    value = StableHash.of(text, seed: 0x7661_6c75)
                }
                return (counter.name, amount, value)
            } catch {
                return nil
            }
        }
    }
}
