import SafetyModel

extension DossierPage {
    /// What people reported: the words folded as messages are, files as kind, size and check sum.
    func reported(_ reports: [ReportedMatter], _ page: inout HTMLText) {
        guard !reports.isEmpty else { return }
        page.raw("<section class=\"card\" aria-labelledby=\"reported\">\n")
        page.element("h2", texts.reported, #"id="reported""#)
        page.element("p", texts.reportedExplained, #"class="small""#)
        for (number, report) in zip(1..., reports) {
            page.element("h3", "\(texts.report(number)) · \(figures.moment(report.filedAt))")
            page.raw("<dl class=\"facts\">")
            fact(texts.happening, report.happening[texts.language], &page)
            if report.isDanger { fact(texts.dangerThen, texts.yes, &page) }
            if !report.accused.isEmpty { fact(texts.accused, report.accused.joined(separator: ", "), &page) }
            if !report.place.isEmpty { fact(texts.place, report.place, &page) }
            page.raw("</dl>\n")
            words(of: report, &page)
            files(of: report, &page)
        }
        page.raw("</section>\n")
    }

    private func words(of report: ReportedMatter, _ page: inout HTMLText) {
        if let gone = report.deleted {
            page.element("p", texts.deleted(figures.date(gone.at), gone.rule), #"class="soft""#)
        } else if report.text.isEmpty {
            page.element("p", texts.noWords, #"class="soft""#)
        } else {
            page.raw("<details><summary>")
            page.text(texts.showWords)
            page.raw("</summary>\n<ol class=\"said\"><li class=\"rests\"><p class=\"text\" dir=\"auto\">")
            page.text(report.text)
            page.raw("</p></li></ol></details>\n")
        }
    }

    private func files(of report: ReportedMatter, _ page: inout HTMLText) {
        guard !report.files.isEmpty else { return }
        page.raw("<table class=\"stack\"><thead><tr>")
        page.element("th", texts.file, #"scope="col""#)
        page.element("th", texts.size, #"scope="col" class="number""#)
        page.raw("</tr></thead><tbody>\n")
        for file in report.files {
            page.raw("<tr><td class=\"path\">")
            page.text(texts.fileNotIncluded(file.kind))
            page.raw("<span class=\"id\" title=\"\(HTMLText.escaped(texts.checkSum))\">SHA-256 ")
            page.text(file.sha256)
            page.raw("</span></td>")
            cell(texts.size, figures.size(file.bytes), &page, isNumber: true)
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table>\n")
    }
}
