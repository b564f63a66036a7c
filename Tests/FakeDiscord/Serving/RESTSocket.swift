import Foundation
import NIOCore
import NIOHTTP1

/// A connection of HTTP: one request after another.
struct RESTSocket {
    let discord: FakeDiscord

    init(_ discord: FakeDiscord) { self.discord = discord }

    func serve(_ channel: NIOAsyncChannel<HTTPServerRequestPart, HTTPPart<HTTPResponseHead, ByteBuffer>>) async throws {
        try await channel.executeThenClose { inbound, outbound in
            var head: HTTPRequestHead?
            var body: [UInt8] = []
            for try await part in inbound {
                switch part {
                case .head(let found):
                    head = found
                    body = []
                case .body(var buffer): body += buffer.readBytes(length: buffer.readableBytes) ?? []
                case .end:
                    guard let head else { return }
                    let reply = await answer(head, body)
                    let ahead = discord.scenario.clockAhead
                    try await outbound.write(
                        contentsOf: Self.parts(reply, ahead: ahead, keepAlive: head.isKeepAlive))
                    if !head.isKeepAlive { return }
                }
            }
        }
    }

    private func answer(_ head: HTTPRequestHead, _ body: [UInt8]) async -> Reply {
        let (path, query) = Address.split(head.uri)
        let prefix = "/api/v10"
        guard path.hasPrefix(prefix) || path.hasPrefix("/_fake/") else { return .notFound }
        var call = Call(
            method: head.method.rawValue, path: path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path,
            query: query)
        if let authorization = head.headers.first(name: "authorization"), authorization.hasPrefix("Bot ") {
            call.token = String(authorization.dropFirst(4))
        }
        if let reason = head.headers.first(name: "x-audit-log-reason") {
            guard let plain = reason.removingPercentEncoding, plain.count <= 512 else { return .invalid("reason") }
            call.reason = plain
        }
        if !body.isEmpty {
            if head.headers.first(name: "content-type")?.hasPrefix("multipart/") == true {
                guard let json = Self.payload(of: body), let read = JSON.read(json) else {
                    return .invalid("payload_json")
                }
                call.body = read
            } else {
                guard head.headers.first(name: "content-type")?.hasPrefix("application/json") == true,
                    let read = JSON.read(body)
                else { return .error(400, 50109, "The request body contains invalid JSON.") }
                call.body = read
            }
        }
        return await discord.answer(call)
    }

    /// The part `payload_json` of a form.
    private static func payload(of body: [UInt8]) -> [UInt8]? {
        let text = String(decoding: body, as: UTF8.self)
        guard let name = text.range(of: "name=\"payload_json\""),
            let start = text.range(of: "\r\n\r\n", range: name.upperBound..<text.endIndex),
            let end = text.range(of: "\r\n--", range: start.upperBound..<text.endIndex)
        else { return nil }
        return Array(text[start.upperBound..<end.lowerBound].utf8)
    }

    /// The date of HTTP (RFC 9110, 5.6.7).
    private static func date(_ ahead: Double) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.string(from: Date() + ahead)
    }

    private static func parts(_ reply: Reply, ahead: Double, keepAlive: Bool) -> [HTTPPart<
        HTTPResponseHead, ByteBuffer
    >] {
        let bytes = reply.status == 204 ? [] : reply.body.bytes
        var headers = HTTPHeaders()
        // discord.py reads JSON only where this is said exactly so, and takes a 429 without `Via` for a ban by Cloudflare.
        headers.add(name: "Content-Type", value: reply.status == 204 ? "text/html; charset=utf-8" : "application/json")
        headers.add(name: "Via", value: "1.1 fake")
        headers.add(name: "Date", value: Self.date(ahead))
        for (name, value) in reply.headers { headers.add(name: name, value: value) }
        if reply.status != 204 { headers.add(name: "Content-Length", value: String(bytes.count)) }
        headers.add(name: "Connection", value: keepAlive ? "keep-alive" : "close")
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.status), headers: headers)
        return [.head(head), .body(ByteBuffer(bytes: bytes)), .end(nil)]
    }
}

/// A path and its query.
enum Address {
    static func split(_ uri: String) -> (path: String, query: [String: String]) {
        guard let components = URLComponents(string: uri) else { return (uri, [:]) }
        var query: [String: String] = [:]
        for item in components.queryItems ?? [] { query[item.name] = item.value ?? "" }
        return (components.percentEncodedPath, query)
    }
}
