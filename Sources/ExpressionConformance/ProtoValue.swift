import Expression

/// Values as the suite writes them.
enum ProtoValue {
    static func value(_ message: TextMessage) throws(Unsupported) -> Value {
        guard let field = message.fields.last else { throw Unsupported(reason: "a value is missing") }
        let text = field.content.text ?? ""
        switch field.name {
        case "null_value": return .null
        case "bool_value": return .bool(text == "true")
        case "int64_value": return .int(try number(integer(text)))
        case "uint64_value": return .uint(try number(unsigned(text)))
        case "double_value": return .double(try number(Double(text)))
        case "string_value": return .string(text)
        case "bytes_value": return .bytes(field.content.bytes ?? [])
        case "type_value": return .type(TypeValue(text))
        case "enum_value": return .int(try number(integer(field.content.message?.text("value") ?? "0")))
        case "list_value":
            var values: [Value] = []
            for element in field.content.message?.messages("values") ?? [] { values.append(try value(element)) }
            return .list(values)
        case "map_value": return .map(try map(field.content.message?.messages("entries") ?? []))
        case "object_value":
            guard let object = field.content.message?.fields.first, let content = object.content.message else {
                throw Unsupported(reason: "an object is missing")
            }
            return try WellKnownReader.value(typeName: object.name, content)
        default: throw Unsupported(reason: "the value '\(field.name)' is not supported")
        }
    }

    static func number<T>(_ number: T?) throws(Unsupported) -> T {
        guard let number else { throw Unsupported(reason: "a number is not valid") }
        return number
    }

    static func integer(_ text: String) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let digits = isNegative ? String(text.dropFirst()) : text
        if digits.hasPrefix("0x") { return Int64((isNegative ? "-" : "") + digits.dropFirst(2), radix: 16) }
        return Int64(text)
    }

    static func unsigned(_ text: String) -> UInt64? {
        text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
    }

    private static func map(_ entries: [TextMessage]) throws(Unsupported) -> MapValue {
        var pairs: [(key: Value, value: Value)] = []
        for entry in entries {
            guard let key = entry.message("key"), let content = entry.message("value") else {
                throw Unsupported(reason: "an entry of a map is not complete")
            }
            pairs.append((try value(key), try value(content)))
        }
        guard let map = try? MapValue(pairs) else { throw Unsupported(reason: "a map is not valid") }
        return map
    }
}

/// Messages that are values of the language.
enum WellKnownReader {
    static func value(typeName: String, _ content: TextMessage) throws(Unsupported) -> Value {
        let name = String(typeName.dropFirst().dropLast().split(separator: "/").last ?? "")
        if name == "google.protobuf.Any", let inner = content.fields.first, let message = inner.content.message {
            return try value(typeName: inner.name, message)
        }
        guard let message = WellKnownMessage(rawValue: name) else {
            throw Unsupported(reason: "needs the protocol buffer message \(name)")
        }
        switch message {
        case .object: return try structure(content)
        case .list: return try list(content)
        case .value: return try json(content)
        default:
            var fields: [(name: String, value: Value)] = []
            for field in content.fields { fields.append((field.name, try scalar(field, of: message))) }
            guard let value = try? message.value(of: fields) else { throw Unsupported(reason: "\(name) is not valid") }
            return value
        }
    }

    private static func scalar(_ field: TextMessage.Field, of message: WellKnownMessage) throws(Unsupported) -> Value {
        let text = field.content.text ?? ""
        switch message.type {
        case .wrapper(.bool): return .bool(text == "true")
        case .wrapper(.bytes): return .bytes(field.content.bytes ?? [])
        case .wrapper(.double): return .double(try ProtoValue.number(Double(text)))
        case .wrapper(.string): return .string(text)
        case .wrapper(.uint): return .uint(try ProtoValue.number(ProtoValue.unsigned(text)))
        default: return .int(try ProtoValue.number(ProtoValue.integer(text)))
        }
    }

    private static func json(_ message: TextMessage) throws(Unsupported) -> Value {
        guard let field = message.fields.last else { return .null }
        let text = field.content.text ?? ""
        switch field.name {
        case "number_value": return .double(try ProtoValue.number(Double(text)))
        case "string_value": return .string(text)
        case "bool_value": return .bool(text == "true")
        case "struct_value": return try structure(field.content.message ?? TextMessage())
        case "list_value": return try list(field.content.message ?? TextMessage())
        default: return .null
        }
    }

    private static func structure(_ message: TextMessage) throws(Unsupported) -> Value {
        var entries: [(key: String, value: Value)] = []
        for field in message.messages("fields") {
            entries.append((field.text("key") ?? "", try json(field.message("value") ?? TextMessage())))
        }
        return .map(MapValue(strings: entries))
    }

    private static func list(_ message: TextMessage) throws(Unsupported) -> Value {
        var values: [Value] = []
        for value in message.messages("values") { values.append(try json(value)) }
        return .list(values)
    }
}
