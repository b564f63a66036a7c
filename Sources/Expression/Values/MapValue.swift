/// A map. Its entries keep the order in which they were given, so that walking over it is the same every time; equality
/// does not look at the order.
public final class MapValue: Sendable {
    /// In the order of the entries.
    public let keys: [Value]
    /// In the order of the entries.
    public let values: [Value]
    /// Where the entry of a key is; empty for small maps, which are searched.
    private let positions: [MapKey: Int]

    /// Up to so many entries, looking at all of them is faster than hashing.
    private static let searchedCount = 8

    /// The map without entries.
    public static let empty = MapValue(keys: [], values: [], positions: [:])

    private init(keys: [Value], values: [Value], positions: [MapKey: Int]) {
        self.keys = keys
        self.values = values
        self.positions = positions
    }

    /// Fails on a key that may not be one and on a key that is given twice.
    public convenience init(_ entries: [(key: Value, value: Value)]) throws(EvaluationError) {
        var builder = MapBuilder()
        for (key, value) in entries { try builder.insert(value, at: key) }
        let (keys, values) = builder.entries
        self.init(keys: keys, values: values, positions: keys.count > Self.searchedCount ? builder.positions : [:])
    }

    /// A map from texts. Of entries with the same text, the first stays.
    public convenience init(strings entries: [(key: String, value: Value)]) {
        var positions: [MapKey: Int] = [:]
        var keys: [Value] = []
        var values: [Value] = []
        for (key, value) in entries where positions[.string(ExactText(key))] == nil {
            positions[.string(ExactText(key))] = keys.count
            keys.append(.string(key))
            values.append(value)
        }
        self.init(keys: keys, values: values, positions: keys.count > Self.searchedCount ? positions : [:])
    }

    convenience init(_ builder: consuming MapBuilder) {
        let positions = builder.positions
        let (keys, values) = builder.entries
        self.init(keys: keys, values: values, positions: keys.count > Self.searchedCount ? positions : [:])
    }

    public var count: Int { keys.count }

    /// The value at a key, or nil when there is none. Numbers find keys of other number types.
    public subscript(key: Value) -> Value? {
        if positions.isEmpty {
            for (index, candidate) in keys.enumerated() where candidate.isSameKey(as: key) { return values[index] }
            return nil
        }
        guard let key = MapKey(key), let position = positions[key] else { return nil }
        return values[position]
    }

    /// The value at a text.
    public subscript(text: String) -> Value? { self[.string(text)] }
}

/// Collects the entries of a map.
struct MapBuilder {
    private(set) var entries: (keys: [Value], values: [Value]) = ([], [])
    private(set) var positions: [MapKey: Int] = [:]

    mutating func insert(_ value: Value, at key: Value) throws(EvaluationError) {
        guard let mapKey = MapKey(key), key.type != .double else { throw EvaluationError(.unsupportedKey(key.type)) }
        guard positions.updateValue(entries.keys.count, forKey: mapKey) == nil else {
            throw EvaluationError(.duplicateKey(key))
        }
        entries.keys.append(key)
        entries.values.append(value)
    }
}

/// A key of a map in the form in which equal keys are the same.
enum MapKey: Hashable {
    case bool(Bool)
    case int(Int64)
    /// Beyond the range of `int`.
    case uint(UInt64)
    case string(ExactText)

    /// Nil for values that no key can be equal to.
    init?(_ value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = Int64(exactly: value).map(MapKey.int) ?? .uint(value)
        case .string(let value): self = .string(ExactText(value))
        case .double(let value):
            if let value = Int64(exactly: value) {
                self = .int(value)
            } else if let value = UInt64(exactly: value) {
                self = .uint(value)
            } else {
                return nil
            }
        default: return nil
        }
    }
}

/// A text that is equal to another only when the code points are the same; Swift's own strings are also equal when
/// they are written with other code points for the same characters.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: Self, right: Self) -> Bool { left.text.isExactly(right.text) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension Value {
    /// Whether both find the same entry of a map.
    fileprivate func isSameKey(as other: Value) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.isExactly(right)
        case (.bool(let left), .bool(let right)): left == right
        case (.int, .int), (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint), (.uint, .double):
            Number(self)?.isEqual(to: other) ?? false
        default: false
        }
    }
}
