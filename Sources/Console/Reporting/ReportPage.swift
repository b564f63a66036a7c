import Casework
import HTTPTypes
import Hummingbird
import SafetyModel

/// `/report`: the form, and the answer to it, at one address.
extension Console {
    /// For how long a form that was sent again still shows its code: a double tap, a page that did not load.
    static let codeShownAgain = Duration.minutes(2)

    @Sendable func reportPage(_ visit: Visit) async throws -> Response {
        let note = proof.note(now: visit.now, random: random)
        return try await reportForm(ReceivedForm(FormFields()), note: note, problems: [], visit: visit)
    }

    /// The form as it was filled in, in another language or with the lines of another country: nothing is sent, checked or
    /// counted.
    private func showReport(_ visit: Visit) async throws -> Response {
        var visit = visit
        let form = try await reportForm(visit)
        visit.preferences.language = form.shownLanguage ?? visit.preferences.language
        let known = form["note"]
        let note =
            proof.issued(known, now: visit.now) == nil ? proof.note(now: visit.now, random: random) : known
        return try await reportForm(form, note: note, problems: [], visit: visit)
    }

    private func reportForm(
        _ form: ReceivedForm, note: String, problems: [ReportProblem], visit: Visit,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let words = visit.words
        let happening = form["happening"]
        var model: Model = [
            "note": note, "help": helpModel(visit, country: form.shownCountry),
            "choices": Happening.allCases.map { choice -> Model in
                [
                    "value": choice.rawValue, "label": words["happening_\(choice.rawValue)"],
                    "checked": choice.rawValue == happening,
                ]
            },
            "accused": form["accused"], "text": form["text"], "place": form["place"], "name": form["name"],
            "contact": form["contact"], "account": form["account"], "staff": form["staff"] == "1",
            "oneself": form["concern"] == "oneself", "other": form["concern"] == "other",
            "danger": form["danger"] == "yes", "safe": form["danger"] == "no",
        ]
        model["carries"] = true
        model["carry"] = "report-form"
        model["carry_to"] = Self.showingReport
        model["files_again"] = form.hadFiles && problems.isEmpty
        model["intimate"] = form["intimate"] == "1"
        let inDetails = ["place", "name", "contact", "account"]
        model["details_open"] = inDetails.contains { !form[$0].isEmpty }
        let community = form["community"].isEmpty ? visit.query["community"] ?? "" : form["community"]
        model["community"] = community
        let isAsked = community.isEmpty || form["asked"] == "1"
        model["ask_community"] = isAsked && settings.reporting.community == nil
        if case .proof = await reportLimits.forecast(for: visit.address, now: visit.now) {
            model["proof_bits"] = String(ReportProof.bits)
        }
        if !problems.isEmpty {
            model["problems"] = problems.map { words.say("report_wrong_\($0.key)", ["limit": $0.limit]) }
            model["any_problem"] = true
            let isSecond = problems.contains { $0.path == "sent_before" }
            model["problem_title"] = words[isSecond ? "report_second_title" : "report_wrong_title"]
        }
        return reporterPage("report", model, visit: visit, status: status)
    }

    /// Where the buttons of language and country send the form.
    private static let showingReport = "/report?show=1"

