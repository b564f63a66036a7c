/// A number as it may be published.
public enum DisclosedCount: Sendable, Hashable {
    case exact(Int)
    /// From 1 to 4: so few that somebody might be recognised.
    case small
    /// Not small itself; shown, it would give a small one away by subtraction.
    case withheld

    /// `12`, `<5`, `…`
    public var text: String {
        switch self {
        case .exact(let count): String(count)
        case .small: "<\(CountSuppression.smallest)"
        case .withheld: "…"
        }
    }

    /// The number, where it is told.
    public var number: Int? { if case .exact(let count) = self { count } else { nil } }
}

/// What is counted, in which time, under which heading.
public struct FigureKey: Sendable, Hashable, Comparable {
    public var figure: String
    /// `2026-03`, or empty for the whole time.
    public var month: String
    /// Empty for the sum.
    public var part: String

    public init(_ figure: String, month: String = "", part: String = "") {
        self.figure = figure
        self.month = month
        self.part = part
    }

    public static func < (left: FigureKey, right: FigureKey) -> Bool {
        (left.figure, left.month, left.part) < (right.figure, right.month, right.part)
    }
}

/// Decides which counts are not told, so that no small one can be read or reckoned: primary and complementary cell
/// suppression (A. Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
///
/// It knows sums. For each it sees to it that no number that is left out follows from those that are told. It does not
/// look for what follows from many sums at once.
public struct CountSuppression: Sendable {
    /// The smallest count that is told, but for 0.
    public static let smallest = 5

    private struct Line {
        var parts: [FigureKey]
        var total: FigureKey
    }

    private var values: [FigureKey: Int] = [:]
    private var lines: [Line] = []

    public init() {}

    public subscript(key: FigureKey) -> Int { values[key] ?? 0 }

    /// Counts something.
    public mutating func add(_ key: FigureKey, _ count: Int = 1) { values[key, default: 0] += count }

    /// Says that parts, all of which are published, make up a total, which is too.
    public mutating func sum(_ parts: some Sequence<FigureKey>, is total: FigureKey) {
        let line = Line(parts: Array(parts), total: total)
        for key in line.parts + [total] where values[key] == nil { values[key] = 0 }
        lines.append(line)
    }

    /// Every count as it may be told.
    public func disclosed() -> [FigureKey: DisclosedCount] {
        var hidden = Set(values.filter { Self.isSmall($0.value) }.keys)
        var linesOf: [FigureKey: [Int]] = [:]
        for (index, line) in lines.enumerated() {
            for key in line.parts + [line.total] { linesOf[key, default: []].append(index) }
        }
        var waiting = Array(lines.indices)
        while let index = waiting.popLast() {
            while isUnsafe(lines[index], hidden), let key = nextToHide(lines[index], hidden) {
                hidden.insert(key)
                waiting += linesOf[key] ?? []
            }
        }
        return Dictionary(
            uniqueKeysWithValues: values.map { key, count in
                (key, !hidden.contains(key) ? .exact(count) : Self.isSmall(count) ? .small : .withheld)
            })
    }

    private static func isSmall(_ count: Int) -> Bool { (1..<smallest).contains(count) }

    /// Whether what is hidden in a sum follows from what is told.
    private func isUnsafe(_ line: Line, _ hidden: Set<FigureKey>) -> Bool {
        let parts = line.parts.filter(hidden.contains)
        guard !hidden.contains(line.total) else { return parts.isEmpty }
        guard let first = parts.first else { return false }
        if parts.count == 1 { return first != line.total }
        let sum = parts.reduce(0) { $0 + self[$1] }
        let small = parts.filter { Self.isSmall(self[$0]) }.count
        // All at their least, or all small ones at their most, are known without being told.
        if sum <= small + Self.smallest * (parts.count - small) { return true }
        return small == parts.count && sum == small * (Self.smallest - 1)
    }

    /// The least loss: the smallest part that is not nothing, then the total, then what is nothing.
    private func nextToHide(_ line: Line, _ hidden: Set<FigureKey>) -> FigureKey? {
        let told = line.parts.filter { !hidden.contains($0) }
        if let part = told.filter({ self[$0] > 0 }).min(by: { (self[$0], $0) < (self[$1], $1) }) { return part }
        if !hidden.contains(line.total) { return line.total }
        return told.min()
    }
}
