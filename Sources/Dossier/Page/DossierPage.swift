public import SafetyModel

/// The dossier as one page of HTML: it needs no other file, no script and no network, and prints on A4.
public struct DossierPage {
    /// Findings shown on the page; all of them are in `findings.json`.
    public static let findingLimit = 200
    /// Inputs shown before the list is folded.
    static let inputLimit = 12

    let findings: Findings
    let exchanges: [Exchange]
    let making: DossierMaking
    let texts: DossierTexts
    let figures: PlainFigures
    let contributionText: (Contribution) -> LocalizedText
    var deleted: [EventKey: DeletedEvidence] = [:]
    var reports: [ReportedMatter] = []
    var custody: [EscalationCase.Line] = []

    /// The page.
    ///
    /// - Parameters:
    ///   - exchanges: the messages around each finding's evidence, in the findings' order (``ExchangeCollector``).
    ///   - contributionText: what a contribution means.
    ///   - deleted: texts that were evidence and were deleted.
    ///   - reports: what people reported, oldest first.
    ///   - custody: who received, opened and took out what, oldest first.
    public static func html(
        _ findings: Findings, exchanges: [Exchange], making: DossierMaking, language: Language,
        deleted: [EventKey: DeletedEvidence] = [:], reports: [ReportedMatter] = [],
        custody: [EscalationCase.Line] = [], contributionText: @escaping (Contribution) -> LocalizedText
    ) -> String {
        DossierPage(
            findings: findings, exchanges: exchanges, making: making, texts: DossierTexts(language: language),
            figures: PlainFigures(language: language), contributionText: contributionText,
            deleted: deleted, reports: reports, custody: custody
        ).html(language)
    }

    private func html(_ language: Language) -> String {
        var page = HTMLText()
        page.begin(title: "\(texts.title) – Vigie", language: language, style: DossierStyle.css)
        masthead(&page)
        page.raw("<main>\n")
        overview(&page)
        danger(&page)
        reported(reports, &page)
        let shown = findings.findings.prefix(Self.findingLimit)
        for (index, finding) in shown.enumerated() {
            let exchange = exchanges.indices.contains(index) ? exchanges[index] : Exchange()
            section(of: finding, number: index + 1, exchange, &page)
        }
        list(texts.next, texts.nextSteps, ordered: true, &page)
        list(texts.limits, texts.limitSentences, ordered: false, &page)
        inputs(&page)
        skipped(&page)
        made(&page)
        chain(custody, &page)
        page.raw("</main>\n<footer class=\"foot\"><p>")
        page.text("Vigie \(making.version) · \(figures.moment(making.madeAt)) · \(texts.notAVerdict)")
        page.raw("</p></footer>\n</body>\n</html>\n")
        return page.html
    }

    // MARK: The top