    @Sendable func sendReport(_ visit: Visit) async throws -> Response {
        if visit.query["show"] != nil { return try await showReport(visit) }
        let verdict = await reportLimits.report(from: visit.address, now: visit.now)
        if case .later(let seconds) = verdict { throw Refusal.tooManyTries(seconds: seconds) }
        var visit = visit
        let form = try await reportForm(visit)
        if let chosen = Language(rawValue: form["language"]) { visit.preferences.language = chosen }
        let note = form["note"]
        guard proof.issued(note, now: visit.now) != nil,
            let receipt = proof.receipt(of: note, content: form.digest)
        else {
            // The form lay open too long, or the service was started anew: nothing that was written is lost.
            let fresh = proof.note(now: visit.now, random: random)
            return try await reportForm(
                form, note: fresh, problems: [ReportProblem("form", .missing)], visit: visit,
                status: .unprocessableContent)
        }
        if case .proof(let seconds) = verdict,
            !proof.isEarned(note, solution: form["proof"], waited: seconds, now: visit.now)
        {
            return waitPage(form, note: note, seconds: seconds, visit: visit)
        }
        let draft = form.draft(
            community: settings.reporting.community ?? "", language: visit.language, proof: proof,
            address: visit.address)
        let report: Report
        do {
            report = try draft.report(now: visit.now)
        } catch {
            return try await reportForm(
                form, note: note, problems: error.problems, visit: visit, status: .unprocessableContent)
        }
        let files = await attachmentDesk.examine(form, refusing: settings.reporting.refusedHashes)
        let filed = try await store.file(
            ReportFiling(report: report, files: files.kept), receipt: receipt, at: visit.now)
        // The form was sent before. What is another report than that one is given back, to be sent by itself.
        if !filed.isNew, try await store.status(of: receipt) == nil {
            let fresh = proof.note(now: visit.now, random: random)
            return try await reportForm(
                form, note: fresh, problems: [ReportProblem("sent_before", .missing)], visit: visit, status: .conflict)
        }
        return sentPage(report, filed, receipt: receipt, files: files, visit: visit)
    }

    /// Everything that was written, to be sent again after a moment: by itself where a script does the work, or by hand.
    private func waitPage(_ form: ReceivedForm, note: String, seconds: Int, visit: Visit) -> Response {
        let model: Model = [
            "help": helpModel(visit, country: form["country"]),
            "carries": true, "carry": "report-form", "carry_to": Self.showingReport,
            "fields": form.typed.map { ["name": $0.name, "value": $0.value] as Model },
            "text": visit.words.say("report_wait_text", ["seconds": String(seconds)]), "note": note,
            "proof_bits": String(ReportProof.bits), "had_files": !form.files.isEmpty,
        ]
        var response = reporterPage("report_wait", model, visit: visit, status: .tooManyRequests)
        response.headers[.retryAfter] = String(seconds)
        return response
    }

    private func sentPage(
        _ report: Report, _ filed: FilingResult, receipt: ReceiptCode,
        files: (kept: [ReportFiling.File], refused: [ReceivedForm.RefusedFile]), visit: Visit
    ) -> Response {
        let words = visit.words
        let help = helpModel(visit, country: report.reporter.country)
        var model: Model = [
            "help": help, "danger": report.dangerNow, "settled": true, "languages": [Model](),
            "look": words.say(
                "report_sent_look", ["span": words.span(filed.deadlines.firstLook.since(filed.filedAt))]),
            "files": files.kept.count, "any_files": !files.kept.isEmpty,
            "files_text": words.count("report_files", files.kept.count), "any_refused": !files.refused.isEmpty,
            "refused": files.refused.map { sentence($0, words) },
            "intimate": files.refused.contains { $0.reason.cause == .intimate }, "pictures": help["pictures"] ?? [],
        ]
        if filed.isNew || visit.now.since(filed.filedAt) <= Self.codeShownAgain {
            model["code"] = receipt.spoken
            model["plain_code"] = receipt.plain
        }
        return reporterPage("report_sent", model, visit: visit)
    }
}

/// Which file is not kept, and which one of an archive it is, and why. That of intimate pictures is said once for all.
private func sentence(_ file: ReceivedForm.RefusedFile, _ words: Words) -> String {
    var why = words[file.reason.cause == .intimate ? "attachment_intimate_one" : "attachment_\(file.reason.key)"]
    if case .inArchive(let name, _) = file.reason {
        why = words.say("attachment_in_archive", ["why": why, "name": shortened(visible(name), to: 60)])
    }
    let name =
        file.name.isEmpty
        ? words.say("attachment_number", ["number": String(file.number)]) : shortened(visible(file.name), to: 60)
    return words.say("attachment_refused", ["file": name, "why": why])
}

extension ReportProblem {
    /// The end of the key of the sentence that a child reads.
    var key: String {
        switch (path, reason) {
        case ("form", _): "form"
        case ("sent_before", _): "sent_before"
        case ("happening", _): "happening"
        case ("community", .missing): "community"
        case (_, .nothingSaid): "nothing_said"
        case (_, .tooLong): path == "text" ? "text_long" : "line_long"
        default: "other"
        }
    }

    var limit: String {
        if case .tooLong(let limit) = reason { return String(limit) }
        return ""
    }
}
