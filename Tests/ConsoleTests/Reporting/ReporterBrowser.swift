import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

/// A telephone of whoever reports: it keeps no cookies, and sends forms with files.
struct ReporterBrowser {
    var client: any TestClientProtocol
    /// What the proxy says of where it is; without it the console does not know.
    var address: String?
    var language = "en"

    private func headers(_ more: HTTPFields) -> HTTPFields {
        var headers = more
        headers[.acceptLanguage] = language
        if let address, let name = HTTPField.Name("X-Forwarded-For") { headers[name] = address }
        return headers
    }

    func get(_ path: String) async throws -> Browser.Answer {
        let response = try await client.execute(uri: path, method: .get, headers: headers([:]), body: nil)
        return Browser.Answer(status: response.status, headers: response.headers, body: String(buffer: response.body))
    }

    func send(_ path: String, _ bytes: ByteBuffer, type: String) async throws -> Browser.Answer {
        let response = try await client.execute(
            uri: path, method: .post, headers: headers([.contentType: type]), body: bytes)
        return Browser.Answer(status: response.status, headers: response.headers, body: String(buffer: response.body))
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Browser.Answer {
        let body = fields.map { "\(Browser.encode($0.0))=\(Browser.encode($0.1))" }.joined(separator: "&")
        return try await send(path, ByteBuffer(string: body), type: "application/x-www-form-urlencoded")
    }

    /// As a browser sends a form with files.
    func upload(
        _ path: String, _ fields: [(String, String)], files: [[UInt8]], name: String = "a.png"
    ) async throws -> Browser.Answer {
        try await send(path, Self.form(fields, files: files, name: name), type: "multipart/form-data; boundary=XyZ")
    }

    static func form(_ fields: [(String, String)], files: [[UInt8]], name: String = "a.png") -> ByteBuffer {
        var body = ByteBuffer()
        for (field, value) in fields {
            body.writeString("--XyZ\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            body.writeString(
                "--XyZ\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n"
                    + "Content-Type: image/png\r\n\r\n")
            body.writeBytes(file)
            body.writeString("\r\n")
        }
        body.writeString("--XyZ--\r\n")
        return body
    }

    /// The note of a fresh form.
    func note() async throws -> String {
        let page = try await get("/report?community=harbour")
        return page.body.firstMatch(of: /name="note" value="([^"]+)"/).map { String($0.1) } ?? ""
    }

    /// A report that is filled in as little as one may.
    func report(_ more: [(String, String)] = [], note: String? = nil) async throws -> Browser.Answer {
        let note = if let note { note } else { try await self.note() }
        let fields = [("note", note), ("community", "harbour"), ("happening", "pictures"), ("accused", "Marlow")]
        let named = Set(more.map(\.0))
        return try await post("/report", fields.filter { !named.contains($0.0) } + more)
    }
}

extension Browser.Answer {
    /// The receipt code on the page that shows it.
    var code: String? { body.firstMatch(of: /data-code="([0-9]{21})"/).map { String($0.1) } }
}

/// A PNG of one point, with a place in its metadata.
enum TestPicture {
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]) + chunk("tEXt", Array("GPS 48.85".utf8))
        + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(body.count)] + Array(name.utf8) + body + [0, 0, 0, 0]
    }
}
