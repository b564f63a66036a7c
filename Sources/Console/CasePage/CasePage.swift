import Casework
import Hummingbird
import SafetyModel

/// One case: the exchange, why it was raised, and what to do.
extension Console {
    static let exchangeLength = 300

    @Sendable func casePage(_ visit: Visit) async throws -> Response { try await caseView(visit, wrong: nil) }

    /// - Parameter wrong: a form that was sent and has to be put right.
    func caseView(
        _ visit: Visit, wrong: (form: DecisionForm, problems: [DecisionProblem])?
    ) async throws -> Response {
        let reviewer = try visit.signedIn()
        let file = try await store.caseFile(try visit.caseID(), for: reviewer)
        let names = try await reviewerNames()
        let words = visit.words
        let counterpart = chosenCounterpart(file.item, query: visit.query)
        let exposure = try await store.exposureState(
            ofCase: file.item.id, limits: settings.care, for: reviewer, at: visit.now)
        let withText = exposure.openUntil != nil
        let entries = try await store.exchange(
            file.item.id, counterpart: counterpart, withText: withText, limit: Self.exchangeLength, for: reviewer)
        let reports = try await store.reports(on: file.item.id, withText: withText, for: reviewer)
        let clocks = try await store.clocks(ofCase: file.item.id, at: visit.now, for: reviewer)
        var model: Model = [
            "title": words.say("case_number", ["id": String(file.item.id)]),
            "clocks": caseClocksModel(clocks, visit: visit),
            "heading": policyTitle(file.item.policy, visit.language),
            "case": caseModel(file.item, visit: visit, names: names),
            "facts": factsModel(file, visit: visit),
            "meaning": taxonomy[file.item.policy]?.meaning[visit.language] ?? "",
            "steps": stepsModel(StageChart(file: file), visit: visit),
            "exchange": exchangeModel(entries, file: file, visit: visit),
            "counterparts": counterpartLinks(file, chosen: counterpart),
            "reports": reportsModel(reports, of: file.item, names: names, visit: visit),
            "why": whyModel(file.signals, visit: visit),
            "related": file.related.map { caseModel($0, visit: visit, names: names) },
            "trail": file.trail.map { trailModel($0, visit: visit, withCase: false) },
        ]
        model["hold"] = try await holdModel(file.item, names: names, visit: visit)
        let decisions = try await store.decisions(on: file.item.id, for: reviewer)
        model["actions"] = actionsModel(
            file.item, proposed: decisions.first { !$0.isFinal }, reviewer: reviewer, names: names, visit: visit)
        model["follow"] = followModel(decisions, of: file.item, names: names, visit: visit)
        model["known"] = try await knownModel(
            file.item.subject, community: file.item.community, for: reviewer, visit: visit)
        let form =
            wrong?.form
            ?? DecisionForm(for: file.item, signals: file.signals)
        model["draft"] = formModel(form, problems: wrong?.problems ?? [], visit: visit)
        let isHidden = entries.contains { $0.hasText && $0.text == nil } || reports.total > 0 && !withText
        model["reveal"] = revealModel(isHidden, state: exposure, item: file.item, words: words)
        return page("case", model, visit: visit, status: wrong == nil ? .ok : .unprocessableContent)
    }

    /// The party whose exchange is shown: the one asked for, if it belongs to the case, else the most recent.
    private func chosenCounterpart(_ item: Case, query: FormFields) -> String? {
        if let asked = query["with"], item.counterparts.contains(asked) { return asked }
        return item.counterparts.first
    }

    private func factsModel(_ file: CaseFile, visit: Visit) -> Model {
        let item = file.item
        let words = visit.words
        return [
            "first": timeModel(item.firstEvent, text: words.moment(item.firstEvent), words: words),
            "last": timeModel(item.lastEvent, text: words.moment(item.lastEvent), words: words),
            "harmed": item.counterparts.enumerated().map { index, member -> Model in
                [
                    "name": memberName(member, file.names[member]),
                    "href": memberPath(member, community: item.community),
                    "last": index == item.counterparts.count - 1,
                ]
            },
            "anybody": !item.counterparts.isEmpty,
        ]
    }

    private func counterpartLinks(_ file: CaseFile, chosen: String?) -> Model {
        let links = file.item.counterparts.map { member -> Model in
            [
                "name": memberName(member, file.names[member]), "current": member == chosen, "value": member,
                "href": "/cases/\(file.item.id)?with=\(FormFields.encode(member))#exchange",
            ]
        }
        return ["several": links.count > 1, "links": links]
    }

    private func actionsModel(
        _ item: Case, proposed: RecordedDecision?, reviewer: Reviewer, names: [Int64: String], visit: Visit
    ) -> Model {
        let words = visit.words
        let mine = item.claimedBy == reviewer.id
        let mayRelease = mine || !reviewer.roles.isDisjoint(with: [.lead, .guardian])
        var model: Model = [
            "claimable": item.state == .open, "deciding": item.state == .claimed && mine,
            "releasable": item.state == .claimed && mayRelease,
        ]
        if item.state == .claimed, !mine, let holder = item.claimedBy {
            model["held"] = words.say("held_text", ["name": visible(names[holder] ?? String(holder))])
        }
        if let decision = item.decision, item.state != .open {
            let pending = item.state == .claimed
            let waits = item.subjectIsStaff ? "pending_text" : "pending_text_member"
            var shown = decisionModel(decision, key: pending ? waits : "decided_text", names: names, words)
            shown["confirmable"] = pending && !mine && CaseSteps.mayConfirm(reviewer)
            if pending, let proposed { shown["record"] = recordedModel(proposed, of: item, names: names, visit: visit) }
            model[pending ? "pending" : "decided"] = shown
        }
        return model
    }

    private func decisionModel(_ decision: Decision, key: String, names: [Int64: String], _ words: Words) -> Model {
        let moment = Timestamp(milliseconds: decision.decidedAt)
        let outcome = words["outcome_\(decision.outcome.rawValue)"]
        let name = visible(names[decision.decidedBy] ?? String(decision.decidedBy))
        return [
            "text": words.say(key, ["name": name, "outcome": outcome]), "outcome": decision.outcome.rawValue,
            "reason": visible(decision.reason), "confirm": words.say("confirm_button", ["outcome": outcome]),
            "time": timeModel(moment, text: words.moment(moment), words: words),
        ]
    }
}
