import Expression
import Foundation
import SafetyModel

/// Values of expressions from JSON, and back.
enum CelValues {
    /// The variables of a JSON object. Numbers without fraction and exponent are `int` (`uint` above its range), others
    /// `double`.
    /// - Throws: ``JSONError``; ``EvaluationError`` for a key that comes twice.
    static func variables(_ json: String) throws -> [(name: String, value: Value)] {
        var json = json
        return try json.withUTF8 { bytes in
            var reader = JSONReader(bytes)
            var variables: [(name: String, value: Value)] = []
            try reader.beginObject()
            while let key = try reader.nextKey() { variables.append((key.string, try value(&reader))) }
            try reader.end()
            return variables
        }
    }

    private static func value(_ reader: inout JSONReader) throws -> Value {
        switch try reader.peek() {
        case .null:
            try reader.null()
            return .null
        case .bool: return .bool(try reader.bool())
        case .string: return .string(try reader.string())
        case .number: return number(try reader.numberText())
        case .array:
            var items: [Value] = []
            try reader.beginArray()
            while try reader.nextElement() { items.append(try value(&reader)) }
            return .list(items)
        case .object, .end:
            var entries: [(key: Value, value: Value)] = []
            try reader.beginObject()
            while let key = try reader.nextKey() { entries.append((.string(key.string), try value(&reader))) }
            return .map(try MapValue(entries))
        }
    }

    private static func number(_ text: String) -> Value {
        if let int = Int64(text) { return .int(int) }
        if let uint = UInt64(text) { return .uint(uint) }
        return .double(Double(text) ?? .nan)
    }

    /// Writes a value as JSON does: as the ProtoJSON mapping says for bytes (base64), times, spans and numbers that JSON
    /// has no word for. Keys become text; an optional is its value or null; a type is its name.
    static func write(_ value: Value, to writer: inout JSONWriter) {
        switch value {
        case .null: writer.null()
        case .bool(let bool): writer.bool(bool)
        case .int(let int): writer.integer(int)
        case .uint(let uint): writer.raw("\(uint)")
        case .double(let double) where double.isNaN: writer.string("NaN")
        case .double(let double) where double.isInfinite: writer.string(double < 0 ? "-Infinity" : "Infinity")
        case .double(let double): writer.double(double)
        case .string(let string): writer.string(string)
        case .bytes(let bytes): writer.string(Data(bytes).base64EncodedString())
        case .list(let items):
            writer.beginArray()
            for item in items { write(item, to: &writer) }
            writer.endArray()
        case .map(let map):
            writer.beginObject()
            for (key, value) in zip(map.keys, map.values) {
                if case .string(let name) = key { writer.key(name) } else { writer.key("\(key)") }
                write(value, to: &writer)
            }
            writer.endObject()
        case .timestamp(let timestamp): writer.string("\(timestamp)")
        case .duration(let span): writer.string("\(span)")
        case .type(let type): writer.string(type.name)
        case .optional(let optional):
            if let wrapped = optional.wrapped { write(wrapped, to: &writer) } else { writer.null() }
        case .object(let object): writer.string(object.text ?? object.type.name)
        }
    }
}
