import Casework
import Hummingbird
import SafetyModel

/// The forms of the case page: each is one step of casework, on the version of the case that the page showed.
extension Console {
    static let textLimit = 4000

    @Sendable func caseStep(_ visit: Visit) async throws -> Response {
        if let response = try await reportStep(visit) { return response }
        if let response = try await careStep(visit) { return response }
        if let response = try await holdStep(visit) { return response }
        switch visit.parameters["step"] {
        case "decide": return try await decideStep(visit)
        case "appeal-code": return try await renewCodeStep(visit)
        default: break
        }
        let reviewer = try visit.signedIn()
        let id = try visit.caseID()
        guard let version = try visit.field("version", limit: 20).asInteger else { throw Refusal.badRequest }
        let written = visit.form["reason"] ?? visit.form["note"] ?? ""
        let (step, done) = try step(named: visit.parameters["step"] ?? "", visit: visit, id: id)
        do {
            _ = try await store.perform(step, on: id, version: version, by: reviewer, at: visit.now)
        } catch let error as CaseStepError {
            throw Refusal(error, caseID: id, written: shortened(written, to: Self.textLimit))
        }
        // Claiming from the queue leads to the case: whoever claims wants to read.
        return redirect(to: "/cases/\(id)?done=\(done)")
    }

    private func step(named name: String, visit: Visit, id: Int64) throws(Refusal) -> (CaseStep, done: String) {
        switch name {
        case "claim": return (.claim, "claimed")
        case "release": return (.release, "released")
        case "note": return (.note(try text("note", visit: visit, id: id)), "noted")
        case "reopen": return (.reopen(reason: try text("reason", visit: visit, id: id)), "reopened")
        default: throw .notFound
        }
    }

    /// What was written, trimmed; must not be empty.
    func text(_ field: String, visit: Visit, id: Int64) throws(Refusal) -> String {
        let raw = visit.form[field] ?? ""
        let text = raw.replacing("\r\n", with: "\n").trimmed
        guard !text.isEmpty else { throw .unprocessable("problem_reason_missing", back: "/cases/\(id)") }
        guard text.count <= Self.textLimit else { throw .unprocessable("problem_text_too_long", back: "/cases/\(id)") }
        return text
    }
}

extension String {
    var asInteger: Int? { Int(self) }

    /// Without white space at both ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
