import Casework
import SafetyModel

/// The form of a decision as it is shown, empty or with what is wrong in it; and a decision as it is read.
extension Console {
    /// What of the content can be done by a tick.
    private static let contentMeasures: [VisibilityRestriction] = [.contentRemoved, .contentDisabled, .contentLabelled]

    func formModel(_ form: DecisionForm, problems: [DecisionProblem], visit: Visit) -> Model {
        let words = visit.words
        var wrong: Model = [:]
        for problem in problems {
            wrong[problem.place] = [wrong[problem.place] as? String, problem.message[visit.language]]
                .compactMap(\.self).joined(separator: " · ")
        }
        let options = { (codes: [String], chosen: [String], prefix: String) in
            codes.map { code -> Model in
                ["value": code, "label": words[prefix + code.lowercased()], "chosen": chosen.contains(code)]
            }
        }
        return [
            "reason": form.reason, "facts": form.facts, "ground_name": form.groundName,
            "explanation": form.explanation, "territories": form.territories, "until": form.until,
            "withholding_text": form.withholdingExplanation, "review_on": form.reviewOn, "minor": form.isMinorHarmed,
            "roles": form.takesRoles, "kick": form.putsOut,
            "detected": form.isDetectedByMachine, "wrong": wrong, "any_wrong": !problems.isEmpty,
            "wrongs": problems.map {
                words.say("form_wrong", ["field": words["form_\($0.place)"], "what": $0.message[visit.language]])
            },
            "outcomes": Decision.Outcome.allCases.map { outcome -> Model in
                [
                    "value": outcome.rawValue, "label": words["outcome_\(outcome.rawValue)"],
                    "text": words["outcome_\(outcome.rawValue)_text"], "chosen": outcome.rawValue == form.outcome,
                ]
            },
            "policies": taxonomy.policies.sorted { ($0.severity, $0.code) < ($1.severity, $1.code) }.map {
                policy -> Model in
                [
                    "value": policy.code.code, "label": policy.title[visit.language],
                    "chosen": policy.code.code == form.policy,
                ]
            },
            "grounds": options(DecisionForm.GroundChoice.allCases.map(\.rawValue), [form.ground], "ground_"),
            "contents": options(
                StatementContentType.allCases.filter { ![.other, .app, .product].contains($0) }.map(\.rawValue),
                form.contentTypes, ""),
            "measures": options(Self.contentMeasures.map(\.rawValue), form.visibility, ""),
            "silences": options(
                ReasonedDecision.Withholding.Reason.allCases.map(\.rawValue), [form.withholding], "withheld_"),
        ]
    }

    /// A decision to be read: what was proposed, for the second person; what was decided, with all that follows.
    func recordedModel(_ decision: RecordedDecision, of item: Case, names: [Int64: String], visit: Visit) -> Model {
        let words = visit.words
        let form = decision.form
        var lines: [(String, String)] = []
        if decision.outcome.isTold {
            lines.append(("form_policy", policyTitle(form.policy, visit.language)))
            lines.append(("form_facts", form.facts))
            switch form.ground {
            case .law(let law, let why, _):
                lines += [("ground_law", law), ("form_explanation", why)]
            case .rules(let rule, let why, let isIllegal, _):
                lines += [
                    (isIllegal == true ? "ground_rules_and_law" : "ground_rules", rule), ("form_explanation", why),
                ]
            }
            lines.append(("form_measures", proposalLines(form, words).joined(separator: "; ")))
            lines.append(
                (
                    "form_territories",
                    form.territories.isEmpty ? words["everywhere"] : form.territories.joined(separator: ", ")
                ))
            lines.append(("form_minor", words[form.isMinorHarmed ? "yes" : "no"]))
        }
        lines.append(("form_detected", words[form.automation.detected ? "yes" : "no"]))
        if let silence = form.withholding {
            let review = silence.reviewOn.map { " (\(words["form_review_on"]): \($0))" } ?? ""
            lines.append(("form_withholding", words["withheld_\(silence.reason.rawValue)"] + review))
            lines.append(("form_withholding_text", silence.explanation))
        }
        return [
            "lines": lines.filter { !$0.1.isEmpty }.map { ["name": words[$0.0], "value": visible($0.1)] as Model },
            "reference": form.reference,
        ]
    }

    /// What follows from the newest decision; `nil` before there is one.
    func followModel(
        _ decisions: [RecordedDecision], of item: Case, names: [Int64: String], visit: Visit
    ) -> Model? {
        guard let decision = decisions.first, decision.isFinal else { return nil }
        let words = visit.words
        var model = recordedModel(decision, of: item, names: names, visit: visit)
        model["reversed"] = decision.isReversed
        model["told"] = decision.outcome.isTold
        model["current"] = item.state == .decided
        if checkedStatement(decision) != nil { model["statement"] = "/cases/\(item.id)/statement.json" }
        model["letters"] =
            decision.isNoticeDue ? letters(decision, day: CalendarDay(decision.at), code: nil, visit: visit) : []
        if let silence = decision.form.withholding {
            model["withheld"] = words.say("follow_withheld", ["reason": words["withheld_\(silence.reason.rawValue)"]])
        }
        let proposals = decision.isReversed ? undoLines(decision, words) : proposalLines(decision.form, words)
        model["proposals"] = proposals
        model["proposals_title"] = words[decision.isReversed ? "follow_undo" : "follow_do"]
        model["any_proposals"] = !proposals.isEmpty
        model["appeals"] = decisions.flatMap(\.appeals).map { appeal -> Model in
            [
                "href": "/appeals/\(appeal.id)", "text": appealLine(appeal, words),
                "time": timeModel(appeal.filedAt, text: words.moment(appeal.filedAt), words: words),
            ]
        }
        return model
    }

    func appealLine(_ appeal: Appeal, _ words: Words) -> String {
        let who = words[appeal.isFromReporter ? "appeal_of_reporter" : "appeal_of_subject"]
        return "\(who): \(words["appeal_state_\(appeal.ruling?.outcome.rawValue ?? "waits")"])"
    }

    func proposalLines(_ form: ReasonedDecision, _ words: Words) -> [String] {
        form.proposals.map { proposal in
            let what = words.byKey[proposal.measure.lowercased()] ?? words["action_by_hand"]
            guard let until = proposal.until else { return what }
            return words.say("until_day", ["what": what, "day": until.text(in: words.language)])
        }
    }

    /// What a reversal asks for. Of this Vigie lifts bans and time-outs that it set, and a person does the rest.
    func undoLines(_ decision: RecordedDecision, _ words: Words) -> [String] {
        switch decision.outcome {
        case .noAction, .escalate: [words["undo_nothing"]]
        case .warn where decision.form.measures.isEmpty: [words["undo_warning"]]
        default: decision.form.proposals.map { words["undo_\($0.kind.rawValue)"] }
        }
    }
}

extension DecisionProblem {
    static let outcomeMissing = DecisionForm.outcomeMissing

    /// The field of the page that it stands beside.
    var place: String {
        switch field {
        case "outcome", "reason", "policy", "facts", "territories": field
        case "ground.rule", "ground.law": "ground_name"
        case "ground": "ground"
        case "ground.explanation": "explanation"
        case "content.types": "content"
        case "measures.accountUntil": "until"
        case "withholding.reason": "withholding"
        case "withholding.explanation": "withholding_text"
        case "withholding.reviewOn": "review_on"
        default: "form"
        }
    }
}
