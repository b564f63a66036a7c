public import SafetyModel

/// What one instance tells others of accounts that it knows: severity, count and since when, without content, and with a
/// keyed hash in place of the account. The text of a signed note (docs/provenance.md has its form).
///
/// A file is whole: what is not in the newest file of an issuer is withdrawn.
public struct KnownFile: Sendable, Hashable {
    /// What is told of one account.
    public struct Entry: Sendable, Hashable {
        public enum Standing: String, Sendable, Hashable {
            /// People decided that something happened, and no appeal made it fall.
            case upheld
            /// Nobody has looked at it yet.
            case unreviewed
        }

        /// HMAC-SHA256 of the account under the exchange's secret, 64 hexadecimal digits.
        public var mark: String
        /// The gravest; 1 is highest.
        public var severity: Int
        public var count: Int
        /// The month of the first, as `2026-03`.
        public var since: String
        public var standing: Standing
        /// Whether it is for guardians alone: the account was staff.
        public var isForGuardians: Bool

        public init(
            mark: String, severity: Int, count: Int, since: String, standing: Standing, isForGuardians: Bool
        ) {
            self.mark = mark
            self.severity = severity
            self.count = count
            self.since = since
            self.standing = standing
            self.isForGuardians = isForGuardians
        }
    }

    /// More do not fit into a signed note.
    public static let mostEntries = 10_000
    public static let longestLife = Duration.days(366)
    private static let head = "vigie known-elsewhere 1"

    public var exchange: String
    public var issued: Timestamp
    /// When it expires.
    public var until: Timestamp
    /// In order of their marks.
    public var entries: [Entry]

    public init(exchange: String, issued: Timestamp, until: Timestamp, entries: [Entry]) {
        self.exchange = exchange
        self.issued = issued
        self.until = until
        self.entries = entries.sorted { ($0.mark, $0.standing.rawValue) < ($1.mark, $1.standing.rawValue) }
    }

    /// The text that is signed.
    public var text: [UInt8] {
        var lines = [
            Self.head, "exchange \(exchange)", "issued \(issued.rfc3339)", "until \(until.rfc3339)",
            "entries \(entries.count)",
        ]
        for entry in entries {
            lines.append(
                [
                    entry.mark, String(entry.severity), String(entry.count), entry.since, entry.standing.rawValue,
                    entry.isForGuardians ? "guardians" : "all",
                ].joined(separator: " "))
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Reads the text of a note whose signature was checked.
    /// - Throws: ``KnownFileError``
    public init(text: [UInt8]) throws(KnownFileError) {
        guard let text = String(validating: text, as: UTF8.self) else { throw .malformed(line: 1) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard lines.first.map(String.init) == Self.head else { throw .otherForm }
        func field(_ index: Int, _ name: String) throws(KnownFileError) -> String {
            guard lines.count > index, lines[index].hasPrefix(name + " ") else { throw .malformed(line: index + 1) }
            return String(lines[index].dropFirst(name.count + 1))
        }
        exchange = try field(1, "exchange")
        guard ExchangeSecret.isName(exchange) else { throw .malformed(line: 2) }
        guard let issued = Timestamp(rfc3339: try field(2, "issued")) else { throw .malformed(line: 3) }
        guard let until = Timestamp(rfc3339: try field(3, "until")) else { throw .malformed(line: 4) }
        guard let count = Int(try field(4, "entries")), count >= 0 else { throw .malformed(line: 5) }
        guard count <= Self.mostEntries else { throw .tooMany }
        guard lines.count == count + 5 else { throw .malformed(line: lines.count) }
        (self.issued, self.until) = (issued, until)
        entries = []
        var seen: Set<String> = []
        for (index, line) in lines.dropFirst(5).enumerated() {
            guard let entry = Entry(line) else { throw .malformed(line: index + 6) }
            guard seen.insert("\(entry.mark) \(entry.standing.rawValue)").inserted else {
                throw .doubled(line: index + 6)
            }
            entries.append(entry)
        }
    }

    /// Whether it can be taken now.
    /// - Throws: ``KnownFileError``
    public func check(for exchange: String, at now: Timestamp) throws(KnownFileError) {
        guard self.exchange == exchange else { throw .otherExchange(self.exchange) }
        guard until > now else { throw .expired(until) }
        guard issued <= now + .days(1) else { throw .fromTheFuture(issued) }
        guard until.milliseconds - issued.milliseconds <= Self.longestLife.milliseconds else { throw .tooLong }
    }
}

extension KnownFile.Entry {
    fileprivate init?(_ line: Substring) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, ExchangeSecret.isHexadecimal(parts[0], digits: 64), let severity = Int(parts[1]),
            (1...9).contains(severity), let count = Int(parts[2]), (1...1_000_000).contains(count),
            CalendarDay(parts[3] + "-01") != nil, let standing = Standing(rawValue: String(parts[4])),
            parts[5] == "all" || parts[5] == "guardians"
        else { return nil }
        self.init(
            mark: String(parts[0]), severity: severity, count: count, since: String(parts[3]), standing: standing,
            isForGuardians: parts[5] == "guardians")
    }
}

/// The secret that the members of an exchange share, as its file has it: `vigie exchange NAME 64 hexadecimal digits`.
public struct ExchangeSecret: Sendable, Hashable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) throws(KnownFileError) {
        guard Self.isName(name), bytes.count == 32 else { throw .wrongSecret }
        self.name = name
        self.bytes = bytes
    }

