import SafetyModel

extension DossierPage {
    /// One lead: who, when, how strong, what it rests on, and the messages, folded.
    func section(of finding: Finding, number: Int, _ exchange: Exchange, _ page: inout HTMLText) {
        page.raw("<section class=\"card finding\" id=\"lead-\(number)\" aria-labelledby=\"title-\(number)\">\n")
        page.raw("<p class=\"eyebrow\"><span>")
        page.text("\(texts.lead) \(number)")
        page.raw("</span>\(severity(finding))</p>\n")
        page.element("h2", finding.title[texts.language], "id=\"title-\(number)\"")
        if let meaning = finding.meaning?[texts.language], !meaning.isEmpty {
            page.element("p", meaning, #"class="soft""#)
        }
        facts(finding, &page)
        score(finding, &page)
        stages(finding, number: number, &page)
        contributions(finding, &page)
        messages(exchange, finding, &page)
        page.raw("</section>\n")
    }

    private func facts(_ finding: Finding, _ page: inout HTMLText) {
        page.raw("<dl class=\"facts\">")
        person(texts.subject, finding.subjectLabel, id: finding.subject, isStaff: finding.subjectIsStaff, &page)
        if let counterpart = finding.counterpart {
            person(texts.counterpart, finding.counterpartLabel ?? counterpart, id: counterpart, isStaff: false, &page)
        } else {
            fact(texts.counterpart, unnamed(finding), &page)
        }
        fact(texts.period, period(finding), &page)
        if !finding.community.isEmpty { fact(texts.community, finding.community, &page) }
        page.raw("</dl>\n")
    }

    private func person(_ term: String, _ name: String, id: String, isStaff: Bool, _ page: inout HTMLText) {
        page.raw("<div>")
        page.element("dt", term)
        page.raw("<dd>")
        page.isolated(name)
        if isStaff { page.raw(" <span class=\"tag\">\(HTMLText.escaped(texts.staff))</span>") }
        if name != id {
            page.raw("<span class=\"id\">")
            page.isolated(id)
            page.raw("</span>")
        }
        page.raw("</dd></div>")
    }

    private func score(_ finding: Finding, _ page: inout HTMLText) {
        let share = min(max(finding.score.isFinite ? finding.score : 0, 0), 1)
        let width = Int((share * 100).rounded())
        page.element("h3", "\(texts.strength)\(texts.colon)\(texts.strength(finding.score))")
        page.raw(
            "<svg class=\"gauge\" aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" rx=\"4\"/>"
                + "<rect class=\"fill\" width=\"\(width)%\" height=\"100%\" rx=\"4\"/></svg>\n")
        let explained = texts.scoreExplained(
            figures.decimal(finding.score, places: 2), texts.strength(finding.score))
        page.element("p", explained, #"class="small""#)
    }

    // MARK: Stages

    /// When which kind of sign was found: one row a stage, one dot a message.
    private func stages(_ finding: Finding, number: Int, _ page: inout HTMLText) {
        var rows: [(name: String, times: [Timestamp])] = Stage.allCases.compactMap { stage in
            let times = finding.messages.filter { $0.cues.contains { $0.stage == stage } }.map(\.time)
            return times.isEmpty ? nil : (texts.stage(stage), times)
        }
        let others = finding.messages.filter { message in message.cues.allSatisfy { $0.stage == nil } }.map(\.time)
        if !others.isEmpty { rows.append((texts.otherSigns, others)) }
        guard !rows.isEmpty else { return }
        page.element("h3", texts.stages)
        page.element("p", texts.stagesExplained, #"class="small""#)
        page.raw("<figure class=\"stages\">\n")
        for row in rows {
            let count = texts.signs(row.times.count)
            page.raw("<div class=\"row\">")
            page.element("span", row.name)
            let days = Self.days(row.times, figures)
            page.raw("<svg role=\"img\"><title>\(HTMLText.escaped("\(row.name), \(count): \(days)"))</title>")
            page.raw("<line x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>")
            for time in row.times.prefix(400) {
                page.raw("<circle cx=\"\(Self.place(time, finding))%\" cy=\"50%\" r=\"6\"/>")
            }
            page.raw("</svg>")
            page.element("span", count, #"class="n""#)
            page.raw("</div>\n")
        }
        page.raw("<div class=\"axis\">")
        if finding.first == finding.last {
            page.element("span", figures.moment(finding.first))
        } else {
            let isOneDay = figures.date(finding.first) == figures.date(finding.last)
            page.element("span", isOneDay ? figures.moment(finding.first) : figures.date(finding.first))
            page.element("span", isOneDay ? figures.clock(finding.last) : figures.date(finding.last))
        }
        page.raw("</div></figure>\n")
    }

    /// Where a moment stands between the first and the last, as a percentage with one decimal, inside the margins.
    private static func place(_ time: Timestamp, _ finding: Finding) -> String {
        let span = Double(finding.last.milliseconds) - Double(finding.first.milliseconds)
        let share = span > 0 ? (Double(time.milliseconds) - Double(finding.first.milliseconds)) / span : 0.5
        let tenths = Int((15 + min(max(share, 0), 1) * 970).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// The days of some moments, each once, of many the first few.
    private static func days(_ times: [Timestamp], _ figures: PlainFigures) -> String {
        var days: [String] = []
        for time in times where days.last != figures.date(time) { days.append(figures.date(time)) }
        return days.prefix(8).joined(separator: ", ") + (days.count > 8 ? " …" : "")
    }

    // MARK: Contributions

    private func contributions(_ finding: Finding, _ page: inout HTMLText) {
        let sorted = finding.contributions.filter { $0.logOdds.isFinite && $0.logOdds != 0 }
            .sorted { abs($0.logOdds) > abs($1.logOdds) }
        guard let largest = sorted.first.map({ abs($0.logOdds) }) else { return }
        page.element("h3", texts.contributions)
        page.raw("<table><thead><tr>")
        page.element("th", texts.sign, #"scope="col""#)
        page.element("th", texts.added, #"scope="col" class="number""#)
        page.raw("</tr></thead><tbody>\n")
        for contribution in sorted {
            page.raw("<tr><td>")
            page.text(finding.text(of: contribution, contributionText)[texts.language])
            page.raw("</td><td class=\"number\">")
            let width = Int((abs(contribution.logOdds) / largest * 100).rounded())
            page.raw(
                "<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"\(max(width, 2))%\" height=\"100%\" rx=\"3\""
                    + "\(contribution.logOdds < 0 ? " class=\"against\"" : "")/></svg>")
            page.text((contribution.logOdds > 0 ? "+" : "") + figures.decimal(contribution.logOdds, places: 1))
            page.raw("</td></tr>\n")
        }
        page.raw("</tbody></table>\n")
        page.element("p", texts.addedExplained, #"class="small""#)
    }

    // MARK: Messages

    private func messages(_ exchange: Exchange, _ finding: Finding, _ page: inout HTMLText) {
        page.element("h3", texts.messages)
        guard !exchange.messages.isEmpty else {
            page.element("p", finding.isReport ? texts.seeReported : texts.notKept, #"class="small""#)
            return
        }
        page.element("p", texts.hidden, #"class="small""#)
        page.raw("<details><summary>")
        page.text(texts.show(exchange.messages.count))
        page.raw("</summary>\n<ol class=\"said\">\n")
        var day = ""
        for message in exchange.messages {
            let messageDay = figures.date(message.time)
            if messageDay != day {
                page.element("li", messageDay, #"class="day""#)
                day = messageDay
            }
            said(message, &page)
        }
        page.raw("</ol>\n")
        if exchange.omittedEvidence > 0 {
            page.element("p", texts.capped(figures.count(exchange.omittedEvidence)), #"class="small""#)
        }
        page.raw("</details>\n")
    }

    private func said(_ message: ExchangeMessage, _ page: inout HTMLText) {
        page.raw(message.isEvidence ? "<li class=\"rests\">" : "<li>")
        page.raw("<p class=\"who\"><strong>")
        page.isolated(message.authorName ?? message.author)
        page.raw("</strong> ")
        page.text(figures.clock(message.time))
        if message.isPrivate {
            page.text(" · \(texts.privateChat)")
        } else if let channel = message.channelName {
            page.raw(" · ")
            page.isolated(channel)
        }
        if let event = texts.event(message.type) { page.text(" · \(event)") }
        page.raw("</p>")
        if let text = message.text, !text.isEmpty {
            page.raw("<p class=\"text\" dir=\"auto\">")
            page.raw(
                HTMLText.marked(text, message.cues) { cue in cue.stage.map(texts.stage) ?? policyName(cue.policy) })
            if message.isCut { page.text(" \(texts.cut)") }
            page.raw("</p>")
        } else if let gone = deleted[message.event] {
            page.element("p", texts.deleted(figures.date(gone.at), gone.rule), #"class="text soft""#)
        } else if texts.event(message.type) == nil && message.attachments.isEmpty {
            page.element("p", texts.noWords, #"class="text soft""#)
        }
        for kind in message.attachments { page.element("span", texts.attachment(kind), #"class="tag""#) }
        page.raw("</li>\n")
    }

    private func policyName(_ policy: PolicyCode) -> String {
        findings.policyTitles[policy]?[texts.language] ?? policy.code
    }
}
