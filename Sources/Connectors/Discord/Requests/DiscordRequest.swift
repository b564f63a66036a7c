public import SafetyModel

/// A request to Discord's REST API, version 10 (https://docs.discord.com/developers/reference).
public struct DiscordRequest: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    public var method: Method
    /// After the version, with its query: `/channels/12/messages?limit=100`.
    public var path: String
    /// For the limits: the kind of request, and the id that counts.
    public var route: DiscordRoute
    public var body: JSONTree?
    /// Told in the guild's audit log.
    public var reason: String?
    /// Whether Discord wants to know whose request it is; an interaction's own token stands in its path.
    public var isAuthorized = true

    /// - Parameters:
    ///   - template: the path with `{}` for each id.
    ///   - ids: what stands in their place, the one that counts for the limits first.
    init(
        _ method: Method, _ template: String, _ ids: [String] = [], query: String = "", body: JSONTree? = nil,
        reason: String? = nil
    ) {
        self.method = method
        var path = ""
        var rest = ids[...]
        for character in template.replacing("{}", with: "\u{1}") {
            path += character == "\u{1}" ? Self.escaped(rest.popFirst() ?? "") : String(character)
        }
        self.path = query.isEmpty ? path : "\(path)?\(query)"
        route = DiscordRoute("\(method.rawValue) \(template)", major: ids.first ?? "")
        self.body = body
        self.reason = reason
    }

    /// A piece of a path: letters, digits, `-`, `.`, `_` and `~` stay (RFC 3986, 2.3).
    static func escaped(_ piece: String) -> String { percentEncoded(piece.utf8, keeping: "-._~") }

    /// What `X-Audit-Log-Reason` holds: percent-encoded UTF-8 of at most ``longestReason`` characters.
    public var reasonHeader: String? {
        reason.map { Self.percentEncoded($0.prefix(Self.longestReason).utf8, keeping: "-._~ ()/:;,#") }
    }

    /// https://docs.discord.com/developers/resources/audit-log
    public static let longestReason = 512

    private static func percentEncoded(_ bytes: some Sequence<UInt8>, keeping kept: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain || kept.utf8.contains(byte) {
                text.append(byte)
            } else {
                text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
