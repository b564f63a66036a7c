import Casework
import Foundation
import Hummingbird
import SafetyModel

/// One member: cases, contacts, history.
extension Console {
    @Sendable func memberPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard seesCases(reviewer) else { throw Refusal.forbidden }
        guard let id = visit.query["id"], let community = visit.query["community"], !id.isEmpty, id.utf8.count <= 500,
            let file = try await store.member(id, community: community, for: reviewer)
        else { throw Refusal.notFound }
        let names = try await reviewerNames()
        let name = memberName(file.id, file.name)
        var people = Dictionary(
            file.contacts.map { ($0.member, memberName($0.member, $0.name)) }, uniquingKeysWith: { first, _ in first })
        for entry in file.history {
            people[entry.author] = people[entry.author] ?? memberName(entry.author, entry.authorName)
        }
        let contacts = contactsModel(file, visit: visit)
        let cases = { (list: [Case]) in list.map { caseModel($0, visit: visit, names: names) } }
        var model: Model = [
            "title": name, "name": name, "id": visible(file.id), "community": visible(file.community),
            "staff": file.staff, "cases": cases(file.cases), "harmed_in": cases(file.counterpartIn),
            "any_harmed": !file.counterpartIn.isEmpty, "any_cases": !file.cases.isEmpty,
            "contacts": Array(contacts.prefix(ContactGraph.maximum)),
            "more_contacts": Array(contacts.dropFirst(ContactGraph.maximum)),
            "any_more_contacts": contacts.count > ContactGraph.maximum,
            "graph": ContactGraph(file).model(center: name, words: visit.words) { memberName($0, $1) },
            "any_contacts": !file.contacts.isEmpty, "any_history": !file.history.isEmpty,
            "history": file.history.map { entry -> Model in
                historyModel(entry, of: file, people: people, visit: visit)
            },
        ]
        model["known"] = try await knownModel(file.id, community: file.community, for: reviewer, visit: visit)
        return page("member", model, visit: visit)
    }

    private func contactsModel(_ file: MemberFile, visit: Visit) -> [Model] {
        let words = visit.words
        return file.contacts.map { contact in
            [
                "name": memberName(contact.member, contact.name),
                "href": memberPath(contact.member, community: file.community), "sent": words.number(contact.sent),
                "received": words.number(contact.received),
                "last": timeModel(contact.last, text: words.day(contact.last), words: words),
            ]
        }
    }

    private func historyModel(
        _ entry: ExchangeEntry, of file: MemberFile, people: [String: String], visit: Visit
    ) -> Model {
        let words = visit.words
        var model: Model = [
            "time": timeModel(entry.time, text: words.moment(entry.time), words: words),
            "what": eventLabel(entry.type, words), "where": "–", "with": "–",
        ]
        if let channel = entry.channel {
            model["where"] = channel.name.map(visible) ?? words["channel_\(channel.kind.rawValue)"]
        }
        if entry.author != file.id, entry.type == .messagePosted { model["what"] = words["event_message_received"] }
        let other = entry.author == file.id ? entry.target : entry.author
        if let other {
            model["with"] = people[other] ?? memberName(other, nil)
            model["with_href"] = memberPath(other, community: file.community)
        }
        return model
    }
}

/// A member in the middle, and those with whom it exchanged most around it.
struct ContactGraph: Sendable, Hashable {
    static let maximum = 10
    static let size = 420.0

    struct Spoke: Sendable, Hashable {
        var contact: Contact
        var x: Double
        var y: Double
        /// Thickness of the line: by the square root of the number of messages.
        var width: Double
    }

    var spokes: [Spoke]

    init(_ file: MemberFile) {
        let contacts = file.contacts.prefix(Self.maximum)
        let most = Double(max(contacts.map { max(0, $0.sent) + max(0, $0.received) }.max() ?? 1, 1))
        spokes = contacts.enumerated().map { index, contact in
            let angle = 2 * Double.pi * Double(index) / Double(contacts.count) - Double.pi / 2
            let messages = Double(max(0, contact.sent) + max(0, contact.received))
            return Spoke(
                contact: contact, x: Self.size / 2 + cos(angle) * 150, y: Self.size / 2 + sin(angle) * 158,
                width: 1 + 9 * (messages / most).squareRoot())
        }
    }

    func model(center: String, words: Words, name: (String, String?) -> String) -> Model {
        let whole = { (value: Double) in String(Int(value.rounded())) }
        return [
            "size": whole(Self.size), "middle": whole(Self.size / 2), "name": shortened(center, to: 18),
            "name_y": whole(Self.size / 2 + 4),
            "summary": words.say("contacts_graph", ["name": center, "n": words.number(spokes.count)]),
            "spokes": spokes.map { spoke -> Model in
                [
                    "x": whole(spoke.x), "y": whole(spoke.y), "label_y": whole(spoke.y + 4),
                    "width": whole(spoke.width),
                    "name": shortened(name(spoke.contact.member, spoke.contact.name), to: 14),
                    "title": "\(name(spoke.contact.member, spoke.contact.name)): "
                        + words.number(spoke.contact.sent + spoke.contact.received),
                ]
            },
        ]
    }
}
