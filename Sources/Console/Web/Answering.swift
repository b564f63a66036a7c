import Casework
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SafetyModel

/// How a request becomes an answer: who is it, may it be, then the page; any refusal becomes a page of its own.
extension Console {
    /// A form is small; what is larger is not one of ours.
    static let maximumBody = 64 * 1024

    func answer(_ request: Request, context: some RequestContext, by route: Route) async -> Response {
        var visit = newVisit(request, context: context)
        var response: Response
        do {
            _ = try FormFields.decode(Array(request.uri.path.utf8), plusIsSpace: false)
            visit.query = try FormFields(parsing: Array((request.uri.query ?? "").utf8))
            if route.access != .anybody { try await recogniseVisitor(&visit) }
            if route.method == .post { try await readForm(&visit, route: route) }
            if route.access == .reviewer { _ = try visit.signedIn() }
            response = try await route.handler(visit)
        } catch {
            response = refusalPage(refusal(for: error, visit: visit), visit: visit)
        }
        if visit.secretIsNew, response.headers[.contentType]?.hasPrefix("text/html") == true {
            response.setCookie(cookie(visitCookie, visit.secret, maximumAge: nil))
        }
        SafetyHeaders.add(to: &response)
        return response
    }

    func newVisit(_ request: Request, context: some RequestContext) -> Visit {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters { parameters[String(name)] = String(value) }
        return Visit(
            request: request, parameters: parameters,
            address: VisitorAddress.key(of: request, context: context, behindProxy: settings.behindProxy), now: now(),
            preferences: Preferences(request: request, fallback: settings.language), logger: context.logger)
    }

    /// Finds the session that the cookie names, or gives a visitor a secret for its forms.
    private func recogniseVisitor(_ visit: inout Visit) async throws {
        let cookies = visit.request.cookies
        if let token = cookies[sessionCookie]?.value, token.utf8.count == 64,
            let reviewer = try await store.session(tokenHash: Secrets.tokenHash(token), at: visit.now), reviewer.active
        {
            visit.reviewer = reviewer
            visit.secret = token
            visit.preferences.language = Language(rawValue: reviewer.language) ?? visit.preferences.language
        } else if let secret = cookies[visitCookie]?.value, secret.utf8.count == 64 {
            visit.secret = secret
        } else {
            visit.secret = hexadecimal(random(32))
            visit.secretIsNew = true
        }
    }

    /// Reads a form, and believes it only when it comes from one of our own pages.
    private func readForm(_ visit: inout Visit, route: Route) async throws {
        guard isFromOurPages(visit.request) else { throw Refusal.formExpired }
        if try await readFiles(&visit, route: route) { return }
        guard visit.request.headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
        else { throw Refusal.wrongMediaType }
        if let length = visit.request.headers[.contentLength].flatMap(Int.init), length > route.bodyLimit {
            throw Refusal.tooLarge
        }
        let body = try await visit.request.body.collect(upTo: route.bodyLimit)
        visit.form = try FormFields(parsing: Array(body.readableBytesView))
        if route.access == .reviewer, visit.reviewer == nil { throw Refusal.signInNeeded(next: "/") }
        try checkToken(visit)
    }

    /// Reads a form with files, of nobody but who is signed in.
    /// - Returns: whether it was one.
    private func readFiles(_ visit: inout Visit, route: Route) async throws -> Bool {
        guard let limits = route.files,
            var reader = MultipartReader(contentType: visit.request.headers[.contentType], limits: limits)
        else { return false }
        guard visit.reviewer != nil else { throw Refusal.signInNeeded(next: "/") }
        let form = try await parts(visit, &reader)
        visit.form = FormFields(form.pairs)
        visit.files = form.files
        try checkToken(visit)
        return true
    }

    private func checkToken(_ visit: Visit) throws(Refusal) {
        guard !visit.secretIsNew, Secrets.isFormToken(visit.form["form"] ?? "", for: visit.secret) else {
            throw Refusal.formExpired
        }
    }

