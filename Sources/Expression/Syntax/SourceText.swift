/// The text of an expression with its lines. Offsets and columns count code points.
struct SourceText: Sendable {
    let scalars: [Unicode.Scalar]
    /// Where each line starts.
    private let lineStarts: [Int]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
        lineStarts = starts
    }

    /// Line and column of an offset, both from 1.
    func position(of offset: Int) -> (line: Int, column: Int) {
        let line = lineStarts.lastIndex { $0 <= offset } ?? 0
        return (line + 1, offset - lineStarts[line] + 1)
    }

    /// The message with its position, the line and a caret below the place. Tabs are kept in front of the caret, so that
    /// it stands right however wide they are shown. Of a long line only the part around the place is shown.
    func rendered(_ message: String, at offset: Int) -> String {
        let (line, column) = position(of: offset)
        let start = lineStarts[line - 1]
        let end = line < lineStarts.count ? lineStarts[line] - 1 : scalars.count
        let place = min(max(start, offset), end)
        let first = max(start, place - 60)
        let shown = scalars[first..<min(end, place + 60)].filter { $0 != "\r" }
        let pad = scalars[first..<place].map { $0 == "\t" ? $0 : " " as Unicode.Scalar }
        return "ERROR: <input>:\(line):\(column): \(message)\n | \(String(shown))\n | \(String(pad))^"
    }
}

extension String {
    fileprivate init(_ scalars: [Unicode.Scalar]) {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        self.init(text)
    }
}
