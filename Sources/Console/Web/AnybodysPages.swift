import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// Pages for everybody: no account, no cookie, nothing kept of who looks.
extension Console {
    /// - Parameter otherwise: the page for what went wrong.
    func answerAnybody(
        _ request: Request, context: some RequestContext, otherwise: (any Error, Visit) -> Response,
        by handler: @Sendable (Visit) async throws -> Response
    ) async -> Response {
        var visit = newVisit(request, context: context)
        var response: Response
        do {
            visit.query = try FormFields(parsing: Array((request.uri.query ?? "").utf8))
            if let chosen = visit.query["language"].flatMap(Language.init(rawValue:)) {
                visit.preferences.language = chosen
            }
            response = try await handler(visit)
        } catch {
            response = otherwise(error, visit)
        }
        SafetyHeaders.add(to: &response)
        return response
    }

    /// - Parameters:
    ///   - address: of the same page in another language, up to the language.
    ///   - rest: what stands after it.
    func anybodysPage(
        _ template: String, _ model: Model, in address: String, then rest: String = "", visit: Visit,
        status: HTTPResponse.Status
    ) -> Response {
        let languages = Language.allCases.filter { $0 != visit.language }.map { language -> Model in
            [
                "code": language.rawValue, "label": visit.words["language_\(language.rawValue)"],
                "href": "\(address)\(language.rawValue)\(rest)",
            ]
        }
        let frame: Model = [
            "language": visit.language.rawValue, "theme": visit.preferences.theme.rawValue, "t": visit.words.byKey,
            "assets": assets.model, "languages": languages, "transparent": settings.isTransparent,
        ]
        let html = renderer.render(frame.merging(model) { _, own in own }, template: template)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
