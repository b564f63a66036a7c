import Casework
import Hummingbird
import SafetyModel

/// Members and cases by name or id.
extension Console {
    @Sendable func searchPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard seesCases(reviewer) else { throw Refusal.forbidden }
        let text = String((visit.query["q"] ?? "").trimmed.prefix(100))
        var members: [Model] = []
        var cases: [Model] = []
        if text.count >= 2 {
            let names = try await reviewerNames()
            for hit in try await store.search(text, limit: 50, for: reviewer) {
                switch hit {
                case .member(let id, let community, let name):
                    members.append([
                        "name": memberName(id, name), "id": visible(id), "community": visible(community),
                        "href": memberPath(id, community: community),
                    ])
                case .item(let item): cases.append(caseModel(item, visit: visit, names: names))
                }
            }
        }
        var model: Model = [
            "title": visit.words["search_title"], "text": text, "members": members, "any_members": !members.isEmpty,
            "cases": cases, "any_cases": !cases.isEmpty,
        ]
        if text.count >= 2, members.isEmpty, cases.isEmpty {
            model["none"] = visit.words.say("search_none", ["text": visible(text)])
        }
        return page("search", model, visit: visit)
    }
}
