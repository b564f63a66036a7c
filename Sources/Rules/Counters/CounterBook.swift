/// All counters that the rules in force ask.
struct CounterBook: Sendable {
    var stores: [CounterStore] = []
    private(set) var places: [CounterDefinition: Int] = [:]
    /// Which stores an event of a type, or a declared counter, goes into.
    private var byName: [String: [Int]] = [:]

    /// - Parameter old: a book whose figures are kept for the definitions that both have.
    init(_ definitions: [CounterDefinition], maximumKeys: Int, keeping old: CounterBook? = nil) {
        for definition in definitions where places[definition] == nil {
            places[definition] = stores.count
            byName[definition.name, default: []].append(stores.count)
            let kept = old?.places[definition].flatMap { old?.stores[$0] }
            stores.append(kept ?? CounterStore(definition, maximumKeys: maximumKeys))
        }
    }

    static let empty = CounterBook([], maximumKeys: 1)

    var keyCount: Int { stores.reduce(0) { $0 + $1.keyCount } }
    var droppedKeys: Int { stores.reduce(0) { $0 + $1.droppedKeys } }

    /// Counts an event of a type, or one that a declared counter takes.
    mutating func add(_ name: String, _ keys: EventKeys, time: Int64, amount: Double, value: UInt64) {
        guard let places = byName[name] else { return }
        for place in places {
            let definition = stores[place].definition
            guard let key = keys.key(of: definition.scope) else { continue }
            var item: UInt64 = 0
            if let field = definition.field {
                guard let found = field == .value ? value : keys.item(of: field) else { continue }
                item = found
            }
            stores[place].add(WindowTally.Entry(time: time, item: item, amount: amount), key: key)
        }
    }

    /// Nil where nothing was counted under the key, or no such counter is kept.
    func tally(_ definition: CounterDefinition, key: UInt64) -> WindowTally? {
        places[definition].flatMap { stores[$0][key] }
    }
}
