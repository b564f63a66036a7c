import Casework
import Hummingbird
import SafetyModel

/// The audit trail, newest first.
extension Console {
    private static let trailLength = 100

    @Sendable func trailPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard readsTrail(reviewer) else { throw Refusal.forbidden }
        let before = visit.query["before"].flatMap(Int64.init)
        let entries = try await store.auditTrail(before: before, limit: Self.trailLength, for: reviewer)
        var model: Model = [
            "title": visit.words["trail_title"], "any": !entries.isEmpty,
            "entries": entries.map { trailModel($0, visit: visit, withCase: true) },
        ]
        if entries.count == Self.trailLength, let last = entries.last { model["older"] = "/trail?before=\(last.id)" }
        return page("trail", model, visit: visit)
    }

    func trailModel(_ entry: AuditEntry, visit: Visit, withCase: Bool) -> Model {
        let words = visit.words
        let outcome = words.byKey["outcome_\(entry.detail)"]
        var model: Model = [
            "time": timeModel(entry.at, text: words.moment(entry.at), words: words),
            "who": entry.by == nil ? words["vigie_itself"] : visible(entry.byName ?? "#\(entry.by ?? 0)"),
            "what": words.byKey["action_\(entry.action)"] ?? visible(entry.action),
            "detail": outcome ?? visible(entry.detail),
        ]
        if withCase, let id = entry.caseID {
            model["case"] = String(id)
            model["href"] = "/cases/\(id)"
        }
        return model
    }
}
