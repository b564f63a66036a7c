import Casework
import HTTPTypes

/// Why a request was not carried out. Each becomes a page of its own that says what to do and reveals nothing.
enum Refusal: Error, Sendable, Hashable {
    /// The request is malformed: broken percent signs, text that is not UTF-8, fields that are missing.
    case badRequest
    /// Nobody is signed in; after signing in the visit goes on at this path.
    case signInNeeded(next: String)
    /// The form's token is missing, old or wrong, or the request came from another site.
    case formExpired
    /// The role does not allow it.
    case forbidden
    /// There is nothing here, or nothing that this reviewer may know of: the two are not told apart.
    case notFound
    case tooLarge
    case wrongMediaType
    /// Too many tries; again after so many seconds.
    case tooManyTries(seconds: Int)
    /// The reviewer's last query runs still.
    case queryRunning
    /// Somebody else acted on the case; what was written is given back, so that it is not lost.
    case conflict(CaseStepError, caseID: Int64, written: String)
    /// The form was filled in wrongly; the key of the sentence that says how.
    case unprocessable(String, back: String)
    /// Too much at once; again in a moment.
    case busy
    case internalError

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest: .badRequest
        case .signInNeeded: .seeOther
        case .formExpired, .forbidden: .forbidden
        case .notFound: .notFound
        case .tooLarge: .contentTooLarge
        case .wrongMediaType: .unsupportedMediaType
        case .tooManyTries, .queryRunning: .tooManyRequests
        case .conflict: .conflict
        case .unprocessable: .unprocessableContent
        case .busy: .serviceUnavailable
        case .internalError: .internalServerError
        }
    }

    /// The beginning of the keys of the page's title and text.
    var key: String {
        switch self {
        case .badRequest, .signInNeeded: "bad_request"
        case .formExpired: "form_expired"
        case .forbidden: "forbidden"
        case .notFound: "not_found"
        case .tooLarge: "too_large"
        case .wrongMediaType: "bad_request"
        case .tooManyTries: "too_many"
        case .queryRunning: "query_running"
        case .conflict: "conflict"
        case .unprocessable: "unprocessable"
        case .busy: "busy"
        case .internalError: "internal"
        }
    }

    /// What a refused step of casework is to the visitor.
    init(_ error: CaseStepError, caseID: Int64, written: String) {
        switch error {
        case .notFound: self = .notFound
        case .notAllowed: self = .forbidden
        case .reasonMissing: self = .unprocessable("problem_reason_missing", back: "/cases/\(caseID)")
        case .textTooLong: self = .unprocessable("problem_text_too_long", back: "/cases/\(caseID)")
        case .changedMeanwhile, .claimedByAnother, .notClaimed, .alreadyDecided, .notDecided, .needsSecondPerson,
            .newerCaseOpen:
            self = .conflict(error, caseID: caseID, written: written)
        }
    }
}
