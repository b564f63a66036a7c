/// A value of the host that expressions may look into. Fields are asked for one at a time and only when an expression
/// uses them, so nothing need be computed or copied before.
public protocol ObjectValue: AnyObject, Sendable {
    /// Which fields there are. Objects of one type share the instance.
    var type: ObjectType { get }

    /// The value of a field, by its index in the type; nil when this object does not have it, which `has()` sees.
    func value(at field: Int) -> Value?

    /// Equality in expressions. Without an answer of the host, an object is equal to itself only.
    func isEqual(to other: any ObjectValue) -> Bool

    /// How `string()` and `format` write it; nil when they must not.
    var text: String? { get }
}

extension ObjectValue {
    public func isEqual(to other: any ObjectValue) -> Bool { self === other }
    public var text: String? { nil }
}

extension ObjectValue {
    /// The value of a field by name.
    func value(named name: String) throws(EvaluationError) -> Value? {
        guard let index = type.index(of: name) else { throw EvaluationError(.noSuchField(name)) }
        return value(at: index)
    }
}

/// The type of objects of the host: its name and its fields.
public final class ObjectType: Sendable, Hashable {
    /// One field of the type.
    public struct Field: Sendable {
        public let name: String
        public let type: ValueType

        public init(_ name: String, _ type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    public let name: String
    public let fields: [Field]
    private let indices: [String: Int]

    public init(_ name: String, fields: [Field] = []) {
        self.name = name
        self.fields = fields
        self.indices = Dictionary(zip(fields.map(\.name), fields.indices), uniquingKeysWith: { first, _ in first })
    }

    public func index(of field: String) -> Int? { indices[field] }

    public static func == (left: ObjectType, right: ObjectType) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
