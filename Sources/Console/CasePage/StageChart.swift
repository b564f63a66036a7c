import Casework
import SafetyModel

/// When cues of which stage were found, from the signals' evidence: one row for each stage.
struct StageChart: Sendable, Hashable {
    struct Mark: Sendable, Hashable {
        var time: Timestamp
        var weight: Double
    }

    struct Row: Sendable, Hashable {
        var stage: Stage
        /// Oldest first.
        var marks: [Mark]
    }

    /// A cue in an event, which counts once however many signals rest on it.
    private struct EventCue: Hashable {
        var event: EventKey
        var cue: CueHit
    }

    var first: Timestamp
    var last: Timestamp
    /// One for each stage, in the order in which they are named.
    var rows: [Row]

    init(file: CaseFile) {
        // Several signals may rest on the same event, and not all of them name its cues.
        var seen: Set<EventCue> = []
        var marks: [Stage: [Mark]] = [:]
        for reference in file.signals.flatMap(\.evidence) {
            for cue in reference.cues {
                guard let stage = cue.stage, seen.insert(EventCue(event: reference.event, cue: cue)).inserted else {
                    continue
                }
                marks[stage, default: []].append(Mark(time: reference.time, weight: cue.weight))
            }
        }
        rows = Stage.allCases.map { stage in
            Row(stage: stage, marks: (marks[stage] ?? []).sorted { $0.time < $1.time })
        }
        let times = rows.flatMap(\.marks).map(\.time)
        first = times.min() ?? file.item.firstEvent
        last = times.max() ?? file.item.lastEvent
    }

    var isEmpty: Bool { rows.allSatisfy(\.marks.isEmpty) }

    /// Where a moment stands between the first and the last, 0…1; the middle where all is one moment.
    func place(_ moment: Timestamp) -> Double {
        let whole = Double(last.milliseconds - first.milliseconds)
        return whole <= 0 ? 0.5 : Double(moment.milliseconds - first.milliseconds) / whole
    }
}

extension Console {
    /// Marks stand in a field 1000 wide and 24 high; the browser stretches it to the width there is.
    func stepsModel(_ chart: StageChart, visit: Visit) -> Model {
        let words = visit.words
        return [
            "any": !chart.isEmpty, "first": words.moment(chart.first), "last": words.moment(chart.last),
            "rows": chart.rows.map { row -> Model in
                let name = words["stage_\(row.stage.rawValue)"]
                var model: Model = [
                    "stage": name, "class": row.stage.rawValue, "count": words.count("cues", row.marks.count),
                    "empty": row.marks.isEmpty,
                    "summary": words.say("steps_row_none", ["stage": name]),
                    "marks": row.marks.map { mark -> Model in
                        // 0.3 … 3 in log-odds become 6 … 22 units of height.
                        let tall = min(max(6 + mark.weight * 6, 6), 22)
                        return [
                            "x": String(Int(12 + chart.place(mark.time) * 976)),
                            "y1": String(Int(12 - tall / 2)), "y2": String(Int(12 + tall / 2)),
                            "title": "\(name), \(words.moment(mark.time))",
                        ]
                    },
                ]
                if let first = row.marks.first, let last = row.marks.last {
                    model["first"] = words.moment(first.time)
                    model["last"] = words.moment(last.time)
                    model["summary"] = words.say(
                        "steps_row",
                        [
                            "stage": name, "n": words.count("cues", row.marks.count),
                            "first": words.moment(first.time), "last": words.moment(last.time),
                        ])
                }
                return model
            },
        ]
    }
}
