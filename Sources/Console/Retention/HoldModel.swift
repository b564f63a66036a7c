import Casework
import Hummingbird
import SafetyModel

/// The legal hold of a case: guardians set it, and lift it by two.
extension Console {
    func holdModel(_ item: Case, names: [Int64: String], visit: Visit) async throws -> Model {
        let reviewer = try visit.signedIn()
        let words = visit.words
        let isGuardian = reviewer.roles.contains(.guardian)
        guard let hold = try await store.hold(on: item.id, for: reviewer) else { return ["settable": isGuardian] }
        let name = { (id: Int64) in visible(names[id] ?? "#\(id)") }
        var model: Model = [
            "text": words.say("hold_text", ["name": name(hold.setBy), "time": words.moment(hold.setAt)]),
            "reason": visible(hold.reason), "liftable": isGuardian && hold.proposedBy != reviewer.id,
            "keepable": isGuardian && hold.proposedBy != nil,
            "lift": words[hold.proposedBy == nil ? "hold_lift" : "hold_lift_agree"],
        ]
        if let proposer = hold.proposedBy {
            model["proposed"] = words.say("hold_proposed", ["name": name(proposer)])
            model["proposal"] = visible(hold.proposal ?? "")
        }
        return ["held": model]
    }

    /// Sets, lifts or keeps the hold of a case; `nil` for the other steps.
    func holdStep(_ visit: Visit) async throws -> Response? {
        let reviewer = try visit.signedIn()
        let id = try visit.caseID()
        guard let name = visit.parameters["step"], ["hold", "lift", "keep"].contains(name) else { return nil }
        // What somebody may not know of is not there, whatever they wrote.
        _ = try await store.hold(on: id, for: reviewer)
        guard reviewer.roles.contains(.guardian) else { throw Refusal.forbidden }
        let reason = try text("reason", visit: visit, id: id)
        let step: HoldStep =
            switch name {
            case "hold": .set(reason: reason)
            case "lift": .lift(reason: reason)
            default: .keep(reason: reason)
            }
        do {
            try await store.perform(step, on: id, by: reviewer, at: visit.now)
        } catch let error as CaseStepError {
            throw Refusal(error, caseID: id, written: shortened(reason, to: Self.textLimit))
        }
        return redirect(to: "/cases/\(id)?done=\(name == "hold" ? "held" : "hold_changed")")
    }
}
