import Casework
import Rules
import SafetyModel

/// What a query found, as the page shows it: rows, a chart over time, the most frequent values.
extension Console {
    func foundModel(_ found: QueryResult, _ asked: AskedQuery, visit: Visit) -> Model {
        let words = visit.words
        var model: Model = [
            "count": words.count("query_matched_\(asked.kind.rawValue)", found.matched),
            "any": !found.rows.isEmpty,
            "csv": "/query/csv?\(asked.fields)", "ndjson": "/query/ndjson?\(asked.fields)",
            "events": found.rows.compactMap { row -> Model? in
                if case .event(let row) = row { eventModel(row, visit: visit) } else { nil }
            },
            "signals": found.rows.compactMap { row -> Model? in
                if case .signal(let row) = row { signalModel(row, visit: visit) } else { nil }
            },
            "of_events": asked.kind == .events, "of_signals": asked.kind == .signals,
        ]
        if found.matched > found.rows.count, !found.rows.isEmpty {
            model["newest"] = words.say("query_newest", ["n": words.number(found.rows.count)])
        }
        if found.stop != nil {
            model["stopped"] = words.say(
                "query_stopped_\(asked.kind.rawValue)",
                [
                    "n": words.number(found.examined),
                    "time": found.oldest.map { words.moment($0) } ?? words["query_stopped_nowhere"],
                ])
        }
        if let failure = found.failure {
            model["failure"] = [
                "text": words.count("query_failed", found.failed), "rendered": visible(failure.rendered),
            ]
        }
        if let chart = found.chart { model["chart"] = chartModel(chart, asked.kind, words) }
        if let top = found.top { model["top"] = topModel(top, asked, words) }
        return model
    }

    // MARK: Rows

    private func eventModel(_ row: QueriedEvent, visit: Visit) -> Model {
        let words = visit.words
        let event = row.event
        var model: Model = [
            "time": timeModel(event.time, text: words.moment(event.time), words: words),
            "what": eventLabel(event.type, words), "where": "–",
            "signals": row.signals.map { signal -> Model in
                [
                    "href": "/cases/\(signal.caseID)", "label": policyTitle(signal.signal.policy, visit.language),
                    "number": "#\(signal.caseID)",
                ]
            },
        ]
        if let channel = event.channel {
            model["where"] = channel.name.map(visible) ?? words["channel_\(channel.kind.rawValue)"]
        }
        if let name = event.actor.map({ personModel($0.id, $0.name, event.community) }) { model["actor"] = name }
        if let target = event.target {
            model["target"] = personModel(target.id, target.name, event.community)
        } else if let id = event.addressee {
            model["target"] = personModel(id, nil, event.community)
        }
        return model
    }

    private func signalModel(_ row: QueriedSignal, visit: Visit) -> Model {
        let words = visit.words
        let signal = row.signal
        var model: Model = [
            "time": timeModel(signal.time, text: words.moment(signal.time), words: words),
            "policy": policyTitle(signal.policy, visit.language), "severity": severityModel(row.severity, words),
            "score": words.percent(signal.score),
            "detector": words.byKey["detector_\(signal.detector.name)"] ?? visible(signal.detector.name),
            "subject": personModel(signal.subject, signal.subjectName, signal.community),
            "href": "/cases/\(row.caseID)", "number": "#\(row.caseID)",
            "state": words[row.outcome.map { "outcome_\($0)" } ?? "state_\(row.caseState)"],
        ]
        if let counterpart = signal.counterpart {
            model["counterpart"] = personModel(counterpart, signal.counterpartName, signal.community)
        }
        return model
    }

    private func personModel(_ id: String, _ name: String?, _ community: String) -> Model {
        ["name": memberName(id, name), "href": memberPath(id, community: community)]
    }

    // MARK: Chart

    /// Bars stand in a field of 10 units a step and 60 high; the browser stretches it to the width there is.
    private func chartModel(_ chart: QueryChart, _ kind: QueryKind, _ words: Words) -> Model {
        let height = 60.0
        let peak = max(chart.counts.max() ?? 0, 1)
        let isShort = chart.step < .days(1)
        let start = { (index: Int) in chart.start + .milliseconds(chart.step.milliseconds * Int64(index)) }
        let label = { (index: Int) in isShort ? words.moment(start(index)) : words.day(start(index)) }
        let steps = chart.counts.enumerated().filter { $1 > 0 }
        let step =
            switch chart.step {
            case .hours(1): words["query_step_hour"]
            case .days(1): words["query_step_day"]
            case .days(7): words["query_step_week"]
            default: words.say("query_step_weeks", ["n": words.number(Int(chart.step / .days(7)))])
            }
        return [
            "width": String(chart.counts.count * 10),
            "step": words.say("query_step_peak", ["step": step, "n": words.number(peak)]),
            "summary": words.say(
                "query_chart_\(kind.rawValue)",
                [
                    "total": words.number(chart.counts.reduce(0, +)), "from": label(0),
                    "to": label(max(0, chart.counts.count - 1)), "peak": words.number(peak), "step": step,
                ]),
            "from": label(0), "to": label(max(0, chart.counts.count - 1)),
            "bars": steps.map { index, count -> Model in
                // A single row stays visible beside a peak of thousands.
                let tall = max(3, (Double(count) / Double(peak) * height).rounded())
                return [
                    "x": String(index * 10 + 1), "y": String(Int(height - tall)), "height": String(Int(tall)),
                    "title": "\(label(index)): \(words.number(count))",
                ]
            },
            "table": steps.reversed().map { ["time": label($0.offset), "count": words.number($0.element)] },
        ]
    }

    // MARK: Most frequent

    private func topModel(_ top: QueryTop, _ asked: AskedQuery, _ words: Words) -> Model {
        let peak = Double(max(top.entries.first?.count ?? 0, 1))
        return [
            "title": words.say("query_top_by", ["by": visible(shortened(asked.top, to: 120))]),
            "note": top.isExact
                ? words.count("query_top_exact", top.distinct)
                : words.say("query_top_kept", ["n": words.number(top.distinct)]),
            "entries": top.entries.map { entry -> Model in
                var model: Model = [
                    "value": entry.value.isEmpty ? words["query_top_empty"] : visible(shortened(entry.value, to: 120)),
                    "count": words.number(entry.count),
                    "width": String(max(1, Int((Double(entry.count) / peak * 200).rounded()))),
                ]
                if entry.excess > 0 {
                    model["excess"] = words.say("query_top_excess", ["n": words.number(entry.excess)])
                }
                return model
            },
        ]
    }
}
