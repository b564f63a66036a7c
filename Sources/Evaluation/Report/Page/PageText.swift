import SafetyModel

/// Writes HTML. Whatever comes from a file goes in through ``text(_:)`` or ``element(_:_:_:)``, never as markup.
struct PageText {
    private(set) var html = ""

    /// Markup of our own.
    mutating func raw(_ markup: String) { html += markup }

    /// Text, with everything that HTML would take for markup escaped.
    mutating func text(_ text: String) { html += Self.escaped(text) }

    /// `<name>text</name>`, the text escaped.
    mutating func element(_ name: String, _ text: String, _ attributes: String = "") {
        html += "<\(name)\(attributes.isEmpty ? "" : " \(attributes)")>\(Self.escaped(text))</\(name)>"
    }

    static func escaped(_ text: String) -> String { Markup.escaped(text) }
}

/// A table of a page, its cells as text.
struct PageTable {
    /// A cell, with a bar as long as a share beside it.
    struct Cell {
        var text: String
        var bar: Double?

        init(_ text: String, bar: Double? = nil) {
            self.text = text
            self.bar = bar
        }
    }

    var caption: String
    var titles: [String]
    /// The first cell of each row is its head.
    var rows: [[Cell]]

    init(caption: String, titles: [String], rows: [[Cell]]) {
        self.caption = caption
        self.titles = titles
        self.rows = rows
    }

    init(caption: String, titles: [String], texts: [[String]]) {
        self.init(caption: caption, titles: titles, rows: texts.map { row in row.map { Cell($0) } })
    }

    /// In a region that scrolls where the page is narrow, and that the keyboard reaches.
    /// - Parameter id: unique on the page.
    func write(to page: inout PageText, id: String) {
        page.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"\(id)\"><table>")
        page.element("caption", caption, "id=\"\(id)\"")
        page.raw("<thead><tr>")
        for (index, title) in titles.enumerated() {
            page.element("th", title, index == 0 ? "scope=\"col\"" : "scope=\"col\" class=\"number\"")
        }
        page.raw("</tr></thead><tbody>\n")
        for row in rows {
            page.raw("<tr>")
            for (index, cell) in row.enumerated() {
                if index == 0 {
                    page.raw("<th scope=\"row\"><bdi>")
                    page.text(cell.text)
                    page.raw("</bdi></th>")
                } else {
                    page.raw("<td class=\"number\">")
                    if let bar = cell.bar { page.raw(Self.bar(bar)) }
                    page.text(cell.text)
                    page.raw("</td>")
                }
            }
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
    }

    /// The number stands beside it, so it is hidden from readers of the screen.
    private static func bar(_ share: Double) -> String {
        let width = Int((max(0, min(1, share)) * 100).rounded())
        return "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
            + "<rect class=\"track\" width=\"100\" height=\"10\"/><rect class=\"fill\" width=\"\(width)\" height=\"10\"/></svg>"
    }
}
