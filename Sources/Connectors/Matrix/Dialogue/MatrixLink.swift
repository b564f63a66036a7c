/// A message that somebody points at: `https://matrix.to/#/!room:server/$event`
/// (https://spec.matrix.org/v1.11/appendices/#matrixto-navigation), `matrix:roomid/room:server/e/event`
/// (https://spec.matrix.org/v1.11/appendices/#matrix-uri-scheme), or an event's id alone.
public struct MatrixLink: Sendable, Hashable {
    /// A room's id or alias; `nil` where an event's id stands alone.
    public var room: String?
    public var event: String

    public init(room: String?, event: String) {
        self.room = room
        self.event = event
    }

    /// The links in a text, at most `limit`, in their order; each once.
    public static func links(in text: String, limit: Int = 10) -> [MatrixLink] {
        var found: [MatrixLink] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || "<>\"'“”«»".contains($0) }) {
            guard let link = MatrixLink(String(word)), !found.contains(link) else { continue }
            found.append(link)
            if found.count == limit { break }
        }
        return found
    }

    /// Whether a text is one link, and nothing else.
    public static func isAlone(in text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.count == 1 && words.first.flatMap { MatrixLink(String($0)) } != nil
    }

    /// The accounts that a text names, by link or by id (`@somebody:example.org`), each once.
    public static func users(in text: String, limit: Int = 10) -> [String] {
        var found: [String] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || "<>\"'“”«»,;".contains($0) }) {
            guard let user = user(String(word)), !found.contains(user) else { continue }
            found.append(user)
            if found.count == limit { break }
        }
        return found
    }

    /// Reads one word; `nil` where it points at no message.
    public init?(_ word: String) {
        guard word.utf8.count <= 1000, let pieces = Self.pieces(of: word) else { return nil }
        switch pieces.count {
        case 1 where pieces[0].hasPrefix("$"): self.init(room: nil, event: pieces[0])
        case 2 where Self.isRoom(pieces[0]) && pieces[1].hasPrefix("$"): self.init(room: pieces[0], event: pieces[1])
        default: return nil
        }
        if event.utf8.count < 2 || event.utf8.count > 255 || (room?.utf8.count ?? 0) > 255 { return nil }
    }

    private static func user(_ word: String) -> String? {
        let trimmed = word.last.map { ".:)!?".contains($0) } == true ? String(word.dropLast()) : word
        guard trimmed.utf8.count <= 300 else { return nil }
        let candidate: String
        if trimmed.hasPrefix("matrix:u/") {
            candidate = "@" + decoded(trimmed.dropFirst("matrix:u/".count).prefix { $0 != "?" })
        } else if let rest = afterMatrixTo(trimmed) {
            candidate = decoded(rest.prefix { $0 != "?" && $0 != "/" })
        } else {
            candidate = trimmed
        }
        guard candidate.hasPrefix("@"), let colon = candidate.firstIndex(of: ":"), candidate.utf8.count <= 255,
            candidate.index(after: colon) < candidate.endIndex, colon > candidate.index(after: candidate.startIndex)
        else { return nil }
        return candidate
    }

    private static func isRoom(_ piece: String) -> Bool { piece.hasPrefix("!") || piece.hasPrefix("#") }

    private static func afterMatrixTo(_ word: String) -> Substring? {
        for prefix in ["https://matrix.to/#/", "http://matrix.to/#/", "matrix.to/#/"] where word.hasPrefix(prefix) {
            return word.dropFirst(prefix.count)
        }
        return nil
    }

    private static func pieces(of word: String) -> [String]? {
        if word.hasPrefix("$") { return [word] }
        if let rest = afterMatrixTo(word) {
            return rest.prefix { $0 != "?" }.split(separator: "/").map { decoded($0) }
        }
        guard word.hasPrefix("matrix:") else { return nil }
        let parts = word.dropFirst("matrix:".count).prefix { $0 != "?" }.split(separator: "/").map { decoded($0) }
        guard parts.count == 4, parts[2] == "e" || parts[2] == "event" else { return nil }
        switch parts[0] {
        case "roomid": return ["!" + parts[1], "$" + parts[3]]
        case "r", "room": return ["#" + parts[1], "$" + parts[3]]
        default: return nil
        }
    }

    /// Takes percent-encoding off (RFC 3986, section 2.1); what is none stays as it is.
    private static func decoded(_ piece: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(piece.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
