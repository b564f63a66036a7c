public import Governance
public import SafetyModel

/// The report of an audit as HTML: the same on the console's page and in the file to print.
public struct AuditSections {
    let report: AuditReport
    let texts: AuditTexts
    let figures: PlainFigures
    private let language: Language

    /// Scores, findings, pictures, and every rule with what became of it. Stands inside an element of the class
    /// `audit`, whose style is ``AuditStyle``.
    public static func html(_ report: AuditReport, language: Language) -> String {
        var page = HTMLText()
        AuditSections(report, language: language).write(&page)
        return page.html
    }

    init(_ report: AuditReport, language: Language) {
        self.report = report
        self.language = language
        texts = AuditTexts(language: language)
        figures = PlainFigures(language: language)
    }

    func write(_ page: inout HTMLText) {
        scores(&page)
        findings(&page)
        let drawing = AuditDrawing(report, language: language)
        if !report.roles.isEmpty {
            section("audit-roles", texts.roleGraph, texts.roleGraphExplained, &page) { drawing.roles(&$0) }
        }
        if let hours = report.hours {
            section("audit-hours", texts.hours(in: hours.zone), texts.hoursExplained, &page) {
                drawing.hours(hours, &$0)
            }
        }
        rules(&page)
        basis(&page)
    }

