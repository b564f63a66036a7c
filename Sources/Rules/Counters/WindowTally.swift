/// What happened within a window that slides with the time of events: exact up to a bound, and past it by twelfths of
/// the window, in memory that does not grow.
struct WindowTally: Sendable, Hashable {
    /// Something that happened.
    struct Entry: Sendable, Hashable {
        /// In milliseconds.
        var time: Int64
        /// What is told apart where distinct values are counted.
        var item: UInt64
        /// What is summed.
        var amount: Double
    }

    /// What happened within a twelfth of the window.
    struct Part: Sendable, Hashable {
        var number: Int64
        var count = 0
        var sum = 0.0
        var sketch: DistinctSketch?
        var first: Int64
        var last: Int64
    }

    /// So many are remembered one by one.
    static let exactBound = 32
    private static let partsOfWindow: Int64 = 12

    var exact: [Entry] = []
    var parts: [Part] = []
    /// The time of the latest entry.
    var latest = Int64.min

    /// Takes something in and drops what has left the window.
    mutating func add(_ entry: Entry, window: Int64, isDistinct: Bool) {
        latest = max(latest, entry.time)
        guard parts.isEmpty else { return addToPart(entry, window, isDistinct) }
        if isDistinct, let place = exact.firstIndex(where: { $0.item == entry.item }) {
            exact[place].time = max(exact[place].time, entry.time)
            return
        }
        if exact.count >= Self.exactBound {
            let start = latest &- window
            exact.removeAll { $0.time <= start }
        }
        guard exact.count >= Self.exactBound else { return exact.append(entry) }
        for old in exact { addToPart(old, window, isDistinct) }
        exact = []
        addToPart(entry, window, isDistinct)
    }

    private mutating func addToPart(_ entry: Entry, _ window: Int64, _ isDistinct: Bool) {
        let width = Self.width(window)
        let number = Self.number(of: entry.time, width)
        let oldest = Self.number(of: latest &- window, width)
        if let front = parts.first, front.number < oldest { parts.removeAll { $0.number < oldest } }
        guard number >= oldest else { return }
        let place = parts.firstIndex { $0.number >= number } ?? parts.count
        if place == parts.count || parts[place].number != number {
            parts.insert(Part(number: number, first: entry.time, last: entry.time), at: place)
        }
        parts[place].count += 1
        parts[place].sum += entry.amount
        parts[place].first = min(parts[place].first, entry.time)
        parts[place].last = max(parts[place].last, entry.time)
        if isDistinct {
            var sketch = parts[place].sketch.take() ?? DistinctSketch()
            sketch.insert(entry.item)
            parts[place].sketch = sketch
        }
    }

    private static func width(_ window: Int64) -> Int64 { max(1, window / partsOfWindow) }

    private static func number(of time: Int64, _ width: Int64) -> Int64 {
        time >= 0 ? time / width : (time &- width &+ 1) / width
    }
}

// MARK: Asking

extension WindowTally {
    /// A window that ends now.
    struct Span {
        var now: Int64
        var length: Int64
        var start: Int64 { now &- length }

        func contains(_ time: Int64) -> Bool { time > start && time <= now }
    }

    /// Past the bound, the part of the window that has begun before it is counted whole.
    private func parts(in span: Span) -> some Sequence<Part> {
        parts.lazy.filter { $0.last > span.start && $0.first <= span.now }
    }

    func count(in span: Span) -> Int {
        guard parts.isEmpty else { return parts(in: span).reduce(0) { $0 + $1.count } }
        return exact.reduce(0) { span.contains($1.time) ? $0 + 1 : $0 }
    }

    func sum(in span: Span) -> Double {
        guard parts.isEmpty else { return parts(in: span).reduce(0) { $0 + $1.sum } }
        return exact.reduce(0) { span.contains($1.time) ? $0 + $1.amount : $0 }
    }

    func distinct(in span: Span) -> Int {
        guard !parts.isEmpty else { return count(in: span) }
        var sketch = DistinctSketch()
        for part in parts(in: span) {
            if let other = part.sketch { sketch.merge(other) }
        }
        return sketch.estimate
    }

    func first(in span: Span) -> Int64? {
        guard parts.isEmpty else { return parts(in: span).map { max($0.first, span.start &+ 1) }.min() }
        return exact.lazy.map(\.time).filter(span.contains).min()
    }

    func last(in span: Span) -> Int64? {
        guard parts.isEmpty else { return parts(in: span).map { min($0.last, span.now) }.max() }
        return exact.lazy.map(\.time).filter(span.contains).max()
    }
}
