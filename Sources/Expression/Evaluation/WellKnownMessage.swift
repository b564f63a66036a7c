/// The messages of protocol buffers that are values of the language: `google.protobuf.Int64Value{value: 1}` is 1.
/// Other messages are out of scope.
package enum WellKnownMessage: String, Sendable, CaseIterable {
    case boolValue = "google.protobuf.BoolValue"
    case bytesValue = "google.protobuf.BytesValue"
    case doubleValue = "google.protobuf.DoubleValue"
    case floatValue = "google.protobuf.FloatValue"
    case int32Value = "google.protobuf.Int32Value"
    case int64Value = "google.protobuf.Int64Value"
    case stringValue = "google.protobuf.StringValue"
    case uint32Value = "google.protobuf.UInt32Value"
    case uint64Value = "google.protobuf.UInt64Value"
    case duration = "google.protobuf.Duration"
    case timestamp = "google.protobuf.Timestamp"
    case object = "google.protobuf.Struct"
    case list = "google.protobuf.ListValue"
    case value = "google.protobuf.Value"

    /// What the checker makes of it.
    package var type: ValueType {
        switch self {
        case .boolValue: .wrapper(.bool)
        case .bytesValue: .wrapper(.bytes)
        case .doubleValue, .floatValue: .wrapper(.double)
        case .int32Value, .int64Value: .wrapper(.int)
        case .stringValue: .wrapper(.string)
        case .uint32Value, .uint64Value: .wrapper(.uint)
        case .duration: .duration
        case .timestamp: .timestamp
        case .object: .map(.string, .dynamic)
        case .list: .list(.dynamic)
        case .value: .dynamic
        }
    }

    /// The fields with their types.
    var fields: [String: ValueType] {
        switch self {
        case .duration, .timestamp: ["seconds": .int, "nanos": .int]
        case .object: ["fields": .map(.string, .dynamic)]
        case .list: ["values": .list(.dynamic)]
        case .value:
            [
                "null_value": .dynamic, "number_value": .double, "string_value": .string, "bool_value": .bool,
                "struct_value": .map(.string, .dynamic), "list_value": .list(.dynamic),
            ]
        default: ["value": type]
        }
    }

    /// The value without any field.
    private var empty: Value {
        switch self {
        case .boolValue: .bool(false)
        case .bytesValue: .bytes([])
        case .doubleValue, .floatValue: .double(0)
        case .int32Value, .int64Value: .int(0)
        case .stringValue: .string("")
        case .uint32Value, .uint64Value: .uint(0)
        case .duration: .duration(TimeSpan(nanoseconds: 0))
        case .timestamp: .timestamp(.epoch)
        case .object: .map(.empty)
        case .list: .list([])
        case .value: .null
        }
    }

    /// The value that the message stands for.
    package func value(of fields: [(name: String, value: Value)]) throws(EvaluationError) -> Value {
        for (name, value) in fields {
            guard let type = self.fields[name] else { throw EvaluationError(.noSuchField(name)) }
            guard type.accepts(value) else { throw EvaluationError(.noSuchOverload(rawValue, [value.type])) }
        }
        let value = fields.last?.value
        switch self {
        case .duration, .timestamp: return try time(fields)
        case .value where fields.last?.name == "null_value": return .null
        case .floatValue:
            if case .double(let number) = value { return .double(Double(Float(number))) }
        case .int32Value:
            if case .int(let number) = value, Int32(exactly: number) == nil {
                throw EvaluationError(.overflow(rawValue))
            }
        case .uint32Value:
            if case .uint(let number) = value, UInt32(exactly: number) == nil {
                throw EvaluationError(.overflow(rawValue))
            }
        default: break
        }
        return value ?? empty
    }

    private func time(_ fields: [(name: String, value: Value)]) throws(EvaluationError) -> Value {
        var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
        for (name, value) in fields {
            if name == "seconds" { seconds = try value.asInt() } else { nanoseconds = try value.asInt() }
        }
        if self == .duration, let span = TimeSpan(seconds: seconds, nanoseconds: nanoseconds) { return .duration(span) }
        if self == .timestamp, let nanoseconds = Int32(exactly: nanoseconds),
            let moment = Timestamp(seconds: seconds, nanoseconds: nanoseconds)
        {
            return .timestamp(moment)
        }
        throw EvaluationError(.overflow(rawValue))
    }
}

/// A message literal.
final class MessageNode: Node {
    private let message: WellKnownMessage
    private let fields: [(name: String, node: any Node, isOptional: Bool)]
    private let offset: Int

    init(_ message: WellKnownMessage, _ fields: [(name: String, node: any Node, isOptional: Bool)], offset: Int) {
        self.message = message
        self.fields = fields
        self.offset = offset
    }

    func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
        try frame.meter.charge(1 + fields.count)
        var values: [(name: String, value: Value)] = []
        for (name, node, isOptional) in fields {
            let value = try node.evaluate(&frame)
            if isOptional, case .optional(let optional) = value {
                if let wrapped = optional.wrapped { values.append((name, wrapped)) }
            } else {
                values.append((name, value))
            }
        }
        do throws(EvaluationError) {
            return try message.value(of: values)
        } catch {
            throw error.at(offset)
        }
    }
}
