import Casework
import HTTPTypes
import Hummingbird
import Logging
import SafetyModel

/// One request, with all that is known of who makes it.
struct Visit: Sendable {
    var request: Request
    var parameters: [String: String]
    /// See ``VisitorAddress``.
    var address: String?
    var now: Timestamp
    var preferences: Preferences
    var query = FormFields()
    var form = FormFields()
    /// The files that came with ``form``, where the route takes any.
    var files: [ReceivedForm.ReceivedFile] = []
    /// Who is signed in.
    var reviewer: Reviewer?
    /// The value of the session's cookie; before signing in, of the visit's cookie. Forms are tied to it.
    var secret = ""
    /// Whether ``secret`` was made for this visit and must be handed to the browser.
    var secretIsNew = false
    var logger: Logger

    var language: Language { preferences.language }
    var words: Words { Words.of(language) }

    /// The reviewer that a page needs.
    func signedIn() throws(Refusal) -> Reviewer {
        guard let reviewer else { throw .signInNeeded(next: request.uri.string) }
        return reviewer
    }

    /// A field of the form that must be there, within bounds.
    func field(_ name: String, limit: Int = 4000) throws(Refusal) -> String {
        guard let value = form[name], value.count <= limit else { throw .badRequest }
        return value
    }

    /// The number in the path, as a case's id. What is no number names nothing.
    func caseID() throws(Refusal) -> Int64 {
        guard let id = parameters["id"].flatMap(Int64.init), id > 0 else { throw .notFound }
        return id
    }
}

/// Which pages and forms there are, and what each asks of its visitor.
struct Route: Sendable {
    enum Access: Sendable {
        /// No session is looked up.
        case anybody
        /// A session is used where there is one.
        case visitor
        case reviewer
    }

    var method: HTTPRequest.Method
    var path: String
    var access: Access
    /// The largest form that it takes, in bytes.
    var bodyLimit = Console.maximumBody
    /// What it takes beside fields; `nil` for a form without files.
    var files: MultipartReader.Limits?
    var handler: @Sendable (Visit) async throws -> Response

    static func get(
        _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response, for access: Access = .reviewer
    ) -> Route {
        Route(method: .get, path: path, access: access, handler: handler)
    }

    /// A form with files, of somebody who is signed in.
    static func post(
        _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response,
        files: MultipartReader.Limits
    ) -> Route {
        Route(method: .post, path: path, access: .reviewer, files: files, handler: handler)
    }

    static func post(
        _ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response,
        for access: Access = .reviewer, bodyLimit: Int = Console.maximumBody
    ) -> Route {
        Route(method: .post, path: path, access: access, bodyLimit: bodyLimit, handler: handler)
    }
}
