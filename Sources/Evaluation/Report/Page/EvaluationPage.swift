public import SafetyModel

/// How an evaluation was made.
public struct EvaluationMaking: Sendable {
    /// Of the program, as `0.1.0`.
    public var version: String
    /// The command that made it.
    public var command: String

    public init(version: String, command: String) {
        self.version = version
        self.command = command
    }
}

/// An evaluation as one page of HTML: it needs no other file, no script and no network. It holds ids and figures, and no
/// one's words.
public struct EvaluationPage {
    /// Groups of a column that are shown at most; all of them are in the JSON.
    static let mostGroups = 80
    /// Cases of each kind that are named at most.
    static let mostCases = 40
    /// Problems of the files that are shown at most.
    static let mostProblems = 30

    let texts: PageTexts
    let numbers: PlainNumbers
    let title: String
    let threshold: Double
    let scorer: LocalizedText
    let isOfConversations: Bool
    let measures: [Measured]
    let confusion: Confusion
    let figures: [PageFigure]
    let columns: [GroupColumn]
    let comparison: EvaluationComparison?
    let missed: [NamedCase]
    let flaggedWrongly: [NamedCase]
    let source: EvaluationSource
    let making: EvaluationMaking

    /// A case by its id.
    struct NamedCase {
        var id: String
        var score: Double
        var messages: Int?
    }

    /// The page of an evaluation of messages.
    public static func html(
        _ evaluation: MessageEvaluation, against comparison: EvaluationComparison? = nil, making: EvaluationMaking,
        language: Language
    ) -> String {
        let (texts, numbers) = (PageTexts(language: language), PlainNumbers(language: language))
        let plots = ScorePlots(
            texts: texts, numbers: numbers, ranking: evaluation.ranking, reliability: evaluation.reliability,
            threshold: evaluation.setting.threshold)
        let threshold = evaluation.setting.threshold
        return EvaluationPage(
            texts: texts, numbers: numbers, title: "\(texts.messagesTitle), \(evaluation.setting.policy)",
            threshold: threshold, scorer: evaluation.setting.scorer, isOfConversations: false,
            measures: evaluation.measures, confusion: evaluation.confusion,
            figures: [plots.reliabilityFigure, plots.histogramFigure]
                + [plots.rocFigure, plots.precisionFigure].compactMap { $0 },
            columns: evaluation.columns, comparison: comparison,
            missed: lowest(
                evaluation.items.filter { $0.label && $0.score < threshold }
                    .map { NamedCase(id: $0.id, score: $0.score) }),
            flaggedWrongly: highest(
                evaluation.items.filter { !$0.label && $0.score >= threshold }
                    .map { NamedCase(id: $0.id, score: $0.score) }),
            source: evaluation.source, making: making
        ).html
    }

    /// The page of an evaluation of conversations.
    public static func html(
        _ evaluation: ConversationEvaluation, against comparison: EvaluationComparison? = nil,
        making: EvaluationMaking, language: Language
    ) -> String {
        let (texts, numbers) = (PageTexts(language: language), PlainNumbers(language: language))
        let plots = ScorePlots(
            texts: texts, numbers: numbers, ranking: evaluation.ranking, reliability: evaluation.reliability,
            threshold: evaluation.threshold)
        let named = { (item: ConversationEvaluation.Item) in
            NamedCase(id: item.id, score: item.score, messages: item.of)
        }
        let items = evaluation.items
        return EvaluationPage(
            texts: texts, numbers: numbers, title: texts.conversationsTitle, threshold: evaluation.threshold,
            scorer: evaluation.scorer, isOfConversations: true, measures: evaluation.measures,
            confusion: evaluation.confusion,
            figures: [LatencyPlot(texts: texts, numbers: numbers, early: evaluation.early).figure].compactMap { $0 }
                + [plots.reliabilityFigure, plots.histogramFigure]
                + [plots.rocFigure, plots.precisionFigure].compactMap { $0 },
            columns: evaluation.columns, comparison: comparison,
            missed: lowest(items.filter { $0.label && $0.score < evaluation.threshold }.map(named)),
            flaggedWrongly: highest(items.filter { !$0.label && $0.score >= evaluation.threshold }.map(named)),
            source: evaluation.source, making: making
        ).html
    }

    private static func lowest(_ cases: [NamedCase]) -> [NamedCase] {
        cases.sorted { ($0.score, $0.id) < ($1.score, $1.id) }
    }

    private static func highest(_ cases: [NamedCase]) -> [NamedCase] {
        cases.sorted { ($1.score, $0.id) < ($0.score, $1.id) }
    }

    // MARK: The whole

    private var html: String {
        var page = PageText()
        page.raw(
            """
            <!doctype html>
            <html lang="\(texts.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">

            """)
        page.element("title", "\(title) – Vigie")
        page.raw("\n<style>\n\(PageStyle.css)\n</style>\n</head>\n<body>\n")
        masthead(&page)
        page.raw("<main>\n")
        section("figures", texts.figures, &page, writeMeasures)
        section("outcome", texts.outcome, &page, writeOutcome)
        if comparison != nil { section("comparison", texts.comparison, &page, writeComparison) }
        section("plots", texts.plots, &page) { page in for figure in figures { figure.write(to: &page) } }
        for (index, column) in columns.enumerated() {
            section("by-\(index)", texts.groupsTitle(column.name), &page) { write(column, index, &$0) }
        }
        if !missed.isEmpty || !flaggedWrongly.isEmpty { section("cases", texts.toLookAt, &page, writeCases) }
        section("limits", texts.limits, &page, writeLimits)
        section("data", texts.data, &page, writeData)
        section("made", texts.made, &page, writeMaking)
        page.raw("</main>\n<footer class=\"foot\"><p>")
        page.text("Vigie \(making.version)")
        page.raw("</p></footer>\n</body>\n</html>\n")
        return page.html
    }

    private func section(_ id: String, _ title: String, _ page: inout PageText, _ body: (inout PageText) -> Void) {
        page.raw("<section aria-labelledby=\"\(id)\">\n")
        page.element("h2", title, "id=\"\(id)\"")
        page.raw("\n")
        body(&page)
        page.raw("</section>\n")
    }

    private func masthead(_ page: inout PageText) {
        page.raw("<header class=\"masthead\">\n")
        page.element("p", "Vigie", "class=\"brand\"")
        page.element("h1", title)
        page.element(
            "p",
            texts.summary(
                numbers.count(confusion.count), positives: numbers.count(confusion.positives),
                negatives: numbers.count(confusion.negatives), scorer: scorer.typeset(texts.language)), "class=\"lede\""
        )
        page.raw("<div class=\"note\">")
        page.element("p", texts.caution)
        page.raw("</div>\n<nav aria-label=\"\(PageText.escaped(texts.contents))\"><ul>")
        var places = [("figures", texts.figures), ("outcome", texts.outcome)]
        if comparison != nil { places.append(("comparison", texts.comparison)) }
        places.append(("plots", texts.plots))
        places += columns.enumerated().map { ("by-\($0)", texts.groupsTitle($1.name)) }
        places += [("limits", texts.limits), ("data", texts.data)]
        for (id, title) in places {
            page.raw("<li>")
            page.element("a", title, "href=\"#\(id)\"")
            page.raw("</li>")
        }
        page.raw("</ul></nav>\n</header>\n")
    }
}
