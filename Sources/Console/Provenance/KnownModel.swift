import Casework
import SafetyModel

/// What is known of a member beyond the community, on the pages of members and cases. Leads.
extension Console {
    func knownModel(_ member: String, community: String, for reviewer: Reviewer, visit: Visit) async throws -> Model {
        let words = visit.words
        let known = try await store.knownElsewhere(member, community: community, at: visit.now, for: reviewer)
        let leads = try await store.identityLeads(member, community: community, at: visit.now, for: reviewer)
        return [
            "any": !known.isEmpty || !leads.isEmpty, "any_known": !known.isEmpty, "any_leads": !leads.isEmpty,
            "known": known.map { entry -> Model in
                [
                    "severity": severityModel(entry.severity, words),
                    "text": words.say(
                        "known_line",
                        [
                            "count": words.count("known_\(entry.standing.rawValue)", entry.count), "since": entry.since,
                        ]), "issuer": shortened(visible(entry.issuer), to: 80),
                    "until": timeModel(entry.until, text: words.day(entry.until), words: words),
                ]
            },
            "leads": leads.map { lead -> Model in
                let other = lead.one == .init(community: community, id: member) ? lead.other : lead.one
                return [
                    "name": shortened(visible("\(other.id) (\(other.community))"), to: 80),
                    "href": memberPath(other.id, community: other.community),
                    "what": lead.kind == .linked
                        ? words["identity_linked"]
                        : words.say("identity_likeness", ["share": words.percent(lead.score)]),
                    "reasons": lead.reasons.filter { $0.code != "likeness.prior" }.map { reason -> Model in
                        let code = reason.code.replacing("likeness.", with: "identity_")
                        let figure = reason.figure.map { words.figure(($0 * 100).rounded() / 100) } ?? ""
                        return ["text": words.say(code, ["n": figure])]
                    },
                    "until": timeModel(lead.until, text: words.day(lead.until), words: words),
                ]
            },
        ]
    }
}
