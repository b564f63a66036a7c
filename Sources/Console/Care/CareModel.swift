import Casework
import Hummingbird
import SafetyModel

/// What stands before hidden text: the form to ask for it, or what speaks against asking now.
extension Console {
    /// - Parameter isHidden: whether there is anything to ask for.
    func revealModel(_ isHidden: Bool, state: ExposureState, item: Case, words: Words) -> Model {
        var model: Model = [:]
        if let until = state.openUntil {
            model["until"] = words.say("reveal_until", ["time": words.clock(until)])
        } else if isHidden, let refusal = state.refusal {
            model["refused"] = refusedModel(refusal, state: state, item: item, words: words)
        } else {
            model["hideable"] = isHidden
        }
        if isHidden || state.openUntil != nil { model["load"] = loadSentence(state.load, state.limits, words) }
        if state.load.restIsDue(under: state.limits), state.refusal == nil {
            model["rest"] = words.say(
                "care_rest_suggested",
                ["minutes": minutes(state.load.unbroken, words), "rest": words.number(state.limits.rest)])
        }
        return model
    }

    private func refusedModel(
        _ refusal: ExposureRefusal, state: ExposureState, item: Case, words: Words
    ) -> Model {
        var model: Model = [
            "title": words["care_refused_\(refusal.name)_title"],
            "text": words.say("care_refused_\(refusal.name)", ["time": words.moment(refusal.until)]),
            "goes_on": state.mayGoOn,
        ]
        if state.isUrgent {
            model["urgent"] =
                state.mayGoOn ? words["care_nobody_there"] : words.count("care_others_there", state.othersThere)
        }
        return model
    }

    /// How much was opened within 24 hours, and how much may be.
    func loadSentence(_ load: ExposureLoad, _ limits: ExposureLimits, _ words: Words) -> String {
        words.say(
            "care_load",
            [
                "minutes": minutes(load.open, words), "limit": words.number(limits.minutes),
                "gravest": words.number(load.gravest.count), "most": words.number(limits.gravest),
            ])
    }

    /// Whole minutes, begun ones too.
    func minutes(_ span: Duration, _ words: Words) -> String {
        words.number(Int((span.milliseconds + 59_999) / 60_000))
    }

    // MARK: Steps

    /// Opens or hides the text of a case; `nil` for the other steps.
    func careStep(_ visit: Visit) async throws -> Response? {
        let reviewer = try visit.signedIn()
        let id = try visit.caseID()
        switch visit.parameters["step"] {
        case "reveal":
            guard let version = try visit.field("version", limit: 20).asInteger else { throw Refusal.badRequest }
            let reason = try text("reason", visit: visit, id: id)
            do {
                try await store.openText(
                    ofCase: id, reason: reason, goesOn: visit.form["goes_on"] == "1", version: version,
                    for: settings.revealLength, limits: settings.care, by: reviewer, at: visit.now)
            } catch let error as CaseStepError {
                throw Refusal(error, caseID: id, written: shortened(reason, to: Self.textLimit))
            } catch let refusal as ExposureRefusal {
                throw Refusal.unprocessable("care_refused_\(refusal.name)_title", back: "/cases/\(id)#exchange")
            }
            let with = visit.form["with"].map { "&with=\(FormFields.encode($0))" } ?? ""
            return redirect(to: "/cases/\(id)?done=revealed\(with)#exchange")
        case "hide":
            try await store.closeText(ofCase: id, by: reviewer, at: visit.now)
            return redirect(to: "/cases/\(id)?done=hidden#exchange")
        default: return nil
        }
    }

    // MARK: Loads

    /// How much each reviewer opened, for leads and guardians; without what, and without what they may not know of.
    func loadsModel(_ visit: Visit) async throws -> Model? {
        let reviewer = try visit.signedIn()
        guard Visibility.readsClocks(reviewer) else { return nil }
        let words = visit.words
        let loads = try await store.exposureLoads(at: visit.now, for: reviewer)
        return [
            "rows": loads.map { load -> Model in
                [
                    "name": visible(load.name), "minutes": minutes(load.open, words),
                    "gravest": words.number(load.gravest),
                ]
            },
            "limits": words.say(
                "care_limits",
                ["minutes": words.number(settings.care.minutes), "gravest": words.number(settings.care.gravest)]),
        ]
    }
}
