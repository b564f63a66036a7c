import SafetyModel

/// The plots that scores and labels are drawn as.
struct ScorePlots {
    let texts: PageTexts
    let numbers: PlainNumbers
    let ranking: Ranking
    let reliability: Reliability
    let threshold: Double

    /// How far scores mean what they say.
    var reliabilityFigure: PageFigure {
        var plot = Plot(
            horizontal: .unit(texts.meanScore, numbers), vertical: .unit(texts.shareOfPositives, numbers))
        plot.line([(0, 0), (1, 1)], "guide")
        let bins = reliability.bins.filter { $0.count > 0 }
        let points = bins.map { ($0.meanScore ?? 0, $0.share ?? 0, $0.count) }
        plot.line(points.map { ($0.0, $0.1) })
        let most = Double(points.map(\.2).max() ?? 1)
        for point in points {
            // The area goes with the count, and the rarest stays visible.
            plot.dot(point.0, point.1, radius: 3 + 8 * (Double(point.2) / most).squareRoot())
        }
        let rows = bins.map { bin in
            [
                "\(numbers.decimal(bin.lower, places: 2))–\(numbers.decimal(bin.upper, places: 2))",
                numbers.count(bin.count), numbers.decimal(bin.meanScore, places: 3),
                numbers.percent(bin.share),
            ]
        }
        return PageFigure(
            id: "reliability", title: texts.reliability,
            description: texts.reliabilityExplained(numbers.decimal(reliability.expectedError, places: 3)), plot: plot,
            table: PageTable(
                caption: texts.reliabilityTable,
                titles: [texts.score, texts.cases, texts.meanScore, texts.shareOfPositives], texts: rows))
    }

    /// What is found against what is flagged wrongly; `nil` where one class is missing.
    var rocFigure: PageFigure? {
        guard let area = ranking.rocAUC() else { return nil }
        var plot = Plot(
            horizontal: .unit(texts.falseAlarmRate, numbers, percent: true),
            vertical: .unit(texts.recall, numbers, percent: true))
        plot.line([(0, 0), (1, 1)], "guide")
        let points = ranking.points().map { ($0.confusion.falseAlarmRate ?? 0, $0.confusion.recall ?? 0) }
        plot.line(Self.thinned([(0, 0)] + points))
        let used = ranking.confusion(threshold: threshold)
        plot.dot(used.falseAlarmRate ?? 0, used.recall ?? 0, radius: 6)
        return PageFigure(
            id: "roc", title: texts.roc, description: texts.rocExplained(numbers.decimal(area, places: 3)), plot: plot,
            table: PageTable(
                caption: texts.atThresholds(texts.recall, texts.falseAlarmRate),
                titles: [texts.threshold, texts.recall, texts.falseAlarmRate],
                texts: thresholds.map { threshold, confusion in
                    [
                        numbers.decimal(threshold, places: 2), numbers.percent(confusion.recall),
                        numbers.percent(confusion.falseAlarmRate),
                    ]
                }))
    }

    /// How pure what is flagged is, against how much is found; `nil` where one class is missing.
    var precisionFigure: PageFigure? {
        guard let area = ranking.averagePrecision() else { return nil }
        var plot = Plot(
            horizontal: .unit(texts.recall, numbers, percent: true),
            vertical: .unit(texts.precision, numbers, percent: true))
        let points = ranking.points()
        let share = Double(points.last?.confusion.positives ?? 0) / Double(max(1, ranking.count))
        plot.line([(0, share), (1, share)], "guide")
        let curve = points.map { ($0.confusion.recall ?? 0, $0.confusion.precision ?? 0) }
        plot.line(Self.thinned(curve.prefix(1).map { (0, $0.1) } + curve))
        let used = ranking.confusion(threshold: threshold)
        if let precision = used.precision { plot.dot(used.recall ?? 0, precision, radius: 6) }
        return PageFigure(
            id: "precision", title: texts.precisionRecall,
            description: texts.precisionExplained(numbers.decimal(area, places: 3), chance: numbers.percent(share)),
            plot: plot,
            table: PageTable(
                caption: texts.atThresholds(texts.precision, texts.recall),
                titles: [texts.threshold, texts.precision, texts.recall],
                texts: thresholds.map { threshold, confusion in
                    [
                        numbers.decimal(threshold, places: 2), numbers.percent(confusion.precision),
                        numbers.percent(confusion.recall),
                    ]
                }))
    }

