/// A plot with its title, what it shows in a sentence, and its numbers as a table.
struct PageFigure {
    /// Unique on the page.
    var id: String
    var title: String
    /// What it shows, in a sentence: below the title, and for those who cannot see the plot.
    var description: String
    var plot: Plot
    var table: PageTable

    func write(to page: inout PageText) {
        page.raw("<figure class=\"card\" id=\"\(id)\" aria-labelledby=\"\(id)-caption\">\n<figcaption>")
        page.element("h3", title, "id=\"\(id)-caption\"")
        page.element("p", description)
        page.raw("</figcaption>\n<div class=\"pair\"><div class=\"drawn\">")
        page.raw(plot.svg(id: id, title: title, description: description))
        page.raw("</div>\n")
        table.write(to: &page, id: "\(id)-table")
        page.raw("</div>\n</figure>\n")
    }
}
