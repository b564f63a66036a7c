import Casework
import Hummingbird
import SafetyModel

/// The reports behind a case: what was said, and the dialogue with whoever said it.
extension Console {
    func reportsModel(_ found: CaseReports, of item: Case, names: [Int64: String], visit: Visit) -> Model {
        let words = visit.words
        return [
            "any": found.total > 0,
            "summary": words.say(
                "reports_summary",
                ["reports": words.count("reports_n", found.total), "voices": words.count("voices_n", found.voices)]),
            // Counted within the case: the numbers by which the store knows reports say nothing.
            "list": found.reports.enumerated().map { index, report -> Model in
                var model = reportModel(report, of: item, names: names, visit: visit)
                model["number"] = words.say("report_number", ["id": words.number(found.total - index)])
                return model
            },
        ]
    }

    private func reportModel(_ report: CaseReport, of item: Case, names: [Int64: String], visit: Visit) -> Model {
        let words = visit.words
        var model: Model = [
            "report_id": String(report.number),
            "happening": words["happening_\(report.happening.rawValue)"], "danger": report.dangerNow,
            "same_voice": !report.isIndependent,
            "time": timeModel(report.filedAt, text: words.moment(report.filedAt), words: words),
            "look_by": timeModel(
                report.deadlines.firstLook, text: words.due(report.deadlines.firstLook, now: visit.now), words: words),
            "hidden": report.said == nil && report.deleted == nil, "answerable": report.said != nil,
            "files": report.attachments.map { fileModel($0, of: item, words: words) },
            "messages": report.messages.map { message -> Model in
                let who = message.reviewer.map { visible(names[$0] ?? "#\($0)") } ?? words["the_reporter"]
                return [
                    "who": who, "time": timeModel(message.at, text: words.moment(message.at), words: words),
                    "text": message.text.map(visible) ?? words["text_hidden"],
                ]
            },
        ]
        if let due = report.answerDue {
            model["owed"] = true
            model["answer_due"] = timeModel(due, text: words.due(due, now: visit.now), words: words)
        }
        if let said = report.said {
            var shown: Model = [:]
            if !said.text.isEmpty { shown["text"] = visible(said.text) }
            if !said.accused.isEmpty { shown["accused"] = said.accused.map(visible).joined(separator: ", ") }
            if !said.place.isEmpty { shown["place"] = visible(said.place) }
            model["said"] = shown
        }
        if let deleted = report.deleted {
            model["deleted"] = words.say(
                "report_deleted", ["time": words.moment(deleted.at), "rule": deleted.rule])
        }
        if let more = report.forGuardians {
            model["guardian"] =
                [
                    "may_ask": report.deleted == nil,
                    "concern": more.concern.map { words["happened_\($0.rawValue)"] } ?? words["concern_unsaid"],
                    "trusted": more.isTrustedFlagger, "asked": !more.reveals.isEmpty,
                    "reveals": more.reveals.map { trailModel($0, visit: visit, withCase: false) },
                ] as Model
        }
        return model
    }

    private func fileModel(_ file: CaseAttachment, of item: Case, words: Words) -> Model {
        let size = file.bytes < 1 << 20 ? "\(max(1, file.bytes >> 10)) KiB" : "\(file.bytes >> 20) MiB"
        var model: Model = [
            "label": words.say("report_file", ["kind": file.kind.fileExtension.uppercased(), "size": size]),
            "hash": String(file.sha256.prefix(16)), "uncleaned": !file.kind.isCleaned,
        ]
        if file.mayOpen {
            model["href"] = "/cases/\(item.id)/files/\(file.number)"
            if Self.easedKinds[file.kind] != nil { model["eased"] = "/cases/\(item.id)/files/\(file.number)/view" }
        }
        return model
    }

    // MARK: Forms and files

    /// The steps of a case that concern a report; `nil` for the others.
    func reportStep(_ visit: Visit) async throws -> Response? {
        let reviewer = try visit.signedIn()
        let id = try visit.caseID()
        switch visit.parameters["step"] {
        case "answer":
            guard let report = Int64(try visit.field("report", limit: 20)) else { throw Refusal.badRequest }
            do {
                try await store.answer(
                    visit.form["text"] ?? "", to: report, on: id, by: reviewer, at: visit.now)
            } catch let error as ReportStoreError {
                throw Refusal.unprocessable(error.wordKey, back: "/cases/\(id)")
            }
            return redirect(to: "/cases/\(id)?done=answered#reports")
        case "set-aside":
            guard let report = Int64(try visit.field("report", limit: 20)) else { throw Refusal.badRequest }
            do {
                try await store.setAside(
                    report, on: id, reason: visit.form["reason"] ?? "", by: reviewer, at: visit.now)
            } catch let error as ReportStoreError {
                throw Refusal.unprocessable(error.wordKey, back: "/cases/\(id)")
            }
            return redirect(to: "/cases/\(id)?done=set_aside#reports")
        case "reporter":
            guard let report = Int64(try visit.field("report", limit: 20)) else { throw Refusal.badRequest }
            do {
                let who = try await store.revealReporter(
                    of: report, on: id, reason: visit.form["reason"] ?? "", by: reviewer, at: visit.now)
                return reporterRevealed(who, caseID: id, visit: visit)
            } catch let error as ReportStoreError {
                throw Refusal.unprocessable(error.wordKey, back: "/cases/\(id)")
            }
        default: return nil
        }
    }

    /// Shown as the direct answer to the request, and at no address of its own.
    private func reporterRevealed(_ who: RevealedReporter, caseID: Int64, visit: Visit) -> Response {
        let words = visit.words
        let unsaid = words["reporter_unsaid"]
        return page(
            "reporter",
            [
                "title": words["reporter_title"], "back": "/cases/\(caseID)",
                "name": who.name.map(visible) ?? unsaid, "contact": who.contact.map(visible) ?? unsaid,
                "account": who.account.map(visible) ?? unsaid,
            ], visit: visit)
    }
}

extension ReportStoreError {
    /// The key of the sentence that explains it.
    var wordKey: String {
        switch self {
        case .textTooLong: "problem_text_too_long"
        case .tooManyMessages: "problem_dialogue_full"
        case .busy: "problem_busy_text"
        case .textEmpty: "problem_reason_missing"
        }
    }
}
