import Casework
import SafetyModel

/// Signals by policy and step of time, laid out as one row of bars for each policy.
struct SignalChart: Sendable, Hashable {
    struct Row: Sendable, Hashable {
        var policy: PolicyCode
        /// One figure for each step.
        var counts: [Int]
        var total: Int { counts.reduce(0, +) }
        var peak: Int { counts.max() ?? 0 }
    }

    var since: Timestamp
    var step: Duration
    var rows: [Row]
    var stepCount: Int

    /// No chart has more steps, whatever it is asked for.
    static let maximumSteps = 200

    init(_ figures: [SignalCount], since: Timestamp, end: Timestamp, step: Duration) {
        self.since = since
        self.step = step
        let width = max(step.milliseconds, 1)
        stepCount = Int(min(max(end.since(since).milliseconds / width, 1), Int64(Self.maximumSteps)))
        var counts: [PolicyCode: [Int]] = [:]
        for figure in figures where figure.count > 0 {
            let index = Int((figure.bucketStart.milliseconds - since.milliseconds) / width)
            guard figure.bucketStart >= since, index < stepCount else { continue }
            counts[figure.policy, default: Array(repeating: 0, count: stepCount)][index] += figure.count
        }
        rows = counts.map { Row(policy: $0, counts: $1) }
    }

    /// The largest figure of all rows: they share one scale, so that rows can be compared.
    var peak: Int { rows.map(\.peak).max() ?? 0 }

    func start(ofStep index: Int) -> Timestamp { since + .milliseconds(step.milliseconds * Int64(index)) }
}

extension Console {
    /// Bars stand in a field of 10 units a step and 36 high; the browser stretches it to the width there is.
    func signalChartModel(_ chart: SignalChart, visit: Visit) -> Model {
        let words = visit.words
        let height = 36.0
        let rows = chart.rows.sorted {
            (taxonomy.severity(of: $0.policy).level, -$0.total, $0.policy)
                < (taxonomy.severity(of: $1.policy).level, -$1.total, $1.policy)
        }
        let short = chart.step < .days(1)
        let label = { (moment: Timestamp) in short ? words.moment(moment) : words.day(moment) }
        let end = chart.start(ofStep: chart.stepCount)
        return [
            "any": !rows.isEmpty, "width": String(chart.stepCount * 10), "from": words.day(chart.since),
            "to": words.day(end - .milliseconds(1)),
            "rows": rows.enumerated().map { number, row -> Model in
                let title = policyTitle(row.policy, visit.language)
                let bars = row.counts.enumerated().filter { $1 > 0 }.map { index, count -> Model in
                    // A single signal stays visible beside a peak of hundreds.
                    let tall = max(3, (Double(count) / Double(max(chart.peak, 1)) * height).rounded())
                    return [
                        "x": String(index * 10 + 1), "y": String(Int(height - tall)), "height": String(Int(tall)),
                        "title": words.say(
                            "signals_bar",
                            ["time": label(chart.start(ofStep: index)), "n": words.count("signals_count", count)]),
                    ]
                }
                let summary = words.say(
                    "signals_chart",
                    [
                        "policy": title, "total": words.number(row.total), "peak": words.number(row.peak),
                        "from": words.day(chart.since), "to": words.day(end - .milliseconds(1)),
                    ])
                return [
                    "key": String(number), "policy": title, "code": FormFields.encode(row.policy.code),
                    "severity": severityModel(taxonomy.severity(of: row.policy), words), "bars": bars,
                    "summary": summary, "total": words.number(row.total),
                ]
            },
            "table": chart.rows.isEmpty ? [] : signalTable(chart, rows: rows, label: label, visit: visit),
        ]
    }

    private func signalTable(
        _ chart: SignalChart, rows: [SignalChart.Row], label: (Timestamp) -> String, visit: Visit
    ) -> [Model] {
        (0..<chart.stepCount).reversed().flatMap { index in
            rows.filter { $0.counts[index] > 0 }.map { row in
                [
                    "time": label(chart.start(ofStep: index)), "policy": policyTitle(row.policy, visit.language),
                    "count": visit.words.number(row.counts[index]),
                ]
            }
        }
    }
}