    private func masthead(_ page: inout HTMLText) {
        page.raw("<header class=\"masthead\">\n")
        page.element("p", "Vigie", #"class="brand""#)
        page.element("h1", texts.title)
        let messages = findings.inputs.reduce(0) { $0 + $1.messages }
        page.element(
            "p",
            texts.summary(
                findings: findings.findings.count,
                in: texts.amount(messages: figures.count(messages), reports: reports.count)),
            #"class="lede""#)
        page.element("p", "\(texts.notAVerdict) · \(figures.date(making.madeAt))", #"class="soft""#)
        page.raw("<div class=\"note\">")
        page.element("p", texts.confidential)
        page.raw("</div>\n</header>\n")
    }

    private func overview(_ page: inout HTMLText) {
        guard !findings.findings.isEmpty else {
            page.raw("<section class=\"card\">")
            page.element("p", texts.nothingFound)
            page.raw("</section>\n")
            return
        }
        page.raw("<section aria-labelledby=\"overview\">\n")
        page.element("h2", texts.overview, #"id="overview""#)
        page.raw("<div class=\"card\"><table class=\"stack\"><thead><tr>")
        for title in [texts.lead, texts.severity, texts.strength, texts.subject, texts.counterpart, texts.period] {
            page.element("th", title, #"scope="col""#)
        }
        page.raw("</tr></thead><tbody>\n")
        for (index, finding) in findings.findings.prefix(Self.findingLimit).enumerated() {
            page.raw("<tr><td><a href=\"#lead-\(index + 1)\">\(index + 1). ")
            page.text(finding.title[texts.language])
            page.raw("</a></td><td>\(severity(finding))</td>")
            cell(
                texts.strength, "\(texts.strength(finding.score)) (\(figures.decimal(finding.score, places: 2)))", &page
            )
            person(texts.subject, finding.subjectLabel, isStaff: finding.subjectIsStaff, &page)
            person(texts.counterpart, finding.counterpartLabel ?? unnamed(finding), isStaff: false, &page)
            cell(texts.period, period(finding), &page)
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
        let rest = findings.findings.count - Self.findingLimit
        if rest > 0 { page.element("p", texts.moreFindings(figures.count(rest)), #"class="small""#) }
        page.raw("</section>\n")
    }

    /// Whom a lead concerns that names nobody.
    func unnamed(_ finding: Finding) -> String { finding.isReport ? texts.notSaid : texts.several }

    func severity(_ finding: Finding) -> String {
        let level = finding.severity.level
        return "<span class=\"sev s\(min(max(level, 1), 4))\">"
            + "\(HTMLText.escaped("\(texts.severity) \(texts.severity(level))"))</span>"
    }

    func cell(_ label: String, _ text: String, _ page: inout HTMLText, isNumber: Bool = false) {
        page.raw("<td data-label=\"\(HTMLText.escaped(label + texts.colon))\"\(isNumber ? " class=\"number\"" : "")>")
        page.text(text)
        page.raw("</td>")
    }

    private func person(_ label: String, _ name: String, isStaff: Bool, _ page: inout HTMLText) {
        page.raw("<td data-label=\"\(HTMLText.escaped(label + texts.colon))\">")
        page.isolated(name)
        if isStaff { page.raw(" <span class=\"tag\">\(HTMLText.escaped(texts.staff))</span>") }
        page.raw("</td>")
    }

    func period(_ finding: Finding) -> String {
        let (first, last) = (figures.date(finding.first), figures.date(finding.last))
        return first == last ? first : "\(first) – \(last)"
    }

    private func danger(_ page: inout HTMLText) {
        page.raw("<section class=\"card\" aria-labelledby=\"danger\">\n")
        page.element("h2", texts.danger, #"id="danger""#)
        page.raw("<ul class=\"lines\">")
        for line in texts.helpLines {
            page.raw("<li><strong>")
            if let dial = line.dial { page.raw("<a href=\"tel:\(dial)\">") }
            page.text(line.number)
            if line.dial != nil { page.raw("</a>") }
            page.raw("</strong>")
            page.text(line.what)
            page.raw("</li>")
        }
        page.raw("</ul>\n</section>\n")
    }

    // MARK: The end

    private func list(_ title: String, _ sentences: [String], ordered: Bool, _ page: inout HTMLText) {
        page.raw("<section class=\"card\">\n")
        page.element("h2", title)
        page.raw(ordered ? "<ol class=\"steps\">" : "<ul class=\"steps\">")
        for sentence in sentences { page.element("li", sentence) }
        page.raw(ordered ? "</ol>" : "</ul>")
        page.raw("\n</section>\n")
    }

    private func inputs(_ page: inout HTMLText) {
        guard !findings.inputs.isEmpty else { return }
        page.raw("<section class=\"card\">\n")
        page.element("h2", texts.inputs)
        let isFolded = findings.inputs.count > Self.inputLimit
        if isFolded {
            page.raw("<details><summary>")
            page.text(texts.showInputs(figures.count(findings.inputs.count)))
            page.raw("</summary>")
        }
        page.raw("<table class=\"stack\"><thead><tr>")
        page.element("th", texts.file, #"scope="col""#)
        page.element("th", texts.format, #"scope="col""#)
        page.element("th", texts.size, #"scope="col" class="number""#)
        page.element("th", texts.messageCount, #"scope="col" class="number""#)
        page.raw("</tr></thead><tbody>\n")
        for input in findings.inputs {
            page.raw("<tr><td class=\"path\">")
            page.isolated(input.path)
            page.raw("<span class=\"id\" title=\"\(HTMLText.escaped(texts.checkSum))\">SHA-256 ")
            page.text(input.sha256)
            page.raw("</span></td>")
            cell(texts.format, texts.formatName(input.format), &page)
            cell(texts.size, figures.size(input.bytes), &page, isNumber: true)
            cell(texts.messageCount, figures.count(input.messages), &page, isNumber: true)
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table>\(isFolded ? "</details>" : "")\n</section>\n")
    }

    private func skipped(_ page: inout HTMLText) {
        page.raw("<section class=\"card\">\n")
        page.element("h2", texts.skipped)
        guard !findings.skipped.isEmpty else {
            page.element("p", texts.nothingSkipped)
            page.raw("</section>\n")
            return
        }
        page.raw("<table class=\"stack\"><thead><tr>")
        for title in [texts.file, texts.whatHappened, texts.whatToDo] { page.element("th", title, #"scope="col""#) }
        page.raw("</tr></thead><tbody>\n")
        for skip in findings.skipped {
            page.raw("<tr><td class=\"path\">")
            page.isolated(skip.path)
            page.raw("</td>")
            cell(texts.whatHappened, skip.message[texts.language], &page)
            cell(texts.whatToDo, skip.advice[texts.language], &page)
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table>\n</section>\n")
    }

    private func made(_ page: inout HTMLText) {
        page.raw("<section class=\"card\">\n")
        page.element("h2", texts.making)
        page.raw("<dl class=\"facts\">")
        var detectors: [String] = []
        for detector in findings.findings.flatMap(\.detectors)
        where !detectors.contains("\(detector.name) \(detector.version)") {
            detectors.append("\(detector.name) \(detector.version)")
        }
        fact(texts.program, "Vigie \(making.version)", &page)
        fact(texts.made, figures.moment(making.madeAt), &page)
        fact(texts.eventsRead, figures.count(making.events), &page)
        if !making.packs.isEmpty { fact(texts.packs, making.packs.joined(separator: ", "), &page) }
        if !detectors.isEmpty { fact(texts.detectors, detectors.sorted().joined(separator: ", "), &page) }
        page.raw("</dl><p class=\"small\">")
        page.text(texts.command + texts.colon)
        page.raw("<code>")
        page.isolated(making.command)
        page.raw("</code></p>")
        page.element("p", texts.reproducible, #"class="small""#)
        page.raw("\n</section>\n")
    }

    func fact(_ term: String, _ text: String, _ page: inout HTMLText) {
        page.raw("<div>")
        page.element("dt", term)
        page.raw("<dd>")
        page.isolated(text)
        page.raw("</dd></div>")
    }
}
