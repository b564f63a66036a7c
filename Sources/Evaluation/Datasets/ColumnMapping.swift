import SafetyModel

/// Which columns of a CSV file, or keys of a JSON object, hold what.
public struct ColumnMapping: Sendable, Hashable {
    public var id: String
    public var text: String
    public var label: String
    /// Labels that mean yes, in any case; numbers are compared as numbers, so that `1.0` is `1`. All others mean no.
    public var positive: [String]
    /// Further columns to keep, as `functionality`, `group` or `variety`.
    public var others: [String]
    /// Only rows whose column has this value are taken; each of these columns must have its value.
    public var only: [Condition]

    /// A column and the value that it must have.
    public struct Condition: Sendable, Hashable {
        public var column: String
        public var value: String

        public init(column: String, value: String) {
            self.column = column
            self.value = value
        }
    }

    /// What means yes where nothing else is said.
    public static let positiveWords = ["1", "true", "yes", "positive"]

    public init(
        id: String = "id", text: String = "text", label: String = "label", positive: [String] = positiveWords,
        others: [String] = [], only: [Condition] = []
    ) {
        self.id = id
        self.text = text
        self.label = label
        self.positive = positive
        self.others = others
        self.only = only
    }

    /// All columns that are asked for, each with its place in a row of ``FoundColumns``: id, text, label, others, conditions.
    var wanted: [String] { [id, text, label] + others + only.map(\.column) }

    func isPositive(_ label: String) -> Bool {
        let label = Self.plain(label)
        let number = Double(label)
        return positive.contains { word in
            let word = Self.plain(word)
            return word == label || (number != nil && Double(word) == number)
        }
    }

    /// A cell as it is compared: without space around it, in lower case.
    static func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last]).lowercased()
    }
}

/// Names of columns, found in a header or among the keys of an object.
enum ColumnNames {
    /// The place of a column: by its name as it is, else in any case and without space around it.
    static func place(of name: String, in header: [String]) -> Int? {
        if let place = header.firstIndex(of: name) { return place }
        let plain = ColumnMapping.plain(name)
        return header.firstIndex { ColumnMapping.plain($0) == plain }
    }

    /// Why a column was not found, with what there is instead. Only what looks like a name is shown: a file without a
    /// header begins with somebody's words.
    static func missing(_ name: String, in header: [String], what: String) -> String {
        let names = header.filter(isName)
        let hint = Spelling.hint(name, among: names)
        let rest = header.count - names.count
        var sentence = "\(what) has no column “\(name)”\(hint.replacing("; ", with: ", ", maxReplacements: 1))"
        if hint.isEmpty {
            sentence += names.isEmpty ? "" : "; it has \(names.prefix(12).joined(separator: ", "))"
            if rest > 0, !names.isEmpty { sentence += " and \(rest) without a plain name" }
            if names.isEmpty { sentence += "; its first line must name the columns" }
        }
        return sentence
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= 32
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || "_-.:".unicodeScalars.contains($0)
            } && text.unicodeScalars.contains { $0.properties.isAlphabetic }
    }
}
