import SafetyModel

/// A line on the terminal that says how far a long job is, how fast it goes and how long it will still take. Silent
/// where nobody looks.
struct ProgressBar {
    private let total: Int?
    private let unit: String
    private let started = ContinuousClock.now
    private var lastDrawn: ContinuousClock.Instant?
    private let visible: Bool

    /// - Parameter total: how much there is in all, in the measure that ``advance(done:count:)`` takes; `nil` if unknown.
    init(total: Int?, unit: String, visible: Bool = Terminal.isInteractive) {
        self.total = total
        self.unit = unit
        self.visible = visible
    }

    /// Draws, at most ten times a second.
    /// - Parameters:
    ///   - done: how much of the total is done.
    ///   - count: how many units that was.
    mutating func advance(done: Int, count: Int) {
        guard visible else { return }
        let now = ContinuousClock.now
        if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
        lastDrawn = now
        let seconds = max(0.001, Double((now - started).milliseconds) / 1000)
        var line = "\(grouped(count)) \(unit)  \(grouped(Int(Double(count) / seconds)))/s"
        if let total, total > 0 {
            let share = min(1, Double(done) / Double(total))
            let filled = Int(share * 30)
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
            line = "\(bar) \(Int(share * 100)) %  " + line
            if share > 0.001 { line += "  \(Self.span(seconds / share - seconds)) left" }
        }
        Terminal.write("\r\u{1B}[K" + line, to: 2)
    }

    /// Clears the line.
    func finish() {
        guard visible, lastDrawn != nil else { return }
        Terminal.write("\r\u{1B}[K", to: 2)
    }

    private static func span(_ seconds: Double) -> String {
        let whole = Int(max(0, seconds).rounded(.up))
        return whole >= 3600
            ? "\(whole / 3600) h \(whole % 3600 / 60) min"
            : whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
    }
}
