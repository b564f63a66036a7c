import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// The pages for whoever has something to report: no account, no cookie, no script needed, nothing loaded from
/// elsewhere, and one address from the first look to the receipt.
extension Console {
    /// Adds the pages of reporting to a router.
    func addReporting<Context: RequestContext>(to router: Router<Context>) {
        // A decision can be contested wherever decisions are taken, with or without pages to report on.
        router.get("/appeal") { await answerReporter($0, context: $1, by: appealPage) }
        router.post("/appeal") { await answerReporter($0, context: $1, by: followAppeal) }
        router.get("/calendar") { await answerReporter($0, context: $1, by: calendarPage) }
        guard settings.reporting.isOpen else { return }
        router.get("/report") { await answerReporter($0, context: $1, by: reportPage) }
        router.post("/report") { await answerReporter($0, context: $1, by: sendReport) }
        router.get("/report/status") { await answerReporter($0, context: $1, by: statusPage) }
        router.post("/report/status") { await answerReporter($0, context: $1, by: followReport) }
        router.post("/report/proof") { await answerReporter($0, context: $1, by: reportProof) }
        router.on("/report", method: .head) { request, context in
            await answerReporter(request, context: context, by: reportPage).createHeadResponse()
        }
        router.on("/report/status", method: .head) { request, context in
            await answerReporter(request, context: context, by: statusPage).createHeadResponse()
        }
        for path in ["/report", "/report/status"] {
            for method in [HTTPRequest.Method.put, .patch, .delete] {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    var response = Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD, POST"])
                    SafetyHeaders.add(to: &response)
                    return response
                }
            }
        }
    }

    private func answerReporter(
        _ request: Request, context: some RequestContext, by handler: @Sendable (Visit) async throws -> Response
    ) async -> Response {
        await answerAnybody(request, context: context, otherwise: reporterProblem) { visit in
            _ = try FormFields.decode(Array(visit.request.uri.path.utf8), plusIsSpace: false)
            return try await handler(visit)
        }
    }

    /// Whatever went wrong: what to do, and who helps meanwhile.
    private func reporterProblem(_ error: any Error, visit: Visit) -> Response {
        let refusal: Refusal
        switch error {
        case let known as Refusal: refusal = known
        case is NIOTooManyBytesError: refusal = .tooLarge
        case is ReportStoreError, is CancellationError: refusal = .busy
        default:
            visit.logger.error("reporting failed", metadata: ["kind": "\(type(of: error))"])
            refusal = .internalError
        }
        let words = visit.words
        var text = words.byKey["report_problem_\(refusal.key)"] ?? words["problem_\(refusal.key)_text"]
        var wait: Int?
        if case .tooManyTries(let seconds) = refusal {
            wait = seconds
            text = words.say("report_problem_too_many", ["seconds": String(seconds)])
        }
        var model: Model = ["heading": words["report_problem_title"], "text": text, "again": visit.request.uri.path]
        model["help"] = helpModel(visit)
        var response = reporterPage("report_problem", model, visit: visit, status: refusal.status)
        if let wait { response.headers[.retryAfter] = String(wait) }
        return response
    }

    func reporterPage(
        _ template: String, _ model: Model, visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        let community = visit.query["community"].map { "&community=\(FormFields.encode($0))" } ?? ""
        return anybodysPage(
            template, model, in: "\(visit.request.uri.path)?language=", then: community, visit: visit, status: status)
    }

    // MARK: Who helps

    /// How many lines are shown before "more".
    private static let linesShown = 5

    func country(_ visit: Visit, chosen: String? = nil) -> String {
        for code in [chosen, visit.query["country"]] {
            if let code, helplines.countries.contains(where: { $0.code == code }) { return code }
        }
        return helplines.country(
            acceptLanguage: visit.request.headers[.acceptLanguage], language: visit.language)
    }

    func helpModel(_ visit: Visit, country chosen: String? = nil) -> Model {
        let code = country(visit, chosen: chosen)
        let lines = helplines[code].lines
        let line = { (one: Helpline) -> Model in
            [
                "number": one.number, "name": one.name[visit.language], "address": one.address,
                "urgent": one.isEmergency,
            ]
        }
        return [
            "lines": lines.prefix(Self.linesShown).map(line), "country": code,
            "more": (lines.dropFirst(Self.linesShown) + helplines.everywhere).map(line),
            "pictures": helplines.forPictures(in: code).map(line), "path": visit.request.uri.path,
            "language": visit.language.rawValue, "community": visit.query["community"] ?? "",
            "countries": helplines.countries.map { country -> Model in
                [
                    "code": country.code, "name": country.name[visit.language],
                    "selected": country.code == code,
                ]
            },
        ]
    }

    // MARK: A page to leave to

    /// This month, as on any wall: nothing on it tells what was on the screen before.
    @Sendable func calendarPage(_ visit: Visit) async throws -> Response {
        let today = CivilTime(visit.now)
        let first = visit.now - .days(today.day - 1)
        // 1970-01-01 was a Thursday; weeks begin on Monday.
        let weekday = Int((first.milliseconds / 86_400_000 + 3) % 7)
        let last = (28...31).last { CivilTime(first + .days($0 - 1)).month == today.month } ?? 28
        let cells = Array(repeating: 0, count: weekday) + Array(1...last)
        let weeks = stride(from: 0, to: cells.count, by: 7).map { start -> Model in
            [
                "days": cells[start..<min(start + 7, cells.count)].map { day -> Model in
                    ["day": day == 0 ? "" : String(day), "today": day == today.day]
                }
            ]
        }
        let words = visit.words
        return reporterPage(
            "calendar",
            [
                "month": "\(words.month(today.month)) \(today.year)", "weeks": weeks,
                "names": words["calendar_days"].split(separator: " ").map(String.init),
            ], visit: visit)
    }
}
