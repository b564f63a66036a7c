import Yams

/// Finds where the characters of a YAML text stand in the file, whatever style it is written in: the text is walked along
/// the file, past indents, line ends and escapes.
struct ScalarPlaces: Sendable {
    private var lines: [Int32] = []
    private var columns: [Int32] = []
    private let start: (line: Int, column: Int)

    init(_ node: Node, in source: SourceLines) {
        start = (node.mark?.line ?? 0, node.mark?.column ?? 0)
        guard let scalar = node.scalar, let mark = node.mark else { return }
        var (line, column) = (mark.line - 1, mark.column - 1)
        if scalar.style == .literal || scalar.style == .folded { (line, column) = (line + 1, 0) }
        for character in scalar.string.unicodeScalars {
            if !Self.isSpace(character) {
                guard source.advance(&line, &column, to: character) else { break }
            }
            lines.append(Int32(line + 1))
            columns.append(Int32(column + 1))
            if Self.isSpace(character), character != "\n", source[line, column] == character { column += 1 }
            if !Self.isSpace(character) { column += 1 }
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" || scalar == "\t" }

    /// - Parameter offset: into the text, in code points.
    subscript(offset: Int) -> (line: Int, column: Int) {
        if lines.indices.contains(offset) { return (Int(lines[offset]), Int(columns[offset])) }
        guard let line = lines.last, let column = columns.last else { return start }
        return (Int(line), Int(column) + 1)
    }
}

/// A file by lines of code points.
struct SourceLines {
    private let lines: [[Unicode.Scalar]]

    init(_ text: String) {
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
    }

    subscript(line: Int, column: Int) -> Unicode.Scalar? {
        lines.indices.contains(line) && lines[line].indices.contains(column) ? lines[line][column] : nil
    }

    /// Moves to the next place of a character; stays where it is when there is none.
    func advance(_ line: inout Int, _ column: inout Int, to character: Unicode.Scalar) -> Bool {
        var (nextLine, nextColumn) = (line, column)
        while lines.indices.contains(nextLine) {
            if let found = lines[nextLine].dropFirst(nextColumn).firstIndex(of: character) {
                (line, column) = (nextLine, found)
                return true
            }
            (nextLine, nextColumn) = (nextLine + 1, 0)
        }
        return false
    }
}