    private func section(
        _ id: String, _ title: String, _ explained: String?, _ page: inout HTMLText, _ body: (inout HTMLText) -> Void
    ) {
        page.raw(#"<section class="card" aria-labelledby="\#(id)">"#)
        page.element("h2", title, #"id="\#(id)""#)
        if let explained { page.element("p", explained, #"class="small""#) }
        body(&page)
        page.raw("</section>\n")
    }

    // MARK: Scores

    private func scores(_ page: inout HTMLText) {
        section("audit-scores", texts.scores, texts.scoresExplained, &page) { page in
            page.raw(#"<table class="scores"><thead><tr>"#)
            page.element("th", texts.area, #"scope="col""#)
            page.element("th", texts.score, #"scope="col" class="num""#)
            page.element("th", texts.formula, #"scope="col""#)
            page.element("th", texts.judged, #"scope="col""#)
            page.raw("</tr></thead><tbody>")
            for score in report.scores {
                page.raw("<tr>")
                page.element("th", score.area.title[language], #"scope="row""#)
                page.raw(#"<td class="num"><span class="total">"#)
                page.text(score.score.map(String.init) ?? "–")
                page.raw("</span></td><td>")
                formula(score, &page)
                page.raw("</td>")
                page.element(
                    "td", texts.of(score.judged, score.rules),
                    #"data-label="\#(HTMLText.escaped(texts.judged + texts.colon))""#)
                page.raw("</tr>")
            }
            page.raw("</tbody></table>")
        }
    }

    private func formula(_ score: AuditScore, _ page: inout HTMLText) {
        guard score.score != nil else { return page.text(texts.notJudged) }
        guard !score.terms.isEmpty else { return page.text("100 (\(texts.nothing))") }
        page.text(score.formula)
        for term in score.terms {
            page.raw(#"<br><span class="small">"#)
            page.text("−\(term.points) \(term.severity.title[language])\(texts.colon)")
            page.raw("<a class=\"id\" href=\"#\(HTMLText.escaped(term.finding))\">")
            page.text(term.finding)
            page.raw("</a></span>")
        }
    }

    // MARK: Findings

    private func findings(_ page: inout HTMLText) {
        section("audit-findings", texts.findings, texts.findingCount(report.findings.count), &page) { page in
            for finding in report.findings { write(finding, &page) }
        }
    }

    private func write(_ finding: AuditFinding, _ page: inout HTMLText) {
        let level = (AuditSeverity.allCases.firstIndex(of: finding.severity) ?? 3) + 1
        page.raw(#"<div class="fault g\#(level)" id="\#(HTMLText.escaped(finding.id))">"#)
        page.element("h3", finding.title[language])
        page.element("span", finding.severity.title[language], #"class="sev s\#(min(level, 4))""#)
        page.raw(" ")
        page.element("span", finding.id, #"class="id""#)
        page.element("p", finding.why[language])
        page.raw("<p><strong>")
        page.text(texts.whatToDo + texts.colon)
        page.raw("</strong>")
        page.text(finding.action[language])
        page.raw("</p>")
        evidence(finding, &page)
        page.raw("</div>\n")
    }

    private func evidence(_ finding: AuditFinding, _ page: inout HTMLText) {
        let lists = [
            (texts.roles, finding.roles), (texts.channels, finding.channels), (texts.members, finding.members),
            (texts.things, finding.things),
        ].filter { !$0.1.isEmpty }
        let isUnnamed = finding.members.isEmpty && finding.memberCount > 0
        guard !lists.isEmpty || isUnnamed else { return }
        page.raw(#"<dl class="evidence">"#)
        for (title, references) in lists {
            page.element("dt", title)
            page.raw("<dd>")
            for (place, reference) in references.prefix(Self.mostShown).enumerated() {
                if place > 0 { page.text(", ") }
                page.isolated(AuditDrawing.label(reference.label))
            }
            let rest = references.count - Self.mostShown
            if rest > 0 { page.text(" \(texts.more(rest))") }
            page.raw("</dd>")
        }
        if isUnnamed {
            page.element("dt", texts.members)
            page.element("dd", texts.unnamed(finding.memberCount))
        }
        page.raw("</dl>")
    }

    private static let mostShown = 20

    // MARK: The end

    private func rules(_ page: inout HTMLText) {
        section("audit-rules", texts.rules, nil, &page) { page in
            page.raw("<table><thead><tr>")
            page.element("th", texts.rule, #"scope="col""#)
            page.element("th", texts.outcome, #"scope="col""#)
            page.raw("</tr></thead><tbody>")
            for check in report.checks {
                page.raw(#"<tr><th scope="row">"#)
                page.text(check.rule.title[language])
                page.raw(#" <span class="id">"#)
                page.text(check.rule.rawValue)
                page.raw("</span></th>")
                page.element("td", texts.state(check))
                page.raw("</tr>")
            }
            page.raw("</tbody></table><details><summary>")
            page.text(texts.thresholds)
            page.raw("</summary>")
            page.element("p", texts.thresholdsExplained, #"class="small""#)
            page.raw("<table><thead><tr>")
            for title in [texts.name, texts.value, texts.meaning] { page.element("th", title, #"scope="col""#) }
            page.raw("</tr></thead><tbody>")
            for threshold in AuditThreshold.allCases {
                guard let value = report.thresholds[threshold.rawValue] else { continue }
                page.raw("<tr>")
                page.element("th", threshold.rawValue, #"scope="row" class="id""#)
                page.element("td", figures.decimal(value, places: value == value.rounded() ? 0 : 2))
                page.element("td", threshold.meaning[language])
                page.raw("</tr>")
            }
            page.raw("</tbody></table></details>")
        }
    }

    private func basis(_ page: inout HTMLText) {
        section("audit-basis", texts.basis, nil, &page) { page in
            let basis = report.basis
            page.raw(#"<dl class="evidence">"#)
            fact(texts.made, figures.moment(report.madeAt), &page)
            fact(
                texts.snapshot,
                basis.hasSnapshot ? basis.takenAt.map { figures.moment($0) } ?? texts.undated : texts.noSnapshot, &page)
            if let count = basis.memberCount { fact(texts.memberCount, figures.count(count), &page) }
            if let staff = basis.staff { fact(texts.staffCount, figures.count(staff), &page) }
            fact(texts.events, span(basis), &page)
            fact(texts.messages, figures.count(basis.messages), &page)
            fact(texts.acts, figures.count(basis.acts), &page)
            page.raw("</dl>")
            guard !report.problems.isEmpty else { return }
            page.element("h3", texts.problems)
            page.element("p", texts.problemsExplained, #"class="small""#)
            page.raw("<ul>")
            for problem in report.problems.prefix(Self.mostShown) {
                page.raw("<li>")
                page.isolated(AuditDrawing.label(problem.message[language], longest: 400))
                page.text(" \(problem.advice[language])")
                page.raw("</li>")
            }
            page.raw("</ul>")
            let rest = report.problems.count - Self.mostShown
            if rest > 0 { page.element("p", texts.moreProblems(rest), #"class="small""#) }
        }
    }

    private func span(_ basis: AuditBasis) -> String {
        guard let from = basis.from, let to = basis.to else { return figures.count(basis.events) }
        return "\(figures.count(basis.events)) (\(figures.date(from)) – \(figures.date(to)))"
    }

    private func fact(_ term: String, _ value: String, _ page: inout HTMLText) {
        page.element("dt", term)
        page.element("dd", value)
    }
}

/// The report as one page that opens offline and prints, made as the dossier's pages are.
public enum AuditPage {
    public static func html(_ report: AuditReport, language: Language, version: String) -> String {
        let texts = AuditTexts(language: language)
        let figures = PlainFigures(language: language)
        var page = HTMLText()
        page.begin(
            title: "\(texts.title) – Vigie", language: language, style: DossierStyle.css + "\n" + AuditStyle.css)
        page.raw("<header class=\"masthead\">\n")
        page.element("p", "Vigie", #"class="brand""#)
        page.element("h1", texts.title)
        page.raw(#"<p class="lede">"#)
        page.isolated(AuditDrawing.label(report.community.label))
        page.raw("</p>")
        page.element("p", texts.findingCount(report.findings.count), #"class="soft""#)
        page.raw("<div class=\"note\">")
        page.element("p", texts.confidential)
        page.raw("</div>\n</header>\n<main class=\"audit\">\n")
        AuditSections(report, language: language).write(&page)
        page.raw("</main>\n<footer class=\"foot\"><p>")
        page.text("Vigie \(version) · \(figures.moment(report.madeAt))")
        page.raw("</p></footer>\n</body>\n</html>\n")
        return page.html
    }
}
