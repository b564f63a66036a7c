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
/// It knows sums. It first sees to it that in each of them alone no number that is left out follows from those that are
/// told, and then that none follows by reckoning from sum to sum with bounds (interval propagation).
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
        hide(&hidden, linesOf, Array(lines.indices))
        // Some follow from nothing but how small they all are; hiding more does not help those.
        var beyondHelp: Set<FigureKey> = []
        while let key = reckonable(hidden, linesOf, except: beyondHelp) {
            guard let next = nearest(to: key, hidden, linesOf) else {
                beyondHelp.insert(key)
                continue
            }
            hidden.insert(next)
            hide(&hidden, linesOf, linesOf[next] ?? [])
        }
        return Dictionary(
            uniqueKeysWithValues: values.map { key, count in
                (key, !hidden.contains(key) ? .exact(count) : Self.isSmall(count) ? .small : .withheld)
            })
    }

    /// Hides what each sum alone would give away, until none does.
    private func hide(_ hidden: inout Set<FigureKey>, _ linesOf: [FigureKey: [Int]], _ first: [Int]) {
        var waiting = first
        while let index = waiting.popLast() {
            while isUnsafe(lines[index], hidden), let key = nextToHide(lines[index], hidden) {
                hidden.insert(key)
                waiting += linesOf[key] ?? []
            }
        }
    }

    /// What to hide so that a count does not follow: the least loss in its own sums, or else in those next to them.
    private func nearest(
        to key: FigureKey, _ hidden: Set<FigureKey>, _ linesOf: [FigureKey: [Int]]
    ) -> FigureKey? {
        let own = linesOf[key] ?? []
        let next = own.flatMap { lines[$0].parts + [lines[$0].total] }.flatMap { linesOf[$0] ?? [] }
        for choice in [own, next] {
            let told = choice.compactMap { nextToHide(lines[$0], hidden) }
            if let key = told.min(by: { (self[$0], $0) < (self[$1], $1) }) { return key }
        }
        return nil
    }

    /// A small count that somebody can reckon who knows the sums, and knows that what is withheld is not small.
    private func reckonable(
        _ hidden: Set<FigureKey>, _ linesOf: [FigureKey: [Int]], except beyondHelp: Set<FigureKey>
    ) -> FigureKey? {
        var ranges: [FigureKey: ClosedRange<Int>] = [:]
        let most = values.values.reduce(0, +) + Self.smallest
        for (key, count) in values {
            ranges[key] =
                !hidden.contains(key)
                ? count...count
                : Self.isSmall(count) ? 1...(Self.smallest - 1) : (count == 0 ? 0 : Self.smallest)...most
        }
        var waiting = Set(lines.indices.filter { index in lines[index].parts.contains(where: hidden.contains) })
        while let index = waiting.popFirst() {
            for key in narrow(&ranges, by: lines[index]) {
                waiting.formUnion((linesOf[key] ?? []).filter { $0 != index })
            }
        }
        return hidden.filter { Self.isSmall(self[$0]) && ranges[$0]?.count == 1 && !beyondHelp.contains($0) }.min()
    }

    /// Makes bounds narrower by what a sum says of them.
    /// - Returns: those that it made so.
    private func narrow(_ ranges: inout [FigureKey: ClosedRange<Int>], by line: Line) -> [FigureKey] {
        var changed: [FigureKey] = []
        func set(_ key: FigureKey, _ low: Int, _ high: Int) {
            guard let own = ranges[key] else { return }
            let (low, high) = (max(own.lowerBound, low), min(own.upperBound, high))
            guard low <= high, low...high != own else { return }
            ranges[key] = low...high
            changed.append(key)
        }
        var low = line.parts.reduce(0) { $0 + (ranges[$1]?.lowerBound ?? 0) }
        var high = line.parts.reduce(0) { $0 + (ranges[$1]?.upperBound ?? 0) }
        set(line.total, low, high)
        guard let total = ranges[line.total] else { return changed }
        for part in line.parts {
            guard let own = ranges[part], own.count > 1 else { continue }
            set(part, total.lowerBound - (high - own.upperBound), total.upperBound - (low - own.lowerBound))
            guard let new = ranges[part] else { continue }
            low += new.lowerBound - own.lowerBound
            high += new.upperBound - own.upperBound
        }
        return changed
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
