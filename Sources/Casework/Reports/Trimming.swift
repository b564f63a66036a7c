extension String {
    /// Without white space at both ends, in one pass from each.
    var withoutOuterSpace: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
