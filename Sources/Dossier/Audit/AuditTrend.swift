public import Governance
public import SafetyModel

/// How the scores of a community moved from audit to audit.
public enum AuditTrend {
    /// A picture for each area, and a table; empty where there are fewer than two audits.
    /// - Parameter reports: of one community, the oldest first.
    public static func html(_ reports: [AuditReport], language: Language) -> String {
        guard reports.count > 1 else { return "" }
        let texts = AuditTexts(language: language)
        let figures = PlainFigures(language: language)
        var page = HTMLText()
        page.raw(#"<section class="card" aria-labelledby="audit-trend">"#)
        page.element("h2", texts.trend, #"id="audit-trend""#)
        page.raw(#"<div class="trends">"#)
        for area in AuditArea.allCases { line(area, reports, texts, &page) }
        page.raw("</div><details><summary>")
        page.text(texts.asTable)
        page.raw("</summary><table><thead><tr>")
        page.element("th", texts.date, #"scope="col""#)
        for area in AuditArea.allCases { page.element("th", area.title[language], #"scope="col" class="num""#) }
        page.raw("</tr></thead><tbody>")
        for report in reports.reversed() {
            page.raw("<tr>")
            page.element("th", figures.moment(report.madeAt), #"scope="row""#)
            for area in AuditArea.allCases {
                page.element("td", score(area, report).map(String.init) ?? "–", #"class="num""#)
            }
            page.raw("</tr>")
        }
        page.raw("</tbody></table></details></section>\n")
        return page.html
    }

    private static func score(_ area: AuditArea, _ report: AuditReport) -> Int? {
        report.scores.first { $0.area == area }?.score
    }

    private static func line(_ area: AuditArea, _ reports: [AuditReport], _ texts: AuditTexts, _ page: inout HTMLText) {
        let scores = reports.map { score(area, $0) }
        let width = (scores.count - 1) * 10
        var path = ""
        var isDrawing = false
        for (place, score) in scores.enumerated() {
            guard let score else {
                isDrawing = false
                continue
            }
            path += "\(isDrawing ? "L" : "M")\(place * 10) \(102 - score)"
            isDrawing = true
        }
        let told = scores.map { $0.map(String.init) ?? "–" }
        page.raw("<div>")
        page.element("h3", "\(area.title[texts.language])\(texts.colon)\(told.last ?? "–")")
        page.raw(
            #"<svg viewBox="0 0 \#(width) 104" preserveAspectRatio="none" role="img" aria-labelledby="audit-trend-\#(area.rawValue)">"#
        )
        page.element(
            "desc", texts.trendLine(area.title[texts.language], told.joined(separator: ", ")),
            #"id="audit-trend-\#(area.rawValue)""#)
        page.raw(
            #"<path class="trend-base" d="M0 102H\#(width)M0 2H\#(width)"/><path class="trend-line" d="\#(path)"/></svg></div>"#
        )
    }
}
