/// Spans of time as rule files write them: `30s`, `15m`, `72h`, `30d`, `2w`.
enum Span {
    private static let seconds: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    static let hint = "a whole number and s, m, h, d or w, as 72h or 30d"
    /// Ten years: what is longer is a slip of the pen.
    private static let longest: Int64 = 3650 * 86_400

    /// Nil for what is no span, or none that is longer than nothing.
    static func read(_ text: String) -> Duration? {
        guard let unit = text.last.flatMap({ seconds[$0] }), let number = Int64(text.dropLast()), number > 0,
            number <= longest / unit
        else { return nil }
        return .seconds(number * unit)
    }
}
