/// Lines of CSV (RFC 4180, with line feeds as the templates have them).
struct CSVTable {
    /// A figure, which has a column for its value and one for what there is to say of it.
    enum Cell {
        case count(DisclosedCount)
        /// With one decimal.
        case hours(Double?)
        /// Vigie does not know it.
        case unknown

        var value: String {
            switch self {
            case .count(.withheld), .unknown, .hours(nil): ""
            case .count(let count): count.text
            case .hours(let hours?): hours.description
            }
        }

        var context: String {
            switch self {
            case .count(.small): "From 1 to 4: not told exactly, so that nobody is identified."
            case .count(.withheld): "Not told, so that a smaller figure cannot be worked out."
            case .hours(.some): "In hours."
            case .count(.exact), .hours(nil), .unknown: ""
            }
        }
    }

    private var text: String

    init(header: String) { text = header + "\n" }

    var bytes: [UInt8] { Array(text.utf8) }

    /// A line that is CSV already.
    mutating func raw(_ line: String) { text += line + "\n" }

    /// A line of leading columns, the values of figures, and then what there is to say of each.
    mutating func row(_ columns: [String], _ cells: [Cell] = []) {
        let all = columns + cells.map(\.value) + cells.map(\.context)
        raw(all.map(Self.quoted).joined(separator: ","))
    }

    static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
        return "\"\(field.replacing("\"", with: "\"\""))\""
    }
}
