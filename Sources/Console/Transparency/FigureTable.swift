import Casework
import SafetyModel

/// The figures of the page: rows of a heading with a value for each month, as bars and as a table.
struct FigureTable {
    /// One value: how it is told, and how long its bar is where it is told exactly.
    struct Value {
        var text: String
        var number: Double?
    }

    struct Row {
        var title: String
        var values: [Value]
        /// Whether it is drawn.
        var isCharted = false
    }

    var months: [PublishedMonth]
    var words: Words

    /// As `Mar 2026`.
    func name(of month: String) -> String {
        let parts = month.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2 else { return month }
        return "\(words.month(parts[1])) \(parts[0])"
    }

    // MARK: Rows

    var reports: [Row] {
        [
            row("received", charted: true) { $0.figures[FigureKey("reports", month: $0.month)] },
            row("answered", charted: true) { $0.part("reports_by_answer", "answered") },
            row("late") { $0.part("reports_by_clock", "overdue") },
            row("looked") { $0.part("reports_by_look", "in_time") },
            row("danger") { $0.part("reports_by_danger", "now") },
        ]
    }

    var times: [Row] {
        [("look", "look"), ("answer", "response"), ("decision", "decision"), ("appeal", "appeal")].flatMap {
            key, figure in
            [("median", \TransparencyFigures.Times.median), ("ninetieth", \.ninetieth)].map { part, path in
                Row(
                    title: words["figure_time_\(key)_\(part)"],
                    values: months.map { month in
                        guard let times = month.figures.times(figure, month: month.month) else { return few }
                        return Value(text: words.decimal(times[keyPath: path]), number: times[keyPath: path])
                    }, isCharted: key == "answer")
            }
        }.filter { row in row.values.contains { $0.number != nil } }
    }

    var decisions: [Row] {
        [
            row("taken", charted: true) { $0.figures[FigureKey("decisions", month: $0.month)] },
            row("decided_late") { $0.part("decisions_by_clock", "overdue") },
            row("without") { $0.part("decisions_by_measure", "none") },
            Row(
                title: words["figure_automated"],
                values: months.map { month in
                    guard let share = month.figures.automatedShare(month: month.month) else { return few }
                    return Value(text: words.percent(Double(share) / 100), number: Double(share))
                }),
        ]
    }

    /// A row for each part that is not nothing throughout.
    func parts(_ figure: String, title: (PolicyCode) -> String) -> [Row] {
        let policies = months.last?.figures.policies ?? []
        return filled(
            policies.map { policy in
                Row(title: title(policy), values: values { $0.part(figure, policy.code) }, isCharted: true)
            })
    }

    var actions: [Row] {
        filled(
            ReasonedDecision.Measures.Column.allCases.map { column in
                Row(
                    title: words["measure_\(column.rawValue)"], values: values { $0.part("measures", column.rawValue) },
                    isCharted: true)
            })
    }

    var appeals: [Row] {
        filled(
            [row("appeals") { $0.figures[FigureKey("appeals", month: $0.month)] }]
                + TransparencyFacts.FiledAppeal.Outcome.allCases.map { outcome in
                    row("appeals_\(outcome.rawValue)") { $0.part("appeals_by_outcome", outcome.rawValue) }
                })
    }

    var staff: [Row] {
        [
            Row(
                title: words["figure_staff"],
                values: months.map { $0.staffDecisions.map(value) ?? Value(text: words["figure_later"], number: nil) })
        ]
    }

    private var few: Value { Value(text: "–", number: nil) }

    private func value(_ count: DisclosedCount) -> Value {
        switch count {
        case .exact(let number): Value(text: words.number(number), number: Double(number))
        case .small, .withheld: Value(text: count.text, number: nil)
        }
    }

    private func values(_ count: (PublishedMonth) -> DisclosedCount) -> [Value] { months.map { value(count($0)) } }

    private func row(_ key: String, charted: Bool = false, _ count: (PublishedMonth) -> DisclosedCount) -> Row {
        Row(title: words["figure_\(key)"], values: values(count), isCharted: charted)
    }

    private func filled(_ rows: [Row]) -> [Row] {
        // What is withheld may be nothing: it alone is no reason for a row.
        rows.filter { row in row.values.contains { $0.number.map { $0 > 0 } ?? ($0.text == DisclosedCount.small.text) }
        }
    }

    // MARK: As a page shows it

    /// `nil` where there are no rows.
    func section(_ key: String, _ rows: [Row]) -> Model? {
        guard !rows.isEmpty else { return nil }
        let peak = rows.filter(\.isCharted).flatMap(\.values).compactMap(\.number).max() ?? 0
        return [
            "key": key, "title": words["figures_\(key)"], "text": words["figures_\(key)_text"],
            "table": words.say("figures_table", ["title": words["figures_\(key)"]]),
            "charts": rows.enumerated().filter(\.element.isCharted).map { index, row in
                chart(row, key: "\(key)-\(index)", peak: peak)
            },
            "months": months.map { ["name": name(of: $0.month)] as Model },
            "rows": rows.map { row -> Model in
                ["title": row.title, "values": row.values.map { ["text": $0.text] as Model }]
            },
        ]
    }

    /// Bars stand in a field of 10 units a month and 36 high; the browser stretches it to the width there is.
    private func chart(_ row: Row, key: String, peak: Double) -> Model {
        let height = 36.0
        let told = zip(months, row.values).map { "\(name(of: $0.month)): \($1.text)" }
        return [
            "key": key, "title": row.title, "summary": told.joined(separator: ", "), "width": String(months.count * 10),
            "latest": row.values.last?.text ?? "",
            "bars": row.values.enumerated().compactMap { index, value -> Model? in
                guard let number = value.number, number > 0 else { return nil }
                let tall = max(2, (number / max(peak, 1) * height).rounded())
                return [
                    "x": String(index * 10 + 1), "y": String(Int(height - tall)), "height": String(Int(tall)),
                    "title": told[index],
                ]
            },
        ]
    }
}

extension PublishedMonth {
    fileprivate func part(_ figure: String, _ part: String) -> DisclosedCount {
        figures[FigureKey(figure, month: month, part: part)]
    }
}
