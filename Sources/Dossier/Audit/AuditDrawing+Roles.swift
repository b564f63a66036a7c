import Governance
import SafetyModel

extension AuditDrawing {
    /// More rows would be no picture.
    private static let mostRows = 40
    private static let grid = (left: 250, top: 118, row: 24, column: 30)

    /// The powers over others, in the order in which columns stand.
    private static let columns: [Power] = [
        .administrator, .ban, .kick, .timeOut, .deleteMessages, .manageRoles, .manageChannels, .manageCommunity,
        .manageWebhooks, .manageNicknames, .manageThreads, .muteMembers, .deafenMembers, .moveMembers,
    ]

    /// Roles from the highest down, with what each gives.
    func roles(_ page: inout HTMLText) {
        let all = report.roles
        let last = all.lastIndex { !$0.powers.isEmpty && !$0.isEveryone } ?? -1
        let upper = all.prefix(last + 1).filter { !$0.isEveryone }
        let rows = Array(upper.prefix(Self.mostRows)) + all.filter(\.isEveryone)
        let used = Self.columns.filter { power in rows.contains { $0.powers.contains(power.rawValue) } }
        let grid = Self.grid
        let width = grid.left + used.count * grid.column + 90
        let height = grid.top + rows.count * grid.row + 6
        page.raw(#"<div class="wide" tabindex="0" role="group" aria-labelledby="audit-roles">"#)
        page.raw(
            #"<svg width="\#(width)" height="\#(height)" viewBox="0 0 \#(width) \#(height)" role="img" aria-labelledby="audit-roles-d">"#
        )
        page.element("desc", texts.roleGraphExplained, #"id="audit-roles-d""#)
        for (place, power) in used.enumerated() {
            let x = grid.left + place * grid.column + 12
            page.element(
                "text", Self.label(power.title[texts.language], longest: 26),
                #"transform="translate(\#(x) \#(grid.top - 10)) rotate(-40)""#)
        }
        for (place, role) in rows.enumerated() { row(role, place, used, width, &page) }
        page.raw("</svg></div>\n")
        if all.count > rows.count {
            page.element("p", texts.rolesLeftOut(all.count - rows.count), #"class="small""#)
        }
        table(rows, &page)
    }

    private func row(_ role: AuditedRole, _ place: Int, _ used: [Power], _ width: Int, _ page: inout HTMLText) {
        let grid = Self.grid
        let y = grid.top + place * grid.row
        page.raw(role.isEveryone ? #"<g class="every">"# : "<g>")
        page.raw(#"<path class="rung" d="M0 \#(y + 17)H\#(width)"/>"#)
        page.raw(#"<text x="0" y="\#(y + 12)""#)
        page.raw(role.powers.isEmpty ? #" class="dim">"# : ">")
        page.text(name(role, longest: 27))
        page.raw("</text>")
        if let holders = role.holders, !role.isEveryone {
            page.element(
                "text", figures.count(holders), #"class="dim" text-anchor="end" x="\#(grid.left - 12)" y="\#(y + 12)""#)
        }
        let all = role.powers.contains(Power.administrator.rawValue)
        for (column, power) in used.enumerated() where all || role.powers.contains(power.rawValue) {
            let x = grid.left + column * grid.column + 8
            page.raw(#"<circle class="mark" cx="\#(x)" cy="\#(y + 8)" r="\#(power == .administrator ? 7 : 5)">"#)
            page.element("title", "\(name(role, longest: 60)): \(power.title[texts.language])")
            page.raw("</circle>")
        }
        page.raw("</g>")
    }

    private func name(_ role: AuditedRole, longest: Int) -> String {
        role.isEveryone ? texts.everybody : Self.label(role.label, longest: longest)
    }

    private func table(_ rows: [AuditedRole], _ page: inout HTMLText) {
        page.raw("<details><summary>")
        page.text(texts.asTable)
        page.raw("</summary><table><thead><tr>")
        page.element("th", texts.role, #"scope="col""#)
        page.element("th", texts.holders, #"scope="col" class="num""#)
        page.element("th", texts.powers, #"scope="col""#)
        page.raw("</tr></thead><tbody>")
        for role in rows {
            page.raw(#"<tr><th scope="row">"#)
            page.isolated(name(role, longest: 60))
            page.raw("</th>")
            page.element("td", role.holders.map { figures.count($0) } ?? "–", #"class="num""#)
            let powers = role.powers.compactMap { Power(rawValue: $0)?.title[texts.language] }
            page.element("td", powers.isEmpty ? "–" : powers.joined(separator: ", "))
            page.raw("</tr>")
        }
        page.raw("</tbody></table></details>\n")
    }
}
