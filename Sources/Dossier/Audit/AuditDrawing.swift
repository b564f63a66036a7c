import Governance
import SafetyModel

/// Draws what an audit found, as SVG with a table beside each picture. Colours come from the page's style.
struct AuditDrawing {
    let report: AuditReport
    let texts: AuditTexts
    let figures: PlainFigures

    init(_ report: AuditReport, language: Language) {
        self.report = report
        texts = AuditTexts(language: language)
        figures = PlainFigures(language: language)
    }

    /// Names of others: no line breaks, nothing invisible, and no longer than there is room for.
    static func label(_ name: String, longest: Int = 60) -> String {
        let clean = String(
            String.UnicodeScalarView(
                name.unicodeScalars.prefix(400).map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
                    default: scalar
                    }
                }))
        return clean.count > longest ? "\(clean.prefix(longest - 1))…" : clean
    }

    // MARK: Hours

    private static let cell = (width: 26, height: 22, left: 86, top: 22)

    /// The heat map: a row for each day, a column for each hour.
    func hours(_ hours: AuditHours, _ page: inout HTMLText) {
        let size = Self.cell
        let (width, height) = (size.left + 24 * size.width, size.top + 7 * size.height)
        page.raw(#"<div class="wide" tabindex="0" role="group" aria-labelledby="audit-hours">"#)
        page.raw(
            #"<svg width="\#(width)" height="\#(height)" viewBox="0 0 \#(width) \#(height)" role="img" aria-labelledby="audit-hours-d">"#
        )
        page.element("desc", summary(hours), #"id="audit-hours-d""#)
        for hour in stride(from: 0, to: 24, by: 3) {
            page.element("text", "\(hour)", #"class="dim" x="\#(size.left + hour * size.width)" y="14""#)
        }
        let peak = hours.messages.max() ?? 0
        for (day, name) in texts.days.enumerated() {
            let y = size.top + day * size.height
            page.element("text", name, #"x="0" y="\#(y + 15)""#)
            for hour in 0..<24 { cell(hours, day, hour, peak: peak, &page) }
        }
        page.raw("</svg></div>\n")
        page.element("p", summary(hours), #"class="small""#)
        hoursTable(hours, &page)
    }

    private func summary(_ hours: AuditHours) -> String {
        texts.hoursSummary(
            "\(figures.decimal(hours.unattendedShare * 100, places: 0))\u{A0}%", figures.decimal(hours.weeks, places: 1)
        )
    }

    private func cell(_ hours: AuditHours, _ day: Int, _ hour: Int, peak: Double, _ page: inout HTMLText) {
        let size = Self.cell
        let (messages, staff) = hours.at(day: day, hour: hour)
        let (x, y) = (size.left + hour * size.width, size.top + day * size.height)
        let box = #"x="\#(x)" y="\#(y)" width="\#(size.width - 2)" height="\#(size.height - 2)""#
        let level = messages <= 0 || peak <= 0 ? 0 : max(1, min(5, Int((messages / peak * 5).rounded(.up))))
        page.raw("<g>")
        page.element(
            "title",
            texts.hourCell(
                texts.days[day], hour, figures.decimal(messages, places: 1), figures.decimal(staff, places: 1)))
        page.raw(#"<rect class="back" \#(box)/><rect class="h\#(level)" \#(box)/>"#)
        if messages > 0, staff <= 0 {
            let cross = "M\(x + 8) \(y + 6)l8 8m0 -8l-8 8"
            page.raw(#"<path class="halo" d="\#(cross)"/><path class="lone" d="\#(cross)"/>"#)
        }
        page.raw("</g>")
    }

    private func hoursTable(_ hours: AuditHours, _ page: inout HTMLText) {
        page.raw("<details><summary>")
        page.text(texts.asTable)
        page.raw(#"</summary><div class="wide" tabindex="0" role="region" aria-label=""#)
        page.text("\(texts.asTable), \(texts.hours(in: hours.zone))")
        page.raw(#""><table class="hours-table">"#)
        page.element("caption", texts.cellsAre)
        page.raw("<thead><tr>")
        for title in [texts.hour] + texts.days { page.element("th", title, #"scope="col""#) }
        page.raw("</tr></thead><tbody>")
        for hour in 0..<24 {
            page.raw("<tr>")
            page.element("th", "\(hour)", #"scope="row""#)
            for day in 0..<7 {
                let (messages, staff) = hours.at(day: day, hour: hour)
                page.element(
                    "td", "\(figures.decimal(messages, places: 1)) · \(figures.decimal(staff, places: 1))")
            }
            page.raw("</tr>")
        }
        page.raw("</tbody></table></div></details>\n")
    }
}
