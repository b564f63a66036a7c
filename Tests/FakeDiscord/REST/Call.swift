import Foundation

/// A request of the REST API.
struct Call: Sendable {
    var method: String
    /// Without `/api/v10`.
    var path: String
    var query: [String: String] = [:]
    var token: String?
    /// From `X-Audit-Log-Reason`, decoded.
    var reason: String?
    var body: JSON = .null
    /// What stands for the braces of the route's template.
    var parameters: [String: String] = [:]

    func id(_ name: String) -> UInt64? { parameters[name].flatMap { UInt64($0) } }
    func number(_ name: String, or usual: Int, within range: ClosedRange<Int>) -> Int? {
        guard let text = query[name] else { return usual }
        guard let value = Int(text), range.contains(value) else { return nil }
        return value
    }
    func queryID(_ name: String) -> UInt64? { query[name].flatMap { UInt64($0) } }
}

/// An answer of the REST API.
struct Reply: Sendable {
    var status = 200
    var body: JSON = .null
    var headers: [(String, String)] = []

    static let noContent = Reply(status: 204)

    init(status: Int) { self.status = status }
    init(_ body: JSON, status: Int = 200) {
        self.body = body
        self.status = status
    }

    /// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
    static func error(_ status: Int, _ code: Int, _ message: String) -> Reply {
        Reply(["message": .string(message), "code": .integer(Int64(code))], status: status)
    }
    static let notFound = error(404, 0, "404: Not Found")
    static let unauthorized = error(401, 0, "401: Unauthorized")
    static let missingAccess = error(403, 50001, "Missing Access")
    static let missingPermissions = error(403, 50013, "Missing Permissions")
    static let unknownChannel = error(404, 10003, "Unknown Channel")
    static let unknownGuild = error(404, 10004, "Unknown Guild")
    static let unknownMember = error(404, 10007, "Unknown Member")
    static let unknownMessage = error(404, 10008, "Unknown Message")
    static let unknownUser = error(404, 10013, "Unknown User")
    static let unknownBan = error(404, 10026, "Unknown Ban")
    static func invalid(_ field: String) -> Reply {
        Reply(
            [
                "message": "Invalid Form Body", "code": 50035,
                "errors": .object([
                    .init(key: field, value: ["_errors": [["code": "INVALID", "message": "Not a valid value"]]])
                ]),
            ], status: 400)
    }
}

/// What the REST API answers at one address.
struct Route: Sendable {
    let method: String
    let template: String
    /// Which bits the bot must have in the guild of the path.
    let needs: UInt64
    let isOpen: Bool
    /// How many requests in how many seconds.
    let limit: (Int, Double)
    let answer: @Sendable (inout World, Call) -> Reply
    private let pieces: [Substring]

    init(
        _ method: String, _ template: String, needs: UInt64 = 0, isOpen: Bool = false, limit: (Int, Double) = (10, 2),
        _ answer: @escaping @Sendable (inout World, Call) -> Reply
    ) {
        (self.method, self.template, self.needs, self.isOpen) = (method, template, needs, isOpen)
        (self.limit, self.answer) = (limit, answer)
        pieces = template.split(separator: "/")
    }

    /// What the braces stand for; nil where the path is another's.
    func match(_ path: [Substring]) -> [String: String]? {
        guard path.count == pieces.count else { return nil }
        var found: [String: String] = [:]
        for (piece, part) in zip(pieces, path) {
            if piece.first == "{" {
                // `@me` and `@original` are words of their own.
                guard part.first != "@" else { return nil }
                found[String(piece.dropFirst().dropLast())] = String(part).removingPercentEncoding ?? String(part)
            } else if piece != part {
                return nil
            }
        }
        return found
    }

    /// The bucket is shared by all paths of a template; the first id in it counts apart.
    var bucket: String {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in "\(method) \(template)".utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return String(hash, radix: 16)
    }

    func major(_ call: Call) -> String {
        call.parameters["channel"] ?? call.parameters["guild"] ?? call.parameters["webhook"] ?? ""
    }
}
