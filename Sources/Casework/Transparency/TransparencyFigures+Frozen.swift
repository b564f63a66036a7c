public import SafetyModel

extension TransparencyFigures {
    /// What is told, and nothing of what is not, to be kept: what was published once stays as it was.
    public var kept: KeptFigures { KeptFigures(self) }

    /// Figures as they were kept.
    /// - Returns: `nil` where this is not what ``kept`` gave.
    public init?(_ kept: KeptFigures) {
        guard let from = CalendarDay(kept.from), let to = CalendarDay(kept.to) else { return nil }
        self.from = from
        self.to = to
        asOf = Timestamp(milliseconds: kept.asOf)
        months = kept.months
        policies = kept.policies.map { PolicyCode($0) }
        var counts: [FigureKey: DisclosedCount] = [:]
        for one in kept.counts {
            guard let count = DisclosedCount(text: one.told) else { return nil }
            counts[one.key] = count
        }
        self.counts = counts
        var times: [FigureKey: Times] = [:]
        for one in kept.times { times[one.key] = Times(median: one.median, ninetieth: one.ninetieth) }
        self.times = times
        var others: [StatementCategory: [String]] = [:]
        for (name, texts) in kept.otherKeywords {
            guard let category = StatementCategory(rawValue: name) else { return nil }
            others[category] = texts
        }
        otherKeywords = others
    }
}

/// Published figures as plain values.
public struct KeptFigures: Sendable, Hashable, Codable {
    struct Count: Sendable, Hashable, Codable {
        var figure: String
        var month: String
        var part: String
        var told: String
        var key: FigureKey { FigureKey(figure, month: month, part: part) }
    }

    struct Time: Sendable, Hashable, Codable {
        var figure: String
        var month: String
        var median: Double
        var ninetieth: Double
        var key: FigureKey { FigureKey(figure, month: month) }
    }

    var from: String
    var to: String
    var asOf: Int64
    var months: [String]
    var policies: [String]
    var counts: [Count]
    var times: [Time]
    var otherKeywords: [String: [String]]

    init(_ figures: TransparencyFigures) {
        from = figures.from.description
        to = figures.to.description
        asOf = figures.asOf.milliseconds
        months = figures.months
        policies = figures.policies.map(\.code)
        counts = figures.counts.sorted { $0.key < $1.key }.filter { $0.value != .exact(0) }.map { key, count in
            Count(figure: key.figure, month: key.month, part: key.part, told: count.text)
        }
        times = figures.times.sorted { $0.key < $1.key }.map { key, times in
            Time(figure: key.figure, month: key.month, median: times.median, ninetieth: times.ninetieth)
        }
        otherKeywords = Dictionary(
            figures.otherKeywords.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

extension DisclosedCount {
    /// Reads what ``text`` gives.
    public init?(text: String) {
        if text == Self.small.text {
            self = .small
        } else if text == Self.withheld.text {
            self = .withheld
        } else if let count = Int(text), count >= 0 {
            self = .exact(count)
        } else {
            return nil
        }
    }

    /// A count that stands alone: in no sum with others that are told.
    public init(alone count: Int) {
        self = (1..<CountSuppression.smallest).contains(count) ? .small : .exact(max(0, count))
    }
}
