import SafetyModel

extension DossierPage {
    /// The chain of custody of a case and of its evidence, as a table.
    func chain(_ custody: [EscalationCase.Line], _ page: inout HTMLText) {
        guard !custody.isEmpty else { return }
        page.raw("<section class=\"card\" aria-labelledby=\"custody\">\n")
        page.element("h2", texts.custody, #"id="custody""#)
        page.element("p", texts.custodyExplained, #"class="small""#)
        page.raw("<table class=\"stack\"><thead><tr>")
        for title in [texts.period, texts.what, texts.who, texts.role] { page.element("th", title, #"scope="col""#) }
        page.raw("</tr></thead><tbody>\n")
        for line in custody {
            page.raw("<tr>")
            cell(texts.period, figures.moment(line.at), &page)
            page.raw("<td class=\"path\" data-label=\"\(HTMLText.escaped(texts.what + texts.colon))\">")
            page.text(texts.step(line.action))
            if !line.detail.isEmpty {
                page.raw("<span class=\"id\">")
                page.isolated(texts.detail(line.detail))
                page.raw("</span>")
            }
            page.raw("</td><td data-label=\"\(HTMLText.escaped(texts.who + texts.colon))\">")
            page.isolated(line.by ?? texts.nobodyNamed(line.action))
            page.raw("</td>")
            let roles = line.roles.map { texts.role($0) }
            cell(texts.role, roles.isEmpty ? "–" : roles.joined(separator: ", "), &page)
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table>\n</section>\n")
    }
}
