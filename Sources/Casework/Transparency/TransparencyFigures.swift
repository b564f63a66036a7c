public import SafetyModel

/// Figures about the work of a community's moderation, made so that nobody can be recognised in them.
public struct TransparencyFigures: Sendable {
    /// Months that one publication holds, at most.
    public static let monthLimit = 120

    /// Times in hours: how many, the median and the 90th percentile; `nil` where there are too few to tell.
    public struct Times: Sendable, Hashable {
        public var median: Double
        public var ninetieth: Double
    }

    /// The first day of the first month.
    public let from: CalendarDay
    /// The last day of the last month.
    public let to: CalendarDay
    public let asOf: Timestamp
    /// As `2026-03`, oldest first.
    public let months: [String]
    /// Every policy that is counted apart.
    public let policies: [PolicyCode]
    let counts: [FigureKey: DisclosedCount]
    let times: [FigureKey: Times]
    /// Texts of what “other” keywords stand for, by category.
    let otherKeywords: [StatementCategory: [String]]

    /// Counts facts of the months from `from` to `to`, both included; what lies outside is left out.
    /// - Parameters:
    ///   - from: any day of the first month.
    ///   - to: any day of the last month.
    ///   - asOf: the moment for which it is said what waits and what is late.
    /// - Returns: `nil` where there is no month between, or more than ``monthLimit``.
    public init?(
        _ facts: TransparencyFacts, policies: [PolicyCode], from: CalendarDay, to: CalendarDay, asOf: Timestamp
    ) {
        guard let first = CalendarDay(year: from.year, month: from.month, day: 1) else { return nil }
        self.from = first
        self.to = to.endOfMonth
        self.asOf = asOf
        let count = (to.year - from.year) * 12 + to.month - from.month + 1
        guard (1...Self.monthLimit).contains(count) else { return nil }
        months = (0..<count).map { first.adding(months: $0).monthText }
        var all = policies
        for policy in facts.decisions.map(\.policy) where !all.contains(policy) { all.append(policy) }
        self.policies = all
        var counting = TransparencyCounting(months: months, policies: all, asOf: asOf)
        counting.count(facts)
        counts = counting.suppression.disclosed()
        times = counting.times.compactMapValues(Self.times)
        otherKeywords = counting.otherKeywords
    }

    /// A count, as it may be told.
    public subscript(key: FigureKey) -> DisclosedCount { counts[key] ?? .exact(0) }

    /// Times of a figure: `response`, `decision`, `appeal`.
    public func times(_ figure: String, month: String = "") -> Times? { times[FigureKey(figure, month: month)] }

    /// How much of the decisions was fully automated, in whole per cent; `nil` where it would give a small count away.
    public func automatedShare(month: String = "") -> Int? {
        guard let all = self[FigureKey("decisions", month: month)].number, all > 0,
            let fully = self[FigureKey("decisions_by_automation", month: month, part: "fully")].number
        else { return nil }
        return (fully * 100 + all / 2) / all
    }

    /// From few values a time could be laid at somebody's door.
    static func times(_ hours: [Double]) -> Times? {
        guard hours.count >= CountSuppression.smallest else { return nil }
        let sorted = hours.sorted()
        let middle = sorted.count / 2
        let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        // The nearest rank: the smallest value that nine in ten do not exceed.
        let rank = (sorted.count * 9 + 9) / 10
        return Times(median: rounded(median), ninetieth: rounded(sorted[rank - 1]))
    }

    private static func rounded(_ hours: Double) -> Double { (hours * 10).rounded() / 10 }
}
