import Foundation
import LiveConnectors
import SafetyModel
import TextAnalysis
import Yams

/// How members tell Vigie a report, as the file of the connection says.
struct MatrixDialoguePart {
    var isOpen = true
    var language: Language?
    /// Two letters (ISO 3166-1).
    var country: String?
    /// Where reports can be made without an account.
    var page: String?
}

extension YAMLFile {
    /// `commands: {room: "!…", community: "!…", language: fr, level: 50, members: ["@…"]}`
    mutating func commandRoom(_ node: Node) -> MatrixCommandRoom? {
        guard
            let entries = entries(
                of: node, "commands", required: ["room"], optional: ["community", "language", "level", "members"]),
            let place = entries["room"], let id = text(place, "room")
        else { return nil }
        if !id.hasPrefix("!") { report("room is a room's id, as !abc:example.org; its settings show it", at: place) }
        var room = MatrixCommandRoom(room: id)
        room.community = entries["community"].flatMap { text($0, "community") }
        if let node = entries["language"], let language = language(node) { room.language = language }
        if let node = entries["level"], let level = integer(node, "level", in: -1000...1000) { room.level = level }
        if let node = entries["members"] { room.members = Set(accounts(node, "members")) }
        return room
    }

    /// `reports: false`, or `reports: {language: fr, country: FR, page: "https://…/report"}`
    mutating func dialogue(_ node: Node) -> MatrixDialoguePart {
        var part = MatrixDialoguePart()
        if let word = node.scalar?.string {
            if !["true", "false"].contains(word) { report("reports is true, false, or a mapping", at: node) }
            part.isOpen = word != "false"
            return part
        }
        guard let entries = entries(of: node, "reports", required: [], optional: ["language", "country", "page"]) else {
            return part
        }
        part.language = entries["language"].flatMap { language($0) }
        if let node = entries["country"], let code = text(node, "country") {
            if code.utf8.count != 2 || code != code.uppercased() {
                report("country is two capital letters, as FR", at: node)
            }
            part.country = code
        }
        if let node = entries["page"], let page = text(node, "page") {
            if URL(string: page)?.host == nil || !page.hasPrefix("http") {
                report("page is the address where people report, as https://vigie.example.org/report", at: node)
            }
            part.page = page
        }
        return part
    }

    /// `policy_lists: {watch: ["!…", "#…"], listed: propose | ban, publish: true | "!…"}`
    mutating func policyLists(_ node: Node) -> MatrixPolicySettings? {
        guard
            let entries = entries(
                of: node, "policy_lists", required: [], optional: ["watch", "listed", "publish"])
        else { return nil }
        var settings = MatrixPolicySettings()
        if let node = entries["watch"] {
            for item in items(of: node, "watch") {
                guard let room = text(item, "a list") else { continue }
                if !room.hasPrefix("!"), !room.hasPrefix("#") {
                    report("a list is a room's id or alias, as !abc:example.org or #bans:example.org", at: item)
                }
                settings.watched.append(room)
            }
        }
        if let node = entries["listed"], let word = text(node, "listed") {
            if !["propose", "ban"].contains(word) { report("listed is propose or ban", at: node) }
            settings.bansListed = word == "ban"
        }
        if let node = entries["publish"], let word = text(node, "publish") {
            switch word {
            case "true": settings.publication = .ownRoom
            case "false": break
            case let room where room.hasPrefix("!"): settings.publication = .room(room)
            default: report("publish is true, false, or a room's id", at: node)
            }
        }
        return settings
    }

    private mutating func accounts(_ node: Node, _ what: String) -> [String] {
        var found: [String] = []
        for item in items(of: node, what) {
            guard let account = text(item, "an account") else { continue }
            if !account.hasPrefix("@") || !account.contains(":") {
                report("an account is written @somebody:example.org", at: item)
            }
            found.append(account)
        }
        return found
    }
}
