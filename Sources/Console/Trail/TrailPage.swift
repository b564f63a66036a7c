import Casework
import Hummingbird
import SafetyModel

/// The audit trail, newest first.
extension Console {
    private static let trailLength = 100

    @Sendable func trailPage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard readsTrail(reviewer) else { throw Refusal.forbidden }
        let start = visit.query["from"].flatMap(Int.init).map { min(max($0, 0), 1_000_000) } ?? 0
        let entries = try await store.auditTrail(
            before: nil, skipping: start, limit: Self.trailLength, for: reviewer)
        var model: Model = [
            "title": visit.words["trail_title"], "any": !entries.isEmpty,
            "entries": entries.map { trailModel($0, visit: visit, withCase: true) },
            "ledger": ledgerSentence(try? await store.ledgerState(), visit.words),
        ]
        if entries.count == Self.trailLength { model["older"] = "/trail?from=\(start + Self.trailLength)" }
        return page("trail", model, visit: visit)
    }

    /// What vouches for the trail, and what does not. A ledger that cannot be read is said to be so: the trail itself
    /// can still be read.
    private func ledgerSentence(_ state: LedgerState?, _ words: Words) -> String {
        guard let state else { return words["ledger_broken"] }
        guard state.signed > 0 else { return words["ledger_unsigned"] }
        // How many entries there are would tell of lines that are hidden.
        let signed = words["ledger_signed"]
        return signed + " "
            + (state.witnesses.isEmpty
                ? words["ledger_unwitnessed"]
                : words.say("ledger_witnessed", ["names": state.witnesses.map { visible($0) }.joined(separator: ", ")]))
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
