import Casework
import SafetyModel

/// What every page shows around its own content.
extension Console {
    func frame(for visit: Visit) -> Model {
        var model: Model = [
            "language": visit.language.rawValue, "theme": visit.preferences.theme.rawValue, "t": visit.words.byKey,
            "assets": assets.model, "signed_in": visit.reviewer != nil,
            "shortcuts": visit.preferences.shortcuts ? "on" : "off",
            "form_token": visit.secret.isEmpty ? "" : Secrets.formToken(for: visit.secret),
        ]
        if let reviewer = visit.reviewer {
            model["reviewer"] = visible(reviewer.name)
            model["navigation"] = navigation(for: reviewer, visit: visit)
        }
        if let done = visit.query["done"], Self.notices.contains(done) { model["notice"] = visit.words["done_\(done)"] }
        return model
    }

    /// What may stand behind `?done=`: nothing else is looked up.
    private static let notices: Set<String> = [
        "claimed", "released", "noted", "decided", "proposed", "reopened", "revealed", "saved", "password",
        "account", "threshold", "rules_live", "rules_waiting", "rules_declined", "query_saved", "query_deleted",
        "answered", "set_aside", "ruled", "resent", "resent_none", "badge", "hidden", "held", "hold_changed",
    ]

    private func navigation(for reviewer: Reviewer, visit: Visit) -> [Model] {
        var entries: [(path: String, key: String)] = [("/", "nav_overview")]
        if seesCases(reviewer) { entries.append(("/queue", "nav_queue")) }
        if seesCases(reviewer) { entries.append(("/appeals", "nav_appeals")) }
        if Visibility.readsClocks(reviewer) { entries.append(("/clocks", "nav_clocks")) }
        if seesCases(reviewer) { entries.append(("/detectors", "nav_detectors")) }
        if Visibility.readsProvenance(reviewer) { entries.append(("/provenance", "nav_provenance")) }
        if RuleBook.allows(reviewer) { entries.append(("/rules", "nav_rules")) }
        if opensAudits(reviewer) { entries.append(("/audit", "nav_audit")) }
        if Visibility.allowsQueries(reviewer) { entries.append(("/query", "nav_query")) }
        if readsTrail(reviewer) { entries.append(("/trail", "nav_trail")) }
        if reviewer.roles.contains(.administrator) { entries.append(("/accounts", "nav_accounts")) }
        if Visibility.readsWebhooks(reviewer) { entries.append(("/webhooks", "nav_webhooks")) }
        return entries.map { entry in
            [
                "href": entry.path, "label": visit.words[entry.key],
                "current": isWithin(entry.path, visit.request.uri.path),
            ]
        }
    }

    /// Pages below a page of the navigation belong to it.
    private func isWithin(_ path: String, _ asked: String) -> Bool {
        asked == path || ["/appeals", "/detectors", "/rules"].contains(path) && asked.hasPrefix("\(path)/")
    }

    func seesCases(_ reviewer: Reviewer) -> Bool {
        !reviewer.roles.isDisjoint(with: [.reviewer, .lead, .guardian])
    }

    func readsTrail(_ reviewer: Reviewer) -> Bool {
        !reviewer.roles.isDisjoint(with: [.lead, .guardian, .administrator])
    }

    func administrator(_ visit: Visit) throws(Refusal) -> Reviewer {
        let reviewer = try visit.signedIn()
        guard reviewer.roles.contains(.administrator) else { throw .forbidden }
        return reviewer
    }

    func roleNames(_ roles: Set<ReviewerRole>, _ words: Words) -> String {
        ReviewerRole.allCases.filter(roles.contains).map { words["role_\($0.rawValue)"] }.joined(separator: ", ")
    }
}

/// A moment as the template `time` shows it.
func timeModel(_ moment: Timestamp, text: String, words: Words) -> Model {
    ["iso": CivilTime(moment).iso, "text": text, "full": words.moment(moment)]
}
