public import SafetyModel

/// How far what a detector sees has moved from what it saw before: the population stability index, and a word for it.
///
/// The index is Σ (q − p) · ln (q / p) over the bins of a distribution, p before and q now. By custom less than 0.1 is
/// steady and more than 0.25 a great change; but few observations give a large index by chance alone (on average the
/// number of bins less one, times 1/n + 1/m: B. Yurdakul, "Statistical properties of population stability index",
/// 2018), so an index that chance would exceed once in twenty times counts as steady too.
public struct Drift: Sendable, Hashable {
    public enum Word: String, Sendable, Hashable, CaseIterable {
        case steady, moved, changed
    }

    public var index: Double
    public var word: Word

    /// - Parameters:
    ///   - before: how many fell into each bin before.
    ///   - now: how many fell into the same bins since.
    public init(before: [Int], now: [Int]) {
        // A bin that is empty on both sides says nothing; half an observation keeps one that is empty on one side
        // from making the index infinite.
        let bins = zip(before, now).filter { $0.0 > 0 || $0.1 > 0 }.map { (Double($0.0) + 0.5, Double($0.1) + 0.5) }
        let sums = (bins.reduce(0) { $0 + $1.0 }, bins.reduce(0) { $0 + $1.1 })
        guard bins.count > 1 else {
            (index, word) = (0, .steady)
            return
        }
        var total = 0.0
        for bin in bins {
            let (p, q) = (bin.0 / sums.0, bin.1 / sums.1)
            total += (q - p) * (Arithmetic.logarithm(q) - Arithmetic.logarithm(p))
        }
        index = total
        let byChance = Self.chiSquare[min(bins.count - 1, Self.chiSquare.count) - 1] * (1 / sums.0 + 1 / sums.1)
        word = total < 0.1 || total < byChance ? .steady : total < 0.25 ? .moved : .changed
    }

    /// What chi-square with 1, 2, 3 … degrees of freedom exceeds once in twenty times.
    private static let chiSquare = [
        3.841, 5.991, 7.815, 9.488, 11.070, 12.592, 14.067, 15.507, 16.919, 18.307, 19.675, 21.026, 22.362, 23.685,
        24.996, 26.296, 27.587, 28.869, 30.144,
    ]
}

/// The last seven whole days, and the four weeks before them as far as anything was counted.
public struct DriftWeeks: Sendable, Hashable {
    /// Days since 1970.
    public var now: Range<Int>
    public var before: Range<Int>

    /// - Parameters:
    ///   - today: it is left out, for it is not over.
    ///   - countedSince: the first day on which anything was counted; left out too, for it was not counted whole.
    public init(today: Int, countedSince: Int?) {
        now = today - 7..<today
        let first = max(today - 35, (countedSince ?? today) + 1)
        before = min(first, today - 7)..<today - 7
    }

    /// The fewest days before that a week is compared with.
    public static let fewestDays = 5
    /// The fewest scores on each side.
    static let fewestScores = 20

    /// How the scores of a detector moved: in bins of a tenth. `nil` where there are too few to tell.
    public func scoreDrift(_ scores: [ScoreCount]) -> Drift? {
        var bins = (before: Array(repeating: 0, count: 10), now: Array(repeating: 0, count: 10))
        for score in scores where (0..<ScoreBins.count).contains(score.bin) {
            if before.contains(score.day) { bins.before[score.bin / 2] += score.count }
            if now.contains(score.day) { bins.now[score.bin / 2] += score.count }
        }
        let fewest = min(bins.before.reduce(0, +), bins.now.reduce(0, +))
        return fewest >= Self.fewestScores ? Drift(before: bins.before, now: bins.now) : nil
    }

    /// How the number of events a day moved: days are quiet, usual or busy as the third of the days before them were.
    /// `nil` where too few days were counted, or none of them had such an event.
    public func cueDrift(_ cues: [CueCount]) -> (drift: Drift, before: Double, now: Double)? {
        guard before.count >= Self.fewestDays, !cues.isEmpty else { return nil }
        var days: [Int: Int] = [:]
        for cue in cues { days[cue.day, default: 0] += cue.count }
        let then = before.map { days[$0] ?? 0 }
        let week = now.map { days[$0] ?? 0 }
        guard then.contains(where: { $0 > 0 }) || week.contains(where: { $0 > 0 }) else { return nil }
        let order = then.sorted()
        let cuts = (order[order.count / 3], order[order.count - 1 - order.count / 3])
        let bins = { (counts: [Int]) -> [Int] in
            [
                counts.count { $0 < cuts.0 }, counts.count { $0 >= cuts.0 && $0 <= cuts.1 },
                counts.count { $0 > cuts.1 },
            ]
        }
        let mean = { (counts: [Int]) in Double(counts.reduce(0, +)) / Double(counts.count) }
        return (Drift(before: bins(then), now: bins(week)), mean(then), mean(week))
    }
}