    /// How the scores of both classes are spread: positives upwards, negatives downwards.
    var histogramFigure: PageFigure {
        let bins = 20
        var counts = [(positives: Int, negatives: Int)](repeating: (0, 0), count: bins)
        for (score, label) in zip(ranking.scores, ranking.labels) {
            let bin = max(0, min(bins - 1, Int((score * Double(bins)).rounded(.down))))
            if label { counts[bin].positives += 1 } else { counts[bin].negatives += 1 }
        }
        let positives = Double(max(1, ranking.labels.count { $0 }))
        let negatives = Double(max(1, ranking.labels.count { !$0 }))
        let shares = counts.map { (Double($0.positives) / positives, Double($0.negatives) / negatives) }
        let highest = shares.map { max($0.0, $0.1) }.max() ?? 1
        let most = [0.04, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].first { $0 >= highest } ?? 1
        let ticks = [-most, -most / 2, 0, most / 2, most].map { value in
            (value: value, label: numbers.percent(abs(value), places: 0))
        }
        var plot = Plot(
            horizontal: .unit(texts.score, numbers),
            vertical: .init(title: texts.shareOfClass, range: (-most * 1.12)...(most * 1.12), ticks: ticks))
        for (index, share) in shares.enumerated() {
            let (lower, upper) = (Double(index) / Double(bins), Double(index + 1) / Double(bins))
            if share.0 > 0 { plot.bar(from: lower, to: upper, height: share.0, "positive") }
            if share.1 > 0 { plot.bar(from: lower, to: upper, height: -share.1, "negative") }
        }
        plot.line([(threshold, -most * 1.12), (threshold, most * 1.12)], "guide")
        plot.label(texts.positives, 0.02, most * 1.01)
        plot.label(texts.negatives, 0.98, -most * 1.06, anchor: "end")
        let rows = counts.enumerated().filter { $1.positives + $1.negatives > 0 }.map { index, count in
            [
                "\(numbers.decimal(Double(index) / Double(bins), places: 2))–"
                    + numbers.decimal(Double(index + 1) / Double(bins), places: 2),
                numbers.count(count.positives), numbers.count(count.negatives),
            ]
        }
        return PageFigure(
            id: "scores", title: texts.histogram, description: texts.histogramExplained, plot: plot,
            table: PageTable(
                caption: texts.histogramTable, titles: [texts.score, texts.positives, texts.negatives], texts: rows))
    }

    /// What follows from some thresholds, that in use among them.
    private var thresholds: [(Double, Confusion)] {
        let usual = [0.05] + (1...9).map { Double($0) / 10 } + [0.95]
        let all = usual.contains(threshold) ? usual : (usual + [threshold]).sorted()
        return all.map { ($0, ranking.confusion(threshold: $0)) }
    }

    /// Leaves out points that lie so near to the last that nobody would see them.
    static func thinned(_ points: [(Double, Double)]) -> [(Double, Double)] {
        var kept: [(Double, Double)] = []
        for (index, point) in points.enumerated() {
            if let last = kept.last, index < points.count - 1,
                abs(last.0 - point.0) < 0.003, abs(last.1 - point.1) < 0.003
            {
                continue
            }
            kept.append(point)
        }
        return kept
    }
}

/// The plot of how early alarms come.
struct LatencyPlot {
    let texts: PageTexts
    let numbers: PlainNumbers
    let early: EarlyDetection

    /// The share of right alarms that have come, against the share of the conversation that was seen; `nil` without any.
    var figure: PageFigure? {
        let shares = early.alarmShares
        guard !shares.isEmpty else { return nil }
        var plot = Plot(
            horizontal: .unit(texts.conversationSeen, numbers, percent: true),
            vertical: .unit(texts.alarmsCome, numbers, percent: true))
        plot.line([(0.5, 0), (0.5, 1)], "guide")
        var points: [(Double, Double)] = [(0, 0)]
        for (index, share) in shares.enumerated() {
            points.append((share, Double(index) / Double(shares.count)))
            points.append((share, Double(index + 1) / Double(shares.count)))
        }
        points.append((1, 1))
        plot.line(ScorePlots.thinned(points))
        let rows = (1...10).map { tenth in
            let seen = Double(tenth) / 10
            let come = shares.count { $0 <= seen }
            return [
                numbers.percent(seen), numbers.count(come), numbers.percent(Double(come) / Double(shares.count)),
            ]
        }
        return PageFigure(
            id: "latency", title: texts.latency,
            description: texts.latencyExplained(
                numbers.percent(early.shareBeforeHalf), count: numbers.count(shares.count)), plot: plot,
            table: PageTable(
                caption: texts.latencyTable, titles: [texts.conversationSeen, texts.alarms, texts.alarmsCome],
                texts: rows))
    }
}
