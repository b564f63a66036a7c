import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// `/transparency`: public figures of the last twelve whole months. No account, no cookie, no script.
extension Console {
    func addTransparency<Context: RequestContext>(to router: Router<Context>) {
        guard settings.isTransparent else { return }
        router.get("/transparency") { await answerReader($0, context: $1, by: transparencyPage) }
        router.get("/badges") { await answerReader($0, context: $1, by: publicBadgesPage) }
        router.get("/badges.json") { await answerReader($0, context: $1, by: publicBadgesFile) }
        router.get("/transparency/figures.json") { await answerReader($0, context: $1, by: figuresFile) }
        router.get("/transparency/:month/:file") { await answerReader($0, context: $1, by: monthFile) }
    }

    private func answerReader(
        _ request: Request, context: some RequestContext, by handler: @Sendable (Visit) async throws -> Response
    ) async -> Response {
        await answerAnybody(request, context: context, otherwise: readerProblem, by: handler)
    }

    private func readerProblem(_ error: any Error, visit: Visit) -> Response {
        let refusal: Refusal
        if let known = error as? Refusal {
            refusal = known
        } else {
            visit.logger.error("public figures failed", metadata: ["kind": "\(type(of: error))"])
            refusal = .internalError
        }
        let text = visit.words["problem_\(refusal.key)_text"]
        return readerPage("transparency", ["problem": text], visit: visit, status: refusal.status)
    }

    private func readerPage(
        _ template: String, _ model: Model, visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        anybodysPage(template, model, in: "/transparency?language=", visit: visit, status: status)
    }

    // MARK: Files

    @Sendable private func figuresFile(_ visit: Visit) async throws -> Response {
        let months = try await figures.months(from: store, at: visit.now)
        return file(PublishedMonth.json(months), named: "figures.json")
    }

    /// The figures of one month: as JSON, or as one of the files of Implementing Regulation (EU) 2024/2835.
    @Sendable private func monthFile(_ visit: Visit) async throws -> Response {
        let months = try await figures.months(from: store, at: visit.now)
        guard let month = months.first(where: { $0.month == visit.parameters["month"] }),
            let name = visit.parameters["file"]
        else { throw Refusal.notFound }
        if name == "figures.json" { return file(PublishedMonth.json([month]), named: name) }
        guard let found = Self.csvFiles(of: month).first(where: { $0.name == name }) else { throw Refusal.notFound }
        return file(found.bytes, named: found.name)
    }

    private static func csvFiles(of month: PublishedMonth) -> [TransparencyFile] {
        month.figures.csvFiles(
            TransparencyPublisher(
                provider: "", service: "", publishedOn: CalendarDay(month.correctedAt ?? month.publishedAt)))
    }

    private func file(_ bytes: [UInt8], named name: String) -> Response {
        let type = name.hasSuffix(".json") ? "application/json" : "text/csv; charset=utf-8"
        var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
        headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    // MARK: The page

    @Sendable private func transparencyPage(_ visit: Visit) async throws -> Response {
        let months = try await figures.months(from: store, at: visit.now)
        guard let newest = months.last, let oldest = months.first else {
            return readerPage("transparency", ["none": true], visit: visit)
        }
        let words = visit.words
        let table = FigureTable(months: months, words: words)
        var model: Model = [
            "any": true,
            "span": words.say(
                "figures_span", ["from": table.name(of: oldest.month), "to": table.name(of: newest.month)]),
            "published": timeModel(newest.publishedAt, text: words.moment(newest.publishedAt), words: words),
            "sections": [
                table.section("reports", table.reports), table.section("time", table.times),
                table.section("decisions", table.decisions),
                table.section("policies", table.parts("decisions_by_policy") { policyTitle($0, visit.language) }),
                table.section("actions", table.actions), table.section("appeals", table.appeals),
                table.section("staff", table.staff),
            ].compactMap(\.self),
            "corrections": months.filter { $0.correction != nil }.map { month -> Model in
                [
                    "month": table.name(of: month.month), "why": visible(month.correction ?? ""),
                    "time": timeModel(
                        month.correctedAt ?? month.publishedAt, text: words.day(month.correctedAt ?? month.publishedAt),
                        words: words),
                ]
            },
            "files": months.reversed().map { month -> Model in
                [
                    "month": table.name(of: month.month), "json": "/transparency/\(month.month)/figures.json",
                    "csv": Self.csvFiles(of: month).map { file -> Model in
                        ["name": file.name, "href": "/transparency/\(month.month)/\(file.name)"]
                    },
                ]
            },
        ]
        model["any_correction"] = months.contains { $0.correction != nil }
        return readerPage("transparency", model, visit: visit)
    }
}
