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
        var model: Model = [
            "time": timeModel(entry.at, text: words.moment(entry.at), words: words),
            "who": entry.by == nil ? words["vigie_itself"] : visible(entry.byName ?? "#\(entry.by ?? 0)"),
            "what": words.byKey["action_\(entry.action)"] ?? visible(entry.action),
            "detail": entry.action == "escalated"
                ? escalationDetail(entry.detail, words) : trailDetail(entry.detail, words),
        ]
        if withCase, let id = entry.caseID {
            model["case"] = String(id)
            model["href"] = "/cases/\(id)"
        }
        return model
    }

    /// A decision's line begins with the outcome's code: it is said in words.
    private func trailDetail(_ detail: String, _ words: Words) -> String {
        guard let colon = detail.firstIndex(of: ":"), let outcome = words.byKey["outcome_\(detail[..<colon])"] else {
            return visible(detail)
        }
        return outcome + (words.language == .french ? "\u{00A0}" : "") + visible(String(detail[colon...]))
    }
}
