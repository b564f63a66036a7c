import SafetyModel

/// An evaluation as tables for a terminal, in English as all that the command prints.
enum TerminalReport {
    private static let numbers = PlainNumbers(language: .english)

    static func measures(_ measures: [Measured]) -> String {
        var table = TextTable(numbers: [1])
        for measured in measures { table.add(measured.measure.title[.english], numbers.measured(measured)) }
        return table.text
    }

    static func confusion(_ confusion: Confusion) -> String {
        var table = TextTable(["", "flagged", "not flagged"], numbers: [1, 2])
        table.add("positive", numbers.count(confusion.truePositives), numbers.count(confusion.falseNegatives))
        table.add("negative", numbers.count(confusion.falsePositives), numbers.count(confusion.trueNegatives))
        return table.text
    }

    static func groups(_ column: GroupColumn) -> String {
        var table = TextTable(
            [column.name, "n", "positive", "accuracy", "false alarms", "recall"], numbers: [1, 2, 3, 4, 5])
        for group in column.groups {
            table.add(
                shown(group.value), numbers.count(group.confusion.count), numbers.count(group.confusion.positives),
                numbers.percent(group.confusion.accuracy), numbers.percent(group.confusion.falseAlarmRate),
                numbers.percent(group.confusion.recall))
        }
        guard let gap = column.falseAlarmGap else { return table.text }
        return table.text + "\nfalse-alarm rates lie \(numbers.decimal(gap * 100, places: 1)) points apart at most"
    }

    /// A value of somebody's file on one line of a terminal: no control characters, and not too long.
    static func shown(_ value: String) -> String {
        let scalars = value.unicodeScalars.prefix(48).map { scalar -> Character in
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            return isControl ? "\u{FFFD}" : Character(scalar)
        }
        return value.isEmpty ? "–" : String(scalars)
    }

    static func comparison(_ comparison: EvaluationComparison) -> String {
        var table = TextTable(["", "this", "other", "difference", "95 % interval"], numbers: [1, 2, 3, 4])
        for row in comparison.rows {
            let places = row.measure.places
            table.add(
                row.measure.title[.english], numbers.decimal(row.this, places: places),
                numbers.decimal(row.other, places: places),
                numbers.decimal(row.difference, places: places, signed: true),
                numbers.interval(row.interval, places: places))
        }
        var lines = ["against \(comparison.name), over the \(numbers.count(comparison.shared)) ids that both have"]
        if comparison.onlyHere + comparison.onlyThere > 0 {
            lines.append(
                "(\(numbers.count(comparison.onlyHere)) only here, \(numbers.count(comparison.onlyThere)) only there)")
        }
        if comparison.labelsDiffer > 0 {
            lines.append(
                "(\(numbers.count(comparison.labelsDiffer)) have another label there; those of this run are used)")
        }
        return (lines + [table.text]).joined(separator: "\n")
    }

    /// Pieces with an empty line between them.
    static func joined(_ pieces: [String?]) -> String { pieces.compactMap { $0 }.joined(separator: "\n\n") }

    static func head(_ what: String, scorer: String, threshold: Double, _ confusion: Confusion) -> String {
        """
        \(what), scored by \(scorer), flagged from \(numbers.decimal(threshold, places: 3))
        n = \(numbers.count(confusion.count)): \(numbers.count(confusion.positives)) positive, \
        \(numbers.count(confusion.negatives)) negative
        """
    }
}

extension MessageEvaluation {
    /// The evaluation as tables for a terminal.
    public func tables(against comparison: EvaluationComparison? = nil) -> String {
        let head = TerminalReport.head(
            setting.policy, scorer: setting.scorer.en, threshold: setting.threshold, confusion)
        return TerminalReport.joined(
            [head, TerminalReport.measures(measures), TerminalReport.confusion(confusion)]
                + columns.map(TerminalReport.groups) + [comparison.map(TerminalReport.comparison)])
    }
}

extension ConversationEvaluation {
    /// The evaluation as tables for a terminal.
    public func tables(against comparison: EvaluationComparison? = nil) -> String {
        let head = TerminalReport.head("conversations", scorer: scorer.en, threshold: threshold, confusion)
        return TerminalReport.joined(
            [head, TerminalReport.measures(measures), TerminalReport.confusion(confusion)]
                + columns.map(TerminalReport.groups) + [comparison.map(TerminalReport.comparison)])
    }
}
