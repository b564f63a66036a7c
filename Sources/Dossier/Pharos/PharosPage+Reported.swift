import SafetyModel

extension PharosPage {
    /// Why it was raised, and what people reported, without who they are.
    func reported(_ page: inout HTMLText) {
        guard !item.reports.isEmpty || !item.allReasons.isEmpty else { return }
        let texts = DossierTexts(language: .french)
        page.raw("<section class=\"card\" aria-labelledby=\"reported\">\n")
        page.element("h2", "Ce qui a été relevé et signalé", #"id="reported""#)
        if !item.allReasons.isEmpty {
            page.raw("<ul class=\"steps\">")
            for reason in item.allReasons { page.element("li", reason.fr) }
            page.raw("</ul>\n")
        }
        if !item.reports.isEmpty { page.element("p", texts.reportedExplained, #"class="small""#) }
        for (number, report) in zip(1..., item.reports) {
            page.element("h3", "\(texts.report(number)) · \(figures.moment(report.filedAt))")
            page.raw("<table class=\"stack\"><tbody>\n")
            row(texts.happening, report.happening.fr, &page)
            if report.isDanger { row(texts.dangerThen, texts.yes, &page) }
            if !report.accused.isEmpty { row(texts.accused, report.accused.joined(separator: ", "), &page) }
            if !report.place.isEmpty { row(texts.place, report.place, &page) }
            for file in report.files {
                row(
                    texts.fileNotIncluded(file.kind), "\(figures.size(file.bytes)), SHA-256 \(file.sha256)", &page)
            }
            page.raw("</tbody></table>\n")
            let gone = report.deleted.map { texts.deleted(figures.date($0.at), $0.rule) }
            if let words = gone ?? (report.text.isEmpty ? nil : report.text) {
                page.raw("<ol class=\"said\"><li class=\"rests\"><p class=\"text\" dir=\"auto\">")
                page.text(words)
                page.raw("</p></li></ol>\n")
            }
        }
        page.raw("</section>\n")
    }
}
