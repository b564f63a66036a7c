import SafetyModel

/// A value of a statement as it stands in JSON, before anything is known of it.
enum StatementValue: Sendable, Hashable {
    case text(String)
    case list([StatementValue])
    case object(StatementDocument)
    /// A number, a truth value, `null`.
    case other(JSONKind)

    /// What it is, in words.
    var kind: String {
        switch self {
        case .text: "a text"
        case .list: "a list"
        case .object: "an object"
        case .other(.null): "null"
        case .other(.bool): "true or false"
        case .other: "a number"
        }
    }

    /// The texts of a list; of a text, that one.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let values): values.flatMap(\.texts)
        default: []
        }
    }

    init(_ reader: inout JSONReader) throws(JSONError) {
        let kind = try reader.peek()
        switch kind {
        case .string: self = .text(try reader.string())
        case .object: self = .object(try StatementDocument(&reader))
        case .array:
            var values: [StatementValue] = []
            try reader.beginArray()
            while try reader.nextElement() {
                // No list of a statement is that long: what follows is read, and not kept.
                if values.count < StatementDocument.memberLimit {
                    values.append(try StatementValue(&reader))
                } else {
                    try reader.skipValue()
                }
            }
            self = .list(values)
        default:
            try reader.skipValue()
            self = .other(kind)
        }
    }
}

/// A statement of reasons as JSON holds it: fields by name, whatever they are.
struct StatementDocument: Sendable, Hashable {
    /// Members of an object or a list that are kept, at most; no statement has as many.
    static let memberLimit = 300

    private(set) var fields: [String: StatementValue] = [:]
    /// Names that stand more than once.
    private(set) var repeated: [String] = []
    /// Whether there are more members than are kept.
    private(set) var isCut = false

    init() {}

    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let name = key.string
            if fields.count >= Self.memberLimit {
                isCut = true
                try reader.skipValue()
                continue
            }
            let value = try StatementValue(&reader)
            if fields.updateValue(value, forKey: name) != nil, !repeated.contains(name) { repeated.append(name) }
        }
    }

    subscript(name: String) -> StatementValue? {
        get { fields[name] }
        set { fields[name] = newValue }
    }

    /// The text of a field, where it is one.
    func text(_ name: String) -> String? {
        if case .text(let text)? = fields[name] { return text }
        return nil
    }

    /// Whether a field is, or as a list holds, a code.
    func holds(_ name: String, _ code: String) -> Bool { fields[name]?.texts.contains(code) == true }
}
