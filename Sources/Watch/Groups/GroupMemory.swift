/// What is remembered of many at once: channels, quarrels, accounts that act together, and those who were banned.
struct GroupMemory: Sendable {
    var attacks = KeyedStore<Attack>()
    var quarrellers = KeyedStore<Quarreller>()
    var recruits = KeyedStore<Recruit>()
    /// By the member that new accounts write to.
    var gatherings = KeyedStore<Gathering>()
    var choruses = KeyedStore<Chorus>()
}

extension KeyedStore {
    /// The slot of a record, made where it is new. Beyond `bound`, the half that was touched longest ago is forgotten
    /// first; of equals the lower key goes, so that it is the same half in every run.
    mutating func place(
        of key: UInt64, within bound: Int, touched: (Record) -> Moment, making: (UInt64) -> Record
    ) -> Int {
        if let slot = find(key) { return slot }
        if count >= bound { forgetHalf(touched) }
        return insert(making(key))
    }

    /// Forgets the half that was touched longest ago.
    mutating func forgetHalf(_ touched: (Record) -> Moment) {
        let order = records.map { (touched($0).seconds, $0.key) }.sorted { $0 < $1 }
        for (_, key) in order.prefix(max(1, count / 2)) {
            if let slot = find(key) { remove(at: slot) }
        }
    }
}
