import Casework
import Hummingbird
import SafetyModel

/// `/appeals`: what waits for another reviewer, and one appeal with the form to rule on it.
extension Console {
    @Sendable func appealsPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard seesCases(reviewer) else { throw Refusal.forbidden }
        let files = try await store.openAppeals(for: reviewer)
        let words = visit.words
        return page(
            "appeals",
            [
                "title": words["appeals_title"], "any": !files.isEmpty,
                "total": words.count("appeals_n", files.count),
                "appeals": files.map { file -> Model in
                    [
                        "href": "/appeals/\(file.appeal.id)",
                        "case": words.say("case_number", ["id": String(file.item.id)]),
                        "policy": policyTitle(file.decision.form.policy, visit.language),
                        "outcome": words["outcome_\(file.decision.outcome.rawValue)"],
                        "who": words[file.appeal.isFromReporter ? "appeal_of_reporter" : "appeal_of_subject"],
                        "due": timeModel(
                            file.appeal.dueAt, text: words.due(file.appeal.dueAt, now: visit.now), words: words),
                        "overdue": file.appeal.dueAt < visit.now, "staff": file.item.subjectIsStaff,
                        "own": !file.mayBeRuled(by: reviewer),
                    ]
                },
            ], visit: visit)
    }

    private func appealID(_ visit: Visit) throws(Refusal) -> Int64 {
        guard let id = visit.parameters["id"].flatMap(Int64.init), id > 0 else { throw .notFound }
        return id
    }

    @Sendable func appealFilePage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let file = try await store.appealFile(try appealID(visit), for: reviewer)
        return try await appealView(file, written: "", outcome: "", problem: nil, visit: visit)
    }

    private func appealView(
        _ file: AppealFile, written: String, outcome: String, problem: String?, visit: Visit
    ) async throws -> Response {
        let reviewer = try visit.signedIn()
        let words = visit.words
        let names = try await reviewerNames()
        let (appeal, decision) = (file.appeal, file.decision)
        var model: Model = [
            "title": words.say("appeal_title", ["id": String(file.item.id)]), "case_href": "/cases/\(file.item.id)",
            "line": appealLine(appeal, words), "statement": visible(appeal.statement),
            "filed": timeModel(appeal.filedAt, text: words.moment(appeal.filedAt), words: words),
            "due": timeModel(appeal.dueAt, text: words.due(appeal.dueAt, now: visit.now), words: words),
            "open": appeal.ruling == nil, "id": String(appeal.id),
            "decision": words.say(
                "decided_text",
                [
                    "name": visible(names[decision.decidedBy] ?? "#\(decision.decidedBy)"),
                    "outcome": words["outcome_\(decision.outcome.rawValue)"],
                ]),
            "record": recordedModel(decision, of: file.item, names: names, visit: visit),
            "rulable": file.mayBeRuled(by: reviewer), "written": written,
            "rulings": AppealRuling.Outcome.allCases.map { choice -> Model in
                [
                    "value": choice.rawValue, "label": words["ruling_\(choice.rawValue)"],
                    "chosen": choice.rawValue == outcome,
                ]
            },
            "undo": undoLines(decision, words),
        ]
        if let problem { model["problem"] = problem }
        if let ruling = appeal.ruling {
            model["ruling"] =
                [
                    "text": words["ruling_\(ruling.outcome.rawValue)"], "reasons": visible(ruling.reasons),
                    "who": visible(names[ruling.ruledBy] ?? "#\(ruling.ruledBy)"),
                    "time": timeModel(ruling.at, text: words.moment(ruling.at), words: words),
                    "reversed": ruling.outcome == .reversed,
                ] as Model
        }
        return page(
            "appeal_file", model, visit: visit, status: problem == nil ? .ok : .unprocessableContent)
    }

    @Sendable func ruleOnAppeal(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let id = try appealID(visit)
        let file = try await store.appealFile(id, for: reviewer)
        let words = visit.words
        let written = (visit.form["reasons"] ?? "").replacing("\r\n", with: "\n")
        let asked = visit.form["outcome"] ?? ""
        let again = { (problem: String) in
            try await appealView(file, written: written, outcome: asked, problem: problem, visit: visit)
        }
        guard let outcome = AppealRuling.Outcome(rawValue: asked) else {
            return try await again(words["ruling_missing"])
        }
        // Whoever appeals reads the reasons: they name nobody either.
        let people = Self.names(in: try await store.caseFile(file.item.id, for: reviewer))
        guard
            written.utf8.count > ReportMessageText.limit * 16
                || PersonalTrace.found(in: written, names: people).isEmpty
        else { return try await again(words["ruling_names"]) }
        do {
            _ = try await store.rule(outcome, reasons: written, on: id, by: reviewer, at: visit.now)
        } catch let error as ReportStoreError {
            return try await again(words[error.wordKey])
        } catch AppealError.ownDecision {
            throw Refusal.forbidden
        } catch is AppealError {
            return try await again(words["ruling_late"])
        }
        return redirect(to: "/appeals/\(id)?done=ruled")
    }
}
