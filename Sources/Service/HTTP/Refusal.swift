import Connectors
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// An answer that says why a request was not carried out, as `application/problem+json` (RFC 9457).
struct Refusal: Error {
    var status: HTTPResponse.Status
    var sentence: String
    /// Seconds after which to try again.
    var retryAfter: Int?

    static let unauthorized = Refusal(
        status: .unauthorized, sentence: "send the service's token in the header Authorization: Bearer …")
    static let bodyTooLarge = Refusal(
        status: .contentTooLarge,
        sentence:
            "a body holds at most \(EventsEndpoint.largestBody >> 20) MiB, and \(EventsEndpoint.largestInflated >> 20) MiB inflated; send smaller batches"
    )

    static let tooManyBadLines = Refusal(
        status: .badRequest,
        sentence:
            "more than \(EventPost.mostRejected) lines of the body are no events; nothing of it was taken. Check what is sent"
    )

    var response: Response {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("title")
        writer.string(status.reasonPhrase)
        writer.key("status")
        writer.integer(Int64(status.code))
        writer.key("detail")
        writer.string(sentence)
        writer.endObject()
        var response = Response.json(writer.bytes, status: status)
        response.headers[.contentType] = "application/problem+json"
        if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Response {
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func text(_ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok)
        -> Response
    {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
