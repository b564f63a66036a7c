/// The keys of states that were ever put aside, as 32-bit fingerprints in an open-addressing table: about 6 bytes a
/// key. It may take a stranger for one of them (fewer than 1 in 400 with ten million keys), which costs a look-up in
/// the store and nothing else; it never misses one.
struct KeyFilter: Sendable {
    private var table: [UInt32] = []
    private(set) var count = 0
    /// Fingerprint 0 marks an empty place.
    private static func fingerprint(_ key: UInt64) -> UInt32 {
        let upper = UInt32(truncatingIfNeeded: key >> 32) ^ UInt32(truncatingIfNeeded: key)
        return upper == 0 ? 1 : upper
    }

    var isEmpty: Bool { count == 0 }

    func contains(_ key: UInt64) -> Bool {
        guard count > 0 else { return false }
        let fingerprint = Self.fingerprint(key)
        var position = home(fingerprint)
        while table[position] != 0 {
            if table[position] == fingerprint { return true }
            position = (position &+ 1) & (table.count - 1)
        }
        return false
    }

    mutating func insert(_ key: UInt64) { insert(fingerprint: Self.fingerprint(key)) }

    /// Puts a fingerprint back, as ``fingerprints`` gave it.
    mutating func insert(fingerprint: UInt32) {
        guard fingerprint != 0 else { return }
        if (count + 1) * 4 > table.count * 3 { grow() }
        var position = home(fingerprint)
        while table[position] != 0 {
            if table[position] == fingerprint { return }
            position = (position &+ 1) & (table.count - 1)
        }
        table[position] = fingerprint
        count += 1
    }

    /// All fingerprints, in ascending order.
    var fingerprints: [UInt32] { table.filter { $0 != 0 }.sorted() }

    private func home(_ fingerprint: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(fingerprint) &* 0x9E37_79B9_7F4A_7C15) >> 20) & (table.count - 1)
    }

    private mutating func grow() {
        let old = table
        table = Array(repeating: 0, count: max(64, old.count * 2))
        count = 0
        for fingerprint in old where fingerprint != 0 { insert(fingerprint: fingerprint) }
    }
}
