extension Value: Equatable {
    public static func == (left: Value, right: Value) -> Bool {
        var meter = Meter.unlimited
        return (try? left.isEqual(to: right, &meter)) ?? false
    }

    /// The equality of the language. Walking over lists and maps is charged to the meter, so that values which share
    /// their parts many times over cannot keep it busy.
    func isEqual(to other: Value, _ meter: inout Meter) throws(EvaluationError) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): return left.isExactly(right)
        case (.int(let left), .int(let right)): return left == right
        case (.bool(let left), .bool(let right)): return left == right
        case (.null, .null): return true
        case (.bytes(let left), .bytes(let right)): return left == right
        case (.timestamp(let left), .timestamp(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.type(let left), .type(let right)): return left == right
        case (.object(let left), .object(let right)): return left.isEqual(to: right)
        case (.list(let left), .list(let right)): return try Self.areEqual(left, right, &meter)
        case (.map(let left), .map(let right)): return try Self.areEqual(left, right, &meter)
        case (.optional(let left), .optional(let right)):
            switch (left.wrapped, right.wrapped) {
            case (nil, nil): return true
            case (let left?, let right?): return try left.isEqual(to: right, &meter)
            default: return false
            }
        default: return Number(self)?.isEqual(to: other) ?? false
        }
    }

    private static func areEqual(
        _ left: [Value], _ right: [Value], _ meter: inout Meter
    ) throws(EvaluationError) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices {
            try meter.charge(1)
            guard try left[index].isEqual(to: right[index], &meter) else { return false }
        }
        return true
    }

    private static func areEqual(
        _ left: MapValue, _ right: MapValue, _ meter: inout Meter
    ) throws(EvaluationError) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.keys.indices {
            try meter.charge(1)
            guard let value = right[left.keys[index]], try left.values[index].isEqual(to: value, &meter) else {
                return false
            }
        }
        return true
    }

    /// How the value compares with another of its type, or with another number. Nil when one of them is NaN.
    /// Fails on values that have no order.
    func order(against other: Value) throws(EvaluationError) -> Order? {
        switch (self, other) {
        case (.int(let left), .int(let right)): return Order(left, right)
        case (.string(let left), .string(let right)): return left.exactOrder(against: right)
        case (.bool(let left), .bool(let right)): return Order(left ? 1 : 0, right ? 1 : 0)
        case (.timestamp(let left), .timestamp(let right)): return Order(left, right)
        case (.duration(let left), .duration(let right)): return Order(left, right)
        case (.bytes(let left), .bytes(let right)):
            return left == right ? .same : left.lexicographicallyPrecedes(right) ? .before : .after
        default:
            guard let left = Number(self), let right = Number(other) else {
                throw EvaluationError(.noSuchOverload("comparison", [type, other.type]))
            }
            return left.order(against: right)
        }
    }
}

/// How one value stands to another.
enum Order: Sendable {
    case before, same, after

    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .before : left == right ? .same : .after
    }
}

/// A number of any type, on the one line of numbers.
enum Number {
    case int(Int64)
    case uint(UInt64)
    case double(Double)

    init?(_ value: Value) {
        switch value {
        case .int(let value): self = .int(value)
        case .uint(let value): self = .uint(value)
        case .double(let value): self = .double(value)
        default: return nil
        }
    }

    func isEqual(to other: Value) -> Bool {
        guard let other = Number(other) else { return false }
        return order(against: other) == .same
    }

    /// An integer is compared with a double as the nearest double, as other implementations do. Nil with NaN.
    func order(against other: Number) -> Order? {
        switch (self, other) {
        case (.int(let left), .int(let right)): return Order(left, right)
        case (.uint(let left), .uint(let right)): return Order(left, right)
        case (.double(let left), .double(let right)):
            return left.isNaN || right.isNaN ? nil : Order(left, right)
        case (.int(let left), .uint(let right)): return left < 0 ? .before : Order(UInt64(left), right)
        case (.uint(let left), .int(let right)): return right < 0 ? .after : Order(left, UInt64(right))
        case (.int(let left), .double(let right)): return Self.order(left, right)
        case (.uint(let left), .double(let right)): return Self.order(left, right)
        case (.double(let left), .int(let right)): return Self.order(right, left)?.reversed
        case (.double(let left), .uint(let right)): return Self.order(right, left)?.reversed
        }
    }

    private static func order<T: FixedWidthInteger>(_ left: T, _ right: Double) -> Order? {
        right.isNaN ? nil : Order(Double(left), right)
    }
}

extension Order {
    var reversed: Order {
        switch self {
        case .before: .after
        case .same: .same
        case .after: .before
        }
    }
}

extension String {
    /// Whether the code points are the same.
    func isExactly(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let answer = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
        }
        if case .some(.some(let answer)) = answer { return answer }
        return utf8.elementsEqual(other.utf8)
    }

    /// The order by code points, which is that of the bytes of UTF-8.
    func exactOrder(against other: String) -> Order {
        if isExactly(other) { return .same }
        return utf8.lexicographicallyPrecedes(other.utf8) ? .before : .after
    }
}
