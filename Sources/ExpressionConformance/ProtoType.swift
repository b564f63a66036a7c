import Expression

/// Types as the suite writes them.
enum ProtoType {
    static func type(_ message: TextMessage) throws(Unsupported) -> ValueType {
        guard let field = message.fields.last else { return .dynamic }
        switch field.name {
        case "primitive": return primitive(field.content.text)
        case "wrapper": return .wrapper(primitive(field.content.text))
        case "dyn": return .dynamic
        case "null": return .null
        case "error": return .error
        case "well_known":
            switch field.content.text {
            case "TIMESTAMP": return .timestamp
            case "DURATION": return .duration
            default: return .dynamic
            }
        case "list_type": return .list(try part(field.content.message, "elem_type"))
        case "map_type":
            return .map(try part(field.content.message, "key_type"), try part(field.content.message, "value_type"))
        case "type_param": return .parameter(field.content.text ?? "")
        case "type": return .type(try field.content.message.map(type) ?? .dynamic)
        case "message_type": return try named(field.content.text ?? "")
        case "abstract_type":
            let name = field.content.message?.text("name") ?? ""
            var parameters: [ValueType] = []
            for parameter in field.content.message?.messages("parameter_types") ?? [] {
                parameters.append(try type(parameter))
            }
            if name == "optional_type" { return .optional(parameters.first ?? .dynamic) }
            return .abstract(name, parameters)
        default: throw Unsupported(reason: "the type '\(field.name)' is not supported")
        }
    }

    private static func part(_ message: TextMessage?, _ name: String) throws(Unsupported) -> ValueType {
        guard let part = message?.message(name) else { return .dynamic }
        return try type(part)
    }

    private static func primitive(_ name: String?) -> ValueType {
        switch name {
        case "BOOL": .bool
        case "INT64": .int
        case "UINT64": .uint
        case "DOUBLE": .double
        case "STRING": .string
        case "BYTES": .bytes
        default: .dynamic
        }
    }

    private static func named(_ name: String) throws(Unsupported) -> ValueType {
        if let message = WellKnownMessage(rawValue: name) { return message.type }
        if name == "google.protobuf.Any" { return .dynamic }
        throw Unsupported(reason: "needs the protocol buffer message \(name)")
    }
}
