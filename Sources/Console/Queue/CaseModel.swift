import Casework
import SafetyModel

/// How a case looks in a list.
extension Console {
    func policyTitle(_ code: PolicyCode, _ language: Language) -> String {
        taxonomy[code]?.title[language] ?? visible(code.code)
    }

    func severityModel(_ severity: Severity, _ words: Words) -> Model {
        let level = min(max(severity.level, 1), 4)
        return ["level": level, "label": words["severity_\(level)"], "shape": severityShapes[level - 1]]
    }

    func caseModel(_ item: Case, visit: Visit, names: [Int64: String]) -> Model {
        let words = visit.words
        let mine = item.claimedBy != nil && item.claimedBy == visit.reviewer?.id
        let overdue = item.state != .decided && item.dueAt < visit.now
        var model: Model = [
            "id": String(item.id), "number": words.say("case_number", ["id": String(item.id)]),
            "href": "/cases/\(item.id)", "severity": severityModel(item.severity, words),
            "policy": policyTitle(item.policy, visit.language), "subject": memberName(item.subject, item.subjectName),
            "subject_href": memberPath(item.subject, community: item.community), "staff": item.subjectIsStaff,
            "community": visible(item.community), "likelihood": words.percent(item.score),
            "bar": String(Int((min(max(item.score.isFinite ? item.score : 0, 0), 1) * 48).rounded())),
            "harmed": item.counterparts.isEmpty ? "–" : words.count("harmed", item.counterparts.count),
            "signals": words.count("signals_count", item.signalCount), "overdue": overdue,
            "opened": timeModel(item.openedAt, text: words.ago(item.openedAt, now: visit.now), words: words),
            "state": item.state.rawValue, "state_label": words["state_\(item.state.rawValue)"],
            "version": String(item.version), "mine": mine, "claimable": item.state == .open,
            "claim_label": words.say("claim_case", ["id": String(item.id)]), "imminent": item.imminence >= 0.8,
            "awaits_second": item.awaitsSecondPerson,
        ]
        let due = item.state == .decided ? words.day(item.dueAt) : words.due(item.dueAt, now: visit.now)
        model["due"] = timeModel(item.dueAt, text: due, words: words)
        if let holder = item.claimedBy, item.state == .claimed {
            let name = names[holder] ?? String(holder)
            model["holder"] = mine ? words["held_by_you"] : words.say("held_by", ["name": visible(name)])
        }
        return model
    }

    /// The names of reviewers by id.
    func reviewerNames() async throws -> [Int64: String] {
        Dictionary(try await store.reviewers().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    func memberName(_ id: String, _ name: String?) -> String {
        guard let name, !name.isEmpty else { return shortened(visible(id), to: 40) }
        return shortened(visible(name), to: 60)
    }

    func memberPath(_ id: String, community: String) -> String {
        "/member?community=\(FormFields.encode(community))&id=\(FormFields.encode(id))"
    }
}

/// An octagon, a triangle, a diamond and a circle in a square of 16: severity is told by shape as well as colour.
private let severityShapes = [
    "M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M8 1.5 15.2 14.5H.8z", "M8 .8 15.2 8 8 15.2.8 8z",
    "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
]
