/// The tallies of one counter, each under the key of a member, a pair, a channel or a community.
struct CounterStore: Sendable {
    let definition: CounterDefinition
    var tallies: [UInt64: WindowTally] = [:]
    private let maximumKeys: Int
    /// Keys that were dropped while their window was not over, because there were too many.
    var droppedKeys = 0

    init(_ definition: CounterDefinition, maximumKeys: Int) {
        self.definition = definition
        self.maximumKeys = max(1, maximumKeys)
    }

    var keyCount: Int { tallies.count }

    subscript(key: UInt64) -> WindowTally? { tallies[key] }

    mutating func add(_ entry: WindowTally.Entry, key: UInt64) {
        tallies[key, default: WindowTally()].add(
            entry, window: definition.window, isDistinct: definition.field != nil)
        if tallies.count > maximumKeys { makeRoom(now: entry.time) }
    }

    /// Drops what has left its window; where that leaves more than three quarters, the longest silent too. What is
    /// dropped depends on times alone, so that a replay drops the same.
    private mutating func makeRoom(now: Int64) {
        let start = now &- definition.window
        tallies = tallies.filter { $0.value.latest > start }
        guard tallies.count > maximumKeys * 3 / 4 else { return }
        let times = tallies.values.map(\.latest).sorted()
        let limit = times[times.count / 2]
        let before = tallies.count
        tallies = tallies.filter { $0.value.latest > limit }
        droppedKeys += before - tallies.count
    }
}
