import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// `/report/status`: where a report stands, and the dialogue about it, for whoever has its code.
extension Console {
    @Sendable func statusPage(_ visit: Visit) async throws -> Response {
        codePage("", problem: nil, visit: visit)
    }

    private func codePage(
        _ typed: String, problem: String?, country: String? = nil, visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        var model: Model = [
            "help": helpModel(visit, country: country), "typed": shortened(typed, to: 60), "carries": true,
            "carry": "code-form", "carry_to": Self.showingStatus,
        ]
        if let problem { model["problem"] = problem }
        return reporterPage("report_status", model, visit: visit, status: status)
    }

    /// Where the buttons of language and country send what was typed.
    private static let showingStatus = "/report/status?show=1"

    @Sendable func followReport(_ visit: Visit) async throws -> Response {
        var visit = visit
        let form = try await reportForm(visit)
        // Another language or other help lines: what was typed is shown again, and not sent.
        let isShown = visit.query["show"] != nil
        visit.preferences.language = form.shownLanguage ?? visit.preferences.language
        if isShown, form["reading"] != "1" {
            return codePage(form["code"], problem: nil, country: form.shownCountry, visit: visit)
        }
        let receipt: ReceiptCode
        do {
            receipt = try ReceiptCode(typed: form["code"])
        } catch {
            return codePage(
                form["code"], problem: error.sentence[visit.language], visit: visit, status: .unprocessableContent)
        }
        try await limitCodes(visit)
        guard var report = try await store.status(of: receipt) else {
            return codePage(form["code"], problem: ReceiptCode.unknown[visit.language], visit: visit, status: .notFound)
        }
        await reportLimits.codeWasRight(from: visit.address)
        var notice: String?
        if !isShown, !form["message"].trimmed.isEmpty, report.deleted == nil {
            (report, notice) = try await write(form["message"], receipt: receipt, before: report, visit: visit)
        }
        if !isShown, !form["appeal"].trimmed.isEmpty, report.deleted == nil {
            notice = try await contest(form["appeal"], receipt: receipt, visit: visit)
        }
        var model = statusModel(report, receipt: receipt, notice: notice, visit: visit)
        model["help"] = helpModel(visit, country: form.shownCountry)
        if report.deleted == nil {
            model["carries"] = true
            model["carry"] = "talk-form"
            model["carry_to"] = Self.showingStatus
        }
        if isShown {
            model["draft"] = form["message"]
            if !form["appeal"].isEmpty { model["appeal_draft"] = form["appeal"] }
        }
        // Only what is closed can have been closed without action; the rest costs no look-up. Of several cases one may be
        // while others are still read.
        if report.state == .closed || report.state == .acted || report.matters.contains(where: { $0.state == .closed })
        {
            model["appealable"] = try await store.mayAppeal(receipt: receipt, at: visit.now)
        }
        return reporterPage("report_status", model, visit: visit)
    }

    /// Asks for another look at a decision not to act. Twice is once.
    private func contest(_ text: String, receipt: ReceiptCode, visit: Visit) async throws -> String {
        let words = visit.words
        do {
            let isNew = try await store.appeal(
                text.replacing("\r\n", with: "\n"), receipt: receipt, at: visit.now)
            return words[isNew ? "status_appealed" : "status_appeal_none"]
        } catch ReportStoreError.textTooLong(let limit) {
            return words.say("report_wrong_text_long", ["limit": String(limit)])
        }
    }

    private func limitCodes(_ visit: Visit) async throws {
        if let seconds = await reportLimits.code(from: visit.address, now: visit.now) {
            throw Refusal.tooManyTries(seconds: seconds)
        }
    }

    /// The signed proof that the report came, as a file to keep.
    @Sendable func reportProof(_ visit: Visit) async throws -> Response {
        var visit = visit
        let form = try await reportForm(visit)
        if let chosen = Language(rawValue: form["language"]) { visit.preferences.language = chosen }
        guard let receipt = try? ReceiptCode(typed: form["code"]) else { throw Refusal.badRequest }
        try await limitCodes(visit)
        let kind = ProofForm(rawValue: form["form"]) ?? .json
        guard let proof = try await store.ledgerReceipt(of: receipt, as: kind) else {
            return codePage(form["code"], problem: ReceiptCode.unknown[visit.language], visit: visit, status: .notFound)
        }
        await reportLimits.codeWasRight(from: visit.address)
        var headers: HTTPFields = [.contentType: kind.contentType, .cacheControl: "no-store"]
        headers[.contentDisposition] = "attachment; filename=\"\(kind.fileName)\""
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: proof)))
    }

    /// What is sent twice, because the page was loaded again, is written once.
    private func write(
        _ text: String, receipt: ReceiptCode, before: ReportStatus, visit: Visit
    ) async throws -> (ReportStatus, String) {
        let text = text.replacing("\r\n", with: "\n").trimmed
        let words = visit.words
        let last = before.messages.last
        if let last, last.isFromReporter, last.text == text { return (before, words["status_written"]) }
        do {
            _ = try await store.write(text, receipt: receipt, at: visit.now)
        } catch ReportStoreError.textTooLong(let limit) {
            return (before, words.say("report_wrong_text_long", ["limit": String(limit)]))
        } catch ReportStoreError.tooManyMessages {
            return (before, words["status_full"])
        }
        return (try await store.status(of: receipt) ?? before, words["status_written"])
    }

    private func statusModel(
        _ report: ReportStatus, receipt: ReceiptCode, notice: String?, visit: Visit
    ) -> Model {
        let words = visit.words
        var state: Model = [
            "label": words["status_\(report.state.rawValue)"], "text": words["status_\(report.state.rawValue)_text"],
            "since": timeModel(report.since, text: words.moment(report.since), words: words),
            "filed": timeModel(report.filedAt, text: words.moment(report.filedAt), words: words),
        ]
        if let due = report.due {
            state["due"] = timeModel(due, text: words.moment(due), words: words)
            state["late"] = due < visit.now
        }
        var model: Model = [
            "help": helpModel(visit), "report": state, "code": receipt.plain,
            "messages": report.messages.map { message -> Model in
                [
                    "mine": message.isFromReporter, "who": words[message.isFromReporter ? "status_you" : "status_us"],
                    "time": timeModel(message.at, text: words.ago(message.at, now: visit.now), words: words),
                    "notice_of": !message.isFromReporter && Notice.isToReporter(message.text ?? ""),
                    "text": visible(message.text ?? ""),
                ]
            },
        ]
        model["open"] = report.deleted == nil
        if let deleted = report.deleted {
            model["deleted"] = words.say("status_deleted", ["time": words.moment(deleted.at)])
        }
        if !report.matters.isEmpty {
            model["matters"] = zip(1..., report.matters).map { number, matter -> Model in
                [
                    "label": words.say(
                        "status_matter", ["number": String(number), "of": String(report.matters.count)]),
                    "state": words["status_\(matter.state.rawValue)"],
                    "since": timeModel(matter.since, text: words.moment(matter.since), words: words),
                ]
            }
            model["any_matters"] = true
        }
        if let notice { model["notice"] = notice }
        return model
    }
}
