public import SafetyModel

/// How many rows there were in each step of time, however far apart they lie: counted by the hour, and by longer steps
/// where there would be too many hours to keep.
struct TimeCounts: Sendable {
    private(set) var step = Step.hour
    private var counts: [Int64: Int] = [:]
    private var first: Int64?
    private var last: Int64?
    private let capacity: Int

    /// A length of time that steps may have. Weeks begin on Monday.
    struct Step: Sendable, Hashable {
        let milliseconds: Int64

        static let hour = Step(milliseconds: 3_600_000)
        static let day = Step(milliseconds: 86_400_000)
        static let week = Step(milliseconds: 604_800_000)

        /// 1970-01-05, a Monday.
        private static let monday: Int64 = 4 * 86_400_000

        func index(of moment: Int64) -> Int64 {
            let (shifted, overflow) = moment.subtractingReportingOverflow(Self.monday)
            if overflow { return .min / milliseconds }
            let quotient = shifted / milliseconds
            return shifted % milliseconds < 0 ? quotient - 1 : quotient
        }

        func start(of index: Int64) -> Int64 {
            let (product, overflow) = index.multipliedReportingOverflow(by: milliseconds)
            return overflow ? .min : product &+ Self.monday
        }

        /// The next longer one, which this one fits into.
        var next: Step {
            switch self {
            case .hour: .day
            case .day: .week
            default: Step(milliseconds: milliseconds.multipliedReportingOverflow(by: 2).partialValue)
            }
        }
    }

    /// - Parameter capacity: how many steps are kept.
    init(capacity: Int = 20_000) {
        self.capacity = max(2, capacity)
    }

    mutating func add(_ time: Timestamp) {
        first = min(first ?? time.milliseconds, time.milliseconds)
        last = max(last ?? time.milliseconds, time.milliseconds)
        counts[step.index(of: time.milliseconds), default: 0] += 1
        while counts.count > capacity { coarsen() }
    }

    private mutating func coarsen() {
        let longer = step.next
        var folded: [Int64: Int] = [:]
        for (index, count) in counts { folded[longer.index(of: step.start(of: index)), default: 0] += count }
        counts = folded
        step = longer
    }

    /// The chart over a range; where it has no bounds, over what was counted. By the hour up to three days, by the day up
    /// to about four months, else by weeks or multiples of them, so that there are at most 200 steps.
    func chart(over range: QueryRange) -> QueryChart? {
        guard var start = first, var end = last else { return nil }
        if let from = range.from { start = min(start, from.milliseconds) }
        if let to = range.to { end = max(end, to.milliseconds &- 1) }
        var (step, counts) = (self.step, self.counts)
        let span = end.subtractingReportingOverflow(start)
        let length = span.overflow ? Int64.max : span.partialValue
        while step == .hour && length > 72 * Step.hour.milliseconds
            || step == .day && length > 120 * Step.day.milliseconds
            || step.index(of: end) - step.index(of: start) >= 200
        {
            let longer = step.next
            var folded: [Int64: Int] = [:]
            for (index, count) in counts { folded[longer.index(of: step.start(of: index)), default: 0] += count }
            (step, counts) = (longer, folded)
        }
        let origin = step.index(of: start)
        var bars = Array(repeating: 0, count: Int(step.index(of: end) - origin) + 1)
        for (index, count) in counts where bars.indices.contains(Int(index - origin)) {
            bars[Int(index - origin)] += count
        }
        return QueryChart(
            start: Timestamp(milliseconds: step.start(of: origin)), step: .milliseconds(step.milliseconds), counts: bars
        )
    }
}

/// How many rows there were in each step of time.
public struct QueryChart: Sendable, Hashable {
    /// Of the first step.
    public var start: Timestamp
    /// How long each step is: an hour, a day, a week, or a multiple of it.
    public var step: Duration
    /// One for each step, at most 200.
    public var counts: [Int]

    public init(start: Timestamp, step: Duration, counts: [Int]) {
        self.start = start
        self.step = step
        self.counts = counts
    }
}
