/// A type as the checker knows it, finer than at run time: lists and maps have parameters.
public indirect enum ValueType: Sendable, Hashable {
    /// Not known before the evaluation; fits everything.
    case dynamic
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case timestamp
    case duration
    case list(ValueType)
    case map(ValueType, ValueType)
    case optional(ValueType)
    /// The type of a type.
    case type(ValueType)
    /// A value of the type, or null.
    case wrapper(ValueType)
    /// A type that only functions make and take.
    case abstract(String, [ValueType])
    case object(ObjectType)
    /// Stands for any one type in the signature of a function.
    case parameter(String)
    /// What an issue was already reported for; fits everything.
    case error

    /// The name of the type at run time, where it has one.
    public var runtimeType: TypeValue? {
        switch self {
        case .dynamic, .parameter, .error: nil
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .timestamp: .timestamp
        case .duration: .duration
        case .list: .list
        case .map: .map
        case .optional: .optional
        case .type: .type
        case .wrapper(let type): type.runtimeType
        case .abstract(let name, _): TypeValue(name)
        case .object(let type): TypeValue(type.name)
        }
    }

    /// Whether a value may be given where this type is asked for, as far as types are known at run time.
    func accepts(_ value: Value) -> Bool {
        switch (self, value) {
        case (.dynamic, _), (.parameter, _), (.error, _): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.list, .list), (.map, .map),
            (.optional, .optional), (.type, .type):
            true
        case (.wrapper(let type), _): type.accepts(value) || ValueType.null.accepts(value)
        case (.abstract(let name, _), .object(let object)): object.type.name == name
        case (.object(let type), .object(let object)): object.type == type
        default: false
        }
    }
}

extension ValueType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .dynamic: "dyn"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let wrapped): "optional_type(\(wrapped))"
        case .type(let type): "type(\(type))"
        case .wrapper(let type): "wrapper(\(type))"
        case .abstract(let name, let parameters):
            parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
        case .parameter(let name): name
        case .error: "error"
        default: runtimeType?.name ?? "dyn"
        }
    }
}
