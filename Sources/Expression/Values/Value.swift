/// A value of the language: what variables hold and what expressions evaluate to.
///
/// `==` is the equality of the language: numbers of different types are equal when they stand for the same number, NaN is
/// equal to nothing, texts are equal when their code points are, and values of different types are unequal.
public enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map(MapValue)
    case timestamp(Timestamp)
    case duration(TimeSpan)
    case type(TypeValue)
    case optional(OptionalValue)
    /// A value of the host, whose fields are computed when they are asked for.
    case object(any ObjectValue)
}

/// A value that may be missing.
public final class OptionalValue: Sendable {
    public let wrapped: Value?

    public init(_ wrapped: Value?) {
        self.wrapped = wrapped
    }

    /// The optional that holds nothing.
    public static let none = OptionalValue(nil)
}

/// The type of a value at run time, which is itself a value. Parameters are erased: the type of `[1]` is `list`.
public struct TypeValue: Sendable, Hashable {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    public static let null = TypeValue("null_type")
    public static let bool = TypeValue("bool")
    public static let int = TypeValue("int")
    public static let uint = TypeValue("uint")
    public static let double = TypeValue("double")
    public static let string = TypeValue("string")
    public static let bytes = TypeValue("bytes")
    public static let list = TypeValue("list")
    public static let map = TypeValue("map")
    public static let timestamp = TypeValue("google.protobuf.Timestamp")
    public static let duration = TypeValue("google.protobuf.Duration")
    public static let type = TypeValue("type")
    public static let optional = TypeValue("optional_type")

    /// The types that expressions may name.
    static let named: [TypeValue] = [
        null, bool, int, uint, double, string, bytes, list, map, timestamp, duration, type, optional,
    ]
}

extension Value {
    /// The type of the value at run time.
    public var type: TypeValue {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list
        case .map: .map
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .optional: .optional
        case .object(let object): TypeValue(object.type.name)
        }
    }

    /// Whether the value is the empty or zero value of its type, as `optional.ofNonZeroValue` understands it.
    var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .string(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .list(let value): value.isEmpty
        case .map(let value): value.count == 0
        case .timestamp(let value): value == Timestamp.epoch
        case .duration(let value): value.nanoseconds == 0
        case .optional(let value): value.wrapped == nil
        case .type, .object: false
        }
    }

    /// How much work it is to walk over the value once, in steps: a tenth of the length for texts, the number of entries
    /// for lists and maps.
    var traversalCost: Int {
        switch self {
        case .string(let text): text.utf8.count / 10
        case .bytes(let bytes): bytes.count / 10
        case .list(let list): list.count
        case .map(let map): map.count
        default: 0
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    public init(nilLiteral: ()) { self = .null }
}
