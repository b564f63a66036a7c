public import SafetyModel

/// How many cases a day a threshold is likely to bring, as the last weeks would have had it.
///
/// A member counts as a case once its highest score of a week reaches the threshold. One member with several policies
/// is one case in the queue, so the policies together bring fewer than their sum.
public struct ThresholdEstimate: Sendable, Hashable {
    /// What it rests on.
    public enum Basis: Sendable, Hashable {
        /// Every score from 0.30 on, whether or not it raised a signal.
        case scores
        /// Signals alone: scores were not counted yet, so nothing is known of what lies below the present threshold.
        case signals
    }

    public var basis: Basis
    /// Over how many days.
    public var days: Double
    /// The lowest threshold that it can speak of.
    public var lowest: Double
    private var bins: [Int]

    /// How far back it looks.
    public static let span = Duration.days(30)
    /// Less than this many days of scores are not enough to go by.
    public static let fewestDays = 2

    /// - Parameters:
    ///   - figures: of one scope, reaching back at least ``span``.
    ///   - present: the threshold in force.
    public init(_ figures: DetectorFigures, policy: PolicyCode, present: Double, now: Timestamp) {
        let today = now.dayNumber
        let whole = Int(Self.span.milliseconds / 86_400_000)
        bins = Array(repeating: 0, count: ScoreBins.count)
        if let since = figures.countedSince, today - since >= Self.fewestDays {
            basis = .scores
            // The first day was not counted whole, today is not over: the span is what lies between.
            let first = max(since, today - whole)
            days = max(1, Double(now.milliseconds) / 86_400_000 - Double(first) - (first == since ? 0.5 : 0))
            lowest = ScoreBins.lowerEdge(of: ScoreBins.first)
            for score in figures.scores
            where score.policy == policy && score.detector == nil && score.day >= first && score.day <= today {
                add(score.count, to: score.bin)
            }
        } else {
            basis = .signals
            days = Double(whole)
            lowest = present
            for item in figures.cases where item.policy == policy { add(item.recent, to: item.bin) }
        }
    }

    private mutating func add(_ count: Int, to bin: Int) {
        if bins.indices.contains(bin) { bins[bin] += count }
    }

    /// Cases a day at a threshold; `nil` where nothing is known of scores so low. Between two bins' edges the scores of
    /// a bin are taken to lie evenly.
    public func casesADay(at threshold: Double) -> Double? {
        guard threshold >= lowest, days > 0 else { return nil }
        var sum = 0.0
        for bin in bins.indices {
            let edge = ScoreBins.lowerEdge(of: bin)
            let next = ScoreBins.lowerEdge(of: bin + 1)
            if edge >= threshold {
                sum += Double(max(0, bins[bin]))
            } else if next > threshold {
                // The signals of the bin that the present threshold lies in are all above it.
                let share = basis == .signals && threshold == lowest ? 1 : (next - threshold) / (next - edge)
                sum += Double(max(0, bins[bin])) * share
            }
        }
        return sum / days
    }

    /// Whether anything was counted at all.
    public var isEmpty: Bool { bins.allSatisfy { $0 <= 0 } }
}

extension DetectorFigures {
    /// Cases whose highest score under a policy lay below a threshold: with it in force they would have come later, as
    /// the score grew, or not at all.
    public func judgedBelow(_ threshold: Double, policy: PolicyCode) -> Judged {
        cases.filter { $0.policy == policy && ScoreBins.lowerEdge(of: $0.bin + 1) <= threshold + 1e-9 }
            .reduce(Judged()) { $0 + $1.judged }
    }

    /// All cases of a policy.
    public func judged(policy: PolicyCode) -> Judged {
        cases.filter { $0.policy == policy }.reduce(Judged()) { $0 + $1.judged }
    }
}