    /// - Throws: ``KnownFileError/wrongSecret``
    public init(text: String) throws(KnownFileError) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 4, parts[0] == "vigie", parts[1] == "exchange", Self.isName(parts[2]),
            Self.isHexadecimal(parts[3], digits: 64)
        else { throw .wrongSecret }
        name = String(parts[2])
        var bytes: [UInt8] = []
        var rest = parts[3]
        while !rest.isEmpty {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        self.bytes = bytes
    }

    public var text: String { "vigie exchange \(name) \(hexadecimal(bytes))\n" }

    static func isName(_ name: some StringProtocol) -> Bool {
        (1...100).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
                    || byte == 0x2F
            }
    }

    static func isHexadecimal(_ text: some StringProtocol, digits: Int) -> Bool {
        text.utf8.count == digits
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension ExchangeSecret: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the secret.
    public var description: String { "ExchangeSecret(\(name), …)" }
    public var debugDescription: String { description }
}

/// Why a file of what is known elsewhere was not taken.
public enum KnownFileError: Error, Sendable, Hashable, CustomStringConvertible {
    case otherForm
    case malformed(line: Int)
    case doubled(line: Int)
    case tooMany
    case tooLong
    case otherExchange(String)
    case expired(Timestamp)
    case fromTheFuture(Timestamp)
    /// A newer one of the same issuer is in.
    case superseded(Timestamp)
    case again
    case own
    case wrongSecret
    /// The exchange is known under another secret.
    case otherSecret(String)

    public var description: String {
        switch self {
        case .otherForm: "it is no file of what is known elsewhere, or one of a newer version of Vigie"
        case .malformed(let line): "line \(line) is not written as such a file has it; ask the issuer for it again"
        case .doubled(let line): "line \(line) names an account a second time; ask the issuer for another file"
        case .tooMany:
            "it has more than \(KnownFile.mostEntries) entries; have the issuer export the gravest alone (--severity 1)"
        case .tooLong: "it says that it holds for more than a year; ask the issuer for a shorter one"
        case .otherExchange(let name): "it belongs to the exchange \(name); give the secret of that one"
        case .expired(let moment): "it expired on \(moment.rfc3339); ask the issuer for a new one"
        case .fromTheFuture(let moment): "it was issued at \(moment.rfc3339), which is to come; check the clocks"
        case .superseded(let moment): "a newer one of the same issuer is in, issued at \(moment.rfc3339)"
        case .again: "this very file is in already; nothing was changed"
        case .own: "it was issued by this database itself"
        case .wrongSecret:
            "the secret is not written as “vigie exchange NAME” and 64 hexadecimal digits; take the file that the exchange agreed on"
        case .otherSecret(let name):
            "the exchange \(name) is known here under another secret; withdraw it first (vigie known forget)"
        }
    }
}
