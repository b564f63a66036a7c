/// How often each value came, in memory that does not grow: exact up to its capacity, and from there on by the algorithm
/// Space-Saving (Metwally, Agrawal, El Abbadi, "Efficient Computation of Frequent and Top-k Elements in Data Streams",
/// ICDT 2005): a new value takes the place of the rarest and inherits its count, so a count may be too high by at most
/// what it inherited, and no value is missing that came more often than the rarest that is kept.
struct TopCounts: Sendable {
    private struct Entry {
        var value: String
        var count: Int
        /// By how much the count may be too high.
        var excess: Int
    }

    private var entries: [Entry] = []
    private var places: [String: Int] = [:]
    /// Places of entries, the rarest first: a binary heap, made when the capacity is reached.
    private var heap: [Int] = []
    /// Where each entry stands in the heap.
    private var ranks: [Int] = []
    private let capacity: Int

    /// Longer values are cut, in bytes of UTF-8.
    static let maximumLength = 512

    /// Whether every count is exact.
    var isExact: Bool { heap.isEmpty }

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    mutating func add(_ value: String) {
        let value = Self.cut(value)
        if let place = places[value] {
            entries[place].count += 1
            if !heap.isEmpty { sink(ranks[place]) }
            return
        }
        guard entries.count >= capacity else {
            places[value] = entries.count
            entries.append(Entry(value: value, count: 1, excess: 0))
            return
        }
        if heap.isEmpty { makeHeap() }
        let place = heap[0]
        places[entries[place].value] = nil
        places[value] = place
        entries[place] = Entry(value: value, count: entries[place].count + 1, excess: entries[place].count)
        sink(0)
    }

    /// The most frequent, most first; equal ones in the order of their text.
    func most(_ count: Int) -> [QueryTop.Entry] {
        entries.sorted { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }.prefix(max(0, count))
            .map { QueryTop.Entry(value: $0.value, count: $0.count, excess: $0.excess) }
    }

    /// How many different values are kept.
    var distinct: Int { entries.count }

    // MARK: The heap

    private mutating func makeHeap() {
        heap = Array(entries.indices)
        ranks = Array(entries.indices)
        for rank in (0..<(heap.count / 2)).reversed() { sink(rank) }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        // Equal counts give way in the order in which they came, so that the same rows give the same answer.
        (entries[left].count, left) < (entries[right].count, right)
    }

    private mutating func sink(_ start: Int) {
        var rank = start
        while true {
            var least = rank
            for child in [2 * rank + 1, 2 * rank + 2]
            where child < heap.count && precedes(heap[child], heap[least]) { least = child }
            if least == rank { return }
            heap.swapAt(rank, least)
            ranks[heap[rank]] = rank
            ranks[heap[least]] = least
            rank = least
        }
    }

    private static func cut(_ value: String) -> String {
        guard value.utf8.count > maximumLength else { return value }
        var scalars = String.UnicodeScalarView()
        var bytes = 0
        for scalar in value.unicodeScalars {
            bytes += UTF8.width(scalar)
            if bytes > maximumLength { break }
            scalars.append(scalar)
        }
        return String(scalars) + "…"
    }
}

/// The most frequent values.
public struct QueryTop: Sendable, Hashable {
    /// One value and how often it came.
    public struct Entry: Sendable, Hashable {
        public var value: String
        public var count: Int
        /// By how much the count may be too high; 0 where it is exact.
        public var excess: Int

        public init(value: String, count: Int, excess: Int) {
            self.value = value
            self.count = count
            self.excess = excess
        }
    }

    /// Most first.
    public var entries: [Entry]
    /// Whether every count is exact.
    public var isExact: Bool
    /// How many different values there were; where counts are not exact, how many are kept.
    public var distinct: Int

    public init(entries: [Entry], isExact: Bool, distinct: Int) {
        self.entries = entries
        self.isExact = isExact
        self.distinct = distinct
    }
}
