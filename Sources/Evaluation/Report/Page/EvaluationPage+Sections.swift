import SafetyModel

extension EvaluationPage {
    // MARK: Figures

    func writeMeasures(_ page: inout PageText) {
        page.raw("<div class=\"card\"><dl class=\"measures\">\n")
        for measured in measures {
            page.raw("<div>")
            page.element("dt", measured.measure.title.typeset(texts.language))
            page.element("dd", numbers.measured(measured), "class=\"value\"")
            page.element("dd", measured.measure.meaning.typeset(texts.language), "class=\"small soft\"")
            page.raw("</div>\n")
        }
        page.raw("</dl>\n")
        page.element("p", texts.missing, "class=\"small soft\"")
        page.raw("</div>\n")
    }

    func writeOutcome(_ page: inout PageText) {
        let from = numbers.decimal(threshold, places: 3)
        page.raw("<div class=\"card\">")
        PageTable(
            caption: isOfConversations ? texts.outcomeAtEnd(from) : texts.outcomeAt(from),
            titles: [texts.label, texts.flagged, texts.notFlagged],
            rows: [
                [
                    .init(texts.positives), counted(confusion.truePositives, of: confusion.positives),
                    counted(confusion.falseNegatives, of: confusion.positives),
                ],
                [
                    .init(texts.negatives), counted(confusion.falsePositives, of: confusion.negatives),
                    counted(confusion.trueNegatives, of: confusion.negatives),
                ],
            ]
        ).write(to: &page, id: "outcome-table")
        page.raw("</div>\n")
    }

    private func counted(_ part: Int, of whole: Int) -> PageTable.Cell {
        PageTable.Cell(numbers.count(part), bar: whole > 0 ? Double(part) / Double(whole) : nil)
    }

    // MARK: Groups

    func write(_ column: GroupColumn, _ index: Int, _ page: inout PageText) {
        page.raw("<div class=\"card\">")
        let rows = column.groups.prefix(Self.mostGroups).map { group in
            [
                PageTable.Cell(Self.shown(group.value)), .init(numbers.count(group.confusion.count)),
                .init(numbers.count(group.confusion.positives)), share(group.confusion.accuracy),
                share(group.confusion.falseAlarmRate), share(group.confusion.recall),
            ]
        }
        PageTable(
            caption: texts.casesOf(column.name),
            titles: [
                texts.value, texts.cases, texts.positives, texts.accuracy, texts.falseAlarmRate, texts.recall,
            ], rows: rows
        ).write(to: &page, id: "by-\(index)-table")
        if let gap = column.falseAlarmGap {
            page.element("p", texts.gap(numbers.decimal(gap * 100, places: 1)), "class=\"small soft\"")
        }
        let rest = column.groups.count - Self.mostGroups
        if rest > 0 { page.element("p", texts.moreGroups(numbers.count(rest)), "class=\"small soft\"") }
        page.raw("</div>\n")
    }

    private func share(_ share: Double?) -> PageTable.Cell { PageTable.Cell(numbers.percent(share), bar: share) }

    /// A value of somebody's file, not too long.
    private static func shown(_ value: String) -> String {
        let start = String(value.unicodeScalars.prefix(80).map(Character.init))
        return value.isEmpty ? "–" : start.unicodeScalars.count < value.unicodeScalars.count ? start + "…" : start
    }

    // MARK: Comparison

    func writeComparison(_ page: inout PageText) {
        guard let comparison else { return }
        page.raw("<div class=\"card\">")
        PageTable(
            caption: texts.comparedWith(comparison.name, shared: numbers.count(comparison.shared)),
            titles: [texts.figure, texts.this, texts.other, texts.difference, texts.interval],
            texts: comparison.rows.map { row in
                let places = row.measure.places
                return [
                    row.measure.title.typeset(texts.language), numbers.decimal(row.this, places: places),
                    numbers.decimal(row.other, places: places),
                    numbers.decimal(row.difference, places: places, signed: true),
                    numbers.interval(row.interval, places: places),
                ]
            }
        ).write(to: &page, id: "comparison-table")
        page.element("p", texts.intervalExplained(numbers.count(comparison.resamples)), "class=\"small soft\"")
        page.raw("</div>\n")
    }

    // MARK: Cases

    func writeCases(_ page: inout PageText) {
        page.raw("<div class=\"card\">")
        page.element("p", texts.toLookAtExplained)
        write(missed, texts.missed(numbers.count(missed.count)), "missed", &page)
        write(flaggedWrongly, texts.flaggedWrongly(numbers.count(flaggedWrongly.count)), "wrongly", &page)
        page.raw("</div>\n")
    }

    private func write(_ cases: [NamedCase], _ title: String, _ id: String, _ page: inout PageText) {
        guard !cases.isEmpty else { return }
        page.raw("<details>")
        page.element("summary", title)
        var titles = [texts.identifier, texts.score]
        if isOfConversations { titles.append(texts.messages) }
        PageTable(
            caption: title, titles: titles,
            texts: cases.prefix(Self.mostCases).map { one in
                [Self.shown(one.id), numbers.decimal(one.score, places: 3)]
                    + (one.messages.map { [numbers.count($0)] } ?? [])
            }
        ).write(to: &page, id: "\(id)-table")
        page.raw("</details>\n")
    }

    // MARK: The end

    func writeLimits(_ page: inout PageText) {
        page.raw("<div class=\"card\"><ul class=\"steps\">")
        for sentence in texts.limitSentences { page.element("li", sentence) }
        page.raw("</ul></div>\n")
    }

    func writeData(_ page: inout PageText) {
        let problems = source.problems
        page.raw("<div class=\"card\"><dl class=\"facts\">")
        fact(texts.files, source.files.joined(separator: ", "), &page)
        fact(texts.cases, numbers.count(confusion.count), &page)
        fact(texts.skipped, numbers.count(problems.lossCount), &page)
        fact(texts.duplicates, numbers.count(problems.duplicateCount), &page)
        if source.filtered > 0 { fact(texts.filtered, numbers.count(source.filtered), &page) }
        page.raw("</dl>\n")
        if !problems.isEmpty {
            let shown = problems.kept.prefix(Self.mostProblems)
            let title = texts.problems(numbers.count(shown.count), of: numbers.count(problems.count))
            page.raw("<details>")
            page.element("summary", title)
            page.raw("<ul class=\"steps\">")
            for problem in shown { page.element("li", problem.description) }
            page.raw("</ul></details>\n")
        }
        page.raw("</div>\n")
    }

    func writeMaking(_ page: inout PageText) {
        page.raw("<div class=\"card\"><dl class=\"facts\">")
        fact(texts.program, "Vigie \(making.version)", &page)
        fact(texts.scorer, scorer.typeset(texts.language), &page)
        fact(texts.threshold, numbers.decimal(threshold, places: 3), &page)
        page.raw("</dl><p>")
        page.element("code", making.command)
        page.raw("</p>")
        page.element("p", texts.reproducible, "class=\"small soft\"")
        page.raw("</div>\n")
    }

    private func fact(_ term: String, _ text: String, _ page: inout PageText) {
        page.raw("<div>")
        page.element("dt", term)
        page.raw("<dd><bdi>")
        page.text(text)
        page.raw("</bdi></dd></div>")
    }
}
