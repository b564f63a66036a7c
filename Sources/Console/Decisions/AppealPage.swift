import Casework
import HTTPTypes
import Hummingbird
import SafetyModel

/// `/appeal`: another look at a decision, for whoever holds its code. No account, no cookie; the code is in no address.
extension Console {
    @Sendable func appealPage(_ visit: Visit) async throws -> Response {
        appealCodePage(typed: "", problem: nil, visit: visit)
    }

    private func appealCodePage(
        typed: String, problem: String?, visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        var model: Model = ["help": helpModel(visit), "typed": typed]
        if let problem { model["problem"] = problem }
        return reporterPage("appeal", model, visit: visit, status: status)
    }

    @Sendable func followAppeal(_ visit: Visit) async throws -> Response {
        var visit = visit
        let form = try await reportForm(visit)
        if let chosen = Language(rawValue: form["language"]) { visit.preferences.language = chosen }
        let words = visit.words
        let typed = shortened(form["code"], to: 60)
        let code: ReceiptCode
        do {
            code = try ReceiptCode(typed: form["code"])
        } catch {
            return appealCodePage(
                typed: typed, problem: error.sentence[visit.language], visit: visit, status: .unprocessableContent)
        }
        if let seconds = await reportLimits.code(from: visit.address, now: visit.now) {
            throw Refusal.tooManyTries(seconds: seconds)
        }
        guard var standing = try await store.appealStatus(of: code) else {
            return appealCodePage(
                typed: typed, problem: ReceiptCode.unknown[visit.language], visit: visit, status: .notFound)
        }
        await reportLimits.codeWasRight(from: visit.address)
        var problem: String?
        let statement = form["statement"].replacing("\r\n", with: "\n")
        // What is sent twice, because the page was loaded again, is an appeal once.
        if form["send"] == "1", standing.filedAt == nil {
            do {
                standing = try await store.appeal(statement, code: code, at: visit.now) ?? standing
            } catch let error as ReportStoreError {
                problem = words[error.wordKey]
            } catch AppealError.alreadyFiled {
                standing = try await store.appealStatus(of: code) ?? standing
            } catch AppealError.expired {
                // The page says so by itself.
            }
        }
        return standingPage(standing, code: code, written: statement, problem: problem, visit: visit)
    }

    private func standingPage(
        _ standing: AppealStatus, code: ReceiptCode, written: String, problem: String?, visit: Visit
    ) -> Response {
        let words = visit.words
        let language = visit.language
        let last = CalendarDay(standing.until).text(in: language)
        var state: Model = [
            "decided": words.say("appeal_decided", ["day": CalendarDay(standing.decidedAt).text(in: language)]),
            "code": code.plain, "written": problem == nil ? "" : written,
        ]
        if let problem { state["problem"] = problem }
        if let ruling = standing.ruling {
            state["label"] = words["appeal_\(ruling.outcome.rawValue)"]
            state["reasons"] = visible(ruling.reasons)
            state["time"] = timeModel(ruling.at, text: words.day(ruling.at), words: words)
        } else if standing.filedAt != nil, let due = standing.dueAt {
            state["label"] = words["appeal_waits"]
            state["due"] = timeModel(due, text: words.moment(due), words: words)
        } else if visit.now > standing.until {
            state["label"] = words.say("appeal_over", ["day": last])
        } else {
            state["label"] = words.say("appeal_open", ["day": last])
            state["writable"] = true
        }
        return reporterPage(
            "appeal", ["help": helpModel(visit), "standing": state], visit: visit,
            status: problem == nil ? .ok : .unprocessableContent)
    }
}
