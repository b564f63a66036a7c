/// A table for a terminal: words to the left, numbers to the right.
struct TextTable {
    private var rows: [[String]]
    private let numbers: Set<Int>

    /// - Parameters:
    ///   - titles: of the columns; none for a table without a head.
    ///   - numbers: the columns that hold numbers.
    init(_ titles: [String] = [], numbers: Set<Int>) {
        rows = titles.isEmpty ? [] : [titles]
        self.numbers = numbers
    }

    mutating func add(_ cells: String...) { rows.append(cells) }

    /// Its lines, without a line break at the end.
    var text: String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                if column > 0 { line += "  " }
                let space = String(repeating: " ", count: widths[column] - cell.count)
                line += numbers.contains(column) ? space + cell : cell + space
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
