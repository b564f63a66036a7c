/// A record that is found by a 64-bit key.
protocol Keyed: Sendable {
    var key: UInt64 { get }
}

/// Records side by side in one array, found through an open-addressing table of 8 bytes an entry. A record's place
/// (its slot) holds until something is removed; removal moves the last record into the gap.
///
/// Made for millions of small records: no allocation per record, and a look-up that fails touches only the table.
struct KeyedStore<Record: Keyed>: Sendable {
    var records: ContiguousArray<Record> = []
    /// The lower half of the key in the upper 32 bits, the slot in the lower; ``empty`` where there is nothing.
    private var table: [UInt64]
    private var mask: Int
    private static var empty: UInt64 { .max }

    init() {
        table = Array(repeating: .max, count: 16)
        mask = 15
    }

    var count: Int { records.count }

    func find(_ key: UInt64) -> Int? {
        let tag = key << 32
        var position = Int(truncatingIfNeeded: key & 0xFFFF_FFFF) & mask
        while true {
            let entry = table[position]
            if entry == Self.empty { return nil }
            if entry & 0xFFFF_FFFF_0000_0000 == tag {
                let slot = Int(entry & 0xFFFF_FFFF)
                if records[slot].key == key { return slot }
            }
            position = (position &+ 1) & mask
        }
    }

    /// Puts a record in, or over the one that has its key, and returns its slot.
    @discardableResult
    mutating func insert(_ record: Record) -> Int {
        if let slot = find(record.key) {
            records[slot] = record
            return slot
        }
        if records.count * 4 >= table.count * 3 { grow() }
        let slot = records.count
        records.append(record)
        place(record.key, slot)
        return slot
    }

    /// Takes a record out. Slots of others may change.
    @discardableResult
    mutating func remove(at slot: Int) -> Record {
        clear(records[slot].key, slot)
        let last = records.count - 1
        if slot != last {
            let moved = records[last].key
            clear(moved, last)
            records.swapAt(slot, last)
            place(moved, slot)
        }
        return records.removeLast()
    }

    private mutating func place(_ key: UInt64, _ slot: Int) {
        var position = Int(truncatingIfNeeded: key & 0xFFFF_FFFF) & mask
        while table[position] != Self.empty { position = (position &+ 1) & mask }
        table[position] = key << 32 | UInt64(truncatingIfNeeded: slot)
    }

    /// Empties the entry of a slot and closes the gap, so that no tombstones gather.
    private mutating func clear(_ key: UInt64, _ slot: Int) {
        let entry = key << 32 | UInt64(truncatingIfNeeded: slot)
        var hole = Int(truncatingIfNeeded: key & 0xFFFF_FFFF) & mask
        while table[hole] != entry {
            if table[hole] == Self.empty { return }
            hole = (hole &+ 1) & mask
        }
        var next = (hole &+ 1) & mask
        while table[next] != Self.empty {
            let home = Int(truncatingIfNeeded: table[next] >> 32) & mask
            if (next &- home) & mask >= (next &- hole) & mask {
                table[hole] = table[next]
                hole = next
            }
            next = (next &+ 1) & mask
        }
        table[hole] = Self.empty
    }

    private mutating func grow() {
        table = Array(repeating: Self.empty, count: table.count * 2)
        mask = table.count - 1
        for slot in records.indices { place(records[slot].key, slot) }
    }
}

/// Larger records that only few members or pairs have, referred to by their place; freed places are used again.
struct Pool<Item: Sendable>: Sendable {
    var items: ContiguousArray<Item> = []
    private var free: [Int32] = []

    /// How many are in use.
    var count: Int { items.count - free.count }

    mutating func add(_ item: Item) -> Int32 {
        if let place = free.popLast() {
            items[Int(place)] = item
            return place
        }
        items.append(item)
        return Int32(truncatingIfNeeded: items.count - 1)
    }

    /// Frees a place; `blank` takes it, so that what the item held is released.
    mutating func remove(_ place: Int32, leaving blank: Item) {
        items[Int(place)] = blank
        free.append(place)
    }
}
