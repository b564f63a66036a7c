import SafetyModel

/// What a text of a data set is for.
public enum DataPart: String, Sendable, Hashable, CaseIterable {
    /// To learn from.
    case train
    /// To choose settings by.
    case valid
    /// To measure the finished model with; never looked at before.
    case test

    /// By the words that data sets use; `nil` for any other.
    public init?(named name: String) {
        switch name.lowercased() {
        case "train", "training": self = .train
        case "valid", "validation", "val", "dev", "development": self = .valid
        case "test", "testing": self = .test
        default: return nil
        }
    }
}

/// Who goes where, by a hash of the normalised text: more data move no text to another side, and the same text never
/// stands on both.
enum StableSplit {
    /// One of `count` folds.
    static func fold(of key: UInt64, count: Int) -> Int {
        Int(truncatingIfNeeded: mixed(key, 0x666F_6C64).multipliedFullWidth(by: UInt64(count)).high)
    }

    /// Takes a fifth of some texts of a set for validation; of each class at least one, where it has two different ones.
    static func heldBack(_ set: TrainingSet, _ rows: [Int]) -> Set<Int> {
        var held: Set<UInt64> = []
        for isPositive in [true, false] {
            let keys = Set(rows.lazy.filter { set.labels[$0] == isPositive }.map { set.keys[$0] })
            let order = keys.map { (hash: mixed($0, 0x6865_6C64), key: $0) }.sorted { $0 < $1 }
            let chosen = order.filter { $0.hash < UInt64.max / 5 }.map(\.key)
            held.formUnion(chosen)
            if chosen.isEmpty, order.count > 1 { held.insert(order[0].key) }
        }
        return Set(rows.lazy.filter { held.contains(set.keys[$0]) })
    }

    private static func mixed(_ key: UInt64, _ purpose: UInt64) -> UInt64 { StableHash.of(key, purpose) }
}
