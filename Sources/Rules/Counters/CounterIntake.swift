import SafetyModel
import TextAnalysis

/// Puts events into the counters that rules ask: under their types, and under the declared counters that take them.
struct CounterIntake: Sendable {
    var book: CounterBook
    /// Of declared counters, by the types that they take.
    private var declared: [EventType: [DeclaredIntake]] = [:]
    /// Types that anything counts.
    private var types: Set<EventType> = []
    private let costLimit: Int

    init(_ set: RuleSet, settings: RuleSettings, keeping old: CounterIntake?) {
        let definitions = set.rules.flatMap(\.counters)
        book = CounterBook(definitions, maximumKeys: settings.maximumKeysPerCounter, keeping: old?.book)
        costLimit = settings.costLimit
        let asked = Set(definitions.map(\.name))
        types = Set(EventType.known.filter { asked.contains($0.name) }.map(\.type))
        var counters: [EventType: [DeclaredCounter]] = [:]
        for counter in set.counters where asked.contains(counter.name) {
            for type in Set(counter.types) { counters[type, default: []].append(counter) }
        }
        types.formUnion(counters.keys)
        declared = counters.mapValues { DeclaredIntake.grouped($0) }
    }

    /// Whether anything counts events of a type.
    func takes(_ type: EventType) -> Bool { types.contains(type) }

    mutating func add(_ event: Event, _ reading: TextReading, _ context: RuleContext, _ labels: LabelBook) {
        let target = event.target ?? Facts.addressee(event)
        let keys = EventKeys(event, target: target, fingerprint: reading.fingerprint)
        let time = event.time.milliseconds
        book.add(event.type.name, keys, time: time, amount: 1, value: 0)
        guard let intakes = declared[event.type], intakes.contains(where: { $0.mayTake(reading.hits) }) else { return }
        // What decides whether an event is counted may not ask counters, so the facts need none.
        let facts = Facts(event, reading, context, counters: .empty, labels: labels)
        for intake in intakes where intake.mayTake(reading.hits) {
            guard let taken = intake.take(facts, costLimit: costLimit) else { continue }
            for name in intake.names {
                book.add(name, keys, time: time, amount: taken.amount, value: taken.value)
            }
        }
    }
}
