import Casework
import SafetyModel

/// What is shown of one policy: its threshold, what it is likely to bring, and its detectors.
struct PolicyFigures: Sendable {
    /// One detector of the policy.
    struct Row: Sendable {
        var detector: String
        /// Signals of each day, oldest first.
        var days: [Int]
        var judged: Judged
        var drift: Drift?
        var total: Int { days.reduce(0, +) }
    }

    var policy: Policy
    var change: ThresholdChange?
    /// The threshold in force.
    var threshold: Double
    /// That of the taxonomy.
    var usual: Double
    var estimate: ThresholdEstimate
    var rows: [Row]
    var cues: [CueCount]
    var weeks: DriftWeeks

    /// - Parameter days: days since 1970 that the charts show.
    init(_ policy: Policy, in figures: DetectorFigures, days: Range<Int>, taxonomy: Taxonomy, now: Timestamp) {
        let code = policy.code
        self.policy = policy
        usual = taxonomy.threshold(of: code)
        change = figures.changes[code]
        threshold = change?.setting.threshold ?? usual
        estimate = ThresholdEstimate(figures, policy: code, present: threshold, now: now)
        weeks = DriftWeeks(today: now.dayNumber, countedSince: figures.countedSince)
        cues = figures.cues.filter { $0.policy == code }
        var counts: [String: [Int]] = [:]
        for signal in figures.signals where signal.policy == code && days.contains(signal.day) {
            counts[signal.detector, default: Array(repeating: 0, count: days.count)][signal.day - days.lowerBound] +=
                signal.count
        }
        let judgements = figures.judgements.filter { $0.policy == code }
        let scores = figures.scores.filter { $0.policy == code && $0.detector != nil }
        let names = Set(counts.keys).union(judgements.map(\.detector)).union(scores.compactMap(\.detector))
        let weeks = weeks
        rows = names.sorted().map { name in
            Row(
                detector: name, days: counts[name] ?? Array(repeating: 0, count: days.count),
                judged: judgements.first { $0.detector == name }?.judged ?? Judged(),
                drift: weeks.scoreDrift(scores.filter { $0.detector == name }))
        }
        rows.sort { ($1.total, $0.detector) < ($0.total, $1.detector) }
    }

    /// Whether there is anything to show but the threshold of the taxonomy.
    var isQuiet: Bool { rows.isEmpty && change == nil && cues.isEmpty }
}

extension FigureWindows {
    /// What the pages look at: signals and scores of five weeks, cases of ninety days.
    init(now: Timestamp) {
        let today = now.dayNumber
        let start = { (day: Int) in Timestamp(milliseconds: Int64(day) * 86_400_000) }
        self.init(
            signals: start(today - 34), cases: start(today - 89), recent: now - ThresholdEstimate.span,
            firstDay: today - 35)
    }
}
