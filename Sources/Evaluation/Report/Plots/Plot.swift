import SafetyModel

/// A plot drawn as SVG inside of the page: axes with ticks, lines, dots and bars. Everything it shows stands in a table
/// beside it too.
struct Plot {
    /// One axis.
    struct Axis {
        var title: String
        var range: ClosedRange<Double>
        /// Values with their labels.
        var ticks: [(value: Double, label: String)]
    }

    private static let width = 440.0
    private static let height = 340.0
    private static let left = 62.0
    private static let right = 24.0
    private static let top = 12.0
    private static let bottom = 50.0

    private let horizontal: Axis
    private let vertical: Axis
    private var drawing = ""

    init(horizontal: Axis, vertical: Axis) {
        self.horizontal = horizontal
        self.vertical = vertical
    }

    // MARK: Marks

    mutating func line(_ points: [(Double, Double)], _ style: String = "line") {
        guard !points.isEmpty else { return }
        let path = points.map { "\(x($0.0)),\(y($0.1))" }.joined(separator: " ")
        drawing += "<polyline class=\"\(style)\" points=\"\(path)\"/>"
    }

    /// - Parameter radius: in units of the drawing, which is 440 wide.
    mutating func dot(_ horizontal: Double, _ vertical: Double, radius: Double, _ style: String = "dot") {
        drawing +=
            "<circle class=\"\(style)\" cx=\"\(x(horizontal))\" cy=\"\(y(vertical))\" r=\"\(Self.short(radius))\"/>"
    }

    mutating func bar(from lower: Double, to upper: Double, height value: Double, _ style: String) {
        let (base, tip) = (place(0, on: vertical, isVertical: true), place(value, on: vertical, isVertical: true))
        let (start, end) = (place(lower, on: horizontal), place(upper, on: horizontal))
        drawing +=
            "<rect class=\"\(style)\" x=\"\(Self.short(start + 1))\" y=\"\(Self.short(min(base, tip)))\" "
            + "width=\"\(Self.short(max(0, end - start - 2)))\" height=\"\(Self.short(abs(base - tip)))\"/>"
    }

    mutating func label(_ text: String, _ horizontal: Double, _ vertical: Double, anchor: String = "start") {
        drawing +=
            "<text class=\"label\" x=\"\(x(horizontal))\" y=\"\(y(vertical))\" text-anchor=\"\(anchor)\">"
            + "\(PageText.escaped(text))</text>"
    }

    // MARK: The whole

    /// - Parameters:
    ///   - id: unique on the page.
    ///   - description: what the plot shows, for those who cannot see it.
    func svg(id: String, title: String, description: String) -> String {
        "<svg class=\"plot\" viewBox=\"0 0 \(Self.short(Self.width)) \(Self.short(Self.height))\" role=\"img\" "
            + "aria-labelledby=\"\(id)-title \(id)-desc\"><title id=\"\(id)-title\">\(PageText.escaped(title))</title>"
            + "<desc id=\"\(id)-desc\">\(PageText.escaped(description))</desc>\(axes)\(drawing)</svg>"
    }

    private var axes: String {
        let (start, end) = (Self.left, Self.width - Self.right)
        let (high, low) = (Self.top, Self.height - Self.bottom)
        var svg = ""
        for tick in vertical.ticks {
            let level = y(tick.value)
            svg +=
                "<line class=\"grid\" x1=\"\(Self.short(start))\" x2=\"\(Self.short(end))\" y1=\"\(level)\" y2=\"\(level)\"/>"
                + "<text class=\"tick\" x=\"\(Self.short(start - 7))\" y=\"\(level)\" dy=\".32em\" text-anchor=\"end\">"
                + "\(PageText.escaped(tick.label))</text>"
        }
        for tick in horizontal.ticks {
            let level = x(tick.value)
            svg +=
                "<line class=\"grid\" x1=\"\(level)\" x2=\"\(level)\" y1=\"\(Self.short(high))\" y2=\"\(Self.short(low))\"/>"
                + "<text class=\"tick\" x=\"\(level)\" y=\"\(Self.short(low + 17))\" text-anchor=\"middle\">"
                + "\(PageText.escaped(tick.label))</text>"
        }
        let middle = Self.short((start + end) / 2)
        let centre = Self.short((high + low) / 2)
        svg +=
            "<text class=\"axis\" x=\"\(middle)\" y=\"\(Self.short(Self.height - 10))\" text-anchor=\"middle\">"
            + "\(PageText.escaped(horizontal.title))</text>"
            + "<text class=\"axis\" transform=\"translate(15 \(centre)) rotate(-90)\" text-anchor=\"middle\">"
            + "\(PageText.escaped(vertical.title))</text>"
        return svg
    }

    // MARK: Places

    private func x(_ value: Double) -> String { Self.short(place(value, on: horizontal)) }
    private func y(_ value: Double) -> String { Self.short(place(value, on: vertical, isVertical: true)) }

    private func place(_ value: Double, on axis: Axis, isVertical: Bool = false) -> Double {
        let span = axis.range.upperBound - axis.range.lowerBound
        let bounded = max(axis.range.lowerBound, min(axis.range.upperBound, value))
        let share = span > 0 ? (bounded - axis.range.lowerBound) / span : 0
        return isVertical
            ? Self.height - Self.bottom - share * (Self.height - Self.bottom - Self.top)
            : Self.left + share * (Self.width - Self.right - Self.left)
    }

    /// One decimal at most: enough for a drawing, and the same text everywhere.
    private static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0
            ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

extension Plot.Axis {
    /// From 0 to 1, in quarters, as percent or as numbers.
    static func unit(_ title: String, _ numbers: PlainNumbers, percent: Bool = false) -> Plot.Axis {
        Plot.Axis(
            title: title, range: 0...1,
            ticks: [0, 0.25, 0.5, 0.75, 1].map { value in
                let label =
                    percent
                    ? numbers.percent(value, places: 0)
                    : numbers.decimal(value, places: value == 0 || value == 1 ? 0 : value == 0.5 ? 1 : 2)
                return (value, label)
            })
    }
}