    /// What the browser says about where the form was. Both headers may be missing (old browsers; plain HTTP in a
    /// local network), and `Origin` is `null` on our own forms, for our pages send no referrer: then the form's token
    /// decides alone.
    func isFromOurPages(_ request: Request) -> Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin], origin != "null" else { return true }
        guard let host = request.head.authority, let start = origin.range(of: "://")?.upperBound else { return false }
        return origin[start...] == host
    }

    /// Maps any error once, here; what is not expected is logged without a word of its content and told to nobody.
    private func refusal(for error: any Error, visit: Visit) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case is NIOTooManyBytesError: return .tooLarge
        case CaseStepError.notFound: return .notFound
        case CaseStepError.notAllowed: return .forbidden
        case is ThresholdDeskBusy, is RuleDeskBusy: return .busy
        case RuleBookError.notAllowed: return .forbidden
        case is RuleBookError: return .notFound
        case is CancellationError, ReportStoreError.busy: return .busy
        case let error as StorageError:
            visit.logger.error("the store failed", metadata: ["error": "\(error)"])
            return .internalError
        default:
            visit.logger.error("a page failed", metadata: ["kind": "\(type(of: error))"])
            return .internalError
        }
    }

    // MARK: Answers

    func page(_ template: String, _ model: Model, visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        let html = renderer.render(frame(for: visit).merging(model) { _, own in own }, template: template)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// After a form: on to a page, by GET, so that going back or reloading does not send it twice.
    func redirect(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    func refusalPage(_ refusal: Refusal, visit: Visit) -> Response {
        if case .signInNeeded(let next) = refusal {
            let target = next == "/" ? "/sign-in" : "/sign-in?next=\(FormFields.encode(next))"
            return redirect(to: target)
        }
        let words = visit.words
        var model: Model = [
            "title": words["problem_\(refusal.key)_title"], "text": words["problem_\(refusal.key)_text"],
            "back": "/", "back_label": words["back_to_overview"],
        ]
        var wait: Int?
        switch refusal {
        case .tooManyTries(let seconds):
            wait = seconds
            model["text"] = words.say("problem_too_many_text", ["seconds": String(seconds)])
            model["back"] = visit.request.uri.path
            model["back_label"] = words["try_again"]
        case .conflict(let error, let id, let written):
            model["text"] = words["conflict_\(error.wordKey)"]
            var id = id
            if case .newerCaseOpen(let newer) = error { id = newer }
            model["back"] = "/cases/\(id)"
            model["back_label"] = words["back_to_case"]
            if !written.isEmpty { model["written"] = written }
        case .unprocessable(let key, let back):
            model["text"] = words[key]
            model["back"] = back
            model["back_label"] = words["go_back"]
        case .queryRunning:
            model["back"] = "/query?draft=1&\(AskedQuery(visit.query).fields)"
            model["back_label"] = words["try_again"]
        default: break
        }
        var response = page("problem", model, visit: visit, status: refusal.status)
        if let wait { response.headers[.retryAfter] = String(wait) }
        return response
    }

    func asset(_ visit: Visit) async throws -> Response {
        guard
            let response = assets.response(
                to: visit.request, hash: visit.parameters["hash"], name: visit.parameters["name"])
        else { throw Refusal.notFound }
        return response
    }

    // MARK: Cookies

    var sessionCookie: String { settings.secureCookies ? "__Host-vigie_session" : "vigie_session" }
    var visitCookie: String { settings.secureCookies ? "__Host-vigie_visit" : "vigie_visit" }

    func cookie(_ name: String, _ value: String, maximumAge: Int?) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maximumAge, path: "/", secure: settings.secureCookies, httpOnly: true,
            sameSite: .lax)
    }
}

extension CaseStepError {
    /// The end of the key of the sentence that explains it.
    var wordKey: String {
        switch self {
        case .claimedByAnother: "claimed_by_another"
        case .notClaimed: "not_claimed"
        case .alreadyDecided: "already_decided"
        case .notDecided: "not_decided"
        case .needsSecondPerson: "needs_second_person"
        case .newerCaseOpen: "newer_case_open"
        default: "changed_meanwhile"
        }
    }
}

/// Answers what no route answers with a page that looks like the others; leaves every other answer alone.
struct UnknownPages<Context: RequestContext>: RouterMiddleware {
    let console: Console

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && context.endpointPath == "NotFound" {
            let malformed = (try? FormFields.decode(Array(request.uri.path.utf8), plusIsSpace: false)) == nil
            let visit = console.newVisit(request, context: context)
            var response = console.refusalPage(malformed ? .badRequest : .notFound, visit: visit)
            SafetyHeaders.add(to: &response)
            return response
        }
    }
}
